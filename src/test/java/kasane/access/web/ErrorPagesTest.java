package kasane.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.postgres.Connections;
import kasane.testing.AsRole;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever goes wrong is said in Japanese, tells nothing about the inside, and loses nothing that was typed. */
@WithKasane
@Tag("authorisation")
@Promise("G12")
class ErrorPagesTest {

    private static final String TYPED = "消えてはならない<文>";

    @LocalServerPort
    int port;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    Connections connections;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    TestClock clock;

    @Test
    void an_unknown_address_and_a_record_of_nobody_are_answered_alike() {
        Web web = Web.as(port, "houkatsu");
        Web.Answer unknown = web.get("/no-such-page");
        Web.Answer foreign = web.get("/households/" + UUID.randomUUID() + "/members");
        Web.Answer damaged = web.get("/households/not-an-id/members");
        assertThat(List.of(unknown.status(), foreign.status(), damaged.status()))
                .containsOnly(404);
        assertThat(heading(foreign)).isEqualTo(heading(unknown)).isEqualTo(heading(damaged));
        calm(unknown);
        calm(foreign);
        calm(damaged);
    }

    @Test
    void a_page_opened_in_the_wrong_way_says_so() {
        Web.Answer answer = Web.as(port, "houkatsu").get("/logout");
        assertThat(answer.status()).isEqualTo(405);
        calm(answer);
    }

    @Test
    void too_much_at_once_is_refused_without_a_trace() {
        Web web = Web.as(port, "houkatsu");
        Web.Answer answer =
                web.post("/households/new", "/households", Map.of("householdNote", List.of("あ".repeat(1_000_000))));
        assertThat(answer.status()).isBetween(400, 499);
        calm(answer);
    }

    @Test
    void while_the_database_is_gone_pages_say_so_and_a_form_keeps_what_was_typed() {
        Web web = Web.as(port, "houkatsu");
        Web.Answer form = web.get("/households/new");
        String database = connections.url().replaceAll(".*/([a-z0-9_]+)\\?.*", "$1");
        Web.Answer page;
        Web.Answer sent;
        Connections server = connections.to("postgres");
        try (AsRole root = AsRole.superuser(server)) {
            root.script("alter database " + database + " allow_connections false");
            try {
                root.texts("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?", database);
                page = web.get("/households/new");
                sent = web.post(form, "/households", Map.of("householdNote", List.of(TYPED)));
            } finally {
                root.script("alter database " + database + " allow_connections true");
            }
        }
        assertThat(page.status()).isEqualTo(503);
        calm(page);
        assertThat(sent.status()).isEqualTo(503);
        calm(sent);
        assertThat(sent.body()).contains("消えてはならない&lt;文&gt;", "もう一度送る", "action=\"/households\"");
        assertThat(returns(web)).as("it comes back by itself").isEqualTo(200);
    }

    @Test
    void a_form_sent_after_the_session_ended_comes_back_with_what_was_typed() {
        Web web = Web.as(port, "houkatsu");
        Web.Answer form = web.get("/households/new");
        try {
            clock.pass(Duration.ofHours(13));
            Web.Answer late = web.post(form, "/households", Map.of("householdNote", List.of(TYPED)));
            assertThat(late.status()).isEqualTo(401);
            assertThat(late.body()).contains("消えてはならない&lt;文&gt;");
            calm(late);
        } finally {
            clock.set(TestClock.START);
        }
    }

    /** The page once the pool has a connection again: it waits a little longer after each refusal, as a server must. */
    private static int returns(Web web) {
        Instant end = Instant.now().plusSeconds(60);
        int status = web.get("/households/new").status();
        while (status == 503 && Instant.now().isBefore(end)) {
            status = web.get("/households/new").status();
        }
        return status;
    }

    private static String heading(Web.Answer answer) {
        return answer.body().replaceAll("(?s).*<h1[^>]*>(.*?)</h1>.*", "$1");
    }

    /** A whole page of ours in Japanese, and no word from inside. */
    private static void calm(Web.Answer answer) {
        assertThat(answer.body())
                .contains("<h1", "lang=\"ja\"")
                .doesNotContain(
                        "Exception",
                        "\tat ",
                        "org.springframework",
                        "java.",
                        "SQLSTATE",
                        "Whitelabel",
                        "Apache Tomcat");
    }
}
