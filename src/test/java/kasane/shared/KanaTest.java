package kasane.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rules")
class KanaTest {

    @ParameterizedTest(name = "{0} is found as {1}")
    @CsvSource(delimiter = '|', textBlock = """
        架空山 トメ        | かくうやまとめ   | no
        架空山 トメ        | 架空山とめ       | yes
        架空山　ﾄﾒ         | 架空山トメ       | yes
        ジョージ           | ジヨジ           | yes
        ジョージ           | じょうじ         | no
        ヴァイオレット     | ぶあいおれつと   | yes
        ｳﾞｧｲｵﾚｯﾄ           | ヴァイオレット   | yes
        か゛くう           | がくう           | yes
        カ\u3099クウ       | ガクウ           | yes
        はﾟ                | ぱ               | yes
        例島 スヱ          | 例島スエ         | yes
        例島ちづる         | 例島チズル       | yes
        みすゞ             | ミスズ           | yes
        さゝえ             | ササエ           | yes
        佐々木模型         | 佐佐木模型       | yes
        髙架橋             | 高架橋           | yes
        模型﨑             | 模型崎           | yes
        齋架空             | 斉架空           | yes
        斎架空             | 齊架空           | yes
        架空邊             | 架空辺           | yes
        架空邉󠄀             | 架空辺           | yes
        濵架空             | 浜架空           | yes
        架空澤             | 架空沢           | yes
        廣架空             | 広架空           | yes
        國架空             | 国架空           | yes
        櫻架空             | 桜架空           | yes
        𠮷架空             | 吉架空           | yes
        神架空             | 神架空           | yes
        葛󠄀架空             | 葛架空           | yes
        Nguyễn Đặng        | nguyen dang      | yes
        ＫＡＫＵ　José      | kaku jose        | yes
        ジャン＝カクウ     | ジャン・カクウ   | yes
        O’Kakuu            | o'kakuu          | yes
        架空山             | 架空川           | no
        ハ                 | バ               | no
        """)
    void spellingsOfOneNameFoldToOneForm(String one, String other, String same) {
        assertThat(Kana.fold(one).equals(Kana.fold(other))).isEqualTo(same.equals("yes"));
    }

    @Test
    void theFoldedFormIsHiraganaWithoutSmallLettersAndMarks() {
        assertThat(Kana.fold("ﾓｹｲｶﾞﾜ ジョージ")).isEqualTo("もけいがわじよじ");
        assertThat(Kana.fold("ー・　")).isEmpty();
    }

    @Test
    void brokenTextHasAFoldedFormToo() {
        assertThat(Kana.fold("架空\uD842")).isEqualTo("架空\uD842");
        assertThat(Kana.fold("\uDC00ゞ々")).isNotNull();
        assertThat(Kana.fold("々ゝ")).isEqualTo(Kana.fold(Kana.fold("々ゝ")));
    }

    @ParameterizedTest
    @CsvSource({
        "かくうやま とめ, true",
        "カクウヤマ　トメ, true",
        "ｶｸｳﾔﾏ, true",
        "ジャン・ポール, true",
        "ヴァ, true",
        "架空, false",
        "kaku, false",
        "'', false",
        "ー, false",
        "' ', false",
        "かくう1, false"
    })
    void aReadingIsWrittenInKana(String text, boolean kana) {
        assertThat(Kana.isKana(text)).isEqualTo(kana);
    }

    @Test
    void katakanaBecomesHiraganaAndLongMarksStay() {
        assertThat(Kana.toHiragana("ﾓｹｲｶﾞﾜ ジョージ・ヴ漢A")).isEqualTo("もけいがわ じょーじ・ゔ漢A");
    }

    @Test
    void theTableOfVariantsNamesEveryKanjiOnceAndOnlyWhatUnicodeDoesNotJoinItself() throws IOException {
        var seen = new ArrayList<String>();
        try (var in = Kana.class.getResourceAsStream("/text/kanji-variants.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(line -> {
                        assertThat(line.codePointCount(0, line.length()))
                                .as(line)
                                .isGreaterThan(1);
                        line.codePoints().mapToObj(Character::toString).forEach(seen::add);
                    });
        }
        assertThat(seen).hasSizeGreaterThan(600).doesNotHaveDuplicates();
        assertThat(seen).allMatch(kanji -> Character.isIdeographic(kanji.codePointAt(0)));
        assertThat(seen).allMatch(kanji -> Normalizer.isNormalized(kanji, Normalizer.Form.NFKC));
    }
}
