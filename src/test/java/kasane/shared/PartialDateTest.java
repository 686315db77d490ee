package kasane.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rules")
class PartialDateTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "1946", "1946-03", "1946-03-05", "1946~", "1946-03~", "1946-03-05~", "0001-01-01"})
    void theDatabaseFormIsReadBackAsItWasWritten(String text) {
        assertThat(PartialDate.ofText(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "1946-3", "1946-", "46", "19460305", "1946-03-05~~", " 1946", "0000", "不明"})
    void anythingElseIsNotTheDatabaseForm(String text) {
        assertThatThrownBy(() -> PartialDate.ofText(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDayThatDoesNotExistCannotBeMade() {
        assertThatThrownBy(() -> PartialDate.ofText("2026-02-30")).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> PartialDate.of(2026, 13)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> new PartialDate(2026, 0, 1, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PartialDate(0, 0, 0, true)).isInstanceOf(IllegalArgumentException.class);
        assertThat(PartialDate.UNKNOWN.asEstimated()).isEqualTo(PartialDate.UNKNOWN);
    }

    @ParameterizedTest(name = "born {0}, on {1}: {2}")
    @CsvSource({
        "1946-03-05,  2026-03-04, 79歳",
        "1946-03-05,  2026-03-05, 80歳",
        "1946-03,     2026-02-28, 79歳",
        "1946-03,     2026-03-15, 79〜80歳",
        "1946-03,     2026-03-31, 80歳",
        "1946,        2026-04-01, 79〜80歳",
        "1946,        2026-12-31, 80歳",
        "1946~,       2026-12-31, 約80歳",
        "1946~,       2026-04-01, 約79〜80歳",
        "2024-02-29,  2025-02-28, 0歳",
        "2024-02-29,  2025-03-01, 1歳",
        "2024-02-29,  2028-02-29, 4歳",
        "2026,        2026-04-01, 0歳",
        "2026-04-01,  2026-04-01, 0歳",
    })
    void theAgeIsExactOrLiesBetweenTwoBounds(String birth, LocalDate on, String label) {
        assertThat(PartialDate.ofText(birth).ageOn(on).orElseThrow().label()).isEqualTo(label);
    }

    @Test
    void anUnknownBirthAndABirthStillToComeHaveNoAge() {
        assertThat(PartialDate.UNKNOWN.ageOn(LocalDate.of(2026, 4, 1))).isEmpty();
        assertThat(PartialDate.ofText("2026-05").ageOn(LocalDate.of(2026, 4, 30)))
                .isEmpty();
    }

    @Test
    void datesSortByTimeWithTheLessExactFirstAndTheUnknownLast() {
        assertThat(Stream.of("", "1946-03-05", "1946~", "1946", "1946-03", "1945-12", "1946-03-05~", "1947")
                        .map(PartialDate::ofText)
                        .sorted()
                        .map(PartialDate::text))
                .containsExactly("1945-12", "1946", "1946~", "1946-03", "1946-03-05", "1946-03-05~", "1947", "");
    }

    @Test
    void theBoundsCoverAllItCanMean() {
        assertThat(PartialDate.of(2024, 2).earliest()).contains(LocalDate.of(2024, 2, 1));
        assertThat(PartialDate.of(2024, 2).latest()).contains(LocalDate.of(2024, 2, 29));
        assertThat(PartialDate.of(1946).latest()).contains(LocalDate.of(1946, 12, 31));
        assertThat(PartialDate.UNKNOWN.earliest()).isEmpty();
        assertThat(PartialDate.ofText("1946-03-05~").exact()).isEmpty();
        assertThat(PartialDate.ofText("1946-03-05").exact()).contains(LocalDate.of(1946, 3, 5));
    }
}
