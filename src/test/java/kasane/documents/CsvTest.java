package kasane.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV that a spreadsheet reads as text and never carries out. */
@Tag("rules")
@Promise("P7")
class CsvTest {

    private static String of(String cell) {
        return new String(new Csv().line(List.of(cell)).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void it_begins_with_the_mark_and_quotes_every_cell() {
        assertThat(of("架空山 \"トメ\", 見本")).isEqualTo("\uFEFF\"架空山 \"\"トメ\"\", 見本\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", " =1", "＝1", "＠SUM", "\t=1"})
    void nothing_is_carried_out_as_a_formula(String typed) {
        assertThat(of(typed)).startsWith("\uFEFF\"'");
    }
}
