package kasane.conference.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.conference.Agenda;
import kasane.conference.Meetings;
import kasane.conference.Minutes;
import kasane.testing.CaseStory;
import kasane.testing.Promise;
import kasane.testing.SampleAgenda;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** 議事録 and 準備シート on paper: what is locked is printed, for whoever may read it, and for nobody else. */
@WithKasane
@Tag("pages")
@Promise("F5")
class MinutesSheetWebTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final Path SHEETS = Path.of("target/sheets");

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Meetings meetings;

    @Autowired
    Agenda agenda;

    @Autowired
    Minutes minutes;

    private CaseStory story;
    private UUID meeting;
    private UUID item;
    private String page;
    private Web suishin;

    @BeforeEach
    void an_item_of_four_members_about_which_everything_was_said() {
        talkedAbout("MULTI", "");
    }

    private void talkedAbout(String body, String also) {
        story = new CaseStory(context)
                .household("架空谷", "ミホン", "モケイ")
                .consent(0, "suishin", "shougai", "jiritsu", "kodomo")
                .consent(1, "suishin", "shougai", "jiritsu", "kodomo")
                .send()
                .accept();
        meeting = meetings.convene(
                        story.coordinator,
                        body,
                        also,
                        new Meetings.Appointment(TODAY, LocalTime.of(13, 30), LocalTime.of(15, 0), "市役所 第2見本会議室"),
                        List.of(
                                story.as("shougai").agency(),
                                story.as("jiritsu").agency(),
                                story.as("kodomo").agency(),
                                story.as("gakkou").agency()))
                .orElseThrow();
        item = agenda.put(story.coordinator, meeting, SampleAgenda.KIND, story.caseId())
                .orElseThrow();
        page = "/conferences/" + meeting + "/items/" + item;
        suishin = Web.as(port, "suishin");
        for (String login : List.of("suishin", "shougai", "houkatsu")) {
            meetings.confirmSecrecy(story.as(login), meeting);
        }
        write(new Minutes.Words(
                "包括北：夫婦の暮らしの様子を報告。先月から買い物に出られない日が増えた。\n障害者相談支援センター：長男の体調はよく、来月から日中の場を見学できる見込み。\n多機関協働係：三人それぞれの望みを確かめた。",
                "支える人が一人に寄っていることが、暮らしの疲れにつながっている。",
                "通院先を替えるかどうかは、次の会議で話し合う。"));
        decide("週に一度、夫婦を訪ねて買い物の様子を聞く", "houkatsu", 25);
        decide("日中の場の見学に同行する", "shougai", 15);
    }

    private void decide(String what, String login, int days) {
        minutes.decide(
                        story.coordinator,
                        meeting,
                        item,
                        new Minutes.Resolution(what, "", story.as(login).agency(), TODAY.plusDays(days)))
                .orElseThrow();
    }

    private void write(Minutes.Words words) {
        minutes.write(story.coordinator, meeting, item, version(), words).orElseThrow();
    }

    private int version() {
        return minutes.find(story.coordinator, meeting, item).version();
    }

    private void confirm() {
        minutes.conclude(story.coordinator, meeting, item, "FIT", null, false).orElseThrow();
        meetings.close(
                        story.coordinator,
                        meeting,
                        Set.of(
                                story.as("shougai").agency(),
                                story.as("houkatsu").agency(),
                                story.as("gakkou").agency()),
                        null)
                .orElseThrow();
        minutes.confirm(story.coordinator, meeting, item).orElseThrow();
    }

    /** The text of a PDF without its line ends, and the file to be looked at. */
    private static String text(Web.Answer answer, String name) throws IOException {
        assertThat(answer.status()).as(name).isEqualTo(200);
        byte[] bytes = answer.response().body();
        Files.createDirectories(SHEETS);
        Files.write(SHEETS.resolve(name + ".pdf"), bytes);
        try (PDDocument document = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(document).replaceAll("\\R", "");
        }
    }

    private Web.Answer sheet(String login) {
        return Web.as(port, login).get(page + "/minutes/sheet.pdf");
    }

    @Test
    void confirmed_minutes_are_printed_with_all_that_belongs_to_them_and_a_name_that_tells_nothing()
            throws IOException {
        String handouts = "/conferences/" + meeting + "/handouts";
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("title", List.of("経過のまとめ"));
        fields.put(
                "agencies",
                List.of(
                        story.as("shougai").agency().value().toString(),
                        story.coordinator.agency().value().toString()));
        assertThat(suishin.post(handouts + "/of/" + item + "/new", handouts + "/of/" + item, fields)
                        .status())
                .isEqualTo(303);
        confirm();
        assertThat(suishin.get(page).body()).contains("議事録（PDF）", page + "/minutes/sheet.pdf");
        minutes.correct(
                        story.coordinator,
                        meeting,
                        item,
                        version(),
                        new Minutes.Words("夫婦と長男の暮らしの様子を報告した。", "支える人が一人に寄っていることが、暮らしの疲れにつながっている。", ""),
                        "書きもらし")
                .orElseThrow();
        Web.Answer answer = sheet("suishin");
        String disposition =
                answer.response().headers().firstValue("Content-Disposition").orElseThrow();
        assertThat(disposition).matches("inline; filename=\"gijiroku-R8-0615-[0-9a-f]{4}\\.pdf\"");
        assertThat(text(answer, "minutes-convenor"))
                .contains(
                        "取扱注意",
                        "非公開",
                        "重層的支援会議",
                        "市町村の要綱（本人の同意）",
                        "令和8年6月15日（月）",
                        "13:30〜15:00",
                        "市役所 第2見本会議室",
                        "見本の議題",
                        "架空谷",
                        "手本坂カナメ")
                .contains("夫婦と長男の暮らしの様子を報告した。", "日中の場の見学に同行する", "R8.6.30", "プランは適切")
                .contains("資料1", "経過のまとめ", "2部（No.1〜2）", "戻っていない 2部")
                .contains("書きもらし", "先月から買い物に出られない日が増えた", "通院先を替えるかどうかは")
                .contains("欠席", "守秘の根拠")
                .doesNotContain("見本小学校", "ほかの機関の出席者は");
    }

    @Test
    void where_one_sitting_is_two_bodies_paper_names_the_one_as_which_the_item_was_talked_about() throws IOException {
        talkedAbout("CARE", "MULTI");
        confirm();
        assertThat(text(sheet("suishin"), "minutes-two-bodies"))
                .contains("重層的支援会議", "市町村の要綱（本人の同意）")
                .doesNotContain("地域ケア会議", "介護保険法");
        assertThat(text(suishin.get(page + "/preparation/sheet.pdf"), "preparation-two-bodies"))
                .contains("重層的支援会議")
                .doesNotContain("地域ケア会議");
    }

    @Test
    @Promise("F7")
    void a_support_conference_in_the_sitting_of_another_body_prints_its_own_law() throws IOException {
        Web kacho = Web.as(port, "kacho");
        String sitting = sitting(kacho, Map.of("meeting", List.of(meeting.toString())));
        kacho.post(sitting + "/minutes/edit", sitting + "/minutes", Map.of("summary", List.of("窓がいつも閉まっていると報告があった。")));
        kacho.post(sitting + "/conclusion/new", sitting + "/conclusion", Map.of("result", List.of("AGAIN")));
        assertThat(text(kacho.get(sitting + "/minutes/sheet.pdf"), "minutes-support-in-another"))
                .contains("支援会議　第1回", "社会福祉法第106条の6")
                .doesNotContain("重層的支援会議", "本人の同意");
    }

    @Test
    void a_member_gets_it_without_the_names_and_copies_that_the_convenor_alone_knows() throws IOException {
        confirm();
        String member = text(sheet("shougai"), "minutes-member");
        assertThat(member)
                .contains("日中の場の見学に同行する", "こども家庭センター", "地域包括支援センター北", "ほかの機関の出席者は")
                .contains("欠席")
                .doesNotContain("相談支援包括化推進員", "戻っていない");
        assertThat(sheet("kodomo").status()).as("has not promised secrecy yet").isEqualTo(404);
        for (String login : List.of("gakkou", "zei", "system")) {
            assertThat(sheet(login).status()).as(login).isEqualTo(404);
        }
        story.withdraw(1);
        assertThat(sheet("shougai").status()).as("a consent has ended").isEqualTo(404);
    }

    @Test
    void nothing_is_printed_before_the_minutes_are_confirmed() {
        assertThat(sheet("suishin").status()).isEqualTo(404);
        assertThat(suishin.get(page).body()).doesNotContain("議事録（PDF）");
        minutes.conclude(story.coordinator, meeting, item, "FIT", null, false).orElseThrow();
        assertThat(sheet("suishin").status()).isEqualTo(404);
        assertThat(sheet("shougai").status()).isEqualTo(404);
    }

    @Test
    void preparation_sheets_are_printed_alone_and_an_empty_one_to_be_filled_in_by_hand() throws IOException {
        String sheet = page + "/preparation/sheet.pdf";
        assertThat(text(suishin.get(sheet), "preparation-empty")).contains("書いた人", "福祉総合支援課 多機関協働係");
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        blocks.put("picture", List.of("長男は午後なら話せる。\n母は朝が早い。"));
        blocks.put("doing", List.of("月に二度、訪ねている。"));
        blocks.put("wanted", List.of("訪問看護"));
        blocks.put("asks", List.of("通院の日を教えてほしい。"));
        assertThat(Web.as(port, "shougai")
                        .post(page + "/preparation", page + "/preparation", blocks)
                        .status())
                .isEqualTo(303);
        Web.Answer answer = suishin.get(sheet);
        assertThat(answer.response().headers().firstValue("Content-Disposition").orElseThrow())
                .matches("inline; filename=\"junbi-R8-0615-[0-9a-f]{4}\\.pdf\"");
        assertThat(text(answer, "preparation"))
                .contains("障害者相談支援センターかさね", "長男は午後なら話せる。", "訪問看護", "通院の日を教えてほしい。")
                .doesNotContain("書いた人");
        for (String login : List.of("kodomo", "gakkou", "zei", "system")) {
            assertThat(Web.as(port, login).get(sheet).status()).as(login).isEqualTo(404);
        }
    }

    @Test
    @Promise("F7")
    void minutes_of_a_support_conference_are_printed_once_it_has_a_result_for_whoever_came_in() throws IOException {
        Web kacho = Web.as(port, "kacho");
        Web kodomo = Web.as(port, "kodomo");
        String sitting =
                sitting(kacho, Map.of("on", List.of("R8.6.15"), "from", List.of("10:00"), "place", List.of("見本会議室")));
        assertThat(kodomo.post(sitting, sitting + "/entries", Map.of()).status())
                .isEqualTo(303);
        assertThat(kacho.post(
                                sitting + "/minutes/edit",
                                sitting + "/minutes",
                                Map.of("summary", List.of("窓がいつも閉まっていると報告があった。")))
                        .status())
                .isEqualTo(303);
        String sheet = sitting + "/minutes/sheet.pdf";
        assertThat(kacho.get(sheet).status()).as("no result yet").isEqualTo(404);
        Web.Answer concluded =
                kacho.post(sitting + "/conclusion/new", sitting + "/conclusion", Map.of("result", List.of("AGAIN")));
        assertThat(concluded.status()).as(concluded.body()).isEqualTo(303);
        assertThat(kacho.get(sitting).body()).contains("議事録（PDF）", sheet);
        assertThat(text(kacho.get(sheet), "minutes-support"))
                .contains("会議後回収", "非公開", "支援会議", "第1回", "架空谷の世帯", "窓がいつも閉まっている", "こども家庭センター", "欠席");
        assertThat(text(kodomo.get(sheet), "minutes-support-member"))
                .contains("窓がいつも閉まっている", "ほかの機関の出席者は")
                .doesNotContain("欠席", "地域包括支援センター北");
        for (String login : List.of("houkatsu", "suishin", "shougai", "system")) {
            assertThat(Web.as(port, login).get(sheet).status()).as(login).isEqualTo(404);
        }
        Matcher out = Pattern.compile("action=\"(" + sitting + "/entries/[0-9a-f-]{36}/departure)\"")
                .matcher(kacho.get(sitting).body());
        List<String> departures = new ArrayList<>();
        while (out.find()) {
            departures.add(out.group(1));
        }
        assertThat(departures).hasSize(1);
        assertThat(kacho.post(sitting, departures.getFirst(), Map.of()).status())
                .isEqualTo(303);
        assertThat(kodomo.get(sheet).status()).as("went out").isEqualTo(404);
    }

    /** 包括北 and こども家庭センター are asked to it. */
    private String sitting(Web kacho, Map<String, List<String>> when) {
        Map<String, List<String>> asking = new LinkedHashMap<>();
        asking.put("called", List.of("架空谷の世帯"));
        asking.put("worry", List.of("見本の心配"));
        asking.put("noConsent", List.of("NOT_MET"));
        asking.put("urgent", List.of("NO"));
        String request = Web.as(port, "houkatsu")
                .post("/convening-requests/new", "/convening-requests", asking)
                .location();
        String series = kacho.post(
                        request + "/judgement/new", request + "/judgement", Map.of("judgement", List.of("CONVENE")))
                .location();
        Map<String, List<String>> calling = new LinkedHashMap<>(when);
        calling.put("purpose", List.of("どう関わるかを決める"));
        calling.put("secrecy", List.of("YES"));
        calling.put(
                "members",
                List.of(
                        story.as("houkatsu").agency().value().toString(),
                        story.as("kodomo").agency().value().toString()));
        return kacho.post(series + "/sittings/new", series + "/sittings", calling)
                .location()
                .replaceAll("[?#].*", "");
    }
}
