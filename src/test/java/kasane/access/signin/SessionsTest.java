package kasane.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.operations.demo.DemoPeople;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@WithKasane
@Tag("authorisation")
@Promise("P10")
class SessionsTest {

    private static final String EDGE =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0";
    private static final String PHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1";

    @LocalServerPort
    int port;

    @Autowired
    TestClock clock;

    @AfterEach
    void put_the_clock_back() {
        clock.set(TestClock.START);
    }

    private Web browser(String address, String agent) {
        return new Web(port).at(address).calledItself(agent);
    }

    private static Web.Answer signIn(Web web, String login) {
        Web.Answer answer =
                web.post("/login", "/login", Map.of("login", List.of(login), "password", List.of(DemoPeople.PASSWORD)));
        assertThat(answer.status()).isEqualTo(303);
        return answer;
    }

    private static final String TOLD = "新しい端末からログインがありました";

    @Test
    void somebody_sees_where_they_are_signed_in_and_ends_one_session_or_all_others() {
        Web desk = browser("10.1.2.3", EDGE);
        Web phone = browser("203.0.113.9", PHONE);
        Web third = browser("10.1.2.4", EDGE);
        signIn(desk, "minsei");
        signIn(phone, "minsei");
        signIn(third, "minsei");
        Web.Answer page = desk.get("/account");
        assertThat(page.body())
                .contains("Windows・Edge")
                .contains("10.1.x.x")
                .contains("iPhone・Safari")
                .contains("203.0.x.x")
                .doesNotContain("203.0.113.9");
        Matcher button = Pattern.compile("value=\"(\\d+)\" aria-label=\"iPhone").matcher(page.body());
        assertThat(button.find()).isTrue();
        assertThat(desk.post(page, "/account/sessions/end", Map.of("session", List.of(button.group(1))))
                        .status())
                .isEqualTo(303);
        assertThat(phone.get("/account").status()).isEqualTo(303);
        assertThat(third.get("/account").status()).isEqualTo(200);
        desk.post("/account", "/account/sessions/end", Map.of());
        assertThat(third.get("/account").status()).isEqualTo(303);
        assertThat(desk.get("/account").status()).isEqualTo(200);
    }

    @Test
    void nobody_ends_the_session_of_somebody_else_by_its_number() {
        Web desk = browser("10.1.2.3", EDGE);
        signIn(desk, "iryou");
        Web other = browser("10.1.2.3", EDGE);
        signIn(other, "zei");
        for (int no = 1; no < 40; no++) {
            other.post("/account", "/account/sessions/end", Map.of("session", List.of("" + no)));
        }
        assertThat(desk.get("/account").status()).isEqualTo(200);
    }

    @Test
    void a_sign_in_on_a_new_device_is_told_wherever_else_the_person_is_signed_in() {
        Web desk = browser("10.1.2.3", EDGE);
        signIn(desk, "gakkou");
        signIn(browser("10.1.2.3", EDGE), "gakkou");
        assertThat(desk.get("/").body()).as("the same device again").doesNotContain(TOLD);
        Web phone = browser("203.0.113.9", PHONE);
        signIn(phone, "gakkou");
        assertThat(phone.get("/").body()).as("itself").doesNotContain(TOLD);
        assertThat(phone.get("/account").status()).isEqualTo(200);
        assertThat(desk.get("/").body()).contains(TOLD).contains("href=\"/account\"");
        assertThat(desk.get("/agencies").body()).contains(TOLD);
        assertThat(desk.get("/account").body()).contains("新しい端末からのログイン（iPhone・Safari　203.0.x.x）");
        assertThat(desk.get("/").body()).doesNotContain(TOLD);
    }

    @Test
    void a_page_that_was_open_for_long_asks_again_before_a_whole_list_leaves_as_a_file() {
        Web web = Web.as(port, "houkatsu2");
        assertThat(web.get("/caseload.xlsx").status()).isEqualTo(200);
        clock.pass(Duration.ofMinutes(16));
        assertThat(web.get("/caseload").status()).isEqualTo(200);
        Web.Answer asked = web.get("/caseload.xlsx?keep=x");
        assertThat(asked.location()).isEqualTo("/account/proof?next=%2Fcaseload.xlsx%3Fkeep%3Dx");
        Web.Answer page = web.get(asked.location());
        Web.Answer wrong = web.post(
                page, "/account/proof", Map.of("next", List.of("/caseload.xlsx"), "proof", List.of("ちがう合言葉です")));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).doesNotContain("ちがう合言葉です");
        assertThat(web.get("/caseload.xlsx").status()).isEqualTo(303);
        Web.Answer right = web.post(
                page,
                "/account/proof",
                Map.of("next", List.of("/caseload.xlsx"), "proof", List.of(DemoPeople.PASSWORD)));
        assertThat(right.body()).contains("href=\"/caseload.xlsx\"");
        assertThat(web.get("/caseload.xlsx").status()).isEqualTo(200);
    }

    @Test
    void what_was_typed_into_a_delicate_form_is_kept_while_it_asks_and_then_sent() {
        Web system = Web.as(port, "system");
        Web.Answer form = system.get("/staff/new");
        clock.pass(Duration.ofMinutes(16));
        Map<String, List<String>> typed = Map.of(
                "name", List.of("仮名森<ハル>"), "kana", List.of("かなもりはる"), "title", List.of("主事"), "agency", List.of("2"));
        Web.Answer asked = system.post(form, "/staff", typed);
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.body())
                .contains("carry.name")
                .contains("仮名森&lt;ハル&gt;")
                .contains("/account/proof");
        assertThat(system.get("/staff?q=%E3%81%8B%E3%81%AA%E3%82%82%E3%82%8A%E3%81%AF%E3%82%8B")
                        .body())
                .doesNotContain("仮名森&lt;ハル&gt;");
        Web.Answer again = system.post(asked, "/account/proof", carried(asked, DemoPeople.PASSWORD));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("action=\"/staff\"").contains("仮名森&lt;ハル&gt;");
        assertThat(system.post(again, "/staff", typed).status()).isEqualTo(303);
    }

    /** The hidden fields of the page that asks, and the answer. */
    private static Map<String, List<String>> carried(Web.Answer page, String proof) {
        Map<String, List<String>> fields = new java.util.HashMap<>();
        Matcher hidden = Pattern.compile("<textarea name=\"(carry\\.[^\"]+)\" hidden>\\n?([^<]*)</textarea>")
                .matcher(page.body());
        while (hidden.find()) {
            fields.put(
                    hidden.group(1),
                    List.of(hidden.group(2)
                            .replace("&lt;", "<")
                            .replace("&gt;", ">")
                            .replace("&amp;", "&")));
        }
        Matcher path = Pattern.compile("name=\"carried\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(path.find()).isTrue();
        fields.put("carried", List.of(path.group(1)));
        fields.put("next", List.of("/"));
        fields.put("proof", List.of(proof));
        return fields;
    }

    @Test
    void guesses_at_the_proof_lock_the_account_and_then_the_right_password_is_not_heard_either() {
        Web web = Web.as(port, "shakyo");
        Web.Answer page = web.get("/account/proof");
        for (int i = 0; i < 5; i++) {
            Web.Answer wrong =
                    web.post(web.get("/account/proof"), "/account/proof", Map.of("proof", List.of("guess" + i)));
            assertThat(wrong.status()).isEqualTo(422);
        }
        assertThat(web.post(page, "/account/proof", Map.of("proof", List.of(DemoPeople.PASSWORD)))
                        .status())
                .isEqualTo(422);
        assertThat(new Web(port)
                        .post(
                                "/login",
                                "/login",
                                Map.of("login", List.of("shakyo"), "password", List.of(DemoPeople.PASSWORD)))
                        .status())
                .isEqualTo(422);
        clock.pass(Duration.ofMinutes(16));
        assertThat(web.post(web.get("/account/proof"), "/account/proof", Map.of("proof", List.of(DemoPeople.PASSWORD)))
                        .status())
                .isEqualTo(303);
    }
}
