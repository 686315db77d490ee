package kasane.privacy.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.routes.Shown;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 誤送付・漏えい from the first word to the end: what went wrong is out of sight at once, and the clocks of the law run. */
@WithKasane
@Tag("authorisation")
@Promise("P9")
class IncidentsTest {

    @LocalServerPort
    int port;

    @Autowired
    TestClock clock;

    @AfterEach
    void clockBack() {
        clock.set(TestClock.START);
    }

    @Test
    void a_sheet_sent_to_the_wrong_window_is_out_of_its_sight_at_once_and_it_is_told_how_many_opened_it() {
        Web tax = Web.as(port, "zei");
        Web wrong = Web.as(port, "houkatsu");
        String sheet = sent(tax);
        wrong.post(sheet, sheet + "/receipt", Map.of());
        wrong.post(sheet, sheet + "/acceptance", Map.of());
        assertThat(wrong.get(sheet).status()).isEqualTo(200);
        assertThat(tax.get(sheet).body()).contains("まちがえて送った");
        String id = sheet.substring(sheet.lastIndexOf('/') + 1);
        String form = "/incidents/new?referral=" + id;
        assertThat(wrong.get(form).status()).isEqualTo(404);
        assertThat(tax.get(form).body()).contains("地域包括支援センター北の画面から、このつなぐシートをすぐに消します");
        String incident = done(tax.post(
                form,
                "/incidents?referral=" + id,
                fields("kind", "REFERRAL", "happened", "見本のいきさつ", "sensitive", "YES", "knownOn", "R8.6.15")));
        assertThat(wrong.get(sheet).status()).isEqualTo(404);
        assertThat(wrong.get("/").body()).doesNotContain(sheet);
        assertThat(tax.get(sheet).body()).contains("取戻し", "取り下げました");
        assertThat(tax.get(incident).body())
                .contains("相手の画面から消した", "地域包括支援センター北　1人", "判断待ち")
                .doesNotContain("架空山", "例示原ミドリ");
    }

    @Test
    void whoever_judges_reports_in_two_steps_by_the_clocks_of_the_law_and_ends_it_when_all_is_said() {
        Web worker = Web.as(port, "houkatsu");
        String incident = done(worker.post(
                "/incidents/new",
                "/incidents",
                fields("kind", "LOST", "happened", "見本の紛失", "sensitive", "YES", "knownOn", "R8.6.14")));
        assertThat(worker.get("/").body()).contains("誤送付の回収の結果を書く");
        assertThat(Web.as(port, "shougai").get(incident).status()).isEqualTo(404);
        assertThat(Web.as(port, "houkatsu2").get(incident).status()).isEqualTo(200);
        Web officer = Web.as(port, "hogo");
        assertThat(officer.get("/").body()).contains("漏えい等の報告が要るかを判断する");
        assertThat(officer.post(incident + "/duties/new", incident + "/duties", fields("words", "見本の判断"))
                        .body())
                .contains("報告する理由を選んでください", "見本の判断");
        done(officer.post(
                incident + "/duties/new",
                incident + "/duties",
                fields("code", "SENSITIVE", "on", "R8.6.15", "words", "見本の判断")));
        assertThat(officer.get(incident).body()).contains("速報待ち", "令和8年6月19日");
        done(officer.post(incident + "/prompts/new", incident + "/prompts", fields("on", "R8.6.15")));
        assertThat(officer.get(incident).body()).contains("確報待ち", "令和8年7月14日");
        clock.set(TestClock.START.plus(Duration.ofDays(20)));
        officer = Web.as(port, "hogo");
        done(officer.post(incident + "/fulls/new", incident + "/fulls", fields("on", "R8.7.5")));
        assertThat(closing(officer, incident).body()).contains("回収の結果が、まだ書かれていません");
        done(Web.as(port, "houkatsu")
                .post(incident + "/recalls/new", incident + "/recalls", fields("code", "LOST", "on", "R8.7.5")));
        assertThat(closing(officer, incident).body()).contains("知らせないわけが、まだ書かれていません");
        assertThat(officer.post(
                                incident + "/notices/new",
                                incident + "/notices",
                                fields("code", "NOT_NEEDED", "on", "R8.7.5"))
                        .body())
                .contains("知らせないわけ、または代わりの措置を書いてください");
        done(officer.post(incident + "/notices/new", incident + "/notices", fields("code", "TOLD", "on", "R8.7.5")));
        assertThat(closing(officer, incident).body()).contains("再発防止が、まだ書かれていません");
        done(officer.post(
                incident + "/report/edit",
                incident + "/report",
                fields("sensitive", "YES", "persons", "3", "prevention", "見本の再発防止", "outline", "見本の概要")));
        assertThat(Shown.text(officer.get(incident + "/report.pdf"))).contains("確 報", "見本の概要", "見本の再発防止", "3人");
        done(closing(officer, incident));
        assertThat(officer.get(incident).body()).contains("終結").doesNotContain("回収の結果を書く");
        assertThat(officer.get("/").body()).doesNotContain(incident);
    }

    @Test
    void bad_input_keeps_what_was_typed_and_whoever_runs_the_system_has_no_such_page() {
        Web worker = Web.as(port, "houkatsu");
        assertThat(worker.get("/").body()).contains("誤送付・漏えいを知らせる");
        Web.Answer refused = worker.post(
                "/incidents/new", "/incidents", fields("happened", "見本の機器がない", "persons", "たくさん", "knownOn", "R9.1.1"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("何があったかを選んでください", "見本の機器がない", "たくさん", "きょうより後", "どれかを選んでください");
        Web system = Web.as(port, "system");
        assertThat(system.get("/").body()).doesNotContain("誤送付・漏えいを知らせる");
        assertThat(system.get("/incidents/new").status()).isEqualTo(404);
    }

    private static Web.Answer closing(Web officer, String incident) {
        return officer.post(incident + "/closure/new", incident + "/closure", fields("on", "R8.7.5"));
    }

    private static String done(Web.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer.location();
    }

    private static String sent(Web tax) {
        Matcher window = Pattern.compile("id=\"f-to-(\\d+)\"[^>]*>\\s*<label[^>]*>地域包括支援センター北")
                .matcher(tax.get("/referrals/new").body());
        assertThat(window.find()).isTrue();
        return done(tax.post(
                "/referrals/new",
                "/referrals",
                fields(
                        "name",
                        "架空山 マチガイ",
                        "phone",
                        "090-0000-1212",
                        "issues",
                        "12",
                        "mainIssue",
                        "12",
                        "to",
                        window.group(1),
                        "word",
                        "見本の一言",
                        "consent",
                        "GIVEN",
                        "method",
                        "SPOKEN")));
    }

    private static Map<String, List<String>> fields(String... pairs) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], List.of(pairs[i + 1]));
        }
        return fields;
    }
}
