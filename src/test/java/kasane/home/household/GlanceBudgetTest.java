package kasane.home.household;

import static org.assertj.core.api.Assertions.assertThat;

import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.home.Busy;
import kasane.postgres.Connections;
import kasane.register.Households;
import kasane.shared.HouseholdId;
import kasane.tasks.Tasks;
import kasane.testing.People;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A page costs the same few statements, however much stands on it. */
@WithKasane
@Tag("sql")
class GlanceBudgetTest {
    @Autowired
    private Db db;

    @Autowired
    private Connections connections;

    @Autowired
    private Households households;

    @Autowired
    private Tasks tasks;

    @Autowired
    private GlanceController controller;

    @Test
    void aHouseholdCostsTenStatementsAtMost() {
        Viewer.Staff viewer = People.viewer(connections, "suishin");
        HouseholdId household = Busy.household(db, households, tasks, viewer);
        int statements = db.transact(viewer, () -> {
            controller.household(viewer, household.value());
            return db.statements(viewer);
        });
        assertThat(statements).isLessThanOrEqualTo(10);
    }
}
