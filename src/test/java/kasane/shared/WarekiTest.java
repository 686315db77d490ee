package kasane.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rules")
class WarekiTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
        令和8年4月1日            | 2026-04-01
        令和８年４月１日          | 2026-04-01
        令和 8 年 4 月 1 日       | 2026-04-01
        令和八年四月一日          | 2026-04-01
        令和8年4月1日（水）       | 2026-04-01
        令和8年4月1日(水曜日)     | 2026-04-01
        令和8年4月1日。           | 2026-04-01
        ㋿8年4月1日              | 2026-04-01
        令8.4.1                  | 2026-04-01
        R8.4.1                   | 2026-04-01
        r8/4/1                   | 2026-04-01
        R8-4-1                   | 2026-04-01
        R.8.4.1                  | 2026-04-01
        R08.04.01                | 2026-04-01
        Ｒ８．４．１              | 2026-04-01
        Ｒ８。４。１              | 2026-04-01
        Ｒ８・４・１              | 2026-04-01
        Ｒ８ー４ー１              | 2026-04-01
        R8年4月1日               | 2026-04-01
        R080401                  | 2026-04-01
        Ｒ０８０４０１            | 2026-04-01
        R8.4                     | 2026-04
        R0804                    | 2026-04
        R8                       | 2026
        令和8年                   | 2026
        令和8                     | 2026
        令和元年5月1日            | 2019-05-01
        令和1年5月1日             | 2019-05-01
        令和元.5.1                | 2019-05-01
        H27. 4. 1                | 2015-04-01
        H31.4.30                 | 2019-04-30
        平成元年                  | 1989
        平成元年1月8日            | 1989-01-08
        平成元年1月               | 1989-01
        昭和64年1月7日            | 1989-01-07
        S64.1.7                  | 1989-01-07
        昭和64年1月               | 1989-01
        昭和64年                  | 1989
        昭21.3.5                 | 1946-03-05
        昭和二十一年三月五日       | 1946-03-05
        昭和三十年十月十日         | 1955-10-10
        S21-3-5                  | 1946-03-05
        s210305                  | 1946-03-05
        昭和21年                  | 1946
        昭和21年3月               | 1946-03
        昭和21年3月5日生          | 1946-03-05
        昭和21年（1946年）3月5日   | 1946-03-05
        1946年(昭和21年)3月5日    | 1946-03-05
        1989年（昭和64年・平成元年）1月 | 1989-01
        昭和21年3月ごろ           | 1946-03~
        昭和21年3月頃             | 1946-03~
        昭和21年3月ごろ生まれ      | 1946-03~
        昭和21年頃生              | 1946~
        昭和21年(推定)            | 1946~
        推定 昭和21年             | 1946~
        約昭和21年                | 1946~
        S21?                     | 1946~
        昭和21年月日不詳          | 1946
        昭和21年3月日不詳         | 1946-03
        昭和21年3月不明           | 1946-03
        昭和21年　月　日          | 1946
        昭和21年?月?日            | 1946
        昭和21年3月?日            | 1946-03
        昭和元年12月25日          | 1926-12-25
        大正15年12月25日          | 1926-12-25
        大15.12.24               | 1926-12-24
        大正元年7月30日           | 1912-07-30
        明治45年7月30日           | 1912-07-30
        T9.1.2                   | 1920-01-02
        明治6年1月1日             | 1873-01-01
        M45                      | 1912
        2026-04-01               | 2026-04-01
        2026/4/1                 | 2026-04-01
        2026.4.1                 | 2026-04-01
        2026 4 1                 | 2026-04-01
        ２０２６／４／１           | 2026-04-01
        2026年4月1日              | 2026-04-01
        二〇二六年四月一日         | 2026-04-01
        西暦2026年4月             | 2026-04
        20260401                 | 2026-04-01
        ２０２６０４０１           | 2026-04-01
        2026-04                  | 2026-04
        1946                     | 1946
        1946年                    | 1946
        2024-02-29               | 2024-02-29
        不明                      | ''
        不詳                      | ''
        年月日不詳                | ''
        生年月日不明              | ''
        わからない                | ''
        ？                        | ''
        """)
    void datesAreReadAsPeopleTypeThem(String typed, String text) {
        assertThat(Wareki.parse(typed)).isEqualTo(Decision.allow(PartialDate.ofText(text)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        令和8年2月30日       | 2月30日はありません。日付をお確かめください。
        2026-04-31           | 4月31日はありません。日付をお確かめください。
        20260400             | 4月0日はありません。日付をお確かめください。
        令和8年2月29日       | 令和8年の2月は28日までです。日付をお確かめください。
        R8.13.1              | 13月はありません。月は1から12で入力してください。
        R8.0                 | 0月はありません。月は1から12で入力してください。
        令和0年              | 令和0年はありません。最初の年は「令和元年」か「令和1年」と入力してください。
        S00.1.1              | 昭和0年はありません。最初の年は「昭和元年」か「昭和1年」と入力してください。
        昭和64年1月8日       | 昭和は64年1月7日までです。平成元年1月8日ではありませんか。日付をお確かめください。
        昭和65年             | 昭和は64年1月7日までです。平成2年ではありませんか。日付をお確かめください。
        昭和64年2月          | 昭和は64年1月7日までです。平成元年2月ではありませんか。日付をお確かめください。
        平成31年5月1日       | 平成は31年4月30日までです。令和元年5月1日ではありませんか。日付をお確かめください。
        平成元年1月7日       | 平成は元年1月8日からです。昭和64年1月7日ではありませんか。日付をお確かめください。
        令和元年4月          | 令和は元年5月1日からです。平成31年4月ではありませんか。日付をお確かめください。
        大正元年7月29日      | 大正は元年7月30日からです。明治45年7月29日ではありませんか。日付をお確かめください。
        明治5年              | 入力できるのは明治6年（1873年）から2099年までの日付です。年をお確かめください。
        1046-03-05           | 入力できるのは明治6年（1873年）から2099年までの日付です。年をお確かめください。
        R8401                | 入力できるのは明治6年（1873年）から2099年までの日付です。年をお確かめください。
        昭和21年（1947年）3月 | 昭和21年と1947年は同じ年ではありません。年をお確かめください。
        令和8年4月1日（木）  | 令和8年4月1日は水曜日です。日付か曜日をお確かめください。
        """)
    void aDateThatCannotBeIsRefusedWithAnAnswerThatHelps(String typed, String sentence) {
        assertThat(reasonOf(typed).text()).isEqualTo(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.4.1", "080401", "210305", "8/4/1", "4月1日", "４／１", "26-4-1", "21年3月"})
    void aDateWithoutItsEraIsNotGuessed(String typed) {
        assertThat(reasonOf(typed).key()).isEqualTo("shared.refused.date-year-missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "きのう",
                "R",
                "令和",
                "令和八千年",
                "昭和20〜22年",
                "2026-04-01T00:00",
                "R8.4.1.2",
                "2026/4/1 10:00",
                "X8.4.1",
                "昭和164年",
                "-",
                "十十",
                "（水）",
                "R8（水）",
                "昭和21年（）",
                "R8.4.1R8.4.1R8.4.1R8.4.1R8.4.1R8.4.1R8.4.1R8.4.1R8.4.1R8.4.1R8.4.1"
            })
    void whatIsNoDateIsRefusedWithAnExample(String typed) {
        assertThat(reasonOf(typed).key()).isEqualTo("shared.refused.date-unreadable");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "　", "\t\n"})
    void nothingTypedIsNotTakenForUnknown(String typed) {
        assertThat(reasonOf(typed).key()).isEqualTo("shared.refused.date-blank");
    }

    @Test
    void aWholeDateIsAskedForWhereTheDayMatters() {
        assertThat(Wareki.parseDate("R8.4.1")).isEqualTo(Decision.allow(LocalDate.of(2026, 4, 1)));
        assertThat(Wareki.parseDate("R8.4")).isEqualTo(Decision.refuse(Reason.of("shared.refused.date-incomplete")));
        assertThat(Wareki.parseDate("不明")).isEqualTo(Decision.refuse(Reason.of("shared.refused.date-incomplete")));
        assertThat(Wareki.parseDate("R8.4.1ごろ")).isEqualTo(Decision.refuse(Reason.of("shared.refused.date-estimated")));
        assertThat(Wareki.parseDate("R8.2.30"))
                .isEqualTo(Decision.refuse(Reason.of("shared.refused.date-no-such-day", 2, 30)));
    }

    @ParameterizedTest(name = "{0} is written {1} and {2}")
    @CsvSource({
        "2026-04-01,  令和8年4月1日,      R8.4.1",
        "2019-05-01,  令和元年5月1日,     R1.5.1",
        "2019-04-30,  平成31年4月30日,    H31.4.30",
        "1989-01-08,  平成元年1月8日,     H1.1.8",
        "1989-01-07,  昭和64年1月7日,     S64.1.7",
        "1926-12-25,  昭和元年12月25日,   S1.12.25",
        "1912-07-30,  大正元年7月30日,    T1.7.30",
        "1873-01-01,  明治6年1月1日,      M6.1.1",
        "1872-12-31,  1872年12月31日,     1872.12.31",
        "1946-03,     昭和21年3月,        S21.3",
        "1946-03~,    昭和21年3月ごろ,    S21.3ごろ",
        "1946,        昭和21年,           S21",
        "1946~,       昭和21年ごろ,       S21ごろ",
        "1989,        1989年（昭和64年・平成元年）,     1989",
        "1989-01,     1989年（昭和64年・平成元年）1月,  1989.1",
        "1989-02,     平成元年2月,        H1.2",
        "2019-05,     令和元年5月,        R1.5",
        "'',          不明,               不明",
    })
    void datesAreWrittenInTheEraOfTheirDay(String text, String format, String compact) {
        PartialDate date = PartialDate.ofText(text);
        assertThat(Wareki.format(date)).isEqualTo(format);
        assertThat(Wareki.compact(date)).isEqualTo(compact);
        assertThat(date).hasToString(format);
    }

    @Test
    void theWeekdayCanStandBehindTheDate() {
        assertThat(Wareki.formatWithWeekday(LocalDate.of(2026, 4, 1))).isEqualTo("令和8年4月1日（水）");
        assertThat(Wareki.formatWithWeekday(LocalDate.of(2026, 4, 5))).isEqualTo("令和8年4月5日（日）");
    }

    private static Reason reasonOf(String typed) {
        return switch (Wareki.parse(typed)) {
            case Decision.Refused<PartialDate>(Reason reason) -> reason;
            case Decision.Allowed<PartialDate>(PartialDate date) ->
                throw new AssertionError(typed + " was read as " + date.text());
        };
    }
}
