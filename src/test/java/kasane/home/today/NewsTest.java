package kasane.home.today;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.Ids;
import kasane.tasks.Tasks;
import kasane.testing.AsRole;
import kasane.testing.Browsers;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A page that stays open learns that something came, and nothing of what it is. */
@WithKasane
@Tag("pages")
@Promise("F11")
class NewsTest {

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Tasks tasks;

    @Autowired
    TestClock clock;

    private static int turn;

    @AfterEach
    void the_time_of_all_tests() {
        clock.set(TestClock.START);
    }

    /** Later than anything that other classes did on the same server. */
    private void later() {
        clock.set(TestClock.START.plus(Duration.ofDays(40 + turn++)));
    }

    private void work(String from, String to) {
        Viewer.Staff by = People.viewer(connections, from);
        UUID item = Ids.next();
        db.run(
                by,
                () -> tasks.open(
                        by,
                        new Tasks.NewTask(
                                "referral.receive",
                                item,
                                by.agency(),
                                null,
                                People.viewer(connections, to).agency(),
                                null,
                                LocalDate.of(2026, 12, 1),
                                "/referrals/" + item)));
    }

    @Test
    void two_numbers_are_all_that_is_told_and_only_of_ones_own_work() {
        later();
        Web gakkou = Web.as(port, "gakkou");
        Web zei = Web.as(port, "zei");
        String before = gakkou.get("/news").body();
        String other = zei.get("/news").body();
        assertThat(before).matches("\\d+ \\d+");
        clock.pass(Duration.ofMinutes(1));
        work("houkatsu", "gakkou");
        String after = gakkou.get("/news").body();
        assertThat(number(after)).isEqualTo(number(before) + 1);
        assertThat(after.substring(after.indexOf(' '))).isNotEqualTo(before.substring(before.indexOf(' ')));
        assertThat(zei.get("/news").body()).as("work of another agency").isEqualTo(other);
        assertThat(new Web(port).get("/news").status()).as("without a session").isEqualTo(303);
    }

    private static int number(String told) {
        return Integer.parseInt(told.substring(0, told.indexOf(' ')));
    }

    @Test
    void asking_for_news_keeps_no_session_alive() {
        later();
        Web gakkou = Web.as(port, "gakkou");
        long present = clock.instant().getEpochSecond();
        clock.pass(Duration.ofMinutes(20));
        assertThat(gakkou.get("/news").status()).isEqualTo(200);
        assertThat(lastSeen()).isEqualTo(present);
        gakkou.get("/account");
        assertThat(lastSeen())
                .as("a page that somebody opened")
                .isEqualTo(clock.instant().getEpochSecond());
    }

    private long lastSeen() {
        try (AsRole root = AsRole.superuser(connections)) {
            return root.number("select extract(epoch from max(s.last_seen))::bigint from access.session s"
                    + " join access.account a on a.staff_id = s.staff_id where a.login = 'gakkou'");
        }
    }

    @Test
    void a_page_says_so_by_itself_and_without_script_says_nothing() {
        try (Browsers browsers = Browsers.open();
                Page page = browsers.context(Browsers.LIGHT).newPage()) {
            later();
            Browsers.signIn(page, port, "gakkou");
            page.navigate("http://127.0.0.1:" + port + "/account");
            page.waitForResponse(answer -> answer.url().endsWith("/news"), page::reload);
            PlaywrightAssertions.assertThat(page.getByText("新しい知らせがあります")).isHidden();
            clock.pass(Duration.ofMinutes(1));
            work("houkatsu", "gakkou");
            page.waitForResponse(
                    answer -> answer.url().endsWith("/news"),
                    () -> page.evaluate("window.dispatchEvent(new Event('focus'))"));
            PlaywrightAssertions.assertThat(page.getByText("新しい知らせがあります")).isVisible();
            PlaywrightAssertions.assertThat(page.locator("[data-news-count]")).isVisible();
            assertThat(page.url()).as("nothing moves by itself").endsWith("/account");
            page.waitForResponse(
                    answer -> answer.url().endsWith("/news") && answer.status() == 304,
                    () -> page.evaluate("window.dispatchEvent(new Event('focus'))"));
            page.getByText("表示する").click();
            PlaywrightAssertions.assertThat(page.locator("h1")).containsText("きょう");
            PlaywrightAssertions.assertThat(page.getByText("新しい知らせがあります")).isHidden();
        }
        assertThat(Web.as(port, "gakkou").get("/account").body()).contains("<p hidden>新しい知らせがあります");
    }
}
