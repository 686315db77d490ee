package kasane.home.today;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.register.Households;
import kasane.register.PersonDetails;
import kasane.register.PersonName;
import kasane.shared.HouseholdId;
import kasane.shared.PartialDate;
import kasane.tasks.Tasks;
import kasane.testing.People;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A page costs the same few statements, however much stands on it. */
@WithKasane
@Tag("sql")
class TodayBudgetTest {
    @Autowired
    private Db db;

    @Autowired
    private Connections connections;

    @Autowired
    private Households households;

    @Autowired
    private Tasks tasks;

    @Autowired
    private TodayController controller;

    @Test
    void todayCostsTenStatementsAtMost() {
        Viewer.Staff viewer = People.viewer(connections, "suishin");
        HouseholdId household = db.transact(viewer, () -> {
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
        int statements = db.transact(viewer, () -> {
            controller.today(viewer);
            return db.statements(viewer);
        });
        assertThat(statements).isLessThanOrEqualTo(10);
        assertThat(household).isNotNull();
    }
}
