package kasane.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The clock that a story sets back shows the wall's time at all other moments. */
@Tag("rules")
@Promise("C7")
class TownClockTest {

    private static final Instant NOW = Instant.parse("2026-06-15T00:00:00Z");
    private static final Instant THEN = Instant.parse("2026-03-02T01:20:00Z");

    private final TownClock clock = new TownClock(Clock.fixed(NOW, ZoneId.of("Asia/Tokyo")));

    @Test
    void an_act_happens_at_its_moment_and_afterwards_the_wall_is_right_again() {
        List<Instant> seen = new ArrayList<>();
        clock.at(THEN, () -> seen.add(clock.instant()));
        seen.add(clock.instant());
        assertThat(seen).containsExactly(THEN, NOW);
        assertThat(clock.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void an_act_that_fails_leaves_the_wall_right() {
        assertThatThrownBy(() -> clock.at(THEN, () -> {
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");
        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @Test
    void nothing_is_told_of_the_future_and_no_act_within_an_act() {
        assertThatThrownBy(() -> clock.at(NOW.plus(Duration.ofSeconds(1)), () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.at(THEN, () -> clock.at(THEN, () -> {})))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(clock.instant()).isEqualTo(NOW);
    }
}
