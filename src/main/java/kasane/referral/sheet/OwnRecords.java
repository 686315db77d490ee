package kasane.referral.sheet;

import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.sharing.Subjects;
import org.springframework.stereotype.Component;

/** The viewer's agency's own record of the person a sheet is about. */
@Component
class OwnRecords {

    private final Subjects subjects;

    OwnRecords(Subjects subjects) {
        this.subjects = subjects;
    }

    /** A record opened just now. */
    record Opened(HouseholdId household, PersonId person) {}

    Opened open(Viewer.Staff viewer, String name, String kana, PartialDate birth) {
        HouseholdId household = subjects.household(viewer);
        return new Opened(household, subjects.person(viewer, household));
    }
}
