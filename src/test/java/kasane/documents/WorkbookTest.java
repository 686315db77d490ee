package kasane.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Workbooks are read back: what was typed is text, and the form is laid out for A4. */
@Tag("documents")
class WorkbookTest {
    private static final SheetFrame FRAME =
            SheetFrame.confidential("つなぐシート", "R&D 見本沢").numbered("様式第1号");

    private static List<Row> rows(byte[] xlsx) throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            return book.getFirstSheet().read();
        }
    }

    private static String part(byte[] xlsx, String name) throws IOException {
        Path file = Files.createTempFile("workbook", ".xlsx");
        try {
            Files.write(file, xlsx);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void whatLooksLikeAFormulaStaysText() throws IOException {
        List<String> typed = List.of(
                "=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\t=1+1", "=HYPERLINK(\"http://x\")", "０", "007");
        byte[] xlsx = Workbook.bytes(book -> book.list(FRAME, List.of(new Workbook.Heading("入力", 40)), rows -> {
            typed.forEach(rows::row);
        }));
        List<Row> rows = rows(xlsx);
        for (int i = 0; i < typed.size(); i++) {
            Cell cell = rows.get(i + 1).getCell(0);
            assertThat(cell.getType()).isEqualTo(CellType.STRING);
            assertThat(cell.asString()).isEqualTo(typed.get(i));
        }
        assertThat(part(xlsx, "xl/worksheets/sheet1.xml")).doesNotContain("<f>");
        assertThat(part(xlsx, "xl/styles.xml")).contains("formatCode=\"@\"");
    }

    @Test
    void aFormIsLaidOutLikeThePaper() throws IOException {
        byte[] xlsx = Workbook.bytes(book -> book.form(
                FRAME,
                form -> form.title("つなぐシート")
                        .band("２　ご本人")
                        .row(line -> line.label(3, "お名前")
                                .value(10, "架空山 トメ")
                                .label(3, "生年月日")
                                .value(8, "昭和19年5月3日"))
                        .row(3, line -> line.label(3, "内容").value(21, "一行目\n二行目"))));
        List<Row> rows = rows(xlsx);
        assertThat(rows.get(2).getCell(3).asString()).isEqualTo("架空山 トメ");
        assertThat(rows.get(2).getCell(13).asString()).isEqualTo("生年月日");
        String sheet = part(xlsx, "xl/worksheets/sheet1.xml");
        assertThat(sheet)
                .contains("paperSize=\"9\"", "orientation=\"portrait\"", "ref=\"D3:M3\"", "fitToPage=\"true\"")
                .contains("fitToWidth=\"1\"");
    }

    @Test
    void hostileCharactersAndEndlessTextDoNotBreakTheFile() throws IOException {
        String endless = "𠮷".repeat(20_000);
        byte[] xlsx = Workbook.bytes(
                book -> book.list(FRAME, List.of(new Workbook.Heading("a", 9), new Workbook.Heading("b", 9)), rows -> {
                    rows.row("\u0000\u0001<b>&\uD800\u202E葛󠄀", endless);
                }));
        Row row = rows(xlsx).get(1);
        assertThat(row.getCell(0).asString()).isEqualTo("<b>&葛󠄀");
        assertThat(row.getCell(1).asString()).hasSizeLessThanOrEqualTo(32_767).endsWith("続きは画面で）");
    }

    @Test
    void aLineThatDoesNotFillTheFormIsAMistakeOfTheProgrammer() {
        assertThatThrownBy(() -> Workbook.write(
                        new ByteArrayOutputStream(),
                        book -> book.form(FRAME, form -> form.row(line -> line.label(3, "短い")))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
