package kasane.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.testing.CaseStory;
import kasane.testing.ExecutiveBody;
import kasane.testing.Promise;
import kasane.testing.SampleAgenda;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** 会議 over the pages: invited, consents checked, held, decided, concluded, confirmed, corrected. */
@WithKasane
@Tag("pages")
@Promise("C3")
class ConferenceWebTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Agenda agenda;

    private Web suishin;
    private Web shougai;
    private Web jiritsu;
    private CaseStory story;
    private String meeting;
    private String item;

    @BeforeEach
    void scene() {
        suishin = Web.as(port, "suishin");
        shougai = Web.as(port, "shougai");
        jiritsu = Web.as(port, "jiritsu");
        story = new CaseStory(context)
                .household()
                .consent(0, "suishin", "shougai", "jiritsu")
                .consent(1, "suishin", "shougai")
                .send()
                .accept();
        Web.Answer convened = suishin.post("/conferences/new", "/conferences", fields("R8.6.15", "jiritsu"));
        assertThat(convened.status()).as(convened.body()).isEqualTo(303);
        meeting = convened.location();
        UUID id = UUID.fromString(meeting.substring("/conferences/".length()));
        item = meeting + "/items/"
                + agenda.put(story.coordinator, id, SampleAgenda.KIND, story.caseId())
                        .orElseThrow();
    }

    private Map<String, List<String>> fields(String on, String... asked) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("body", List.of("MULTI"));
        fields.put("on", List.of(on));
        fields.put("from", List.of("13:30"));
        fields.put("until", List.of("15:00"));
        fields.put("place", List.of("市役所 見本会議室"));
        fields.put("agencies", java.util.Arrays.stream(asked).map(this::agency).toList());
        return fields;
    }

    private String agency(String login) {
        return story == null
                ? kasane.testing.People.viewer(context.getBean(kasane.postgres.Connections.class), login)
                        .agency()
                        .value()
                        .toString()
                : story.as(login).agency().value().toString();
    }

    private static int open(Web web, String item) {
        Web.Answer first = web.get(item);
        if (first.status() != 200) {
            return first.status();
        }
        assertThat(first.body()).contains("守秘の確認");
        Matcher id = Pattern.compile("name=\"item\" value=\"([^\"]+)\"").matcher(first.body());
        if (id.find()) {
            String meeting = item.substring(0, item.indexOf("/items/"));
            Web.Answer confirmed = web.post(first, meeting + "/secrecy", Map.of("item", List.of(id.group(1))));
            assertThat(confirmed.location()).isEqualTo(item);
        }
        return web.get(item).status();
    }

    private void decided(String what, String agency) {
        Web.Answer added = suishin.post(
                item,
                item + "/decisions",
                Map.of("what", List.of(what), "agency", List.of(agency), "due", List.of("R8.7.10")));
        assertThat(added.status()).as(added.body()).isEqualTo(303);
        assertThat(added.location()).endsWith("#f-what");
    }

    @Test
    @Promise("F8")
    void what_the_conference_cannot_settle_goes_to_the_executives() {
        assertThat(open(suishin, item)).isEqualTo(200);
        assertThat(suishin.get(item + "/conclusion").body()).doesNotContain("幹部会議");
        try (ExecutiveBody town = new ExecutiveBody(context)) {
            assertThat(town).isNotNull();
            assertThat(suishin.get(item + "/escalation").status()).isEqualTo(404);
            assertThat(suishin.post(item + "/conclusion", item + "/conclusion", Map.of("code", List.of("ESCALATE")))
                            .status())
                    .isEqualTo(303);
            assertThat(suishin.get(item).body()).contains("幹部会議に上げる").contains("幹部会議の議題にのせる");
            assertThat(suishin.get(item + "/escalation").body()).contains("これからの幹部会議がありません");
            Map<String, List<String>> fields = fields("R8.6.29");
            fields.put("body", List.of("EXECUTIVE"));
            String above =
                    suishin.post("/conferences/new", "/conferences", fields).location();
            Web.Answer nowhere = suishin.post(item + "/escalation", item + "/escalation", Map.of());
            assertThat(nowhere.status()).isEqualTo(422);
            assertThat(nowhere.body()).contains("どの会議の議題にするかを選んでください。");
            Web.Answer up = suishin.post(
                    item + "/escalation",
                    item + "/escalation",
                    Map.of("meeting", List.of(above.substring("/conferences/".length()))));
            assertThat(up.status()).as(up.body()).isEqualTo(303);
            assertThat(up.location()).startsWith(above + "/items/");
            assertThat(suishin.get(item).body()).contains("上げた会議").contains(up.location());
            assertThat(suishin.get(item + "/escalation").status()).isEqualTo(404);
            assertThat(open(shougai, item)).isEqualTo(200);
            assertThat(shougai.get(item + "/escalation").status()).isEqualTo(404);
        }
    }

    @Test
    void the_meeting_is_answered_held_decided_concluded_confirmed_and_corrected() {
        assertThat(shougai.get("/conferences").body()).contains("まだ答えていません").contains("1件");
        assertThat(shougai.post(
                                meeting,
                                meeting + "/answers",
                                Map.of("comes", List.of("YES"), "who", List.of("相談員が1名")))
                        .status())
                .isEqualTo(303);
        assertThat(suishin.get(meeting).body())
                .contains("出席の予定")
                .contains("相談員が1名")
                .contains("見本の議題");

        assertThat(suishin.get(item).body()).contains("守秘の確認").doesNotContain("決定事項");
        assertThat(open(suishin, item)).isEqualTo(200);
        assertThat(suishin.get(item).body())
                .contains("架空谷家")
                .contains("ミホン")
                .contains("構成員にならない")
                .contains("同意なし");

        Map<String, List<String>> words =
                Map.of("summary", List.of("訪問の様子を共有した"), "view", List.of("二人とも疲れている"), "pending", List.of("通院先は次回"));
        assertThat(suishin.post(item + "/minutes", item + "/minutes", words).status())
                .isEqualTo(303);
        decided("週に一度、訪ねる", agency("shougai"));
        decided("まちがえた行", agency("shougai"));
        assertThat(suishin.get(item).body())
                .contains("週に一度、訪ねる")
                .contains("R8.7.10")
                .contains("これから");
        Matcher removal = Pattern.compile("action=\"([^\"]+/removal)\"")
                .matcher(suishin.get(item).body());
        String last = "";
        while (removal.find()) {
            last = removal.group(1);
        }
        assertThat(suishin.post(item, last, Map.of()).status()).isEqualTo(303);
        assertThat(suishin.get(item).body()).contains("<s>まちがえた行</s>");

        Web.Answer refused =
                suishin.post(item + "/conclusion", item + "/conclusion", Map.of("code", List.of("LEAD_BACK")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("つぎの主担当を選んでください");
        Web.Answer undone =
                suishin.post(item + "/conclusion", item + "/conclusion", Map.of("code", List.of("CONTINUE")));
        assertThat(undone.status()).isEqualTo(422);
        assertThat(suishin.get(item).body()).as("rolled back").contains("結果を記録する");
        assertThat(suishin.post(item + "/conclusion", item + "/conclusion", Map.of("code", List.of("FIT")))
                        .status())
                .isEqualTo(303);
        assertThat(suishin.get(item).body()).contains("プランは適切").contains("出欠を記録する");
        Web.Answer early = suishin.post(item, item + "/confirmation", Map.of());
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.body()).contains("会議の出欠を記録してから確定してください");

        assertThat(suishin.get(meeting + "/attendance").body())
                .contains("value=\"" + agency("shougai") + "\" checked")
                .doesNotContain("市町村の職員");
        assertThat(suishin.post(
                                meeting + "/attendance",
                                meeting + "/attendance",
                                Map.of("came", List.of(agency("shougai"))))
                        .status())
                .isEqualTo(303);
        assertThat(suishin.get(meeting).body())
                .contains("開催済み")
                .contains("出席した")
                .contains("欠席した");
        assertThat(suishin.post(item, item + "/confirmation", Map.of()).status())
                .isEqualTo(303);
        assertThat(suishin.post(meeting, item + "/minutes", words).body()).contains("会議録は確定しています");

        assertThat(open(shougai, item)).isEqualTo(200);
        assertThat(shougai.get(item).body())
                .contains("訪問の様子を共有した")
                .contains("プランは適切")
                .doesNotContain("構成員と同意")
                .doesNotContain("訂正する");
        Matcher completion = Pattern.compile("action=\"([^\"]+/completion)\"")
                .matcher(shougai.get(item).body());
        assertThat(completion.find()).isTrue();
        assertThat(shougai.post(item, completion.group(1), Map.of()).status()).isEqualTo(303);
        assertThat(suishin.get(item).body()).contains("済み");

        Map<String, List<String>> corrected = new LinkedHashMap<>(words);
        corrected.put("summary", List.of("訪問の様子と、通院のことを共有した"));
        assertThat(suishin.post(item + "/correction", item + "/correction", corrected)
                        .body())
                .contains("訂正の理由を入れてください")
                .contains("通院のことを共有した");
        corrected.put("reason", List.of("書きもらし"));
        assertThat(suishin.post(item + "/correction", item + "/correction", corrected)
                        .status())
                .isEqualTo(303);
        assertThat(shougai.get(item).body())
                .contains("通院のことを共有した")
                .contains("訪問の様子を共有した</dd>")
                .contains("書きもらし");
    }

    @Test
    void an_agency_without_everybodys_consent_sees_the_meeting_and_no_trace_of_the_item() {
        String page = jiritsu.get(meeting).body();
        assertThat(page)
                .contains("重層的支援会議")
                .contains("見本会議室")
                .doesNotContain("見本の議題")
                .doesNotContain("架空谷")
                .doesNotContain("議題1");
        String list = jiritsu.get("/conferences").body();
        assertThat(list.substring(list.indexOf(meeting), list.indexOf("</tr>", list.indexOf(meeting))))
                .contains("なし");
        assertThat(jiritsu.get(meeting + "/notice").body()).contains("当日お示しします").doesNotContain("議題1");
        for (String uncovered : List.of("", "/minutes", "/conclusion", "/correction")) {
            assertThat(jiritsu.get(item + uncovered).status()).as(uncovered).isEqualTo(404);
        }
        for (String act :
                List.of("/minutes", "/decisions", "/conclusion", "/confirmation", "/correction", "/members")) {
            assertThat(jiritsu.post(meeting, item + act, Map.of("what", List.of("x")))
                            .status())
                    .as(act)
                    .isEqualTo(404);
        }
        jiritsu.post(meeting, meeting + "/secrecy", Map.of());
        assertThat(jiritsu.get(item).status()).as("a promise is no consent").isEqualTo(404);
    }

    @Test
    void whoever_has_not_promised_secrecy_is_shown_nothing_by_a_form_either() {
        open(suishin, item);
        Map<String, List<String>> words = Map.of("summary", List.of("訪問の様子を共有した"));
        assertThat(suishin.post(item + "/minutes", item + "/minutes", words).status())
                .isEqualTo(303);
        Web kacho = Web.as(port, "kacho");
        for (String act :
                List.of("/minutes", "/correction", "/decisions", "/conclusion", "/confirmation", "/members")) {
            assertThat(kacho.post(meeting, item + act, Map.of()).body())
                    .as(act)
                    .doesNotContain("訪問の様子を共有した")
                    .doesNotContain("架空谷");
        }
    }

    @Test
    void a_withdrawn_consent_closes_the_page_at_once_and_the_convenor_keeps_its_minutes() {
        assertThat(open(shougai, item)).isEqualTo(200);
        assertThat(open(suishin, item)).isEqualTo(200);
        story.withdraw(0);
        assertThat(shougai.get(item).status()).isEqualTo(404);
        assertThat(shougai.get(meeting).body()).doesNotContain("見本の議題").doesNotContain("架空谷");
        assertThat(suishin.get(item).status()).isEqualTo(200);
        story.withdraw(1);
        assertThat(suishin.get(item).status()).isEqualTo(200);
        assertThat(suishin.get(item).body()).doesNotContain("ミホン").doesNotContain("架空谷");
        assertThat(suishin.get(meeting).body()).doesNotContain("架空谷");
    }

    @Test
    void only_the_convenor_prepares_and_strangers_and_the_system_administrator_find_nothing() {
        for (String form : List.of("/edit", "/attendance", "/calling-off", "/invitations/new")) {
            assertThat(shougai.get(meeting + form).status()).as(form).isEqualTo(404);
        }
        assertThat(open(shougai, item)).isEqualTo(200);
        for (String form : List.of("/minutes", "/conclusion", "/correction")) {
            assertThat(shougai.get(item + form).status()).as(form).isEqualTo(404);
        }
        for (String act : List.of("", "/attendance", "/calling-off", "/invitations", "/municipal-check")) {
            assertThat(shougai.post(meeting, meeting + act, Map.of()).status())
                    .as(act)
                    .isEqualTo(404);
        }
        for (String login : List.of("system", "kodomo")) {
            Web stranger = Web.as(port, login);
            assertThat(stranger.get("/conferences").body()).doesNotContain(meeting);
            for (String page : List.of(meeting, item, meeting + "/notice", meeting + "/notice.pdf")) {
                assertThat(stranger.get(page).status()).as(login + page).isEqualTo(404);
            }
            for (String act : List.of("/answers", "/secrecy")) {
                assertThat(stranger.post("/conferences", meeting + act, Map.of("comes", List.of("YES")))
                                .status())
                        .as(login + act)
                        .isEqualTo(404);
            }
        }
        assertThat(shougai.get("/conferences/new").body()).contains("個別ケース会議").doesNotContain("重層的支援会議");
        assertThat(shougai.post("/conferences", "/conferences", fields("R8.6.20"))
                        .status())
                .isEqualTo(422);
        assertThat(suishin.get("/conferences/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(suishin.get("/conferences/x").status()).isEqualTo(404);
        assertThat(suishin.get(meeting + "/items/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(suishin.get(meeting + "/notice?to=99999").status()).isEqualTo(404);
    }

    @Test
    void another_day_asks_everybody_again_and_a_meeting_called_off_passes_its_items_on() {
        shougai.post(meeting, meeting + "/answers", Map.of("comes", List.of("NO")));
        assertThat(suishin.get(meeting).body()).contains("欠席の予定");
        Map<String, List<String>> other = fields("R8.6.22");
        assertThat(suishin.post(meeting + "/edit", meeting, other).status()).isEqualTo(303);
        assertThat(suishin.get(meeting).body()).contains("6月22日");
        assertThat(suishin.post(meeting + "/attendance", meeting + "/attendance", Map.of())
                        .body())
                .contains("会議の日になってから");

        Web.Answer refused = suishin.post(meeting + "/calling-off", meeting + "/calling-off", Map.of());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("議題を移す会議を選んでください");
        String next = suishin.post("/conferences/new", "/conferences", fields("R8.6.29"))
                .location();
        assertThat(suishin.post(
                                meeting + "/calling-off",
                                meeting + "/calling-off",
                                Map.of("to", List.of(next.substring("/conferences/".length()))))
                        .status())
                .isEqualTo(303);
        assertThat(suishin.get(meeting).body()).contains("中止");
        assertThat(suishin.get(next).body()).contains("見本の議題");
        assertThat(shougai.get(next).body()).contains("出欠を答える");
    }

    @Test
    void more_agencies_are_asked_and_a_later_consent_is_checked_again() {
        assertThat(suishin.post(
                                meeting + "/invitations/new",
                                meeting + "/invitations",
                                Map.of("agencies", List.of(agency("kodomo"))))
                        .status())
                .isEqualTo(303);
        assertThat(Web.as(port, "kodomo").get(meeting).body())
                .contains("出欠を答える")
                .doesNotContain("見本の議題");
        story.consent(1, "jiritsu");
        open(suishin, item);
        assertThat(suishin.get(item).body()).contains("同意あり・まだ構成員ではない");
        assertThat(suishin.post(item, item + "/members", Map.of()).status()).isEqualTo(303);
        assertThat(suishin.get(item).body()).doesNotContain("まだ構成員ではない");
        assertThat(open(jiritsu, item)).isEqualTo(200);
    }

    @Test
    void the_notice_holds_no_personal_data() {
        String all = suishin.get(meeting + "/notice").body();
        String one = suishin.get(meeting + "/notice?to=" + agency("shougai")).body();
        assertThat(all).contains("各位").contains("見本会議室");
        assertThat(one).contains("障害者相談支援センターかさね").contains("<p>議題1</p>");
        assertThat(suishin.get(meeting + "/notice?to=" + agency("jiritsu")).body())
                .doesNotContain("<p>議題1</p>");
        for (String notice : List.of(all, one)) {
            assertThat(notice)
                    .doesNotContain("架空谷")
                    .doesNotContain("ミホン")
                    .doesNotContain("モケイ")
                    .doesNotContain("見本の議題");
        }
        Web.Answer pdf = suishin.get(meeting + "/notice.pdf");
        assertThat(pdf.status()).isEqualTo(200);
        assertThat(pdf.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/pdf");
    }

    @Test
    @Promise("C9")
    void bad_input_comes_back_with_everything_typed() {
        Map<String, List<String>> bad = new LinkedHashMap<>();
        bad.put("body", List.of("OTHER"));
        bad.put("on", List.of("令和0年2月30日"));
        bad.put("from", List.of("25時"));
        bad.put("until", List.of("よる"));
        bad.put("place", List.of("場".repeat(201)));
        bad.put("agencies", List.of("999999"));
        Web.Answer meetingForm = suishin.post("/conferences/new", "/conferences", bad);
        assertThat(meetingForm.status()).isEqualTo(422);
        assertThat(meetingForm.body())
                .contains("令和0年2月30日")
                .contains("25時")
                .contains("よる")
                .contains("200文字まで")
                .contains("選択肢の中から選んでください");
        Web.Answer hours = suishin.post("/conferences/new", "/conferences", with(fields("R8.6.30"), "until", "12:00"));
        assertThat(hours.status()).isEqualTo(422);
        assertThat(hours.body()).contains("終わる時刻は、始まる時刻より後に");
        assertThat(suishin.post("/conferences/new", "/conferences", Map.of()).body())
                .contains("日を入れてください")
                .contains("場所を入れてください")
                .contains("始まる時刻を入れてください");

        Web.Answer answer = shougai.post(meeting, meeting + "/answers", Map.of("who", List.of("だれか<b>")));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("出席するかどうかを選んでください").contains("だれか&lt;b>");

        open(suishin, item);
        Web.Answer decision = suishin.post(
                item,
                item + "/decisions",
                Map.of("what", List.of("訪ねる"), "agency", List.of("x"), "due", List.of("R1.5.1")));
        assertThat(decision.status()).isEqualTo(422);
        assertThat(decision.body())
                .contains("value=\"訪ねる\"")
                .contains("きょうから後の日")
                .contains("選択肢の中から選んでください");
        assertThat(suishin.post(item, item + "/decisions", Map.of()).body())
                .contains("決まったことを入れてください")
                .contains("だれがするかを選んでください")
                .contains("いつまでを入れてください");
        assertThat(suishin.post(item + "/conclusion", item + "/conclusion", Map.of())
                        .body())
                .contains("協議の結果を選んでください");
        Web.Answer words = suishin.post(
                item + "/minutes",
                item + "/minutes",
                Map.of("summary", List.of("長".repeat(8001)), "view", List.of("残る")));
        assertThat(words.status()).isEqualTo(422);
        assertThat(words.body()).contains("8000文字まで").contains("残る");
        assertThat(suishin.post(
                                meeting + "/invitations/new",
                                meeting + "/invitations",
                                Map.of("agencies", List.of("x")))
                        .status())
                .isEqualTo(422);
        assertThat(suishin.post(meeting + "/attendance", meeting + "/attendance", Map.of("came", List.of("x")))
                        .status())
                .isEqualTo(422);
    }

    private static Map<String, List<String>> with(Map<String, List<String>> fields, String name, String value) {
        fields.put(name, List.of(value));
        return fields;
    }

    @Test
    @Promise("G11")
    void two_who_write_the_minutes_at_once_see_both_texts() {
        open(suishin, item);
        Web.Answer first = suishin.get(item + "/minutes");
        Web other = Web.as(port, "suishin");
        Web.Answer second = other.get(item + "/minutes");
        suishin.post(first, item + "/minutes", Map.of("summary", List.of("先に書いた文")));
        Web.Answer merge = other.post(second, item + "/minutes", Map.of("summary", List.of("あとから書いた文")));
        assertThat(merge.status()).isEqualTo(409);
        assertThat(merge.body()).contains("先に書いた文").contains("あとから書いた文").contains("手本坂カナメ");
    }
}
