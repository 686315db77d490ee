package kasane.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.function.Predicate;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("G10")
class EscalationTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 6, 12);
    private static final Predicate<LocalDate> WEEKDAYS =
            day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;

    private static Escalation.Shown on(LocalDate today, boolean anybody, boolean manager) {
        return Escalation.on(today, new Escalation.Facts(FRIDAY, anybody, manager), WEEKDAYS);
    }

    @Test
    void on_its_last_day_and_over_the_weekend_nothing_escalates() {
        for (int day = 0; day <= 2; day++) {
            assertThat(on(FRIDAY.plusDays(day), true, true)).isEqualTo(new Escalation.Shown(false, false));
        }
    }

    @Test
    void the_manager_sees_it_after_one_open_day_and_the_coordinators_after_three() {
        assertThat(on(FRIDAY.plusDays(3), true, true)).isEqualTo(new Escalation.Shown(true, false));
        assertThat(on(FRIDAY.plusDays(4), true, true)).isEqualTo(new Escalation.Shown(true, false));
        assertThat(on(FRIDAY.plusDays(5), true, true)).isEqualTo(new Escalation.Shown(true, true));
    }

    @Test
    void without_a_manager_the_coordinators_take_the_managers_turn() {
        assertThat(on(FRIDAY.plusDays(3), true, false)).isEqualTo(new Escalation.Shown(false, true));
    }

    @Test
    void work_of_an_agency_that_nobody_acts_for_is_shown_at_once_even_before_its_last_day() {
        assertThat(on(FRIDAY.minusDays(5), false, false)).isEqualTo(new Escalation.Shown(false, true));
    }
}
