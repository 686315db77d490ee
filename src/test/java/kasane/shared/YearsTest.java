package kasane.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rules")
class YearsTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-31, 令和7年度", "2026-04-01, 令和8年度", "2019-04-01, 令和元年度", "2020-03-31, 令和元年度",
        "2019-03-31, 平成30年度", "1989-03-31, 昭和63年度", "1989-04-01, 平成元年度", "1912-07-30, 明治45年度",
        "1926-12-25, 大正15年度"
    })
    void aFiscalYearBeginsOnTheFirstOfApril(LocalDate day, String label) {
        assertThat(FiscalYear.of(day).label()).isEqualTo(label);
        assertThat(FiscalYear.of(day).contains(day)).isTrue();
    }

    @ParameterizedTest(name = "born {0}, on {1}: {2}")
    @CsvSource({
        "2019-04-01, 2025-04-01, 小1",
        "2019-04-02, 2025-04-01, 年長",
        "2019-04-02, 2026-03-31, 年長",
        "2019-04-02, 2026-04-01, 小1",
        "2020-04-01, 2026-04-01, 小1",
        "2020-02-29, 2026-04-01, 小1",
        "2016-09-10, 2026-06-01, 小4",
        "2012-05-05, 2026-06-01, 中2",
        "2008-04-02, 2027-03-31, 高3",
        "2022-04-02, 2026-04-01, 年少",
        "2023-04-01, 2026-04-01, 年少",
        "2023-04-02, 2026-04-01, ''",
        "2008-04-01, 2026-04-01, ''",
        "2026-04-01, 2020-04-01, ''",
    })
    void theGradeFollowsTheDateOfBirthWithTheFirstOfAprilInTheEarlierYear(
            LocalDate birth, LocalDate day, String label) {
        assertThat(SchoolGrade.on(birth, day).map(SchoolGrade::label).orElse(""))
                .isEqualTo(label);
    }

    @Test
    void aPartialBirthGivesAGradeOnlyWhenThereIsOneAnswer() {
        LocalDate june = LocalDate.of(2026, 6, 1);
        assertThat(SchoolGrade.on(PartialDate.of(2016, 9), june)).contains(SchoolGrade.ELEMENTARY_4);
        assertThat(SchoolGrade.on(PartialDate.of(2016, 4), june)).isEmpty();
        assertThat(SchoolGrade.on(PartialDate.of(2016), june)).isEmpty();
        assertThat(SchoolGrade.on(PartialDate.UNKNOWN, june)).isEmpty();
        assertThat(SchoolGrade.on(PartialDate.of(2016, 9).asEstimated(), june)).isEmpty();
    }
}
