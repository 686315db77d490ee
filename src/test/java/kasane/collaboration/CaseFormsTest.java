package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kasane.testing.CaseStory;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@WithKasane
@Tag("pages")
@Promise("C9")
class CaseFormsTest {

    private static final String LONG = "長".repeat(4001);

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    /** Every sentence stands at its field and in the summary, and what was typed is still there. */
    private static void refused(Web.Answer answer, List<String> sentences, List<String> typed) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("error-summary");
        for (String sentence : sentences) {
            assertThat(answer.body().split(java.util.regex.Pattern.quote(sentence), -1))
                    .as(sentence)
                    .hasSizeGreaterThanOrEqualTo(3);
        }
        for (String text : typed) {
            assertThat(answer.body()).contains(text);
        }
    }

    @Test
    void a_request_with_bad_input_in_every_field_comes_back_whole() {
        CaseStory story = new CaseStory(context).household("例示浜", "ツドイ").consent(0, "suishin");
        Web asker = Web.as(port, "houkatsu");
        String base = "/households/" + story.householdId().value();
        refused(
                asker.post(base + "/support-requests/new", base + "/support-requests", Map.of()),
                List.of("宛先を選んでください", "対象者を1人以上選んでください", "理由を1つ以上選んでください", "いま起きていることを入れてください"),
                List.of());
        refused(
                asker.post(
                        base + "/support-requests/new",
                        base + "/support-requests",
                        Map.of(
                                "to", List.of("99999"),
                                "persons", List.of("x"),
                                "reasons", List.of("NEVER"),
                                "situation", List.of(LONG),
                                "done", List.of(LONG),
                                "wish", List.of("<b>例示</b>"),
                                "previous", List.of("x"))),
                List.of("4000文字まで"),
                List.of(LONG, "&lt;b&gt;例示&lt;/b&gt;", "選択肢の中から選んでください"));
    }

    @Test
    void an_introduction_with_bad_input_in_every_field_comes_back_whole() {
        CaseStory story = new CaseStory(context).household("例示岬", "ツユクサ");
        Web asker = Web.as(port, "houkatsu");
        String base = "/households/" + story.householdId().value();
        refused(
                asker.post(base + "/introductions/new", base + "/introductions", Map.of()),
                List.of("宛先を選んでください", "理由を1つ以上選んでください", "いつ、どこでを入れてください"),
                List.of());
        refused(
                asker.post(
                        base + "/introductions/new",
                        base + "/introductions",
                        Map.of(
                                "to",
                                List.of("x"),
                                "reasons",
                                List.of("x"),
                                "meetingWish",
                                List.of(LONG),
                                "words",
                                List.of(LONG))),
                List.of("1000文字まで", "2000文字まで"),
                List.of(LONG, "選択肢の中から選んでください"));
        String page = asker.post(
                        base + "/introductions/new",
                        base + "/introductions",
                        Map.of(
                                "to", List.of(story.coordinator.agency().value().toString()),
                                "reasons", List.of("UNTANGLE"),
                                "meetingWish", List.of("いつでも")))
                .location();
        Web coordinator = Web.as(port, "suishin");
        refused(
                coordinator.post(
                        page + "/attendance/new",
                        page + "/attendance",
                        Map.of("comes", List.of("MAYBE"), "words", List.of(LONG))),
                List.of("選択肢の中から選んでください", "1000文字まで"),
                List.of(LONG));
        coordinator.post(page + "/attendance/new", page + "/attendance", Map.of("comes", List.of("YES")));
        refused(
                asker.post(
                        page + "/meeting/new",
                        page + "/meeting",
                        Map.of("on", List.of("令和0年2月30日"), "outcome", List.of(""), "words", List.of("例示の言葉"))),
                List.of("結果を選んでください"),
                List.of("令和0年2月30日", "例示の言葉"));
        refused(
                asker.post(
                        page + "/meeting/new",
                        page + "/meeting",
                        Map.of("on", List.of("R8.6.16"), "outcome", List.of("MET"), "words", List.of(""))),
                List.of("選択肢の中から選んでください"),
                List.of("R8.6.16"));
        refused(
                asker.post(
                        page + "/meeting/new",
                        page + "/meeting",
                        Map.of("on", List.of("R8.6.16"), "outcome", List.of("NOT_MET"), "words", List.of(""))),
                List.of("会った日は、頼んだ日からきょうまで"),
                List.of("R8.6.16"));
    }

    @Test
    void the_forms_of_a_case_with_bad_input_come_back_whole() {
        CaseStory story = CaseStory.begun(context);
        Web coordinator = Web.as(port, "suishin");
        String page = "/cases/" + story.caseId();
        refused(
                coordinator.post(page + "/assessments/new", page + "/assessments", Map.of()),
                List.of("対象者を1人以上選んでください", "課題を1つ以上選んでください", "課題のまとめと支援の方向を入れてください"),
                List.of());
        refused(
                coordinator.post(
                        page + "/assessments/new",
                        page + "/assessments",
                        Map.of(
                                "persons", List.of("x"),
                                "issues", List.of("ZZ"),
                                "mainIssue", List.of("ZZ"),
                                "wishes", List.of(LONG),
                                "summary", List.of("<i>例示</i>"),
                                "after", List.of("0"))),
                List.of("4000文字まで"),
                List.of(LONG, "&lt;i&gt;例示&lt;/i&gt;"));
        refused(
                coordinator.post(page + "/team/new", page + "/team", Map.of("on", List.of("きのうのきのう"))),
                List.of("加える機関を選んでください"),
                List.of("きのうのきのう"));
        refused(
                coordinator.post(page + "/exit", page + "/exit", Map.of("on", List.of("R8.6.32"))),
                List.of("終わる理由を選んでください"),
                List.of("R8.6.32"));
        refused(
                coordinator.post(
                        page + "/exit", page + "/exit", Map.of("on", List.of("R8.6.14"), "reason", List.of("MOVED"))),
                List.of("終わった日は、ケースの開始からきょうまで"),
                List.of("R8.6.14"));
    }
}
