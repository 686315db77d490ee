package kasane.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("rules")
class TextPropertiesTest {

    @Property
    void foldingAFoldedNameChangesNothing(@ForAll("anyText") String name) {
        String folded = Kana.fold(name);
        assertThat(Kana.fold(folded)).isEqualTo(folded);
    }

    @Property
    void aNameInKatakanaIsFoundInHiragana(@ForAll("names") String name) {
        assertThat(Kana.fold(Kana.toHiragana(name))).isEqualTo(Kana.fold(name));
    }

    @Property
    void cleanedTextFitsAndCanBeWrittenAsUtf8AndCleaningItAgainChangesNothing(@ForAll("anyText") String raw) {
        String block = TypedText.block(raw, 10_000).orElseThrow();
        assertThat(new String(block.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(block);
        assertThat(TypedText.block(block, 10_000)).isEqualTo(Decision.allow(block));
        assertThat(block.codePoints()).noneMatch(c -> c < 0x20 && c != '\n' && c != '\t');
        String line = TypedText.line(raw, 10_000).orElseThrow();
        assertThat(line).doesNotContain("\n", "\t");
        assertThat(TypedText.line(line, 10_000)).isEqualTo(Decision.allow(line));
    }

    @Property
    void aPhoneIsReadOrRefusedButNeverBreaks(@ForAll("anyText") String raw) {
        if (Phone.parse(raw) instanceof Decision.Allowed<Phone>(Phone phone)) {
            assertThat(Phone.parse(phone.display())).isEqualTo(Decision.allow(phone));
        }
    }

    /** Any UTF-16 units, halves of pairs included, thick with kana, marks and controls. */
    @Provide
    Arbitrary<String> anyText() {
        return Arbitraries.oneOf(Arbitraries.strings().all().ofMaxLength(40), names(), pieces());
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withCharRange('ぁ', 'ヿ').ofMaxLength(20);
    }

    private static Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "か",
                        "ウ",
                        "ｳ",
                        "ﾞ",
                        "゛",
                        "\u3099",
                        "ー",
                        "ゞ",
                        "々",
                        "髙",
                        "葛\uDB40\uDD00",
                        "\uD842",
                        "\uDFB7",
                        "𠮷",
                        " ",
                        "　",
                        "\r",
                        "\n",
                        "\r\n",
                        "\t",
                        "\u0000",
                        "\u0085",
                        "\u2028",
                        "\u202E",
                        "\uFEFF",
                        "\uFFFF",
                        "é",
                        "İ",
                        "ß",
                        "👩‍👧",
                        "1",
                        "０",
                        "-",
                        "(",
                        "+81")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }
}
