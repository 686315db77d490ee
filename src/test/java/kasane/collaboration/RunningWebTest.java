package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The pages of a plan that runs: from the first monitoring to the last look after the end. */
@WithKasane
@Tag("pages")
@Promise({"C4", "C9"})
class RunningWebTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    private static Map<String, List<String>> fields(String... pairs) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], List.of(pairs[i + 1]));
        }
        return fields;
    }

    private static Map<String, List<String>> with(Map<String, List<String>> fields, String... pairs) {
        Map<String, List<String>> changed = new LinkedHashMap<>(fields);
        changed.putAll(fields(pairs));
        return changed;
    }

    /** The names of the fields of a page that begin like this, in their order. */
    private static List<String> names(String body, String beginning) {
        return Pattern.compile("name=\"(" + beginning + "[^\"]+)\"")
                .matcher(body)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private static String value(RunningStory story, String login) {
        return story.agency(login).value().toString();
    }

    private static Map<String, List<String>> monitoring(String body) {
        Map<String, List<String>> fields = fields(
                "doneOn",
                "R8.6.15",
                "method",
                "03",
                "situation",
                "玄関に出てこられた",
                "view",
                "外に出る気持ちがある",
                "verdict",
                "GOAL_NEAR",
                "nextOn",
                "令和8年9月1日");
        names(body, "result-").forEach(name -> fields.put(name, List.of("DOING")));
        names(body, "words-").forEach(name -> fields.put(name, List.of("週に2回")));
        return fields;
    }

    @Test
    void the_coordinator_looks_at_every_line_and_sets_the_next_day() {
        RunningStory story = RunningStory.running(context);
        String of = "/cases/" + story.caseId;
        Web suishin = Web.as(port, "suishin");
        Web.Answer form = suishin.get(of + "/monitorings/new");
        assertThat(form.body())
                .contains("ふたりの家計簿")
                .contains("ミホンの通所")
                .contains("モケイの見守り")
                .contains("value=\"R8.6.15\"")
                .contains("つぎの日");
        Web.Answer sent = suishin.post(form, of + "/monitorings", monitoring(form.body()));
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        String page = suishin.get(sent.location()).body();
        assertThat(page)
                .contains("玄関に出てこられた")
                .contains("外に出る気持ちがある")
                .contains("週に2回")
                .contains("令和8年9月1日")
                .contains("終結を考えてよい")
                .contains("button-primary\" href=\"" + of + "/evaluations/new");
        assertThat(Web.as(port, "jiritsu").get(sent.location()).body())
                .contains("玄関に出てこられた")
                .doesNotContain("評価を書く");
        assertThat(Web.as(port, "shougai").get(sent.location()).status())
                .as("not covered for everybody it is about")
                .isEqualTo(404);
        assertThat(Web.as(port, "system").get(sent.location()).status()).isEqualTo(404);
        assertThat(Web.as(port, "gakkou").get(sent.location()).status()).isEqualTo(404);
    }

    @Test
    void an_agency_of_the_team_writes_about_its_own_lines_and_sees_no_other() {
        RunningStory story = RunningStory.running(context);
        String of = "/cases/" + story.caseId;
        Web shougai = Web.as(port, "shougai");
        Web.Answer form = shougai.get(of + "/monitorings/new");
        assertThat(form.body())
                .contains("ミホンの通所")
                .doesNotContain("ふたりの家計簿")
                .doesNotContain("モケイの見守り")
                .doesNotContain("name=\"nextOn\"");
        Web.Answer sent = shougai.post(form, of + "/monitorings", monitoring(form.body()));
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        assertThat(shougai.get(sent.location()).body()).contains("の担当分").contains("週に2回");
        assertThat(Web.as(port, "suishin").get(sent.location()).body()).contains("玄関に出てこられた");
    }

    @Test
    void bad_input_in_a_monitoring_is_told_at_each_field_and_everything_typed_is_kept() {
        RunningStory story = RunningStory.running(context);
        String of = "/cases/" + story.caseId;
        Web suishin = Web.as(port, "suishin");
        Web.Answer form = suishin.get(of + "/monitorings/new");
        Web.Answer empty = suishin.post(form, of + "/monitorings", Map.of());
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body())
                .contains("行った日を入れてください")
                .contains("方法を選んでください")
                .contains("様子（事実）を入れてください")
                .contains("まとめを選んでください")
                .contains("つぎのモニタリングの日を入れてください");

        Map<String, List<String>> bad = monitoring(form.body());
        String result = names(form.body(), "result-").getFirst();
        String words = names(form.body(), "words-").getFirst();
        bad = with(
                bad,
                "doneOn",
                "R8.6.16",
                "method",
                "ZZ",
                "verdict",
                "NEVER",
                "nextOn",
                "R8.6.15",
                result,
                "",
                words,
                "ひとことだけ",
                "situation",
                "<b>様子</b>");
        Web.Answer answer = suishin.post(form, of + "/monitorings", bad);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("これからの日は書けません")
                .contains("選択肢の中から選んでください")
                .contains("あしたからあとの日")
                .contains("進みぐあいも選んでください")
                .contains("id=\"f-" + result + "-error\"")
                .contains("href=\"#f-" + result + "\"")
                .contains("value=\"R8.6.16\"")
                .contains("value=\"ひとことだけ\"")
                .contains("&lt;b");
        assertThat(suishin.post(form, of + "/monitorings", with(bad, "doneOn", "R8.6.1"))
                        .body())
                .contains("ケースが始まった");
        assertThat(suishin.post(form, of + "/monitorings", with(bad, words, "長".repeat(501)))
                        .body())
                .contains("500文字まで");
    }

    private static Map<String, List<String>> evaluation(String body, String lead) {
        Map<String, List<String>> fields = fields(
                "on",
                "R8.6.15",
                "remaining",
                "ふたりの見守りが要る",
                "wishes",
                "家で暮らしたい",
                "opinion",
                "家計が落ち着いた",
                "direction",
                "CLOSE",
                "reason",
                "ROLES",
                "lead",
                lead,
                "followOn",
                "R8.9.14",
                "followHow",
                "通いの場で会う");
        names(body, "goal-").forEach(name -> fields.put(name, List.of("REACHED")));
        names(body, "now-").forEach(name -> fields.put(name, List.of("できている")));
        names(body, "own-").forEach(name -> fields.put(name, List.of("もう自分でできる")));
        fields.put("changes", List.of("02", "10"));
        return fields;
    }

    @Test
    void bad_input_in_an_evaluation_is_told_at_each_field_and_everything_typed_is_kept() {
        RunningStory story = RunningStory.running(context);
        String of = "/cases/" + story.caseId;
        Web suishin = Web.as(port, "suishin");
        Web.Answer form = suishin.get(of + "/evaluations/new");
        Web.Answer empty = suishin.post(form, of + "/evaluations", fields("direction", "CLOSE"));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body())
                .contains("評価した日を入れてください")
                .contains("達成度を選んでください")
                .contains("終わる理由を選んでください")
                .contains("終結後の主担当を選んでください")
                .contains("様子を見る日を入れてください");
        assertThat(suishin.post(form, of + "/evaluations", Map.of()).body())
                .contains("方針を選んでください")
                .doesNotContain("終わる理由を選んでください");
        Map<String, List<String>> bad = with(
                evaluation(form.body(), value(story, "shougai")),
                "on",
                "R9.1.1",
                "followOn",
                "R8.6.1",
                "direction",
                "CLOSE",
                "reason",
                "ZZ",
                "followHow",
                "長".repeat(201));
        bad.put("changes", List.of("02", "99"));
        Web.Answer answer = suishin.post(form, of + "/evaluations", bad);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("これからの日は書けません")
                .contains("あしたからあとの日")
                .contains("選択肢の中から選んでください")
                .contains("href=\"#f-lead\"")
                .contains("200文字まで")
                .contains("value=\"02\" checked")
                .contains("家で暮らしたい")
                .contains("value=\"R9.1.1\"");
        assertThat(Web.as(port, "jiritsu").get(of + "/evaluations/new").status())
                .as("only whoever carries the case evaluates it")
                .isEqualTo(404);
    }

    @Test
    void an_end_is_proposed_decided_offered_refused_offered_to_another_and_looked_after() {
        RunningStory story = RunningStory.running(context);
        String of = "/cases/" + story.caseId;
        Web suishin = Web.as(port, "suishin");
        Web.Answer form = suishin.get(of + "/evaluations/new");
        Web.Answer written = suishin.post(form, of + "/evaluations", evaluation(form.body(), value(story, "jiritsu")));
        assertThat(written.status()).as(written.body()).isEqualTo(303);
        String evaluation = written.location();
        assertThat(suishin.get(evaluation).body())
                .contains("終結へ")
                .contains("家計の改善")
                .contains("移行：役割分担が整い主担当へ移行")
                .contains("できている")
                .contains("「もう自分でできる」")
                .contains("終結を会議にかける");
        assertThat(Web.as(port, "shougai").get(evaluation).status()).isEqualTo(404);
        assertThat(Web.as(port, "system").get(evaluation).status()).isEqualTo(404);

        UUID meeting = story.plan.meeting();
        Web.Answer choosing = suishin.get(evaluation + "/proposal");
        assertThat(choosing.body()).contains("見本の会議室");
        assertThat(suishin.post(choosing, evaluation + "/proposal", Map.of()).body())
                .contains("会議を選んでください");
        Web.Answer proposed = suishin.post(choosing, evaluation + "/proposal", fields("meeting", meeting.toString()));
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(303);
        assertThat(proposed.location()).startsWith("/conferences/" + meeting + "/items/");
        assertThat(suishin.get(proposed.location()).status()).isEqualTo(200);
        assertThat(suishin.get(evaluation).body()).doesNotContain("終結を会議にかける");
        assertThat(Web.as(port, "jiritsu").get(evaluation + "/proposal").status())
                .isEqualTo(404);

        UUID item = UUID.fromString(
                proposed.location().substring(proposed.location().lastIndexOf('/') + 1));
        story.conclude(meeting, item, "CLOSE", story.agency("jiritsu"), false).orElseThrow();
        String handBack = "/hand-backs/" + story.last().id();
        Web jiritsu = Web.as(port, "jiritsu");
        String page = jiritsu.get(handBack).body();
        assertThat(page)
                .contains("ふたりの見守りが要る")
                .contains("家で暮らしたい")
                .contains("答える期限")
                .contains("令和8年6月22日")
                .contains("☎ 0000-10-6600")
                .contains("引き受ける")
                .contains("対応できない")
                .contains("令和8年9月14日");
        assertThat(suishin.get(handBack).body()).contains("答えを待っています").doesNotContain(">引き受ける<");
        for (String stranger : List.of("shougai", "gakkou", "system")) {
            Web web = Web.as(port, stranger);
            assertThat(web.get(handBack).status()).as(stranger).isEqualTo(404);
            assertThat(web.get(handBack + "/refusal/new").status()).as(stranger).isEqualTo(404);
            assertThat(web.post("/account", handBack + "/acceptance", Map.of()).status())
                    .as(stranger)
                    .isEqualTo(404);
            assertThat(web.post("/account", handBack + "/refusal", fields("words", "x"))
                            .status())
                    .as(stranger)
                    .isEqualTo(404);
        }
        assertThat(suishin.get(handBack + "/refusal/new").status())
                .as("whoever asks does not answer")
                .isEqualTo(404);
        assertThat(suishin.post("/account", handBack + "/acceptance", Map.of()).status())
                .isEqualTo(404);

        Web.Answer refusing = jiritsu.get(handBack + "/refusal/new");
        Web.Answer without = jiritsu.post(refusing, handBack + "/refusal", Map.of());
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.body()).contains("理由を入れてください");
        assertThat(jiritsu.post(refusing, handBack + "/refusal", fields("words", "訪問が遠い"))
                        .status())
                .isEqualTo(303);
        assertThat(jiritsu.get(handBack).body()).contains("対応不可でした").contains("訪問が遠い");
        assertThat(suishin.get(handBack).body()).contains("別の機関に頼む").contains("もう一度会議にかける");

        String again = of + "/hand-backs/new";
        Web.Answer asking = suishin.get(again);
        assertThat(asking.body())
                .contains("訪問が遠い")
                .contains("ふたりの見守りが要る")
                .contains("地域包括支援センター北")
                .doesNotContain(">障害者相談支援");
        Web.Answer bad =
                suishin.post(asking, of + "/hand-backs", fields("remaining", "見守りの相談", "followOn", "きのう", "to", "999"));
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.body()).contains("選択肢の中から選んでください").contains("見守りの相談").contains("きのう");
        assertThat(suishin.get(of + "/conference-return/new").status()).isEqualTo(200);
        Web.Answer offered = suishin.post(
                asking,
                of + "/hand-backs",
                fields("to", value(story, "houkatsu"), "remaining", "見守り", "followOn", "R8.9.30"));
        assertThat(offered.status()).as(offered.body()).isEqualTo(303);

        Web houkatsu = Web.as(port, "houkatsu");
        String second = offered.location();
        assertThat(jiritsu.get(handBack).body()).as("history").doesNotContain("引き受ける</button>");
        assertThat(houkatsu.post(second, second + "/acceptance", Map.of()).status())
                .isEqualTo(303);
        assertThat(houkatsu.get(second).body()).contains("引き受けました").contains("様子を記録する");

        Web.Answer looking = houkatsu.get(of + "/follow-ups/new");
        assertThat(looking.body()).contains("引き継いだこと：見守り");
        Web.Answer late = houkatsu.post(
                looking, of + "/follow-ups", fields("doneOn", "R8.7.1", "goOn", "AGAIN", "nextOn", "R8.6.15"));
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body())
                .contains("これからの日は書けません")
                .contains("様子を入れてください")
                .contains("あしたからあとの日")
                .contains("value=\"R8.7.1\"");
        assertThat(houkatsu.post(looking, of + "/follow-ups", fields("doneOn", "R8.6.15", "words", "元気", "goOn", "END"))
                        .status())
                .isEqualTo(303);
        assertThat(suishin.get(of + "/follow-ups/new").status()).isEqualTo(404);
    }

    @Test
    void strangers_find_nothing_under_a_running_case() {
        RunningStory story = RunningStory.running(context);
        String of = "/cases/" + story.caseId;
        for (String stranger : List.of("gakkou", "system", "zei")) {
            Web web = Web.as(port, stranger);
            for (String page : List.of(
                    "/monitorings/new",
                    "/evaluations/new",
                    "/hand-backs/new",
                    "/follow-ups/new",
                    "/conference-return/new")) {
                assertThat(web.get(of + page).status()).as(stranger + page).isEqualTo(404);
            }
            for (String act : List.of(
                    "/monitorings", "/evaluations", "/hand-backs", "/follow-ups", "/conference-return", "/revision")) {
                assertThat(web.post("/account", of + act, Map.of()).status())
                        .as(stranger + act)
                        .isEqualTo(404);
            }
        }
        assertThat(Web.as(port, "jiritsu")
                        .post("/account", of + "/revision", Map.of())
                        .status())
                .as("only whoever carries the case revises")
                .isEqualTo(404);
    }
}
