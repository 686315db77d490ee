package kasane.gate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** 町の時計: the clock on the wall, set back only while a story of the past is told in the demonstration. */
public final class TownClock extends Clock {

    private final Clock wall;
    private volatile Duration back = Duration.ZERO;

    TownClock(Clock wall) {
        this.wall = wall;
    }

    /** Does something as if it were then: time runs on from that instant and is the wall's again afterwards. */
    public synchronized void at(Instant then, Runnable act) {
        Instant now = wall.instant();
        if (!back.isZero() || then.isAfter(now)) {
            throw new IllegalArgumentException("a story lies in the past, and one is told at a time");
        }
        back = Duration.between(then, now);
        try {
            act.run();
        } finally {
            back = Duration.ZERO;
        }
    }

    @Override
    public Instant instant() {
        return wall.instant().minus(back);
    }

    @Override
    public ZoneId getZone() {
        return wall.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return wall.withZone(zone);
    }
}
