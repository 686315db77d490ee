package kasane.home;

import java.util.List;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.PersonDetails;
import kasane.register.PersonName;
import kasane.shared.HouseholdId;
import kasane.shared.PartialDate;
import kasane.tasks.Tasks;

/** A household with something to do, for tests of the pages that show both. */
public final class Busy {

    private Busy() {}

    /** The household, kept by the viewer's agency, with work due today. */
    public static HouseholdId household(Db db, Households households, Tasks tasks, Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            HouseholdId opened = households.open(
                    viewer,
                    new Households.NewHousehold(
                            "模型台",
                            "",
                            List.of(Households.NewMember.of(
                                    PersonDetails.of(PersonName.of("模型台", "サクラ", "", ""), "F", PartialDate.of(1950)),
                                    ""))));
            tasks.open(
                    viewer,
                    new Tasks.NewTask(
                            "casework.next-step",
                            UUID.randomUUID(),
                            viewer.agency(),
                            opened,
                            viewer.agency(),
                            null,
                            db.today(viewer),
                            "/households/" + opened.value()));
            return opened;
        });
    }
}
