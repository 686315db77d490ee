package kasane.collaboration.plan;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import kasane.documents.FileName;
import kasane.documents.Pdf;
import kasane.documents.Sheets;
import kasane.documents.Workbook;
import kasane.testing.Promise;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** プラン兼利用申込書 on paper and as a spreadsheet: filled, far too long, and empty to be written by hand. */
@Tag("documents")
@Promise("C6")
class PlanSheetTest {

    private static final Sheets SHEETS =
            new Sheets(TemplateEngine.createPrecompiled(null, ContentType.Html, null, "kasane"), new Pdf());
    private static final String TEMPLATE = "collaboration/plan/sheet";
    private static final Path LOOK = Path.of("target/documents");
    private static final float MILLIMETRE = 72 / 25.4f;

    @BeforeAll
    static void aPlaceForWhatAPersonLooksAt() throws IOException {
        Files.createDirectories(LOOK);
    }

    @Test
    void aPlanIsTwoA4PagesWithItsWordsMarksAndNumbers() throws IOException {
        byte[] pdf = pdf(PlanSamples.usual(), "plan");
        assertThat(text(pdf))
                .contains("架空谷トメ", "架空谷イチロウ", "☑伴走型", "☑初回", "☐再プラン（第版）", "☑修正のうえ決定", "☐終結", "（あて先）かさね市長")
                .doesNotContain("#", "印刷のイメージ", "Excel");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("プラン兼利用申込書");
            for (PDPage page : document.getPages()) {
                assertThat(page.getMediaBox().getWidth()).isBetween(594f, 597f);
                assertThat(page.getMediaBox().getHeight()).isBetween(841f, 843f);
                for (var key : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(key);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                }
            }
        }
        assertThat(pages(pdf)).allSatisfy(page -> assertThat(page).contains("様式第3号", "取扱注意", "番号8-0012"));
        assertThat(pages(pdf).getFirst()).contains("解決したい課題", "支援の内容", "終結後の主担当");
        assertThat(pages(pdf).getLast()).contains("参加支援", "申込みと同意", "署名済み", "市町村の支援決定");
    }

    @Test
    void paperAndSpreadsheetSayTheSame() throws Exception {
        for (PlanSheet sheet : List.of(PlanSamples.usual(), PlanSamples.blank())) {
            List<String> texts = texts(sheet);
            assertThat(text(pdf(sheet, "same"))).contains(texts);
            assertThat(cells(workbook(sheet))).contains(texts);
        }
        assertThat(texts(PlanSamples.usual())).hasSizeGreaterThan(100).contains("☑伴走型", "☐課題解決型", "様式第3号");
        assertThat(cells(workbook(PlanSamples.endless()))).contains(texts(PlanSamples.endless()));
    }

    @Test
    void aLongPlanGoesOnUnderTheSameHeadAndLosesNoWord() throws IOException {
        byte[] pdf = pdf(PlanSamples.endless(), "plan-long");
        List<String> pages = pages(pdf);
        assertThat(pages)
                .hasSizeGreaterThan(3)
                .allSatisfy(page -> assertThat(page).contains("取扱注意"));
        assertThat(pages.stream().filter(page -> page.contains("毎週")))
                .hasSizeGreaterThan(2)
                .allSatisfy(page -> assertThat(page).contains("４支援の内容", "頻度・時期", "期限"));
        List<String> texts = texts(PlanSamples.endless());
        String text = String.join("", pages);
        // A text may go on over the page, so its two ends are looked for, and its sentences are counted.
        assertThat(text)
                .contains(texts.stream().map(PlanSheetTest::beginning).toList())
                .contains(texts.stream().map(PlanSheetTest::end).toList());
        assertThat(sentences(text)).isEqualTo(sentences(String.join("", texts))).isGreaterThan(200);
        assertThat(outsideTheMargins(pdf)).isEmpty();
    }

    @Test
    void anEmptyPlanIsABlankFormOfTwoPages() throws IOException {
        byte[] pdf = pdf(PlanSamples.blank(), "plan-blank");
        assertThat(pages(pdf)).hasSize(2);
        assertThat(text(pdf)).contains("☐初回", "☐課題解決型", "☐利用する", "年月日", "署名").doesNotContain("☑", "null");
        assertThat(outsideTheMargins(pdf)).isEmpty();
    }

    private static byte[] pdf(PlanSheet sheet, String name) throws IOException {
        byte[] pdf = SHEETS.pdf(
                        TEMPLATE,
                        sheet.frame(PlanSamples.MADE),
                        sheet,
                        new FileName("plan", LocalDate.of(2026, 6, 20), null))
                .bytes();
        Files.write(LOOK.resolve(name + ".pdf"), pdf);
        Files.writeString(LOOK.resolve(name + ".html"), SHEETS.html(TEMPLATE, sheet.frame(PlanSamples.MADE), sheet));
        Files.write(LOOK.resolve(name + ".xlsx"), workbook(sheet));
        return pdf;
    }

    private static byte[] workbook(PlanSheet sheet) {
        return Workbook.bytes(
                book -> book.form(sheet.frame(PlanSamples.MADE), form -> PlanSheetBook.fill(form, sheet)));
    }

    /** Every word of the record, whatever components it has: each text, and each box with its sign. */
    private static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        switch (value) {
            case String text -> texts.add(bare(text));
            case PlanSheet.Choice choice -> texts.add(bare(choice.boxed()));
            case List<?> list -> list.forEach(each -> texts.addAll(texts(each)));
            case Record parts -> {
                for (RecordComponent part : parts.getClass().getRecordComponents()) {
                    texts.addAll(texts(value(part, parts)));
                }
            }
            default -> throw new IllegalArgumentException(value.getClass().getName());
        }
        return texts.stream().filter(text -> !text.isEmpty()).toList();
    }

    private static Object value(RecordComponent part, Record of) {
        try {
            return part.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the blanks and line ends that paper and cells put in differently. */
    private static String bare(String text) {
        return text.replaceAll("[\\s\\u3000]", "");
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(5, text.length()));
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - 5));
    }

    /** Each sentence of the long sample has this letter once, and no label has it. */
    private static long sentences(String text) {
        return text.chars().filter(c -> c == 'ず').count();
    }

    private static String text(byte[] pdf) throws IOException {
        return String.join("", pages(pdf));
    }

    private static List<String> pages(byte[] pdf) throws IOException {
        List<String> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(bare(stripper.getText(document)));
            }
        }
        return pages;
    }

    /** Letters that the margins of the printer would cut. */
    private static List<String> outsideTheMargins(byte[] pdf) throws IOException {
        List<String> outside = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition letter) {
                    float left = letter.getXDirAdj() / MILLIMETRE;
                    float right = (letter.getXDirAdj() + letter.getWidthDirAdj()) / MILLIMETRE;
                    float line = letter.getYDirAdj() / MILLIMETRE;
                    if (left < 17 || right > 195 || line < 5 || line > 290) {
                        outside.add(letter.getUnicode());
                    }
                    super.processTextPosition(letter);
                }
            }.getText(document);
        }
        return outside;
    }

    /** The cells from top to bottom, and what stands in the head of the page. */
    private static String cells(byte[] xlsx) throws Exception {
        String cells;
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            cells = book.getFirstSheet().read().stream()
                    .flatMap(row -> row.stream())
                    .filter(cell -> cell != null && cell.getValue() != null)
                    .map(cell -> bare(String.valueOf(cell.getValue())))
                    .collect(Collectors.joining("\n"));
        }
        return cells + "\n" + head(xlsx);
    }

    private static String head(byte[] xlsx) throws Exception {
        Path file = Files.createTempFile("plan", ".xlsx");
        try {
            Files.write(file, xlsx);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")))
                        .getElementsByTagName("oddHeader")
                        .item(0)
                        .getTextContent();
            }
        } finally {
            Files.delete(file);
        }
    }
}
