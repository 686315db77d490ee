package kasane.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.shared.Wareki;
import org.jspecify.annotations.Nullable;

/**
 * 行った日時: when something took place, which is not when it is written down; the time of day may be unknown.
 *
 * @param at        the instant, at the beginning of the day when the time is not known
 * @param timeKnown whether the time of day is meant
 */
public record Done(Instant at, boolean timeKnown) {

    private static final int MOST_YEARS_AGO = 5;

    /** Refuses what has not happened yet, and what is so long ago that the year must be a slip. */
    public static Decision<Done> of(LocalDate day, @Nullable LocalTime time, Instant now, ZoneId zone) {
        Instant at = ZonedDateTime.of(day, time == null ? LocalTime.MIDNIGHT : time, zone)
                .toInstant();
        if (at.isAfter(now)) {
            return Decision.refuse(Reason.of("casework.refused.not-yet"));
        }
        if (day.isBefore(LocalDate.ofInstant(now, zone).minusYears(MOST_YEARS_AGO))) {
            return Decision.refuse(Reason.of("casework.refused.too-long-ago", Wareki.format(day)));
        }
        return Decision.allow(new Done(at, time != null));
    }

    /** R8.6.15 10:05, or only the day. */
    public String text(ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        String day = Wareki.compact(local.toLocalDate());
        return timeKnown ? day + " " + time(zone) : day;
    }

    /** The day as it is typed. */
    public String day(ZoneId zone) {
        return Wareki.compact(at.atZone(zone).toLocalDate());
    }

    /** The time of day as it is typed; empty when unknown. */
    public String time(ZoneId zone) {
        if (!timeKnown) {
            return "";
        }
        LocalTime local = at.atZone(zone).toLocalTime();
        return String.format(java.util.Locale.ROOT, "%d:%02d", local.getHour(), local.getMinute());
    }
}
