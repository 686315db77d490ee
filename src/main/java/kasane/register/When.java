package kasane.register;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import kasane.shared.Wareki;

/** いつ: an instant in the words of the office, such as R8.6.15 9:05. */
public final class When {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");

    private When() {}

    /** R8.6.15 9:05. */
    public static String of(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        return Wareki.compact(local.toLocalDate()) + " " + TIME.format(local);
    }
}
