package kasane.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import kasane.shared.Wareki;

/** 時刻 as the pages and papers of this module say it: R8.6.15 9:05. */
public final class Moments {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");

    private Moments() {}

    /** Day and time. */
    public static String of(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        return Wareki.compact(local.toLocalDate()) + " " + TIME.format(local);
    }

    /** The time alone. */
    public static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    /** 令和8年6月1日から令和8年6月15日まで. */
    public static String period(LocalDate from, LocalDate until) {
        return Wareki.format(from) + "から" + Wareki.format(until) + "まで";
    }
}
