package kasane.home.succession;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import kasane.postgres.Connections;
import kasane.register.Households;
import kasane.shared.HouseholdId;
import kasane.testing.Browsers;
import kasane.testing.Desk;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 4月の人事異動 in a real browser: the manager plans, whoever leaves writes, the day comes, the successor confirms. */
@WithKasane
@Tag("walks")
@Promise("P11")
class SuccessionWalkTest {

    private static Browsers browsers;

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Autowired
    Households households;

    @Autowired
    SuccessionRounds rounds;

    @Autowired
    TestClock clock;

    @BeforeAll
    static void open() {
        browsers = Browsers.open();
    }

    @AfterAll
    static void close() {
        browsers.close();
    }

    private Desk signedIn(String login) {
        Desk desk = browsers.desk(port, login, "succession");
        assertThat(desk.at("h1")).containsText("きょう");
        return desk;
    }

    @Test
    void a_case_passes_on_its_day_with_what_its_first_worker_knew_of_it() {
        try (LeavingAgency town = new LeavingAgency(connections, households)) {
            town.login(town.manager, "idou-kanri");
            town.login(town.leaver, "idou-deru");
            town.login(town.colleague, "idou-tsugu");
            HouseholdId household = town.household();
            UUID file = town.carried(household);

            Desk manager = signedIn("idou-kanri");
            manager.link("異動");
            manager.picture("01-none");
            manager.link("異動を計画する");
            manager.send();
            assertThat(manager.at(".error-summary")).containsText("異動する人を選んでください");
            manager.at("#f-leaver").selectOption("" + town.leaver.staff().value());
            manager.at("#f-from").fill("R8.6.17");
            manager.at("#f-to").selectOption("AGENCY");
            manager.radio("前の日で終わる").check();
            manager.picture("02-planning");
            manager.send();
            assertThat(manager.main()).containsText("例示瀬家");
            manager.at("select[name='to-case-" + file + "']")
                    .selectOption("" + town.colleague.staff().value());
            manager.picture("03-plan");
            manager.button("引き継ぐ人を決める");
            manager.picture("04-chosen");

            Desk leaver = signedIn("idou-deru");
            leaver.picture("05-leavers-today");
            leaver.follow(leaver.row("引継書を書く", "引き継ぎを見る"));
            leaver.follow(leaver.row("例示瀬家", "書く"));
            leaver.at("#f-standing").fill("週に一度、電話で話しています。");
            leaver.at("#f-promised").fill("7月に、窓口までいっしょに行く約束です。");
            leaver.picture("06-writing");
            leaver.send();
            assertThat(leaver.main()).containsText("いっしょに行く約束");
            leaver.picture("07-written");

            clock.pass(Duration.ofDays(2));
            rounds.round();
            Desk successor = signedIn("idou-tsugu");
            successor.picture("08-successors-today");
            successor.follow(successor.row("引継書を確かめる", "引継書を読む"));
            assertThat(successor.main()).containsText("いっしょに行く約束");
            successor.picture("09-note");
            successor.button("引き継ぎました");
            assertThat(successor.main()).containsText("引き継ぎました");
            successor.picture("10-confirmed");
            Desk after = signedIn("idou-kanri");
            after.link("異動");
            after.link("例島うつる");
            assertThat(after.main()).containsText("架空山つぐさんへ");
            after.picture("11-passed");
        } finally {
            clock.set(TestClock.START);
        }
    }
}
