package kasane.home.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.testing.CaseStory;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** 定例ケース共有: nothing ends with passing it on. */
@WithKasane
@Tag("authorisation")
@Promise("F2")
class TransfersTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    private CaseStory story() {
        return new CaseStory(context)
                .household("例示浦", "ミホン", "モケイ")
                .consent(0, "suishin", "shougai")
                .consent(1, "suishin")
                .send();
    }

    private static String sharing(Web web, String who) {
        Matcher row = Pattern.compile("(?s)<tr><th[^>]*><a[^>]*>" + who + ".*?</tr>")
                .matcher(web.get("/transfers").body());
        String last = "";
        while (row.find()) {
            Matcher href =
                    Pattern.compile("/transfers/[0-9a-f-]{36}/sharings/new").matcher(row.group());
            if (href.find()) {
                last = href.group();
            }
        }
        return last;
    }

    @Test
    void what_was_passed_on_stands_there_on_both_sides_until_it_is_finished() {
        story();
        Web asker = Web.as(port, "houkatsu");
        assertThat(asker.get("/transfers").body()).contains("例示浦家", "支援依頼した", "答え待ち");
        assertThat(Web.as(port, "suishin").get("/transfers").body()).contains("支援依頼された", "地域包括支援センター北");
        assertThat(Web.as(port, "jiritsu").get("/transfers").body()).doesNotContain("例示浦");
        String form = sharing(asker, "例示浦家");
        String action = form.replace("/new", "");
        Web.Answer again = asker.post(
                asker.get(form),
                action,
                Map.of("on", List.of("R8.6.15"), "next", List.of("AGAIN"), "note", List.of("連絡を待つ")));
        assertThat(again.status()).isEqualTo(303);
        assertThat(asker.get("/transfers").body()).contains("連絡を待つ");
        assertThat(Web.as(port, "suishin").get("/transfers").body())
                .as("what one agency notes is its own")
                .doesNotContain("連絡を待つ");
        asker.post(asker.get(form), action, Map.of("on", List.of("R8.6.15"), "next", List.of("FINISHED")));
        assertThat(sharing(asker, "例示浦家")).isNotEqualTo(form);
        assertThat(asker.get("/transfers?show=all").body()).contains("例示浦家");
    }

    @Test
    void bad_input_is_said_at_the_field_and_kept() {
        story();
        Web asker = Web.as(port, "houkatsu");
        String form = sharing(asker, "例示浦家");
        Web.Answer answer = asker.post(
                asker.get(form),
                form.replace("/new", ""),
                Map.of("on", List.of("R9.1.1"), "note", List.of("残したいひとこと")));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("きょうまでの日にしてください", "つぎはどうするかを選んでください", "残したいひとこと");
        assertThat(Web.as(port, "jiritsu").get(form).status()).isEqualTo(404);
    }
}
