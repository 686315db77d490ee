package kasane.access.factor;

import static kasane.access.factor.Colleagues.fields;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import kasane.gate.Db;
import kasane.postgres.Connections;
import kasane.settings.Numbers;
import kasane.settings.TownFounding;
import kasane.testing.AsRole;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@WithKasane
@Tag("authorisation")
@Promise("P10")
class SecondFactorTest {

    @LocalServerPort
    int port;

    @Autowired
    TestClock clock;

    @Autowired
    Connections connections;

    @Autowired
    TownFounding town;

    @Autowired
    Numbers numbers;

    @Autowired
    Db db;

    private Web system;
    private Colleagues colleagues;

    @BeforeEach
    void begin() {
        system = Web.as(port, "system");
        colleagues = new Colleagues(port, clock);
    }

    @AfterEach
    void put_the_clock_back() {
        clock.set(TestClock.START);
    }

    private long number(String sql, Object... values) {
        try (AsRole root = AsRole.superuser(connections)) {
            return root.number(sql, values);
        }
    }

    @Test
    void whoever_has_set_it_up_needs_it_besides_the_password_and_each_code_opens_once() {
        colleagues.join(system, "factor1", "2");
        Web web = colleagues.signedIn("factor1");
        Colleagues.Kept kept = colleagues.enrol(web);
        assertThat(web.get("/account").body()).contains("登録してあります");

        // The half minute in which it was set up is used already.
        Web other = new Web(port);
        Web.Answer asked = colleagues.password(other, "factor1");
        assertThat(other.get("/account").status())
                .as("the password alone opens nothing")
                .isEqualTo(303);
        String half = asked.response().headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("kasane_half="))
                .findFirst()
                .orElseThrow();
        Web forger =
                new Web(port).holding(half.substring(0, half.indexOf(';')).replace("kasane_half", "kasane_session"));
        assertThat(forger.get("/account").status())
                .as("nor does its half session")
                .isEqualTo(303);
        assertThat(colleagues
                        .second(other, asked, colleagues.code(kept.secret()))
                        .status())
                .isEqualTo(422);

        clock.pass(Duration.ofSeconds(30));
        String code = colleagues.code(kept.secret());
        assertThat(colleagues.second(other, asked, code).location()).isEqualTo("/");
        assertThat(other.get("/account").status()).isEqualTo(200);

        Web reader = new Web(port);
        assertThat(colleagues
                        .second(reader, colleagues.password(reader, "factor1"), code)
                        .status())
                .as("a code that somebody read along")
                .isEqualTo(422);
        assertThat(reader.get("/account").status()).isEqualTo(303);
    }

    @Test
    void nothing_counts_before_one_code_was_typed_and_the_secret_is_not_shown_again() {
        colleagues.join(system, "factor2", "2");
        Web web = colleagues.signedIn("factor2");
        Web.Answer page = web.get("/account/second-factor/new");
        byte[] secret = Colleagues.secret(page);
        assertThat(page.body()).contains("<svg viewBox").contains("shape-rendering=\"crispEdges\"");
        assertThat(web.post(page, "/account/second-factor", fields("code", "12345x"))
                        .status())
                .isEqualTo(422);
        assertThat(Colleagues.secret(web.get("/account/second-factor/new"))).isEqualTo(secret);
        assertThat(colleagues.password(new Web(port), "factor2").status()).isEqualTo(303);

        Colleagues.Kept kept = colleagues.enrol(web);
        assertThat(kept.secret()).isEqualTo(secret);
        assertThat(Colleagues.secret(web.get("/account/second-factor/new"))).isNotEqualTo(secret);
        assertThat(number("select count(*) from access.totp_offer where secret = ?", (Object) secret))
                .isZero();
    }

    @Test
    void each_of_ten_codes_on_paper_opens_once_and_new_ones_end_the_old_ones() {
        colleagues.join(system, "factor3", "2");
        Web web = colleagues.signedIn("factor3");
        Colleagues.Kept kept = colleagues.enrol(web);
        assertThat(kept.paper()).hasSize(10).doesNotHaveDuplicates();
        assertThat(web.get("/account/second-factor").body())
                .contains("残り 10")
                .doesNotContain(kept.paper().getFirst());

        Web lost = new Web(port);
        String paper = kept.paper().getFirst();
        assertThat(colleagues
                        .second(lost, colleagues.password(lost, "factor3"), paper)
                        .location())
                .isEqualTo("/");
        assertThat(lost.get("/account/second-factor").body()).contains("残り 9");
        // It is told wherever else the person is signed in, until they have looked.
        assertThat(web.get("/").body()).contains("控えのコードを使ったログインがありました");
        assertThat(lost.get("/").body()).doesNotContain("控えのコードを使ったログインがありました");
        assertThat(web.get("/account").body()).contains("控えのコードを使ったログイン");
        assertThat(web.get("/").body()).doesNotContain("控えのコードを使ったログインがありました");

        Web again = new Web(port);
        assertThat(colleagues
                        .second(again, colleagues.password(again, "factor3"), paper)
                        .status())
                .isEqualTo(422);

        Web.Answer renewed = web.post("/account/second-factor", "/account/second-factor/codes", Map.of());
        List<String> fresh = Colleagues.paper(renewed);
        assertThat(fresh).hasSize(10).doesNotContainAnyElementsOf(kept.paper());
        Web old = new Web(port);
        Web.Answer asked = colleagues.password(old, "factor3");
        assertThat(colleagues.second(old, asked, kept.paper().get(1)).status()).isEqualTo(422);
        // With dashes, as somebody may type them.
        assertThat(colleagues.second(old, asked, fresh.get(1).replace(' ', '-')).location())
                .isEqualTo("/");
    }

    @Test
    void guessing_codes_locks_the_account_like_guessing_passwords() {
        colleagues.join(system, "factor4", "2");
        Web web = colleagues.signedIn("factor4");
        Colleagues.Kept kept = colleagues.enrol(web);
        clock.pass(Duration.ofSeconds(30));
        Web guesser = new Web(port);
        Web.Answer asked = colleagues.password(guesser, "factor4");
        for (int i = 0; i < 5; i++) {
            assertThat(colleagues.second(guesser, asked, "00000" + i).status()).isEqualTo(422);
        }
        Web.Answer right = colleagues.second(guesser, asked, colleagues.code(kept.secret()));
        assertThat(right.status()).isEqualTo(422);
        assertThat(right.body()).contains("しばらくログインできません");
        assertThat(colleagues.password(new Web(port), "factor4").status()).isEqualTo(422);
        assertThat(system.get("/staff?q=factor4").body()).contains("ロック中");
        clock.pass(Duration.ofMinutes(16));
        Web later = new Web(port);
        assertThat(colleagues
                        .second(later, colleagues.password(later, "factor4"), colleagues.code(kept.secret()))
                        .location())
                .isEqualTo("/");
    }

    @Test
    void an_answer_that_comes_too_late_begins_anew() {
        colleagues.join(system, "factor5", "2");
        Colleagues.Kept kept = colleagues.enrol(colleagues.signedIn("factor5"));
        Web web = new Web(port);
        Web.Answer asked = colleagues.password(web, "factor5");
        clock.pass(Duration.ofMinutes(11));
        Web.Answer late = colleagues.second(web, asked, colleagues.code(kept.secret()));
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body()).contains("はじめからログイン").contains("action=\"/login\"");
        assertThat(new Web(port)
                        .post("/login", "/login/code", fields("code", "000000"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whoever_lost_both_is_freed_by_the_administrator_and_hears_of_it_and_no_old_session_lives_on() {
        String card = colleagues.join(system, "factor6", "2");
        Web web = colleagues.signedIn("factor6");
        Colleagues.Kept kept = colleagues.enrol(web);
        Web half = new Web(port);
        Web.Answer asked = colleagues.password(half, "factor6");
        assertThat(system.get(card).body()).contains(card + "/factor-reset");
        assertThat(system.post(card + "/factor-reset", card + "/factor-reset", Map.of())
                        .status())
                .isEqualTo(303);
        assertThat(web.get("/account").status()).as("the session before").isEqualTo(303);
        clock.pass(Duration.ofSeconds(30));
        assertThat(colleagues
                        .second(half, asked, colleagues.code(kept.secret()))
                        .status())
                .as("half a session before")
                .isEqualTo(422);
        assertThat(colleagues.second(half, asked, kept.paper().getFirst()).status())
                .isEqualTo(422);
        Web free = colleagues.signedIn("factor6");
        assertThat(free.get("/").body()).contains("システム管理者によって解かれました");
        assertThat(free.get("/account").body()).contains("二つ目の確認を解きました");
        assertThat(free.get("/").body()).doesNotContain("システム管理者によって解かれました");
        assertThat(number("select count(*) from audit.entry where what = 'access.account.factor-reset'"))
                .isPositive();
        // Nobody takes away their own: a session alone must not be able to drop the second proof.
        Web me = Web.as(port, "system");
        String own = "/staff/" + number("select staff_id from access.account where login = 'system'") + "/factor-reset";
        assertThat(me.get(own).status()).isEqualTo(404);
    }

    @Test
    void whose_duty_needs_it_reaches_nothing_else_once_the_time_of_grace_is_over() {
        colleagues.join(system, "factor7", "2", "PRIVACY_OFFICER");
        colleagues.join(system, "factor8", "2");
        Web officer = colleagues.signedIn("factor7");
        assertThat(officer.get("/agencies").status())
                .as("while the grace lasts")
                .isEqualTo(200);
        town.number("second-factor.grace-days", 0, java.time.LocalDate.of(2021, 4, 1), "見本");
        try {
            assertThat(officer.get("/agencies").location()).isEqualTo("/account/second-factor/new");
            assertThat(officer.post("/account/second-factor/new", "/hat", fields("hat", "1"))
                            .location())
                    .isEqualTo("/account/second-factor/new");
            assertThat(colleagues.signedIn("factor8").get("/agencies").status())
                    .as("whose duty does not need it")
                    .isEqualTo(200);
            Web.Answer page = officer.get("/account/second-factor/new");
            assertThat(page.body()).contains("あなたの職務には、二つ目の確認がいります");
            colleagues.enrol(officer);
            assertThat(officer.get("/agencies").status()).isEqualTo(200);
        } finally {
            town.number("second-factor.grace-days", 36_500, java.time.LocalDate.of(2021, 4, 1), "見本の町");
        }
    }

    @Test
    void password_code_and_paper_open_the_same_session_and_none_of_them_skips_a_check() {
        String card = colleagues.join(system, "factor9", "2", "MANAGER");
        Web plain = colleagues.signedIn("factor9");
        String byPassword = rights("factor9");
        Colleagues.Kept kept = colleagues.enrol(plain);
        clock.pass(Duration.ofSeconds(30));
        Web byApp = new Web(port);
        assertThat(colleagues
                        .second(byApp, colleagues.password(byApp, "factor9"), colleagues.code(kept.secret()))
                        .location())
                .isEqualTo("/");
        assertThat(rights("factor9")).isEqualTo(byPassword);
        Web byPaper = new Web(port);
        assertThat(colleagues
                        .second(
                                byPaper,
                                colleagues.password(byPaper, "factor9"),
                                kept.paper().getFirst())
                        .location())
                .isEqualTo("/");
        assertThat(rights("factor9")).isEqualTo(byPassword);
        String agency = "/agencies/2/deputies/new";
        for (Web web : List.of(plain, byApp, byPaper)) {
            assertThat(web.get(agency).status()).as("the duty of a manager").isEqualTo(200);
            assertThat(web.get("/staff").status()).as("and no other").isEqualTo(404);
        }

        // Whoever has left between the password and the answer comes in by neither.
        Web halfApp = new Web(port);
        Web.Answer app = colleagues.password(halfApp, "factor9");
        Web halfPaper = new Web(port);
        Web.Answer paper = colleagues.password(halfPaper, "factor9");
        assertThat(system.post(card + "/end", card + "/end", fields("when", "NOW"))
                        .status())
                .isEqualTo(303);
        clock.pass(Duration.ofSeconds(30));
        assertThat(colleagues
                        .second(halfApp, app, colleagues.code(kept.secret()))
                        .status())
                .isEqualTo(422);
        assertThat(colleagues.second(halfPaper, paper, kept.paper().get(1)).status())
                .isEqualTo(422);
        for (Web web : List.of(plain, byApp, byPaper, halfApp, halfPaper)) {
            assertThat(web.get("/account").status()).isEqualTo(303);
        }
    }

    /** Hat, agency and length of the newest session, as the sign-in wrote them. */
    private String rights(String login) {
        try (AsRole root = AsRole.superuser(connections)) {
            return root.rows("""
                    select s.hat_id, h.agency_id, s.half, s.expires_at - s.created_at,
                           (select string_agg(d.duty, ',') from access.duty d where d.hat_id = h.id)
                    from access.session s join access.hat h on h.id = s.hat_id join access.account a on a.staff_id = s.staff_id
                    where a.login = '%s' and not s.half order by s.no desc limit 1
                    """.formatted(login)).toString();
        }
    }

    @Test
    void the_secret_and_the_hashes_are_read_by_the_sign_in_alone() {
        for (String column : List.of("access.totp.secret", "access.totp.last_step", "access.recovery_code.code_hash")) {
            String table = column.substring(0, column.lastIndexOf('.'));
            assertThat(number(
                            "select has_column_privilege('kasane_app', ?, ?, 'SELECT')::int",
                            table,
                            column.substring(table.length() + 1)))
                    .as(column)
                    .isZero();
        }
    }
}
