package kasane.operations.demo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import kasane.access.Founding;
import kasane.access.Reach;
import kasane.settings.MunicipalityCode;
import kasane.settings.TownFounding;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;
import org.springframework.stereotype.Component;

/** Founds かさね市 in an empty database: its agencies and its people. */
@Component
public class DemoTown {

    private final Founding founding;
    private final TownFounding town;

    DemoTown(Founding founding, TownFounding town) {
        this.founding = founding;
        this.town = town;
    }

    /** Whether there is a town already, which is then left as it is. */
    public boolean isFounded() {
        return founding.isFounded();
    }

    /** Founds the town once; a database that has agencies already is left as it is. */
    public void found() {
        if (isFounded()) {
            return;
        }
        // No prefecture has the number 00: the code is as made up as the town.
        town.found("かさね市", "かさねし", new MunicipalityCode("002011"), false, LocalDate.of(2021, 4, 1));
        // Whoever looks around signs in as everybody and has no app for each: the duty to have one begins in a hundred
        // years.
        town.number("second-factor.grace-days", 36_500, LocalDate.of(2021, 4, 1), "見本の町");
        Map<String, AgencyId> agencies = new HashMap<>();
        for (DemoPeople.DemoAgency agency : DemoPeople.agencies()) {
            agencies.put(
                    agency.key(),
                    founding.agency(new Founding.NewAgency(
                            agency.name(),
                            agency.kana(),
                            agency.kind(),
                            agency.fields(),
                            agency.municipal(),
                            agency.ownSecrecy(),
                            agency.takesReferrals(),
                            agency.phone(),
                            agency.fax(),
                            agency.does(),
                            agency.doesNot(),
                            agency.contact())));
        }
        for (DemoPeople.DemoPerson person : DemoPeople.people()) {
            StaffId staff = founding.staff(person.name(), person.kana(), person.title());
            for (DemoPeople.DemoHat hat : person.hats()) {
                AgencyId agency = agencies.get(hat.agency());
                if (agency == null) {
                    throw new IllegalStateException("no such agency in the town: " + hat.agency());
                }
                founding.hat(staff, agency, hat.duties());
            }
            founding.account(staff, person.login(), DemoPeople.PASSWORD);
        }
        // Nobody signs in at the small clinic: what is passed on to it goes by FAX or by mail.
        AgencyId clinic = Objects.requireNonNull(agencies.get("naika"));
        founding.reach(clinic, Reach.FAX);
        founding.reach(clinic, Reach.POST);
    }
}
