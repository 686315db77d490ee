package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.postgres.Connections;
import kasane.shared.PersonId;
import kasane.testing.AsRole;
import kasane.testing.CaseStory;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
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

/** アセスメントシート: four pages about each person and the household, in versions that are laid side by side. */
@WithKasane
@Tag("pages")
@Promise("F4")
class AssessmentSheetTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Connections connections;

    private CaseStory story;
    private PersonId mihon;
    private PersonId mokei;
    private String page;
    private Web suishin;

    @BeforeEach
    void a_case_of_two_of_whom_one_agreed_to_the_advisers_of_disability() {
        story = new CaseStory(context)
                .household()
                .consent(0, "suishin", "shougai", "jiritsu")
                .consent(1, "suishin", "jiritsu")
                .send()
                .accept();
        mihon = story.persons().get(0);
        mokei = story.persons().get(1);
        page = "/cases/" + story.caseId();
        suishin = Web.as(port, "suishin");
    }

    private static String field(PersonId person, String item) {
        return "p-" + person.value() + "-" + item;
    }

    private Map<String, List<String>> typed() {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        typed.put("after", List.of("0"));
        typed.put("issues", List.of("01"));
        typed.put("mainIssue", List.of("01"));
        typed.put("summary", List.of("例示のまとめ"));
        typed.put("persons", List.of(mihon.value().toString(), mokei.value().toString()));
        typed.put("h-housing", List.of("RENT"));
        typed.put("h-rent", List.of("４５，０００"));
        typed.put("h-arrears", List.of("WATER", "POWER"));
        typed.put(field(mihon, "health"), List.of("VISITS"));
        typed.put(field(mihon, "clinic"), List.of("見本医院に月に一度"));
        typed.put(field(mokei, "work"), List.of("SEEKING"));
        typed.put(field(mokei, "day"), List.of("昼まで寝ている見本"));
        return typed;
    }

    private Web.Answer send(Map<String, List<String>> typed) {
        return suishin.post(page + "/assessments/new", page + "/assessments", typed);
    }

    private UUID newest() {
        return context.getBean(Assessments.class)
                .ofCase(story.coordinator, story.caseId())
                .getFirst()
                .id();
    }

    @Test
    void the_four_pages_are_written_about_each_person_and_the_household_and_national_items_are_marked() {
        String form = suishin.get(page + "/assessments/new").body();
        assertThat(form)
                .contains("世帯のこと", "架空谷 ミホンさん", "4　課題とまとめ", "健康状態［国］", "国の項目 0／")
                .doesNotContain("通院先・主治医・服薬［国］");
        String written = send(typed()).location();
        assertThat(suishin.get(written).body())
                .contains("民間の借家", "45,000円／月", "電気、水道", "通院している", "見本医院に月に一度", "求職中")
                .contains("国へ報告する項目で、まだのもの：相談経路、手帳、");
    }

    @Test
    void the_next_version_starts_from_the_last_and_says_what_changed_for_whom() {
        send(typed());
        assertThat(suishin.get(page + "/assessments/new").body()).contains("見本医院に月に一度", "昼まで寝ている見本");
        Map<String, List<String>> again = typed();
        again.put("after", List.of("1"));
        again.put("summary", List.of("例示の新しいまとめ"));
        again.put(field(mokei, "work"), List.of("SUPPORTED"));
        again.put("h-arrears", List.of("POWER", "WATER"));
        String second = send(again).location();
        String body = suishin.get(second).body();
        String changes = body.substring(body.indexOf("id=\"differences\""), body.indexOf("この版</h2>"));
        String table = changes.substring(0, changes.indexOf("</section>"));
        assertThat(table)
                .contains("第1版から変わったこと", "全体のまとめ", "例示のまとめ", "例示の新しいまとめ")
                .contains("架空谷 モケイ", "就労状況", "求職中", "福祉的就労")
                .as("what stayed, and what was only ticked in another order")
                .doesNotContain("健康状態", "滞納", "ミホン");
        again.put("after", List.of("2"));
        again.put(field(mihon, "health"), List.of("GOOD"));
        String third = send(again).location();
        assertThat(suishin.get(third).body()).contains("第2版から変わったこと", "?since=1#differences");
        String sinceFirst = suishin.get(third + "?since=1").body();
        assertThat(sinceFirst).contains("第1版から変わったこと", "福祉的就労", "良い");
    }

    @Test
    void what_is_typed_about_somebody_who_is_not_ticked_is_not_dropped() {
        Map<String, List<String>> typed = typed();
        typed.put("persons", List.of(mihon.value().toString()));
        typed.put("h-rent", List.of("四万"));
        typed.put(field(mihon, "health"), List.of("NEVER"));
        Web.Answer refused = send(typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("架空谷 モケイさんの聞き取りが書かれています", "昼まで寝ている見本", "四万", "までの数字を入れてください", "選択肢の中から選んでください");
    }

    @Test
    void a_sheet_about_one_person_is_never_seen_past_that_persons_consent() {
        send(typed());
        UUID assessment = newest();
        try (AsRole both = AsRole.staff(connections, People.viewer(connections, "jiritsu"), TestClock.START);
                AsRole one = AsRole.staff(connections, People.viewer(connections, "shougai"), TestClock.START);
                AsRole none = AsRole.staff(connections, People.viewer(connections, "kodomo"), TestClock.START)) {
            String count = "select count(*) from collaboration.assessment_sheet where assessment_id = ?";
            assertThat(both.number(count, assessment)).isEqualTo(3);
            assertThat(one.number(count, assessment)).as("the one who agreed").isOne();
            assertThat(none.number(count, assessment)).isZero();
        }
        assertThat(Web.as(port, "shougai").get("/assessments/" + assessment).status())
                .isEqualTo(404);
        assertThat(Web.as(port, "shougai")
                        .get("/assessments/" + assessment + "/sheet.pdf")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void it_is_printed_with_every_item_and_its_boxes() throws IOException {
        send(typed());
        byte[] pdf = suishin.get("/assessments/" + newest() + "/sheet.pdf")
                .response()
                .body();
        Files.createDirectories(Path.of("target/documents"));
        Files.write(Path.of("target/documents/assessment.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("世帯のこと", "☑ 民間の借家", "☐ 持家", "☑ 求職中", "見本医院に月に一度", "生活保護")
                    .doesNotContain("null");
        }
    }

    @Test
    void an_order_of_ticks_is_no_change_and_an_answer_taken_back_is_one() {
        AssessmentSheet then =
                new AssessmentSheet(mihon, 1, Map.of("handbook", List.of("BODY", "MIND"), "health", List.of("GOOD")));
        AssessmentSheet now = new AssessmentSheet(mihon, 1, Map.of("handbook", List.of("MIND", "BODY")));
        assertThat(AssessmentChanges.between(List.of(then), List.of(now)))
                .containsExactly(new AssessmentChanges.Change(mihon, "health", List.of("GOOD"), List.of()));
        assertThat(AssessmentChanges.between(List.of(then), List.of(then))).isEmpty();
        assertThat(AssessmentChanges.between(List.of(), List.of(then)))
                .extracting(AssessmentChanges.Change::item)
                .containsExactlyInAnyOrderElementsOf(Set.of("handbook", "health"));
        assertThat(AssessmentChanges.between(List.of(then), List.of()))
                .allMatch(change -> change.after().isEmpty());
    }
}
