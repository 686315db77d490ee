package kasane.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The PDF engine on the つなぐシート: what stands on the paper, in which fonts, on how many pages. */
@Tag("documents")
class PdfTest {

    @BeforeAll
    static void aPlaceForWhatAPersonLooksAt() throws IOException {
        Files.createDirectories(Path.of("target/documents"));
    }

    private static final Pdf PDF = new Pdf();
    private static final Sheets SHEETS =
            new Sheets(TemplateEngine.createPrecompiled(null, ContentType.Html, null, "kasane"), PDF);
    private static final FileName NAME =
            new FileName("tsunagu", LocalDate.of(2026, 6, 15), UUID.fromString("019ecbfa-8a3a-7aaa-8bbb-012345673f2a"));

    @AfterAll
    static void close() {
        PDF.close();
    }

    private static byte[] pdf(String name, String reason) {
        return SHEETS.pdf("referral/sheet/sheet", Referrals.FRAME, Referrals.sheet(name, reason), NAME)
                .bytes();
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document);
        }
    }

    @Test
    void aReferralIsOneA4PageWithItsWordsMarksAndFoot() throws IOException {
        byte[] pdf = SHEETS.pdf("referral/sheet/sheet", Referrals.FRAME, Referrals.sample(), NAME)
                .bytes();
        Files.write(Path.of("target/documents/tsunagu.pdf"), pdf);
        Files.writeString(
                Path.of("target/documents/tsunagu.html"),
                SHEETS.html("referral/sheet/sheet", Referrals.FRAME, Referrals.sample()));

        assertThat(text(pdf).replace(" ", "")).contains("つなぐシート");
        assertThat(text(pdf))
                .contains("架空山 トメ", "様式第1号", "取扱注意", "1 / 1", "見本沢タクミ", "◎ 介護・認知症", "☑ 収入・生活費", "☐ 借金")
                .doesNotContain("印刷のイメージ", "Excel");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getPage(0).getMediaBox().getWidth()).isBetween(594f, 597f);
            assertThat(document.getPage(0).getMediaBox().getHeight()).isBetween(841f, 843f);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("つなぐシート");
        }
    }

    @Test
    void everyFontIsEmbeddedAndRareKanjiHaveTheirGlyph() throws IOException {
        byte[] pdf = pdf("𠮷田髙﨑槗 葛󠄀", "☑☐◎①㈱ 辻󠄁 邉 𩸽");
        Files.write(Path.of("target/documents/rare.pdf"), pdf);
        assertThat(text(pdf)).contains("髙﨑槗", "☑☐◎①㈱ 辻 邉").doesNotContain("#");
        List<String> names = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (PDPage page : document.getPages()) {
                for (var key : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(key);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                    names.add(font.getName());
                }
            }
        }
        assertThat(names).anyMatch(n -> n.contains("BIZ")).anyMatch(n -> n.contains("DejaVu"));
    }

    @Test
    void hostileTextIsPrintedAsTextAndNothingIsFetched() throws IOException {
        String hostile =
                "<img src=\"http://127.0.0.1:1/x\"/><script>alert(1)</script> ]]> &amp; ${7*7} \u0000\u0007\uD800 "
                        + "\u202Edlrow <link rel='stylesheet' href='file:///etc/passwd'/> ";
        assertThat(text(pdf(hostile, hostile)).replaceAll("\\s", ""))
                .contains("<script>alert(1)</script>", "&amp;", "${7*7}", "file:///etc/passwd")
                .doesNotContain("root:");
    }

    @Test
    void aLongTextGoesOnToMorePagesAndEveryPageCarriesTheMark() throws IOException {
        byte[] pdf = pdf("架空山 トメ", "長い経過です。".repeat(600));
        Files.write(Path.of("target/documents/long.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(1);
            PDFTextStripper stripper = new PDFTextStripper();
            for (int page = 1; page <= pages; page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document)).contains("取扱注意", page + " / " + pages);
            }
        }
    }

    @Test
    void anAcrossSheetIsAcross() throws IOException {
        byte[] pdf = SHEETS.pdf(
                        "referral/sheet/sheet",
                        Referrals.FRAME.on(Paper.LANDSCAPE).copy(7),
                        Referrals.sample(),
                        NAME)
                .bytes();
        assertThat(text(pdf)).contains("会議後回収", "通し番号 7");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getPage(0).getMediaBox().getWidth()).isGreaterThan(840f);
        }
    }

    @Test
    void aFullQueueAndASlowSheetAreToldToComeAgain() {
        Pdf small = new Pdf(1, 1, Duration.ofMillis(50));
        CountDownLatch held = new CountDownLatch(1);
        try {
            assertThatThrownBy(() -> small.within(() -> {
                        held.await();
                        return new byte[0];
                    }))
                    .isInstanceOf(DocumentsBusy.class);
        } finally {
            held.countDown();
            small.close();
        }
        assertThatThrownBy(() -> small.within(() -> new byte[0])).isInstanceOf(DocumentsBusy.class);
    }

    @Test
    void fileNamesTellKindDateAndDigitsOnly() {
        assertThat(NAME.with("pdf")).isEqualTo("tsunagu-R8-0615-3f2a.pdf");
        assertThatThrownBy(() -> new FileName("架空山", LocalDate.of(2026, 6, 15), null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
