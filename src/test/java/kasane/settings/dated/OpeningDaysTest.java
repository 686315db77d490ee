package kasane.settings.dated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import kasane.testing.Promise;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("G5")
@net.jqwik.api.Tag("rules")
class OpeningDaysTest {

    private static final LocalDate EVER = LocalDate.of(2000, 1, 1);

    private static final OpeningDays TOWN = new OpeningDays(
            Map.of(
                    LocalDate.of(2026, 9, 21), "敬老の日",
                    LocalDate.of(2026, 9, 22), "休日",
                    LocalDate.of(2026, 9, 23), "秋分の日",
                    LocalDate.of(2027, 1, 1), "元日"),
            List.of(
                    new OpeningDays.Weekly("土曜日", 6, EVER, null),
                    new OpeningDays.Weekly("日曜日", 7, EVER, null),
                    new OpeningDays.Yearly("年末年始", MonthDay.of(12, 29), MonthDay.of(1, 3), EVER, null)));

    @Test
    void two_opening_days_after_the_friday_before_five_days_off_is_the_next_friday() {
        assertThat(TOWN.plus(LocalDate.of(2026, 9, 18), 2)).isEqualTo(LocalDate.of(2026, 9, 25));
    }

    @Test
    void one_opening_day_after_the_last_of_the_year_is_the_first_of_the_next() {
        assertThat(TOWN.plus(LocalDate.of(2026, 12, 28), 1)).isEqualTo(LocalDate.of(2027, 1, 4));
        assertThat(TOWN.reasonClosed(LocalDate.of(2026, 12, 29))).contains("年末年始");
        assertThat(TOWN.reasonClosed(LocalDate.of(2027, 1, 1))).contains("元日");
    }

    @Test
    void none_at_all_is_the_same_day_or_the_next_opening_day() {
        assertThat(TOWN.plus(LocalDate.of(2026, 6, 15), 0)).isEqualTo(LocalDate.of(2026, 6, 15));
        assertThat(TOWN.plus(LocalDate.of(2026, 6, 13), 0)).isEqualTo(LocalDate.of(2026, 6, 15));
    }

    @Test
    void a_rule_that_has_ended_closes_nothing_any_more() {
        OpeningDays once =
                new OpeningDays(Map.of(), List.of(new OpeningDays.Weekly("土曜日", 6, EVER, LocalDate.of(2026, 3, 31))));
        assertThat(once.isOpen(LocalDate.of(2026, 3, 28))).isFalse();
        assertThat(once.isOpen(LocalDate.of(2026, 4, 4))).isTrue();
    }

    @Test
    void a_town_that_is_always_closed_still_gets_a_day() {
        List<OpeningDays.ClosingRule> all = java.util.stream.IntStream.rangeClosed(1, 7)
                .<OpeningDays.ClosingRule>mapToObj(day -> new OpeningDays.Weekly("閉庁", day, EVER, null))
                .toList();
        assertThat(new OpeningDays(Map.of(), all).plus(LocalDate.of(2026, 6, 15), 2))
                .isAfter(LocalDate.of(2026, 6, 15));
    }

    @Property(tries = 300)
    void a_due_day_is_open_and_exactly_that_many_opening_days_away(
            @ForAll @IntRange(max = 1500) int day, @ForAll @IntRange(min = 1, max = 30) int days) {
        LocalDate from = LocalDate.of(2025, 1, 1).plusDays(day);
        LocalDate due = TOWN.plus(from, days);
        assertThat(TOWN.isOpen(due)).isTrue();
        assertThat(from.plusDays(1).datesUntil(due.plusDays(1)).filter(TOWN::isOpen))
                .hasSize(days);
    }

    @Property(tries = 200)
    void a_later_beginning_never_ends_earlier(
            @ForAll @IntRange(max = 1500) int day, @ForAll @IntRange(max = 20) int days) {
        LocalDate from = LocalDate.of(2025, 1, 1).plusDays(day);
        assertThat(TOWN.plus(from.plusDays(1), days)).isAfterOrEqualTo(TOWN.plus(from, days));
    }
}
