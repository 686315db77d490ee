package kasane.referral.sheet;

import java.util.List;
import kasane.gate.Viewer;
import kasane.register.ConcealedRecords;
import kasane.register.Contacts;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.PersonDetails;
import kasane.register.PersonName;
import kasane.shared.HouseholdId;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.sharing.Concealments;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The viewer's agency's own record of the person a sheet is about, opened from what the sheet says. */
@Component
class OwnRecords {

    private final Households households;
    private final Contacts contacts;
    private final Concealments concealments;
    private final ConcealedRecords concealed;

    OwnRecords(Households households, Contacts contacts, Concealments concealments, ConcealedRecords concealed) {
        this.households = households;
        this.contacts = contacts;
        this.concealments = concealments;
        this.concealed = concealed;
    }

    /** A record opened just now. */
    record Opened(HouseholdId household, PersonId person) {}

    /** The household as the own agency keeps it, or not found: nobody sends a sheet about another's record. */
    Referrals.Known known(Viewer.Staff viewer, HouseholdId household) {
        households.findOwn(viewer, household);
        List<Member> members = households.members(viewer, household).stream()
                .filter(member -> member.own() && member.isCurrent() && !member.isDeceased())
                .toList();
        List<Contacts.SafeContact> safe = contacts.safe(viewer, household);
        String phone = safe.stream()
                .map(contact -> contact.safe().phone())
                .filter(number -> !number.isEmpty())
                .findFirst()
                .or(() -> contacts.of(viewer, household).stream()
                        .filter(contact ->
                                contact.kind() == Contacts.Kind.MOBILE || contact.kind() == Contacts.Kind.PHONE)
                        .map(Contacts.Contact::value)
                        .findFirst())
                .orElse("");
        return new Referrals.Known(
                household,
                members,
                phone,
                safe.stream()
                        .map(contact -> contact.safe().lineWithoutPhone())
                        .filter(line -> !line.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    /** {@code came} is the sheet that was received; null for the sender's own. */
    Opened open(
            Viewer.Staff viewer,
            String name,
            String kana,
            PartialDate birth,
            String phone,
            String contactNote,
            Households.@Nullable CameWith came) {
        String[] parts = split(name);
        String[] readings = split(kana);
        Households.NewMember member = Households.NewMember.of(
                PersonDetails.of(PersonName.of(parts[0], parts[1], readings[0], readings[1]), "", birth), "SELF");
        HouseholdId household = households.open(
                viewer, new Households.NewHousehold(parts[0], "", List.of(came == null ? member : member.with(came))));
        PersonId person = households.members(viewer, household).getFirst().person();
        if (!phone.isEmpty()) {
            Contacts.Kind kind = phone.matches("0[6789]0.*") ? Contacts.Kind.MOBILE : Contacts.Kind.PHONE;
            contacts.add(viewer, household, person, kind, phone, "");
        }
        if (!contactNote.isEmpty()) {
            // What must not be done at this person's door or telephone stands at the head of the record from now on.
            contacts.recordSafe(
                    viewer,
                    household,
                    null,
                    new Contacts.Safe(
                            phone,
                            "",
                            Contacts.Answer.NOT_ASKED,
                            Contacts.Answer.NOT_ASKED,
                            Contacts.Answer.NOT_ASKED,
                            "",
                            contactNote));
        }
        if (came != null && concealments.cameConcealed(viewer, came.household(), came.item())) {
            concealed.shut(viewer, household, ConcealedRecords.Why.OTHER_AGENCY);
        }
        return new Opened(household, person);
    }

    /** The family name before the first space and the rest; a name without a space is taken as the family's. */
    static String[] split(String name) {
        String[] parts = name.strip().split("[\\s\u3000]+", 2);
        return new String[] {parts[0], parts.length > 1 ? parts[1] : ""};
    }
}
