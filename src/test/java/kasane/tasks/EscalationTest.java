package kasane.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("G10")
class EscalationTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 6, 12);
    private static final LocalDate MONDAY = FRIDAY.plusDays(3);
    private static final LocalDate WEDNESDAY = FRIDAY.plusDays(5);

    private static Escalation.Shown on(LocalDate today, boolean anybody, boolean manager) {
        return Escalation.on(today, new Escalation.Facts(FRIDAY, MONDAY, WEDNESDAY, anybody, manager));
    }

    @Test
    void on_its_last_day_and_over_the_weekend_nothing_escalates() {
        for (int day = 0; day <= 2; day++) {
            assertThat(on(FRIDAY.plusDays(day), true, true)).isEqualTo(new Escalation.Shown(false, false));
        }
    }

    @Test
    void the_manager_sees_it_when_the_first_clock_has_run_out_and_the_coordinators_after_the_second() {
        assertThat(on(FRIDAY.plusDays(3), true, true)).isEqualTo(new Escalation.Shown(true, false));
        assertThat(on(FRIDAY.plusDays(4), true, true)).isEqualTo(new Escalation.Shown(true, false));
        assertThat(on(FRIDAY.plusDays(5), true, true)).isEqualTo(new Escalation.Shown(true, true));
    }

    @Test
    void clocks_of_no_days_at_all_show_it_the_day_after_its_last_day_and_not_before() {
        Escalation.Facts atOnce = new Escalation.Facts(FRIDAY, FRIDAY, FRIDAY, true, true);
        assertThat(Escalation.on(FRIDAY, atOnce)).isEqualTo(new Escalation.Shown(false, false));
        assertThat(Escalation.on(FRIDAY.plusDays(1), atOnce)).isEqualTo(new Escalation.Shown(true, true));
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
