package kasane.home.today;

import static org.assertj.core.api.Assertions.assertThat;

import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.home.Busy;
import kasane.postgres.Connections;
import kasane.register.Households;
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
        Busy.household(db, households, tasks, viewer);
        int statements = db.transact(viewer, () -> {
            controller.today(viewer);
            return db.statements(viewer);
        });
        assertThat(statements).isLessThanOrEqualTo(10);
    }
}
