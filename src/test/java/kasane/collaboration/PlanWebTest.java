package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.casework.CaseFlow;
import kasane.shared.Decision;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@WithKasane
@Tag("pages")
class PlanWebTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    private PlanStory story;
    private String mihon;
    private String mokei;
    private Web suishin;

    @BeforeEach
    void story() {
        story = new PlanStory(context);
        mihon = story.persons.getFirst().value().toString();
        mokei = story.persons.getLast().value().toString();
        suishin = Web.as(port, "suishin");
    }

    /** Begins a version about both and answers its address. */
    private String begun() {
        String page = "/cases/" + story.caseId + "/plans/new";
        Web.Answer answer = suishin.post(
                page,
                "/cases/" + story.caseId + "/plans",
                Map.of("persons", List.of(mihon, mokei), "kind", List.of("ACCOMPANYING")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer.location().replace("/edit", "");
    }

    private UUID id(String plan) {
        return UUID.fromString(plan.substring("/plans/".length()));
    }

    private Map<String, List<String>> fields() {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("wishes", List.of("家で暮らしつづけたい"));
        fields.put("issues", List.of("家賃の滞納\n通院の中断"));
        fields.put("kind", List.of("SOLVING"));
        fields.put("from", List.of("R8.6.15"));
        fields.put("until", List.of("令和8年12月14日"));
        fields.put("nextMonitoring", List.of("2026-09-15"));
        fields.put("lead", List.of(agency("houkatsu")));
        fields.put("nextLead", List.of(""));
        fields.put("participation", List.of("NO"));
        fields.put("outreach", List.of("CONSIDER"));
        line(fields, 1, List.of(mihon), "家賃を払える", "家計の相談", agency("shougai"));
        line(fields, 2, List.of(mihon, mokei), "ふたりで通院する", "受診の付きそい", agency("jiritsu"));
        line(fields, 3, List.of(mokei), "昼に外に出る", "居場所の見学", "");
        return fields;
    }

    private static void line(
            Map<String, List<String>> fields, int no, List<String> persons, String goal, String action, String agency) {
        String line = "line." + no + ".";
        fields.put(line + "persons", persons);
        fields.put(line + "issue", List.of("課題その" + no));
        fields.put(line + "goal", List.of(goal));
        fields.put(line + "action", List.of(action));
        fields.put(line + "byFamily", List.of(""));
        fields.put(line + "agency", List.of(agency));
        fields.put(line + "who", List.of(""));
        fields.put(line + "frequency", List.of("月2回"));
        fields.put(line + "due", List.of("R8.9.30"));
    }

    private String agency(String login) {
        return story.agency(login).value().toString();
    }

    private static Map<String, List<String>> with(Map<String, List<String>> fields, String name, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(fields);
        changed.put(name, List.of(value));
        return changed;
    }

    private String written() {
        String plan = begun();
        Web.Answer answer = suishin.post(plan + "/edit", plan, fields());
        assertThat(answer.status()).as(errors(answer)).isEqualTo(303);
        return plan;
    }

    private static String errors(Web.Answer answer) {
        Matcher summary = Pattern.compile("(?s)error-summary.*?</div>").matcher(answer.body());
        return summary.find() ? summary.group() : answer.body();
    }

    @Test
    @Promise("C2")
    void a_version_is_begun_written_and_read_and_its_fields_come_back_into_the_table() {
        String plan = written();
        assertThat(suishin.get(plan).body())
                .contains("支援プラン（第1版）")
                .contains("家で暮らしつづけたい")
                .contains("家計の相談")
                .contains("障害者相談支援センターかさね")
                .contains("ご本人・ご家族")
                .contains("R8.9.30")
                .contains("会議にかける");
        String edit = suishin.get(plan + "/edit").body();
        assertThat(edit).contains("name=\"line.3.goal\"").contains("昼に外に出る").contains("name=\"line.6.goal\"");
        assertThat(edit).as("three free rows").doesNotContain("name=\"line.7.goal\"");
        assertThat(checked(edit, "line.3.persons")).containsExactly(mokei);
        assertThat(checked(edit, "line.6.persons"))
                .as("a free row is about everybody")
                .containsExactly(mihon, mokei);
    }

    private static List<String> checked(String html, String name) {
        List<String> values = new ArrayList<>();
        Matcher box = Pattern.compile("name=\"" + Pattern.quote(name) + "\" value=\"([^\"]*)\" checked")
                .matcher(html);
        while (box.find()) {
            values.add(box.group(1));
        }
        return values;
    }

    @Test
    @Promise("C2")
    void a_cleared_line_goes_and_the_others_keep_their_numbers() {
        String plan = written();
        Map<String, List<String>> fields = fields();
        for (String cell : List.of("issue", "goal", "action", "agency", "frequency", "due")) {
            fields.put("line.2." + cell, List.of(""));
        }
        assertThat(suishin.post(plan + "/edit", plan, fields).status()).isEqualTo(303);
        assertThat(story.plans.find(story.suishin, id(plan)).lines())
                .extracting(Plan.Line::no)
                .containsExactly(1, 3);
        String edit = suishin.get(plan + "/edit").body();
        assertThat(edit).contains("name=\"line.3.goal\"").doesNotContain("name=\"line.2.goal\"");
    }

    @Test
    @Promise({"C2", "C9"})
    void without_script_more_rows_come_and_nothing_typed_is_lost() {
        String plan = begun();
        Map<String, List<String>> fields = with(fields(), "more", "on");
        fields.put("line.1.due", List.of("いつか"));
        Web.Answer more = suishin.post(plan + "/edit", plan, fields);
        assertThat(more.status()).isEqualTo(200);
        assertThat(more.body())
                .contains("家計の相談")
                .contains("いつか")
                .contains("name=\"line.6.goal\"")
                .doesNotContain("error-summary");
        fields.put("line.6.goal", List.of(""));
        assertThat(suishin.post(plan + "/edit", plan, fields).body()).contains("name=\"line.9.goal\"");
        assertThat(story.plans.find(story.suishin, id(plan)).lines())
                .as("nothing is saved yet")
                .isEmpty();
    }

    @Test
    @Promise("C9")
    void bad_input_is_told_at_its_cell_and_in_the_summary_and_everything_typed_is_kept() {
        String plan = begun();
        Map<String, List<String>> fields = fields();
        fields.put("wishes", List.of("長".repeat(2001)));
        fields.put("kind", List.of("NEVER"));
        fields.put("from", List.of("きのう"));
        fields.put("until", List.of(""));
        fields.put("nextMonitoring", List.of("R8.2.30"));
        fields.put("lead", List.of("999"));
        fields.put("nextLead", List.of("998"));
        fields.put("participation", List.of(""));
        fields.put("outreach", List.of("MAYBE"));
        fields.put("line.1.goal", List.of(""));
        fields.put("line.1.due", List.of("R8.13.1"));
        fields.put("line.2.action", List.of(""));
        fields.put("line.2.agency", List.of(agency("shougai")));
        fields.put("line.2.frequency", List.of("毎".repeat(61)));
        fields.put("line.3.persons", List.of());
        fields.put("line.3.agency", List.of(agency("gakkou")));
        fields.put("line.3.issue", List.of("<b>課題</b>"));
        Web.Answer refused = suishin.post(plan + "/edit", plan, fields);
        assertThat(refused.status()).isEqualTo(422);
        String summary = errors(refused);
        for (String field : List.of(
                "wishes",
                "kind",
                "from",
                "until",
                "nextMonitoring",
                "lead",
                "nextLead",
                "participation",
                "outreach",
                "line-1-goal",
                "line-1-due",
                "line-2-action",
                "line-2-agency",
                "line-2-frequency",
                "line-3-persons",
                "line-3-agency")) {
            assertThat(summary).contains("href=\"#f-" + field + "\"");
            assertThat(refused.body())
                    .as(field)
                    .contains("id=\"f-" + field + "\"")
                    .contains("id=\"f-" + field + "-error\"");
        }
        assertThat(summary)
                .contains("1行目：目標を入れてください。")
                .contains("2行目：障害者相談支援センターかさねは、この行の対象者の同意の宛先に入っていません")
                .contains("3行目：だれについての行か")
                .contains("支援チームに入っていません");
        assertThat(refused.body())
                .contains("きのう")
                .contains("R8.13.1")
                .contains("毎".repeat(61))
                .contains("&lt;b&gt;課題&lt;/b&gt;")
                .contains("長".repeat(2001));
        assertThat(checked(refused.body(), "line.3.persons")).isEmpty();

        Web.Answer days = suishin.post(plan + "/edit", plan, with(fields(), "until", "R8.6.1"));
        assertThat(errors(days)).contains("終わりは、始まりより後の日");
        Map<String, List<String>> many = fields();
        for (int no = 4; no <= 41; no++) {
            line(many, no, List.of(mihon), "目標", "内容", "");
        }
        assertThat(errors(suishin.post(plan + "/edit", plan, many))).contains("40行まで");
        Web.Answer nobody =
                suishin.post("/cases/" + story.caseId + "/plans/new", "/cases/" + story.caseId + "/plans", Map.of());
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(errors(nobody)).contains("型を選んで");
    }

    @Test
    @Promise("C2")
    void two_who_write_the_same_version_choose_cell_by_cell() {
        String plan = written();
        Web kacho = Web.as(port, "kacho");
        Web.Answer mine = suishin.get(plan + "/edit");
        Web.Answer theirs = kacho.get(plan + "/edit");
        assertThat(kacho.post(theirs, plan, with(with(fields(), "line.1.goal", "家賃を分けて払える"), "line.1.agency", ""))
                        .status())
                .isEqualTo(303);
        Map<String, List<String>> changed = with(with(fields(), "line.1.goal", "家賃を毎月払える"), "line.3.who", "見本の係");
        Map<String, List<String>> base = new LinkedHashMap<>(changed);
        fields().forEach((name, values) -> base.put("_base." + name, values));
        base.put("_base.until", List.of("R8.12.14"));
        base.put("_base.nextMonitoring", List.of("R8.9.15"));
        base.put("until", List.of("R8.12.14"));
        base.put("nextMonitoring", List.of("R8.9.15"));
        Web.Answer merge = suishin.post(mine, plan, base);
        assertThat(merge.status()).as(errors(merge)).isEqualTo(409);
        assertThat(merge.body())
                .contains("1行目の目標")
                .contains("家賃を毎月払える")
                .contains("家賃を分けて払える")
                .contains("1行目の担当機関")
                .contains("ご本人・ご家族")
                .contains("3行目の担当者")
                .doesNotContain("merge.line.2.goal");
        Map<String, List<String>> chosen = new LinkedHashMap<>(changed);
        hidden(merge.body()).forEach(chosen::putIfAbsent);
        chosen.put("merge.line.1.goal", List.of("both"));
        assertThat(suishin.post(merge, plan, chosen).status()).isEqualTo(303);
        List<Plan.Line> lines = story.plans.find(story.suishin, id(plan)).lines();
        assertThat(lines.getFirst().goal()).isEqualTo("家賃を毎月払える\n家賃を分けて払える");
        assertThat(lines.getFirst().agency()).isNull();
        assertThat(lines.getLast().who()).isEqualTo("見本の係");
    }

    private static Map<String, List<String>> hidden(String html) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        Matcher area = Pattern.compile("(?s)<textarea name=\"([^\"]+)\" hidden>(.*?)</textarea>")
                .matcher(html);
        while (area.find()) {
            fields.computeIfAbsent(area.group(1), name -> new ArrayList<>())
                    .add(area.group(2).strip());
        }
        Matcher choice = Pattern.compile("<input type=\"hidden\" name=\"(merge\\.[^\"]+)\" value=\"([^\"]*)\"")
                .matcher(html);
        while (choice.find()) {
            fields.put(choice.group(1), List.of(choice.group(2)));
        }
        return fields;
    }

    @Test
    @Promise("C2")
    void who_is_covered_for_one_person_sees_the_frame_and_that_persons_lines_and_nothing_else() {
        String plan = written();
        Web shougai = Web.as(port, "shougai");
        Web.Answer masked = shougai.get(plan);
        assertThat(masked.status()).isEqualTo(200);
        assertThat(masked.body())
                .contains("支援プラン（第1版）")
                .contains("家計の相談")
                .contains("R8.12.14")
                .contains("この機関に見える範囲")
                .doesNotContain("家で暮らしつづけたい")
                .doesNotContain("通院の中断")
                .doesNotContain("ふたりで通院する")
                .doesNotContain("昼に外に出る")
                .doesNotContain("課題その2")
                .doesNotContain("課題その3")
                .doesNotContain("モケイ")
                .doesNotContain(mokei)
                .doesNotContain("書き直す");
        assertThat(Web.as(port, "jiritsu").get(plan).body())
                .as("covered for both")
                .contains("家で暮らしつづけたい")
                .contains("昼に外に出る")
                .contains("モケイ");
        assertThat(Web.as(port, "houkatsu").get(plan).body()).contains("ふたりで通院する");
        for (String stranger : List.of("gakkou", "system", "zei", "kodomo")) {
            Web web = Web.as(port, stranger);
            assertThat(web.get(plan).status()).as(stranger).isEqualTo(404);
            assertThat(web.get("/cases/" + story.caseId + "/plans/new").status())
                    .as(stranger)
                    .isEqualTo(404);
        }
        for (String page : List.of("/edit", "/proposal", "/decision/new")) {
            assertThat(shougai.get(plan + page).status()).as(page).isEqualTo(404);
        }
        for (String act : List.of("", "/proposal", "/decision", "/application", "/reconsideration")) {
            assertThat(shougai.post("/households/new", plan + act, fields()).status())
                    .as(act)
                    .isEqualTo(404);
        }
    }

    @Test
    @Promise("C6")
    void the_sheet_holds_what_its_reader_may_see_on_paper_and_in_the_workbook() {
        String plan = written();
        assertThat(suishin.get(plan + "/sheet").body())
                .contains("プラン兼利用申込書")
                .contains("取扱注意")
                .contains("架空谷 ミホン")
                .contains("架空谷 モケイ")
                .contains("家で暮らしつづけたい")
                .contains("ふたりで通院する")
                .contains("かさね市長");
        assertThat(Web.as(port, "shougai").get(plan + "/sheet").body())
                .contains("家計の相談")
                .doesNotContain("モケイ")
                .doesNotContain("家で暮らしつづけたい")
                .doesNotContain("ふたりで通院する");
        for (String file : List.of("/sheet.pdf", "/sheet.xlsx")) {
            Web.Answer answer = suishin.get(plan + file);
            assertThat(answer.status()).as(file).isEqualTo(200);
            assertThat(answer.response()
                            .headers()
                            .firstValue("Content-Disposition")
                            .orElse(""))
                    .as(file)
                    .doesNotContain("架空谷");
            assertThat(Web.as(port, "gakkou").get(plan + file).status()).isEqualTo(404);
        }
        assertThat(suishin.get(plan + "/sheet.pdf").body()).startsWith("%PDF");
    }

    @Test
    @Promise("C3")
    void the_decider_decides_on_what_a_conference_found_fit_and_nobody_else() {
        String plan = written();
        Web kacho = Web.as(port, "kacho");
        assertThat(suishin.get(plan + "/decision/new").status()).isEqualTo(404);
        Map<String, List<String>> decision = Map.of("decidedOn", List.of("R8.6.15"), "documentNo", List.of("見本第5号"));
        assertThat(kacho.post(plan + "/decision/new", plan + "/decision", decision)
                        .status())
                .as("before the conference")
                .isEqualTo(422);
        story.confer(id(plan), "FIT");
        assertThat(kacho.get(plan).body()).contains("支援決定をする");
        Web.Answer empty = kacho.post(
                plan + "/decision/new",
                plan + "/decision",
                Map.of("decidedOn", List.of("あした"), "documentNo", List.of("")));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(errors(empty)).contains("href=\"#f-decidedOn\"").contains("文書番号を入れて");
        assertThat(empty.body()).contains("あした").contains("確認・申込の記録が、まだありません");
        assertThat(suishin.post(
                                plan,
                                plan + "/application",
                                Map.of("on", List.of("R8.6.14"), "how", List.of("WRITTEN")))
                        .status())
                .isEqualTo(303);
        assertThat(kacho.get(plan + "/decision/new").body()).doesNotContain("確認・申込の記録が、まだありません");
        assertThat(kacho.post(plan + "/decision/new", plan + "/decision", decision)
                        .location())
                .isEqualTo(plan);
        assertThat(kacho.get(plan).body()).contains("実行中").contains("見本第5号").contains("R8.6.14　書面");
        assertThat(story.cases.standing(story.suishin, story.caseId).state()).isEqualTo(CaseFlow.State.RUNNING);
        assertThat(suishin.post(plan + "/edit", plan, fields()).body()).contains("もう書き直せません");
    }

    @Test
    @Promise("C3")
    void instead_of_deciding_the_decider_asks_for_another_conference_and_the_plan_is_written_again() {
        String plan = written();
        story.confer(id(plan), "FIT");
        assertThat(errors(suishin.post(plan, plan, fields()))).contains("いまの状態では");
        Web kacho = Web.as(port, "kacho");
        assertThat(errors(kacho.post(plan + "/decision/new", plan + "/reconsideration", Map.of("words", List.of(" ")))))
                .contains("わけ");
        assertThat(kacho.post(
                                plan + "/decision/new",
                                plan + "/reconsideration",
                                Map.of("words", List.of("見本：家計の目標をもっと小さく")))
                        .status())
                .isEqualTo(303);
        assertThat(suishin.get(plan).body()).contains("再協議を求めたわけ").contains("家計の目標をもっと小さく");
        assertThat(story.cases.standing(story.suishin, story.caseId).state()).isEqualTo(CaseFlow.State.PLANNING);
        assertThat(suishin.get(plan).body()).contains("案を書いています").contains("書き直す");
    }

    @Test
    @Promise("C3")
    void a_draft_goes_onto_the_agenda_of_a_conference_once_it_says_something() {
        UUID meeting = story.meeting();
        String empty = begun();
        Map<String, List<String>> choice = Map.of("meeting", List.of(meeting.toString()));
        assertThat(suishin.get(empty).body()).doesNotContain("会議にかける");
        assertThat(errors(suishin.post(empty + "/proposal", empty + "/proposal", choice)))
                .contains("まだ1行もありません");
        assertThat(suishin.post(empty + "/edit", empty, fields()).status()).isEqualTo(303);
        assertThat(suishin.get(empty + "/proposal").body())
                .contains("重層的支援会議　令和8年6月15日（月）　13:30")
                .contains("見本の会議室");
        Web.Answer proposed = suishin.post(empty + "/proposal", empty + "/proposal", choice);
        assertThat(proposed.status()).as(errors(proposed)).isEqualTo(303);
        assertThat(proposed.location()).startsWith("/conferences/" + meeting + "/items/");
        assertThat(story.cases.standing(story.suishin, story.caseId).state()).isEqualTo(CaseFlow.State.IN_CONFERENCE);
        assertThat(suishin.get(empty).body())
                .contains("会議にかけています")
                .contains(proposed.location())
                .doesNotContain("書き直す");
        assertThat(Web.as(port, "shougai").get(empty).body())
                .as("whoever does not see everybody does not see the item")
                .doesNotContain("/conferences/");
        assertThat(suishin.post(empty + "/proposal", empty + "/proposal", choice)
                        .status())
                .as("twice")
                .isEqualTo(422);
        assertThat(suishin.post(empty + "/edit", empty, fields()).status()).isEqualTo(422);
    }

    @Test
    @Promise("F6")
    void what_is_decided_for_a_goal_becomes_a_line_of_the_plan() {
        UUID meeting = story.meeting();
        String plan = begun();
        assertThat(suishin.post(plan + "/edit", plan, fields()).status()).isEqualTo(303);
        String item = suishin.post(
                        plan + "/proposal", plan + "/proposal", Map.of("meeting", List.of(meeting.toString())))
                .location();
        story.meetings.confirmSecrecy(story.suishin, meeting);
        for (String page : List.of(item, item + "/projector")) {
            assertThat(suishin.get(page).body()).contains("プランの目標").contains("プランには入れない");
        }
        Map<String, List<String>> decision = Map.of(
                "what", List.of("いっしょに窓口へ行く"),
                "goal", List.of("0"),
                "agency", List.of(story.agency("suishin").value().toString()),
                "due", List.of("R8.7.10"));
        assertThat(suishin.post(item, item + "/decisions", decision).status()).isEqualTo(303);
        assertThat(suishin.get(item).body()).contains("プランに入る（目標：");
        Web.Answer asItStands =
                suishin.post(item + "/conclusion", item + "/conclusion", Map.of("code", List.of("FIT")));
        assertThat(asItStands.status()).isEqualTo(422);
        assertThat(errors(asItStands)).contains("プランに入れる決定があります");
        assertThat(suishin.post(item + "/conclusion", item + "/conclusion", Map.of("code", List.of("FIT_AMENDED")))
                        .status())
                .isEqualTo(303);
        assertThat(suishin.get(plan).body()).contains("いっしょに窓口へ行く");
    }

    @Test
    @Promise("F4")
    void the_signed_sheet_lies_beside_the_application_and_stays_with_whoever_carries_the_case() {
        String plan = written();
        Map<String, String> typed = Map.of("on", "R8.6.15", "how", "WRITTEN");
        Web.Answer page = suishin.get(plan);
        Web.Answer wrong = suishin.upload(page, plan + "/application", typed, "script.exe", "MZ");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(errors(wrong)).contains("#f-file");
        assertThat(wrong.body()).contains("value=\"R8.6.15\"");
        assertThat(suishin.get(plan).body())
                .as("nothing of it is recorded")
                .doesNotContain("R8.6.15　署名")
                .doesNotContain("署名の写し</h2>");
        Web.Answer noDay = suishin.upload(
                suishin.get(plan), plan + "/application", Map.of("on", "", "how", "WRITTEN"), "署名<b>.txt", "見本の署名");
        assertThat(noDay.status()).isEqualTo(422);
        assertThat(errors(noDay)).contains("#f-on", "#f-file");
        assertThat(noDay.body()).contains("選んだファイル「署名&lt;b&gt;.txt」は送られていません").doesNotContain("署名<b>");
        Web.Answer signed = suishin.upload(suishin.get(plan), plan + "/application", typed, "署名.txt", "見本の署名");
        assertThat(signed.status()).as(signed.body()).isEqualTo(303);
        assertThat(suishin.get(plan).body()).contains("署名の写し</h2>").contains("署名.txt");
        assertThat(Web.as(port, "jiritsu").get(plan).body()).doesNotContain("署名.txt");
    }

    private void applicationFirst(String amount) {
        String number = "/settings/numbers/plan.application-first";
        assertThat(Web.as(port, "system")
                        .post(number + "/new", number, Map.of("amount", List.of(amount), "from", List.of("R8.6.15")))
                        .status())
                .isEqualTo(303);
    }

    @Test
    @Promise("F4")
    void a_town_may_ask_for_the_application_before_the_decision() {
        String plan = written();
        story.confer(id(plan), "FIT");
        applicationFirst("1");
        try {
            assertThat(story.decisions.decide(story.kacho, id(plan), TODAY, "見本第1号"))
                    .isInstanceOfSatisfying(
                            Decision.Refused.class,
                            refused -> assertThat(refused.reason())
                                    .isEqualTo(Reason.of("collaboration.refused.decision-without-application")));
            story.plans
                    .apply(story.suishin, id(plan), TODAY, Plan.Applied.SPOKEN)
                    .orElseThrow();
            story.decisions.decide(story.kacho, id(plan), TODAY, "見本第1号").orElseThrow();
        } finally {
            applicationFirst("0");
        }
    }

    @Test
    @Promise("C9")
    void application_and_proposal_tell_at_the_field_what_is_wrong() {
        String plan = begun();
        Web.Answer apply =
                suishin.post(plan, plan + "/application", Map.of("on", List.of("R8.6.16"), "how", List.of("WRITTEN")));
        assertThat(apply.status()).isEqualTo(422);
        assertThat(errors(apply)).contains("これからの日").contains("#f-on");
        assertThat(apply.body()).contains("value=\"R8.6.16\"");
        assertThat(errors(suishin.post(plan, plan + "/application", Map.of())))
                .contains("#f-on")
                .contains("#f-how");
        assertThat(errors(suishin.post(plan + "/proposal", plan + "/proposal", Map.of())))
                .contains("会議を選んで");
    }

    @Test
    @Promise("C2")
    void only_the_words_about_everybody_go_to_those_covered_for_everybody_also_when_the_consent_changes() {
        String plan = written();
        Set<PersonId> one = Set.of(story.persons.getFirst());
        assertThat(story.plans.find(story.as("shougai"), id(plan)).lines())
                .singleElement()
                .satisfies(line -> assertThat(line.persons()).isEqualTo(one));
        assertThat(story.plans.find(story.as("jiritsu"), id(plan)).words()).isNotNull();
        story.story.withdraw(1);
        Plan seen = story.plans.find(story.as("jiritsu"), id(plan));
        assertThat(seen.words()).isNull();
        assertThat(seen.lines()).hasSize(1);
    }
}
