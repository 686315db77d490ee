package kasane.home.today;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.Ids;
import kasane.tasks.Escalations;
import kasane.tasks.Tasks;
import kasane.testing.AsRole;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** きょう differs by what one is there for: the worker, the manager, the coordinator and whoever decides. */
@WithKasane
@Tag("pages")
@Promise("F11")
class TodayByDutyTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Tasks tasks;

    @Autowired
    Escalations escalations;

    @Autowired
    TestClock clock;

    @AfterEach
    void the_time_of_all_tests() {
        clock.set(TestClock.START);
    }

    private void open(Viewer.Staff by, String kind, Viewer.@Nullable Staff whose, String path) {
        UUID item = Ids.next();
        db.run(
                by,
                () -> tasks.open(
                        by,
                        new Tasks.NewTask(
                                kind,
                                item,
                                by.agency(),
                                null,
                                whose == null ? by.agency() : whose.agency(),
                                whose == null ? null : whose.staff(),
                                TODAY,
                                path + item)));
    }

    private String name(String login) {
        try (AsRole root = AsRole.superuser(connections)) {
            return root.texts(
                            "select s.name from access.staff s join access.account a on a.staff_id = s.id where a.login = ?",
                            login)
                    .getFirst();
        }
    }

    private String today(String login) {
        return Web.as(port, login).get("/").body();
    }

    @Test
    void what_waits_for_the_decision_stands_first_for_whoever_decides_and_not_for_others() {
        Viewer.Staff coordinator = People.viewer(connections, "suishin");
        open(coordinator, "casework.decide", People.viewer(connections, "kacho"), "/cases/");
        String decider = today("kacho");
        assertThat(decider).contains("id=\"decisions\"", "支援決定を待つもの");
        assertThat(decider.indexOf("id=\"decisions\""))
                .isLessThan(decider.indexOf("id=\"today\"") < 0 ? Integer.MAX_VALUE : decider.indexOf("id=\"today\""));
        assertThat(today("suishin")).doesNotContain("id=\"decisions\"");
    }

    @Test
    void a_manager_sees_what_is_late_in_the_agency_and_whose_it_is() {
        Viewer.Staff worker = People.viewer(connections, "houkatsu");
        open(worker, "casework.next-step", worker, "/records/");
        assertThat(today("houkatsu2")).doesNotContain("担当 " + name("houkatsu"));
        clock.pass(Duration.ofDays(1));
        escalations.round();
        assertThat(today("houkatsu2")).contains("機関内でおくれているもの", "担当 " + name("houkatsu"));
        assertThat(today("gakkou")).doesNotContain(name("houkatsu"));
    }

    @Test
    void how_much_lies_with_whom_is_told_to_those_who_spread_the_work() {
        Viewer.Staff coordinator = People.viewer(connections, "suishin");
        open(coordinator, "casework.next-step", coordinator, "/records/");
        assertThat(today("suishin")).contains("id=\"load\"", name("suishin"));
        open(
                People.viewer(connections, "gakkou"),
                "casework.next-step",
                People.viewer(connections, "gakkou"),
                "/records/");
        assertThat(today("gakkou")).doesNotContain("id=\"load\"");
    }
}
