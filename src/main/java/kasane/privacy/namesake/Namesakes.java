package kasane.privacy.namesake;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.settings.Codes;
import kasane.settings.Numbers;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.sharing.Concealments;
import org.springframework.stereotype.Component;

/**
 * 名寄せ候補: municipal staff ask which other agencies may keep a record of somebody of their own record. The reason stands first;
 * the answer is the names of agencies, for hours, and the database leaves out what may never be found.
 */
@Component
class Namesakes {

    static final String REASONS = "namesake-reason";

    private static final String ADD = """
            insert into privacy.namesake_inquiry (id, household_id, person_id, folded, owner_agency, staff_id, asked_at,
              reason_code, reason_edition, reason)
            values (:id, :household, :person, :folded::text[], :agency, :staff, :now, :code, :edition, :reason)
            """;

    private static final String ONE = """
            select id, household_id, person_id, asked_at, reason_code, reason_edition, reason
            from privacy.namesake_inquiry
            where id = :id and staff_id = :staff and owner_agency = :agency
            """;

    private static final String FOUND = "select n.agency_id from privacy.namesakes(:id) n";

    private static final String LATEST = """
            select i.asked_at, s.name as staff, a.name as agency, i.reason_code, i.reason_edition, i.reason
            from privacy.namesakes_asked(:most) i
            join access.pub_staff s on s.id = i.staff_id join access.pub_agency a on a.id = i.owner_agency
            order by i.asked_at desc
            """;

    private final Db db;
    private final Households households;
    private final Concealments concealments;
    private final Agencies agencies;
    private final Codes codes;
    private final Numbers numbers;
    private final AuditTrail audit;

    Namesakes(
            Db db,
            Households households,
            Concealments concealments,
            Agencies agencies,
            Codes codes,
            Numbers numbers,
            AuditTrail audit) {
        this.db = db;
        this.households = households;
        this.concealments = concealments;
        this.agencies = agencies;
        this.codes = codes;
        this.numbers = numbers;
        this.audit = audit;
    }

    /** The record to ask from: whom one may ask about, and for how many others name or birth date are not known in full. */
    record Asking(HouseholdId household, String title, List<Member> members, long unknown, boolean shut) {}

    /** What was asked, and what is answered while it may be read. */
    record Answer(HouseholdId household, String name, Instant at, Instant until, String reason, List<AgencyId> found) {}

    /** One question as the 個人情報保護担当 reads it: of whom is not told. */
    record Asked(Instant at, String staff, String agency, String reason) {}

    /** The own record to ask from; {@link NotVisible} for any other record, and for agencies that are not the municipality's. */
    Asking asking(Viewer.Staff viewer, HouseholdId household) {
        Households.Household record = households.find(viewer, household);
        if (!record.owner().equals(viewer.agency())
                || !agencies.find(viewer, viewer.agency()).municipal()) {
            throw new NotVisible();
        }
        List<Member> own = households.members(viewer, household).stream()
                .filter(member -> member.own() && member.isCurrent())
                .toList();
        List<Member> known = own.stream().filter(Namesakes::isKnown).toList();
        audit.read(viewer, "namesake.form", List.of(household));
        return new Asking(
                household,
                record.title(),
                known,
                own.size() - known.size(),
                !concealments.of(viewer, household).isEmpty());
    }

    private static boolean isKnown(Member member) {
        return member.details().birth().exact().isPresent()
                && !member.name().foldedWhole().isEmpty();
    }

    /** Asks about a person of {@link #asking}. */
    UUID ask(Viewer.Staff viewer, HouseholdId household, Member person, String code, String reason) {
        UUID id = Ids.next();
        db.sql(viewer, ADD)
                .param("id", id)
                .param("household", household)
                .param("person", person.person())
                .param("folded", person.name().foldedWhole())
                .param("agency", viewer.agency())
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .param("code", code)
                .param("edition", codes.edition(REASONS, db.today(viewer)))
                .param("reason", reason)
                .update();
        audit.written(viewer, "namesake.ask", List.of(household, person.person()), Detail.NONE.item(id));
        return id;
    }

    /** The answer to whoever asked; {@link NotVisible} for everybody else. After its time it names nobody. */
    Answer answer(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Question question = db.sql(viewer, ONE)
                    .param("id", id)
                    .param("staff", viewer.staff())
                    .param("agency", viewer.agency())
                    .optional(row -> new Question(
                            row.household("household_id"),
                            row.person("person_id"),
                            row.instant("asked_at"),
                            codes.label(REASONS, row.text("reason_code"), row.integer("reason_edition")) + "\n"
                                    + row.text("reason")))
                    .orElseThrow(NotVisible::new);
            Member person = households.members(viewer, question.household()).stream()
                    .filter(member -> member.person().equals(question.person()))
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            Instant until = question.at().plus(java.time.Duration.ofHours(hours(viewer)));
            List<AgencyId> found = until.isAfter(db.now(viewer))
                    ? db.sql(viewer, FOUND).param("id", id).list(row -> row.agency("agency_id"))
                    : List.of();
            audit.read(viewer, "namesake.page", List.of(question.household(), question.person()), Detail.NONE.item(id));
            return new Answer(
                    question.household(), person.name().full(), question.at(), until, question.reason(), found);
        });
    }

    private record Question(HouseholdId household, PersonId person, Instant at, String reason) {}

    /** How long an answer may be read, in hours. */
    int hours(Viewer.Staff viewer) {
        return numbers.number("privacy.namesake-hours", db.today(viewer));
    }

    /** What was asked lately, for the 個人情報保護担当. */
    List<Asked> latest(Viewer.Staff viewer, int most) {
        viewer.require(Duty.PRIVACY_OFFICER);
        return db.transact(viewer, () -> {
            audit.read(viewer, "namesake.list", List.of());
            return db.sql(viewer, LATEST)
                    .param("most", most)
                    .list(row -> new Asked(
                            row.instant("asked_at"),
                            row.text("staff"),
                            row.text("agency"),
                            codes.label(REASONS, row.text("reason_code"), row.integer("reason_edition")) + "　"
                                    + row.text("reason")));
        });
    }
}
