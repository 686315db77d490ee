package kasane.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@WithKasane
@Tag("authorisation")
@Promise("G6")
class SignInTest {

    @LocalServerPort
    int port;

    @Test
    void a_wrong_password_and_an_unknown_name_are_answered_alike() {
        Web web = new Web(port);
        Web.Answer wrong = web.post("/login", "/login", Map.of("login", List.of("zei"), "password", List.of("x")));
        Web.Answer unknown = web.post("/login", "/login", Map.of("login", List.of("nobody"), "password", List.of("x")));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("名前かパスワードがちがいます");
        assertThat(unknown.body()).contains("名前かパスワードがちがいます");
    }

    @Test
    void a_page_without_a_session_leads_to_the_sign_in_and_back() {
        Web.Answer answer = new Web(port).get("/search?q=x");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/login?next=%2Fsearch%3Fq%3Dx");
    }

    @Test
    void a_form_that_arrives_without_a_session_comes_back_inside_the_sign_in_with_everything_typed() {
        Web web = new Web(port);
        Web.Answer late = web.post("/login", "/referrals", Map.of("note", List.of("大切な<ことば>")));
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.body()).contains("大切な&lt;ことば&gt;").contains("carry.note");
    }

    @Test
    void signing_out_ends_the_session() {
        Web web = Web.as(port, "shougai");
        web.post("/", "/logout", Map.of());
        assertThat(web.get("/").status()).isEqualTo(303);
    }
}
