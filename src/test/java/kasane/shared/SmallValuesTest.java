package kasane.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rules")
class SmallValuesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        03-0000-1234        | 03-0000-1234     | 0300001234
        ０３（００００）１２３４ | 03(0000)1234   | 0300001234
        (047)000-7361       | (047)000-7361    | 0470007361
        090ー0000ー1234     | 090-0000-1234    | 09000001234
        +81 90-0000-1234    | +81 90-0000-1234 | 09000001234
        +81 (0)3-0000-1234  | +81 (0)3-0000-1234 | 0300001234
        '  0120 000 123　'  | 0120 000 123     | 0120000123
        """)
    void aPhoneNumberIsShownAsTypedAndComparedByItsDigits(String typed, String display, String digits) {
        Phone phone = Phone.parse(typed).orElseThrow();
        assertThat(phone.display()).isEqualTo(display);
        assertThat(phone.digits()).isEqualTo(digits);
    }

    @ParameterizedTest
    @CsvSource({
        "03-0000-1234 内線5, phone-characters",
        "なし, phone-characters",
        "0000-1234, phone-too-short",
        "'', phone-too-short",
        "+81, phone-too-short",
        "0300001234 0300001235, phone-too-long"
    })
    void whatCannotBeAPhoneNumberIsRefused(String typed, String reason) {
        assertThat(Phone.parse(typed)).isEqualTo(Decision.refuse(Reason.of("shared.refused." + reason)));
    }

    @Test
    void yenAreExact() {
        Money sum = Money.of(1_000).plus(Money.of(968));
        assertThat(sum.format()).isEqualTo("1,968円");
        assertThat(Money.ZERO.minus(sum).format()).isEqualTo("△1,968円");
        assertThat(Money.ZERO.format()).isEqualTo("0円");
        assertThat(sum).isGreaterThan(Money.ZERO);
        assertThatThrownBy(() -> Money.of(Long.MAX_VALUE).plus(Money.of(1))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aPageKnowsWhereTheNextOneBegins() {
        Page<Integer> page = Page.of(List.of(1, 2, 3), 2, String::valueOf);
        assertThat(page).isEqualTo(new Page<>(List.of(1, 2), "2"));
        assertThat(page.hasNext()).isTrue();
        assertThat(page.map(n -> n * 10)).isEqualTo(new Page<>(List.of(10, 20), "2"));
        assertThat(Page.of(List.of(1, 2), 2, String::valueOf)).isEqualTo(new Page<>(List.of(1, 2), null));
        assertThatThrownBy(() -> Page.of(List.of(1, 2, 3), 1, String::valueOf))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTextShowsWhatWasTypedEvenWhenThatLooksLikeAPlaceholder() {
        assertThat(Texts.text("shared.refused.date-years-disagree", "{1}$0\\", "2026年"))
                .startsWith("{1}$0\\と2026年は同じ年ではありません。");
        assertThat(Texts.text("shared.refused.text-too-long", 200)).contains("{1}");
    }

    @Test
    void aTextNobodyWroteShowsItsKey() {
        assertThat(Texts.text("shared.no-such-text")).isEqualTo("〔shared.no-such-text〕");
        assertThat(Texts.text("nomodule.text")).isEqualTo("〔nomodule.text〕");
        assertThat(Texts.text("../etc.passwd")).isEqualTo("〔../etc.passwd〕");
    }
}
