package kasane.tasks.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.Ids;
import kasane.tasks.Tasks;
import kasane.testing.AsRole;
import kasane.testing.CaseStory;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.TestPostbox;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A mail says that something waits and how much; it cannot say whom it is about, for it does not know. */
@WithKasane
@Tag("sql")
@Promise("F11")
class NoticesTest {

    private static int turn;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Tasks tasks;

    @Autowired
    Notices notices;

    @Autowired
    TestPostbox postbox;

    @Autowired
    TestClock clock;

    private String address;

    @BeforeEach
    void a_morning_of_its_own() {
        turn++;
        clock.set(TestClock.START.plus(Duration.ofDays(70L + turn)));
        address = "mihon" + turn + "@shokuba.example";
    }

    @AfterEach
    void the_time_of_all_tests() {
        choose("gakkou", "NONE", "owari@shokuba.example");
        postbox.shut(false);
        clock.set(TestClock.START);
    }

    private Web.Answer choose(String login, String wanted, String to) {
        return Web.as(port, login)
                .post("/account/mail", "/account/mail", Map.of("wanted", List.of(wanted), "address", List.of(to)));
    }

    private void work(String login, LocalDate due) {
        Viewer.Staff by = People.viewer(connections, "houkatsu");
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
                                People.viewer(connections, login).agency(),
                                null,
                                due,
                                "/referrals/" + item)));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }

    @Test
    void a_notice_holds_numbers_and_the_address_of_kasane_and_nothing_about_anybody() {
        assertThat(choose("gakkou", "NEW", address).status()).isEqualTo(303);
        notices.round();
        assertThat(postbox.to(address)).as("nothing new since it was chosen").isEmpty();
        clock.pass(Duration.ofMinutes(1));
        CaseStory story = CaseStory.begun(context);
        work("gakkou", today());
        notices.round();
        TestPostbox.Mail mail = postbox.to(address).getFirst();
        assertThat(mail.subject()).isEqualTo("かさねに新しいお知らせがあります");
        assertThat(mail.text()).contains("新しく届いたもの 1", "https://kasane.example");
        assertThat(mail.text().replace("https://kasane.example", ""))
                .doesNotContain("/", "架空", story.householdId().value().toString());
        assertThat(mail.text()).doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}");
        clock.pass(Duration.ofMinutes(5));
        work("gakkou", today());
        notices.round();
        assertThat(postbox.to(address)).as("not twice an hour").hasSize(1);
    }

    @Test
    void whoever_wants_none_is_not_written_to() {
        choose("gakkou", "NEW", address);
        choose("gakkou", "NONE", "");
        clock.pass(Duration.ofMinutes(1));
        work("gakkou", today());
        notices.round();
        assertThat(postbox.to(address)).isEmpty();
    }

    @Test
    void a_mail_server_that_is_away_loses_no_notice() {
        choose("gakkou", "NEW", address);
        clock.pass(Duration.ofMinutes(1));
        work("gakkou", today());
        postbox.shut(true);
        notices.round();
        postbox.shut(false);
        notices.round();
        assertThat(postbox.to(address)).as("not at once again").isEmpty();
        clock.pass(Duration.ofMinutes(11));
        notices.round();
        assertThat(postbox.to(address)).hasSize(1);
        clock.pass(Duration.ofMinutes(11));
        notices.round();
        assertThat(postbox.to(address)).as("once").hasSize(1);
    }

    @Test
    void an_address_is_checked_and_what_was_typed_stays() {
        for (String wrong : List.of("", "x", "a@b@c", "a b@c.jp", "<a@b.jp>\r\nBcc: c@d.jp")) {
            Web.Answer answer = choose("gakkou", "DAILY", wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(422);
            assertThat(answer.body()).contains("メールアドレスを");
        }
    }

    @Test
    void the_job_knows_neither_items_nor_households_and_nobody_sees_the_wish_of_another() {
        choose("gakkou", "DAILY", address);
        try (AsRole job = AsRole.job(connections, "notify", clock.instant())) {
            assertThat(job.attempt("select item_id from tasks.task")).isEqualTo("42501");
            assertThat(job.attempt("select household_id from tasks.task")).isEqualTo("42501");
            assertThat(job.attempt("select path from tasks.task")).isEqualTo("42501");
        }
        try (AsRole job = AsRole.job(connections, "escalate", clock.instant())) {
            assertThat(job.number("select count(*) from tasks.mail_wish")).isZero();
        }
        try (AsRole other = AsRole.staff(connections, People.viewer(connections, "houkatsu"), clock.instant())) {
            assertThat(other.number("select count(*) from tasks.mail_wish")).isZero();
            assertThat(other.attempt("select id from tasks.letter")).isEqualTo("42501");
        }
    }
}
