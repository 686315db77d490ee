package kasane.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often is often enough: a burst, then what grows back, and one caller never takes from another. */
@Tag("rules")
@Promise("P12")
class RateTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void whoever_asks_too_often_waits_until_something_has_grown_back() {
        Rate rate = new Rate(6);
        for (int i = 0; i < 6; i++) {
            assertThat(rate.take("a", 0)).isZero();
        }
        assertThat(rate.take("a", 0)).isEqualTo(10);
        assertThat(rate.take("a", 4 * SECOND)).isEqualTo(6);
        assertThat(rate.take("a", 10 * SECOND)).isZero();
        assertThat(rate.take("a", 10 * SECOND)).isEqualTo(10);
    }

    @Test
    void asking_while_waiting_does_not_lengthen_the_wait() {
        Rate rate = new Rate(1);
        assertThat(rate.take("a", 0)).isZero();
        for (int second = 1; second < 60; second++) {
            assertThat(rate.take("a", second * SECOND)).isEqualTo(60 - second);
        }
        assertThat(rate.take("a", 60 * SECOND)).isZero();
    }

    @Test
    void nobody_uses_up_what_is_anothers_and_nothing_is_saved_up() {
        Rate rate = new Rate(2);
        assertThat(rate.take("a", 0)).isZero();
        assertThat(rate.take("a", 0)).isZero();
        assertThat(rate.take("a", 0)).isPositive();
        assertThat(rate.take("b", 0)).isZero();
        assertThat(rate.take("a", 3600 * SECOND)).isZero();
        assertThat(rate.take("a", 3600 * SECOND)).isZero();
        assertThat(rate.take("a", 3600 * SECOND)).isPositive();
    }

    @Test
    void a_flood_of_invented_callers_does_not_fill_the_memory() {
        Rate rate = new Rate(1);
        for (int i = 0; i < 100_000; i++) {
            assertThat(rate.take("caller " + i, i)).isZero();
        }
    }
}
