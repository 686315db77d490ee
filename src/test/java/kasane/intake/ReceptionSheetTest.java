package kasane.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.register.Contacts;
import kasane.register.Households;
import kasane.register.PersonDetails;
import kasane.register.PersonName;
import kasane.shared.HouseholdId;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.sharing.Category;
import kasane.sharing.Consents;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 相談受付・申込票: what paper tells of a consultation, and what it never tells. */
@WithKasane
@Tag("pages")
@Promise("F1")
class ReceptionSheetTest {

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Households households;

    @Autowired
    Contacts contacts;

    @Autowired
    Consents consents;

    @Test
    void without_a_consent_the_paper_asks_why_and_says_how_urgent_it_is() throws IOException {
        HouseholdId household = household();
        String page = receive(Map.of(
                "household", List.of(household.value().toString()),
                "urgency", List.of("WEEK")));
        Web web = Web.as(port, "houkatsu");
        assertThat(web.get(page).body()).contains("受付票（PDF）", page + "/sheet.pdf");
        String text = text(web, page + "/sheet.pdf", "uketsuke-without");
        assertThat(text)
                .contains(
                        "【本人同意なし】",
                        "架空山 トメ",
                        "かくうやま とめ",
                        "0000-20-1111",
                        "かさね市仮町1-2",
                        "雨もりがして眠れない",
                        "◎ 住まいについて",
                        "☑ 収入・生活費のこと",
                        "☐ 介護のこと",
                        "☑ 今週のうちに",
                        "まだ会えていない",
                        "これから",
                        "取扱注意",
                        "1 / 1")
                .doesNotContain("【本人同意あり】", "署名");
        assertThat(text.replace(" ", "")).contains("相談受付・申込票");
    }

    @Test
    void with_a_living_consent_it_is_the_application_with_room_for_the_signature() throws IOException {
        HouseholdId household = household();
        agree(household);
        String page = receive(Map.of("household", List.of(household.value().toString())));
        String text = text(Web.as(port, "houkatsu"), page + "/sheet.pdf", "uketsuke-with");
        assertThat(text)
                .contains("【本人同意あり】", "利用を申し込みます", "こども家庭センター", "兄には言わない", "署名", "書面")
                .doesNotContain("まだ会えていない", "【本人同意なし】");
    }

    @Test
    void a_hidden_name_is_on_no_paper_not_even_for_whoever_heard_it() throws IOException {
        Map<String, List<String>> told = Map.of(
                "caller", List.of("NEIGHBOUR"),
                "secrecy", List.of("HIDE"),
                "informantName", List.of("隠田モトコ"),
                "informantPhone", List.of("0000-30-2222"),
                "wish", List.of("静かにくらしたい"));
        String page = receive(told);
        Web web = Web.as(port, "houkatsu");
        assertThat(web.get(page).body()).contains("隠田モトコ");
        for (Web reader : List.of(web, Web.as(port, "houkatsu2"))) {
            assertThat(text(reader, page + "/sheet.pdf", "uketsuke-hidden"))
                    .contains("雨もりがして眠れない", "名前は伏せます")
                    .doesNotContain("隠田", "0000-30-2222");
        }
        assertThat(text(web, page + "/sheet.pdf?form=signing", "uketsuke-signing"))
                .contains("【本人同意あり】", "署名", "☐ 近隣・知人", "☐ 住まいについて")
                .doesNotContain("隠田", "0000-30-2222", "雨もり", "静かに", "☑ ", "◎ ", "伏せ", "R8", "令和8年6月14日");
    }

    @Test
    void a_name_that_may_be_known_stands_on_the_paper_of_the_own_agency() throws IOException {
        String page = receive(Map.of(
                "caller", List.of("FAMILY"),
                "secrecy", List.of("MAY_BE_KNOWN"),
                "informantName", List.of("架空山ハル"),
                "informantRelation", List.of("めい")));
        assertThat(text(Web.as(port, "houkatsu"), page + "/sheet.pdf", "uketsuke-visitor"))
                .contains("架空山ハル", "めい", "☑ 家族・親族");
    }

    @Test
    void nobody_else_gets_the_paper() {
        String page = receive(Map.of());
        assertThat(Web.as(port, "kodomo").get(page + "/sheet.pdf").status()).isEqualTo(404);
        assertThat(Web.as(port, "suishin").get(page + "/sheet.pdf?form=signing").status())
                .isEqualTo(404);
        assertThat(Web.as(port, "houkatsu").get("/consultations/x/sheet.pdf").status())
                .isEqualTo(404);
    }

    private HouseholdId household() {
        Viewer.Staff viewer = People.viewer(connections, "houkatsu");
        HouseholdId household = households.open(
                viewer,
                new Households.NewHousehold(
                        "架空山",
                        "",
                        List.of(Households.NewMember.of(
                                PersonDetails.of(
                                        PersonName.of("架空山", "トメ", "かくうやま", "とめ"), "F", PartialDate.ofText("1944")),
                                ""))));
        PersonId person = person(viewer, household);
        contacts.add(viewer, household, person, Contacts.Kind.PHONE, "0000-20-1111", "");
        contacts.add(viewer, household, person, Contacts.Kind.ADDRESS, "かさね市仮町1-2", "");
        return household;
    }

    private PersonId person(Viewer.Staff viewer, HouseholdId household) {
        return households.members(viewer, household).getFirst().person();
    }

    private void agree(HouseholdId household) {
        Viewer.Staff viewer = People.viewer(connections, "houkatsu");
        db.run(
                viewer,
                () -> consents.record(
                        viewer,
                        new Consents.NewConsent(
                                household,
                                person(viewer, household),
                                Consents.Giver.SELF,
                                "",
                                Consents.Method.WRITTEN,
                                "自宅で",
                                "相談のため",
                                List.of(People.viewer(connections, "kodomo").agency()),
                                Set.of(Category.LIFE),
                                List.of(),
                                "兄には言わない",
                                LocalDate.of(2026, 6, 14),
                                TestClock.START.plus(Duration.ofDays(90)))));
    }

    private String receive(Map<String, List<String>> more) {
        Map<String, List<String>> fields = new HashMap<>(Map.ofEntries(
                Map.entry("aboutWords", List.of("2丁目の方")),
                Map.entry("caller", List.of("SELF")),
                Map.entry("secrecy", List.of("NOT_ASKED")),
                Map.entry("channel", List.of("PHONE")),
                Map.entry("doneOn", List.of("R8.6.14")),
                Map.entry("issues", List.of("02", "03")),
                Map.entry("main", List.of("02")),
                Map.entry("story", List.of("雨もりがして眠れない")),
                Map.entry("urgency", List.of("WEEK")),
                Map.entry("audience", List.of("OWN"))));
        fields.putAll(more);
        Web.Answer sent = Web.as(port, "houkatsu").post("/consultations/new", "/consultations", fields);
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        return sent.location();
    }

    private static String text(Web web, String path, String name) throws IOException {
        Web.Answer answer = web.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Content-Disposition").orElse(""))
                .contains("inline", "uketsuke-R8-0615");
        byte[] pdf = answer.response().body();
        Files.createDirectories(Path.of("target/documents"));
        Files.write(Path.of("target/documents/" + name + ".pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document);
        }
    }
}
