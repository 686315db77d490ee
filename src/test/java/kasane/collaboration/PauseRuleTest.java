package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import kasane.shared.Decision;
import kasane.shared.PersonId;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("F9")
class PauseRuleTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final LocalDate BEGUN = LocalDate.of(2026, 6, 1);
    private static final PersonId ONE = new PersonId(new UUID(0, 1));
    private static final PersonId OTHER = new PersonId(new UUID(0, 2));

    private static String refused(Set<PersonId> persons, LocalDate since, LocalDate checkOn) {
        return PauseRule.check(persons, Set.of(ONE), since, checkOn, BEGUN, TODAY)
                        instanceof Decision.Refused<LocalDate> refused
                ? refused.reason().key()
                : "";
    }

    @Test
    void a_case_rests_for_somebody_who_agrees_since_a_day_of_the_case_and_until_a_day_to_come() {
        assertThat(refused(Set.of(ONE), BEGUN, TODAY.plusDays(1))).isEmpty();
        assertThat(refused(Set.of(), TODAY, TODAY.plusDays(1))).isEqualTo("collaboration.refused.pause-persons");
        assertThat(refused(Set.of(ONE, OTHER), TODAY, TODAY.plusDays(1)))
                .as("nothing is written about somebody who did not agree")
                .isEqualTo("collaboration.refused.pause-persons");
        assertThat(refused(Set.of(ONE), TODAY.plusDays(1), TODAY.plusDays(2)))
                .isEqualTo("collaboration.refused.done-not-yet");
        assertThat(refused(Set.of(ONE), BEGUN.minusDays(1), TODAY.plusDays(2)))
                .isEqualTo("collaboration.refused.done-before-case");
        assertThat(refused(Set.of(ONE), TODAY, TODAY)).isEqualTo("collaboration.refused.next-not-later");
    }

    @Test
    void the_clock_stands_still_while_a_case_rests_and_what_was_late_is_due_the_next_day() {
        assertThat(PauseRule.left(TODAY.plusDays(20), TODAY)).isEqualTo(20);
        assertThat(PauseRule.due(20, TODAY.plusDays(100))).isEqualTo(TODAY.plusDays(120));
        assertThat(PauseRule.left(TODAY.minusDays(3), TODAY)).isZero();
        assertThat(PauseRule.left(TODAY, TODAY)).isZero();
        assertThat(PauseRule.left(null, TODAY)).isZero();
        assertThat(PauseRule.due(0, TODAY)).isEqualTo(TODAY.plusDays(1));
    }
}
