package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import kasane.shared.Decision;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("C4")
class CaseDaysTest {

    private static final LocalDate BEGUN = LocalDate.parse("2026-04-01");
    private static final LocalDate TODAY = LocalDate.parse("2026-06-15");

    @Test
    void what_was_done_lies_between_the_beginning_of_the_case_and_today() {
        assertThat(CaseDays.done(BEGUN, BEGUN, TODAY).isAllowed()).isTrue();
        assertThat(CaseDays.done(TODAY, BEGUN, TODAY).isAllowed()).isTrue();
        assertThat(words(CaseDays.done(TODAY.plusDays(1), BEGUN, TODAY))).contains("これからの日");
        assertThat(words(CaseDays.done(BEGUN.minusDays(1), BEGUN, TODAY))).contains("令和8年4月1日");
    }

    @Test
    void what_comes_next_comes_after_today() {
        assertThat(CaseDays.next(TODAY.plusDays(1), TODAY).isAllowed()).isTrue();
        assertThat(words(CaseDays.next(TODAY, TODAY))).contains("あしたからあと");
    }

    @Test
    void a_day_that_has_passed_meanwhile_is_today() {
        assertThat(CaseDays.notBefore(TODAY.minusDays(1), TODAY)).isEqualTo(TODAY);
        assertThat(CaseDays.notBefore(TODAY.plusDays(1), TODAY)).isEqualTo(TODAY.plusDays(1));
    }

    private static String words(Decision<LocalDate> decision) {
        return decision instanceof Decision.Refused<LocalDate> refused
                ? refused.reason().text()
                : "";
    }
}
