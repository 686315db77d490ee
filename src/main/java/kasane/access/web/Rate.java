package kasane.access.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** How often one caller may do one kind of thing: so many at once, and then as many as grow back in a minute. */
final class Rate {

    /** Whoever was not heard of for longest is forgotten first; a full allowance is what a forgotten caller has anyway. */
    private static final int CALLERS = 20_000;

    private static final double MINUTE = 60e9;

    private final int perMinute;
    private final Map<String, Left> callers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Left> eldest) {
            return size() > CALLERS;
        }
    };

    /** What a caller may still do, as of a moment. */
    private record Left(double times, long at) {}

    Rate(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Seconds to wait, 0 if the caller may go on; a moment is in nanoseconds of any clock that only goes on. */
    synchronized int take(String caller, long moment) {
        Left left = callers.getOrDefault(caller, new Left(perMinute, moment));
        double times = Math.min(perMinute, left.times() + (moment - left.at()) * perMinute / MINUTE);
        if (times >= 1 - 1e-9) {
            callers.put(caller, new Left(times - 1, moment));
            return 0;
        }
        callers.put(caller, new Left(times, moment));
        // A hair less, so that a rounding does not cost a second.
        return (int) Math.max(1, Math.ceil((1 - times) * 60 / perMinute - 1e-6));
    }
}
