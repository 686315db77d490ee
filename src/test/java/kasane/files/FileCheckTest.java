package kasane.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kasane.shared.Decision;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rules")
@Promise("G9")
class FileCheckTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../../etc/passwd.pdf|passwd.pdf",
                "..\\..\\windows\\a.pdf|a.pdf",
                "C:\\temp\\診断書.pdf|診断書.pdf",
                "a\u202Efdp.exe|afdp.exe",
                "...hidden.pdf|hidden.pdf",
                "con.txt|_con.txt",
                ".pdf|pdf",
                "name.pdf. . |name.pdf",
                "/|添付",
            })
    void a_hostile_name_becomes_a_harmless_one(String sent, String kept) {
        assertThat(FileName.of(sent).value()).isEqualTo(kept);
        assertThat(FileName.of(kept).value()).isEqualTo(kept);
    }

    @Test
    void nothing_in_a_name_breaks_out_of_a_header() {
        assertThat(FileName.of("a\u0000b\r\n.pdf").value()).isEqualTo("ab.pdf");
        assertThat(FileName.of("\"x\"; filename=y.pdf").value()).isEqualTo("_x_; filename=y.pdf");
    }

    @Test
    void variation_selectors_of_names_stay_and_broken_letters_go() {
        assertThat(FileName.of("葛\uDB40\uDD00.pdf").value()).isEqualTo("葛\uDB40\uDD00.pdf");
        assertThat(FileName.of("a\uD800b.pdf").value()).isEqualTo("ab.pdf");
        assertThat(FileName.of("あ".repeat(500) + ".pdf").value()).hasSize(104);
    }

    @Test
    void the_content_decides_and_the_name_must_agree() throws IOException {
        byte[] pdf = "%PDF-1.7\n…".getBytes(StandardCharsets.UTF_8);
        assertThat(check("a.pdf", pdf)).isEqualTo(Decision.allow(FileKind.PDF));
        assertThat(check("a.PDF", pdf)).isEqualTo(Decision.allow(FileKind.PDF));
        assertRefused("a.png", pdf, "files.refused.name-and-content");
        assertRefused("a.exe", pdf, "files.refused.name-and-content");
        assertRefused("a", pdf, "files.refused.name-and-content");
        assertThat(check("a.xlsx", zip("[Content_Types].xml", "xl/workbook.xml")))
                .isEqualTo(Decision.allow(FileKind.XLSX));
        assertThat(check("a.docx", zip("[Content_Types].xml", "word/document.xml")))
                .isEqualTo(Decision.allow(FileKind.DOCX));
        assertThat(check("a.heic", "\0\0\0\u0018ftypheic\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(Decision.allow(FileKind.HEIC));
        assertThat(check("a.csv", "氏名,年齢\r\n".getBytes(Charset.forName("windows-31j"))))
                .isEqualTo(Decision.allow(FileKind.CSV));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MZ\u0090\u0000", "<?php", "\u007fELF", "GIF89a", "{\\rtf1", "\u00d0\u00cf\u0011\u00e0"})
    void what_is_not_on_the_list_is_refused_under_any_name(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        for (String name : new String[] {"a.pdf", "a.png", "a.xlsx", "a.exe", "a.html"}) {
            assertThat(check(name, bytes).isAllowed()).as(name).isFalse();
        }
    }

    @Test
    void a_zip_is_an_office_file_only_without_macros_odd_paths_and_lies_about_its_size() throws IOException {
        assertRefused("a.xlsx", zip("x.txt"), "files.refused.kind");
        assertRefused(
                "a.xlsx", zip("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "files.refused.kind");
        assertRefused("a.xlsx", zip("[Content_Types].xml", "xl/workbook.xml", "../../x"), "files.refused.kind");
        byte[] cut = zip("[Content_Types].xml", "xl/workbook.xml");
        assertRefused("a.xlsx", java.util.Arrays.copyOf(cut, cut.length / 2), "files.refused.kind");
    }

    @Test
    @Promise("P12")
    void a_file_that_is_two_things_at_once_is_refused() throws IOException {
        byte[] archive = zip("payload.class");
        for (String mark : new String[] {"%PDF-1.7\n", "\u0089PNG\r\n\u001a\n", "\u00ff\u00d8\u00ff\u00e0"}) {
            String name = mark.startsWith("%") ? "a.pdf" : mark.contains("PNG") ? "a.png" : "a.jpg";
            byte[] head = mark.getBytes(StandardCharsets.ISO_8859_1);
            assertThat(check(name, joined(head, new byte[2000])).isAllowed())
                    .as(name)
                    .isTrue();
            assertRefused(name, joined(head, new byte[2000], archive), "files.refused.kind");
            for (String page : new String[] {"<script>alert(1)</script>", "<HTML>", "<svg onload=x>", "<?php x"}) {
                assertRefused(name, joined(head, page.getBytes(StandardCharsets.US_ASCII)), "files.refused.kind");
            }
        }
        assertRefused("a.pdf", joined("\n<b>%PDF-1.7".getBytes(StandardCharsets.US_ASCII)), "files.refused.kind");
        assertRefused("a.html", "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII), "files.refused.kind");
        assertRefused("a.svg", "<svg onload='alert(1)'/>".getBytes(StandardCharsets.US_ASCII), "files.refused.kind");
    }

    @Test
    @Promise("P12")
    void an_office_file_that_would_unpack_without_end_is_refused() throws IOException {
        byte[] bomb = zip("[Content_Types].xml", "xl/workbook.xml");
        ByteBuffer bytes = ByteBuffer.wrap(bomb).order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.getInt(bomb.length - 22 + 16);
        bytes.putInt(header + 24, 400 * 1024 * 1024);
        assertRefused("a.xlsx", bomb, "files.refused.kind");
        // More parts than an office file has, told or counted.
        byte[] many = zip("[Content_Types].xml", "xl/workbook.xml");
        ByteBuffer.wrap(many).order(ByteOrder.LITTLE_ENDIAN).putShort(many.length - 22 + 10, (short) 0xffff);
        assertRefused("a.xlsx", many, "files.refused.kind");
        byte[] three = zip("[Content_Types].xml", "xl/workbook.xml");
        ByteBuffer.wrap(three).order(ByteOrder.LITTLE_ENDIAN).putShort(three.length - 22 + 10, (short) 3);
        assertRefused("a.xlsx", three, "files.refused.kind");
        // A directory that points outside the file.
        byte[] outside = zip("[Content_Types].xml", "xl/workbook.xml");
        ByteBuffer.wrap(outside).order(ByteOrder.LITTLE_ENDIAN).putInt(outside.length - 22 + 16, -1);
        assertRefused("a.xlsx", outside, "files.refused.kind");
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    @Test
    void empty_and_too_large_files_are_refused_in_words() {
        assertRefused("a.pdf", new byte[0], "files.refused.empty");
        assertRefused("a.pdf", new byte[FileCheck.LARGEST + 1], "files.refused.too-large");
        assertRefused("a.txt", new byte[] {'a', 0, 'b'}, "files.refused.kind");
    }

    private static Decision<FileKind> check(String name, byte[] content) {
        return FileCheck.check(FileName.of(name), content);
    }

    private static void assertRefused(String name, byte[] content, String key) {
        assertThat(check(name, content))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.reason().key()).isEqualTo(key));
    }

    private static byte[] zip(String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write("<x/>".getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
