package kasane.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
class TypedTextTest {

    @Test
    void aBlockKeepsItsLinesAndTabs() {
        assertThat(block("　一行目\r\n二行目\r三行目\tつづき\u2028四行目 \n")).isEqualTo("一行目\n二行目\n三行目\tつづき\n四行目");
    }

    @Test
    void aLineHasNoLineEndsAndTabs() {
        assertThat(line(" 架空山\r\n\tトメ\u00A0")).isEqualTo("架空山 トメ");
        assertThat(TypedText.line(null, 100)).isEqualTo(Decision.allow(""));
    }

    @Test
    void charactersThatHideOrBreakTextAreTakenOut() {
        assertThat(block("a\u0000b\u0007c\u007Fd\uFEFFe")).isEqualTo("abcde");
        assertThat(block("報告\u202Efdp.exe\u2066x\u2069")).isEqualTo("報告fdp.exex");
        assertThat(block("x\uD842y\uDFB7z\uFFFF")).isEqualTo("x\uFFFDy\uFFFDz\uFFFD");
    }

    @Test
    void rareKanjiVariantsAndEmojiStayAsTyped() {
        String kept = "葛\uDB40\uDD00飾の𠮷田\uE000と👩‍👧👍🏽\uFE0F";
        assertThat(line(kept)).isEqualTo(kept);
    }

    @Test
    void lengthIsCountedInCodePointsAfterCleaning() {
        assertThat(TypedText.line("𠮷".repeat(200) + "\u0000 ", 200).isAllowed())
                .isTrue();
        assertThat(TypedText.block("あ".repeat(215), 200))
                .isEqualTo(Decision.refuse(Reason.of("shared.refused.text-too-long", 200, 215)));
        assertThat(Reason.of("shared.refused.text-too-long", 200, 215).text()).isEqualTo("200文字までにしてください（いま215文字）。");
    }

    private static String line(String raw) {
        return TypedText.line(raw, 100).orElseThrow();
    }

    private static String block(String raw) {
        return TypedText.block(raw, 100).orElseThrow();
    }
}
