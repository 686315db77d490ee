package kasane.tasks.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import kasane.shared.Texts;
import org.jspecify.annotations.Nullable;

/** お知らせのきまり: when somebody is told by mail, and in which words; numbers alone, never of whom or of what. */
final class Notice {

    /** A morning notice leaves from this hour on. */
    static final int MORNING = 8;

    /** Who is told of each new thing hears of several at once, not of each by itself. */
    static final Duration PAUSE = Duration.ofHours(1);

    private Notice() {}

    /** What somebody wishes. */
    enum Wanted {
        /** No mail. */
        NONE,
        /** Once a day, when something is late or falls due. */
        DAILY,
        /** When something new has come. */
        NEW
    }

    /** How much waits: past its last day, until today, and come since the last notice. */
    record Counts(int late, int today, int fresh) {}

    /** Whether a notice is made now. */
    static boolean isDue(Wanted wanted, Counts waiting, Instant now, @Nullable Instant noted, ZoneId zone) {
        return switch (wanted) {
            case NONE -> false;
            case DAILY ->
                waiting.late() + waiting.today() > 0
                        && now.atZone(zone).getHour() >= MORNING
                        && (noted == null
                                || noted.atZone(zone)
                                        .toLocalDate()
                                        .isBefore(now.atZone(zone).toLocalDate()));
            case NEW ->
                waiting.fresh() > 0 && (noted == null || !noted.plus(PAUSE).isAfter(now));
        };
    }

    static String subject() {
        return Texts.text("tasks.mail.subject");
    }

    static String text(Counts waiting, String home) {
        return Texts.text("tasks.mail.text", waiting.late(), waiting.today(), waiting.fresh()) + "\n\n" + home + "\n\n"
                + Texts.text("tasks.mail.foot") + "\n";
    }
}
