package kasane.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The clock of tests: it stands at Monday 令和8年6月15日 9:00 until a test moves it. */
public final class TestClock extends Clock {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    /** Where it stands at first. */
    public static final Instant START =
            ZonedDateTime.of(2026, 6, 15, 9, 0, 0, 0, TOKYO).toInstant();

    private volatile Instant now = START;

    /** Lets time pass. */
    public synchronized void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** Puts the clock to an instant; a test that moves it puts it back to {@link #START}. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    @Override
    public ZoneId getZone() {
        return TOKYO;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
