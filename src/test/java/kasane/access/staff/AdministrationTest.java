package kasane.access.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.settings.Codes;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@WithKasane
@Tag("authorisation")
class AdministrationTest {

    private static final String FIRST = "わたされた合言葉です";
    private static final String OWN = "じぶんで決めた合言葉";

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Autowired
    Codes codes;

    @Autowired
    Db db;

    private static Map<String, List<String>> fields(String... pairs) {
        Map<String, List<String>> fields = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], List.of(pairs[i + 1]));
        }
        return fields;
    }

    private static Map<String, List<String>> person(String login, String agency) {
        return fields(
                "name",
                "模型原サクラ",
                "kana",
                "もけいはらさくら",
                "title",
                "主事",
                "agency",
                agency,
                "login",
                login,
                "password",
                FIRST);
    }

    private static String create(Web system, String login, String agency) {
        Web.Answer answer = system.post("/staff/new", "/staff", person(login, agency));
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer.location();
    }

    private Web signIn(String login, String password) {
        Web web = new Web(port);
        assertThat(web.post("/login", "/login", fields("login", login, "password", password))
                        .status())
                .isEqualTo(303);
        return web;
    }

    /** Somebody who has replaced the given password and works. */
    private Web working(String login) {
        Web web = signIn(login, FIRST);
        assertThat(web.post(
                                "/account/password",
                                "/account/password",
                                fields("current", FIRST, "password", OWN, "again", OWN))
                        .status())
                .isEqualTo(303);
        assertThat(web.get("/account").status()).isEqualTo(200);
        return web;
    }

    private static String link(String body, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(body);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group();
    }

    @Test
    @Promise({"G5", "G6"})
    void pages_of_administration_do_not_exist_for_anybody_else() {
        Web counter = Web.as(port, "zei");
        for (String page : List.of(
                "/staff",
                "/staff/new",
                "/staff/1",
                "/staff/1/edit",
                "/staff/1/end",
                "/staff/1/hats/new",
                "/staff/1/account",
                "/staff/1/unlock",
                "/areas",
                "/areas/systems/new",
                "/agencies/new",
                "/agencies/1/edit",
                "/agencies/1/end",
                "/agencies/1/functions/new",
                "/agencies/2/deputies/new",
                "/settings",
                "/settings/town",
                "/settings/labels",
                "/settings/codes",
                "/settings/codes/issue",
                "/settings/codes/issue/entries/new",
                "/settings/clocks",
                "/settings/holidays",
                "/settings/holidays/new")) {
            assertThat(counter.get(page).status()).as(page).isEqualTo(404);
        }
        assertThat(counter.post("/account", "/staff", person("nobody", "1")).status())
                .isEqualTo(404);
        assertThat(counter.get("/agencies").status()).isEqualTo(200);
        assertThat(counter.get("/agencies/1").status()).isEqualTo(200);
        assertThat(counter.get("/agencies/99999").status()).isEqualTo(404);
    }

    @Test
    @Promise({"G5", "G6"})
    void every_page_of_administration_opens_and_an_unknown_id_is_not_found() {
        Web system = Web.as(port, "system");
        for (String page : List.of(
                "/staff",
                "/staff/new",
                "/staff/1",
                "/staff/1/edit",
                "/staff/1/end",
                "/staff/1/hats/new",
                "/staff/1/account",
                "/staff/1/unlock",
                "/areas",
                "/areas/systems/new",
                "/agencies",
                "/agencies/new",
                "/agencies/1",
                "/agencies/1/edit",
                "/agencies/1/end",
                "/agencies/1/functions/new",
                "/agencies/1/deputies/new",
                "/settings",
                "/settings/town",
                "/settings/town/new",
                "/settings/labels",
                "/settings/labels/disability/new",
                "/settings/codes",
                "/settings/codes/issue",
                "/settings/codes/issue/entries/new?code=01",
                "/settings/codes/issue/entries/01/end",
                "/settings/clocks",
                "/settings/clocks/monitoring/new",
                "/settings/holidays",
                "/settings/holidays/new",
                "/account",
                "/account/password")) {
            assertThat(system.get(page).status()).as(page).isEqualTo(200);
        }
        for (String page : List.of(
                "/staff/99999",
                "/staff/0",
                "/agencies/0",
                "/agencies/-1/edit",
                "/staff/1/hats/99999/end",
                "/staff/1/duties/99999/end",
                "/agencies/99999/edit",
                "/agencies/1/functions/99999/end",
                "/agencies/1/deputies/99999/end",
                "/areas/99999/end",
                "/areas/systems/99999/areas/new",
                "/settings/labels/nothing/new",
                "/settings/codes/nothing",
                "/settings/codes/issue/entries/nothing/end",
                "/settings/clocks/nothing/new",
                "/settings/holidays/99999/removal")) {
            assertThat(system.get(page).status()).as(page).isEqualTo(404);
        }
    }

    @Test
    @Promise("G6")
    void a_given_password_opens_nothing_until_its_owner_has_replaced_it() {
        Web system = Web.as(port, "system");
        create(system, "sakura1", "2");
        Web sakura = signIn("sakura1", FIRST);
        assertThat(sakura.get("/agencies").location()).isEqualTo("/account/password");
        assertThat(sakura.get("/").location()).isEqualTo("/account/password");
        Web.Answer same = sakura.post(
                "/account/password",
                "/account/password",
                fields("current", FIRST, "password", FIRST, "again", "ちがうもの"));
        assertThat(same.status()).isEqualTo(422);
        assertThat(same.body()).contains("いまとちがうパスワード").contains("ちがっています").doesNotContain(FIRST);
        assertThat(sakura.post(
                                "/account/password",
                                "/account/password",
                                fields("current", "ちがう", "password", OWN, "again", OWN))
                        .body())
                .contains("いまのパスワードがちがいます");
        assertThat(sakura.post(
                                "/account/password",
                                "/account/password",
                                fields("current", FIRST, "password", OWN, "again", OWN))
                        .status())
                .isEqualTo(303);
        assertThat(sakura.get("/agencies").status()).isEqualTo(200);
        signIn("sakura1", OWN);
    }

    @Test
    @Promise("G6")
    void whoever_has_ended_loses_sight_at_once() {
        Web system = Web.as(port, "system");
        String card = create(system, "sakura2", "2");
        Web sakura = working("sakura2");
        assertThat(system.post(card + "/end", card + "/end", fields("when", "NOW"))
                        .status())
                .isEqualTo(303);
        assertThat(sakura.get("/agencies").status()).isEqualTo(303);
        assertThat(new Web(port)
                        .post("/login", "/login", fields("login", "sakura2", "password", OWN))
                        .status())
                .isEqualTo(422);
    }

    @Test
    @Promise("G6")
    void an_ended_hat_and_an_ended_duty_lose_sight_at_once() {
        Web system = Web.as(port, "system");
        Map<String, List<String>> person = person("sakura3", "2");
        person.put("duties", List.of("SYSTEM_ADMINISTRATOR"));
        String card = system.post("/staff/new", "/staff", person).location();
        Web sakura = working("sakura3");
        assertThat(sakura.get("/settings").status()).isEqualTo(200);
        String duty = link(system.get(card).body(), card + "/duties/\\d+/end");
        assertThat(system.post(duty, duty, fields("when", "NOW")).status()).isEqualTo(303);
        assertThat(sakura.get("/settings").status()).isEqualTo(404);
        String hat = link(system.get(card).body(), card + "/hats/\\d+/end");
        assertThat(system.post(hat, hat, fields("when", "NOW")).status()).isEqualTo(303);
        assertThat(sakura.get("/agencies").status()).isEqualTo(303);
    }

    @Test
    @Promise("G6")
    void a_person_without_what_is_needed_is_sent_back_with_everything_but_the_password() {
        Web system = Web.as(port, "system");
        Web.Answer answer = system.post(
                "/staff/new", "/staff", fields("name", "", "title", "<b>=cmd", "login", "zei", "password", "みじかい"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("氏名を入れてください")
                .contains("機関を選んでください")
                .contains("もう使われています")
                .contains("10文字以上")
                .contains("&lt;b>=cmd")
                .doesNotContain("みじかい");
        assertThat(system.post("/agencies/new", "/agencies", fields("name", "あ".repeat(500), "kind", "NOTHING"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    @Promise("G6")
    void an_agency_is_registered_with_what_it_carries_and_found_by_its_reading() {
        Web system = Web.as(port, "system");
        String card = system.post(
                        "/agencies/new",
                        "/agencies",
                        fields(
                                "name",
                                "見本沢生活相談室",
                                "kana",
                                "みほんざわせいかつそうだんしつ",
                                "kind",
                                "NPO",
                                "from",
                                "R8.4.1",
                                "does",
                                "居場所づくり",
                                "takes",
                                "yes"))
                .location();
        assertThat(card).startsWith("/agencies/");
        Web.Answer wrong = system.post(
                card + "/functions/new",
                card + "/functions",
                fields("item", "5", "how", "OWN", "base", "BASIC", "from", "R8.4.1"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(system.post(
                                card + "/functions/new",
                                card + "/functions",
                                fields("item", "1-NI", "how", "COMMISSIONED", "base", "LOCAL", "from", "R8.4.1"))
                        .status())
                .isEqualTo(303);
        assertThat(Web.as(port, "zei").get(card).body())
                .contains("1号ニ")
                .contains("委託・地域型")
                .contains("居場所づくり");
        assertThat(Web.as(port, "zei")
                        .get("/agencies?q=%E3%83%9F%E3%83%9B%E3%83%B3%E3%82%B6%E3%83%AF")
                        .body())
                .contains("見本沢生活相談室");
    }

    @Test
    @Promise("G6")
    void a_manager_arranges_deputies_in_the_own_agency_only() {
        Web manager = Web.as(port, "houkatsu2");
        Viewer.Staff me = People.viewer(connections, "houkatsu2");
        Viewer.Staff away = People.viewer(connections, "houkatsu");
        String own = "/agencies/" + me.agency().value() + "/deputies";
        assertThat(manager.get("/agencies/1/deputies/new").status()).isEqualTo(404);
        assertThat(manager.post(
                                own + "/new",
                                own,
                                fields(
                                        "staff",
                                        "" + away.staff().value(),
                                        "deputy",
                                        "" + me.staff().value(),
                                        "from",
                                        "R8.6.15",
                                        "until",
                                        "R8.6.30"))
                        .status())
                .isEqualTo(303);
        assertThat(Web.as(port, "zei").get("/agencies/" + me.agency().value()).body())
                .contains("例示原ミドリ さんの代わりに 仮名森アオイ さん");
        List<Integer> deputies = db.transact(
                me, () -> db.sql(me, "select deputy_id from access.pub_deputy").list(row -> row.integer("deputy_id")));
        assertThat(deputies).containsExactly(me.staff().value());
        endDeputies(manager, own);
    }

    /** What waits for the one who is away would wait for their deputy in every other test. */
    private static void endDeputies(Web manager, String own) {
        java.util.regex.Matcher end = java.util.regex.Pattern.compile(own + "/[0-9]+/end")
                .matcher(manager.get(own.replace("/deputies", "")).body());
        while (end.find()) {
            assertThat(manager.post(end.group(), end.group(), fields("when", "NOW"))
                            .status())
                    .isEqualTo(303);
        }
    }

    @Test
    @Promise("P11")
    void everybody_names_who_answers_for_their_own_absence_and_for_nobody_elses() {
        Web worker = Web.as(port, "houkatsu");
        Viewer.Staff me = People.viewer(connections, "houkatsu");
        Viewer.Staff other = People.viewer(connections, "houkatsu2");
        String own = "/agencies/" + me.agency().value() + "/deputies";
        assertThat(worker.post(
                                own + "/new",
                                own,
                                fields(
                                        "staff",
                                        "" + other.staff().value(),
                                        "deputy",
                                        "" + me.staff().value(),
                                        "from",
                                        "R8.6.15",
                                        "until",
                                        "R8.6.16"))
                        .status())
                .isEqualTo(422);
        assertThat(worker.post(
                                own + "/new",
                                own,
                                fields(
                                        "staff",
                                        "" + me.staff().value(),
                                        "deputy",
                                        "" + other.staff().value(),
                                        "from",
                                        "R8.6.15",
                                        "until",
                                        "R8.6.16"))
                        .status())
                .isEqualTo(303);
        assertThat(worker.get("/").body()).contains("きょうの代わり", "例示原ミドリさんの代わりは仮名森アオイさん");
        assertThat(Web.as(port, "zei").get("/").body()).doesNotContain("きょうの代わり");
        endDeputies(worker, own);
        assertThat(worker.get("/").body()).doesNotContain("きょうの代わり");
    }

    @Test
    @Promise("G6")
    void nobody_reads_the_hash_of_a_password_or_the_account_of_another_in_the_database_either() {
        Viewer.Staff counter = People.viewer(connections, "zei");
        Viewer.Staff system = People.viewer(connections, "system");
        List<String> logins = db.transact(
                counter,
                () -> db.sql(counter, "select login from access.account").list(row -> row.text("login")));
        assertThat(logins).containsExactly("zei");
        assertThatThrownBy(() -> db.run(
                        system,
                        () -> db.sql(system, "select password_hash from access.account")
                                .list(row -> row.text("password_hash"))))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    @Promise("G5")
    void a_new_edition_is_offered_from_its_day_and_known_at_once() {
        Web system = Web.as(port, "system");
        assertThat(system.post(
                                "/settings/codes/decline-reason/entries/new",
                                "/settings/codes/decline-reason/entries",
                                fields("code", "CLOSED", "label", "休業中", "from", "R9.4.1"))
                        .status())
                .isEqualTo(303);
        java.time.LocalDate april = java.time.LocalDate.of(2027, 4, 1);
        assertThat(codes.list("decline-reason", april))
                .extracting(Codes.Code::label)
                .contains("休業中");
        assertThat(codes.list("decline-reason", april.minusDays(1)))
                .extracting(Codes.Code::label)
                .doesNotContain("休業中");
        assertThat(codes.edition("decline-reason", april)).isEqualTo(2);
        assertThat(system.post(
                                "/settings/codes/sex/entries/new",
                                "/settings/codes/sex/entries",
                                fields("code", "M", "label", "男", "from", "R8.6.1"))
                        .body())
                .contains("きょうより前の日");
    }

    @Test
    @Promise("G5")
    void pasted_holidays_are_shown_before_they_count() {
        Web system = Web.as(port, "system");
        Map<String, List<String>> pasted = fields("lines", "2029/1/1,元日\n2028/1/1,元日", "kind", "PUBLIC");
        Web.Answer preview = system.post("/settings/holidays/new", "/settings/holidays", pasted);
        assertThat(preview.status()).isEqualTo(422);
        assertThat(preview.body()).contains("1日が増えます").contains("1日は、もう登録されています");
        pasted.put("confirmed", List.of("yes"));
        assertThat(system.post(preview, "/settings/holidays", pasted).status()).isEqualTo(303);
        assertThat(system.get("/settings/holidays").body()).contains("令和11年1月1日");
    }

    @Test
    @Promise("G5")
    void a_wrong_check_digit_is_named_at_its_field() {
        Web system = Web.as(port, "system");
        Web.Answer answer = system.post(
                "/settings/town/new",
                "/settings/town",
                fields("name", "かさね市", "code", "002012", "status", "RUNNING", "from", "R9.4.1"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("検査数字").contains("002012");
    }
}
