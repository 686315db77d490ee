package kasane.collaboration;

import java.time.LocalDate;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.shared.Wareki;

/** 行った日・つぎの日: what was done lies between the beginning of the case and today, what comes next after today. */
public final class CaseDays {

    private CaseDays() {}

    /** Refuses what has not happened yet, and what is older than the case. */
    public static Decision<LocalDate> done(LocalDate day, LocalDate begun, LocalDate today) {
        if (day.isAfter(today)) {
            return Decision.refuse(Reason.of("collaboration.refused.done-not-yet"));
        }
        return day.isBefore(begun)
                ? Decision.refuse(Reason.of("collaboration.refused.done-before-case", Wareki.format(begun)))
                : Decision.allow(day);
    }

    /** Refuses a day that has come already: the work would be late at once. */
    public static Decision<LocalDate> next(LocalDate day, LocalDate today) {
        return day.isAfter(today)
                ? Decision.allow(day)
                : Decision.refuse(Reason.of("collaboration.refused.next-not-later"));
    }

    /** A day agreed some time ago, or today when it has passed meanwhile. */
    public static LocalDate notBefore(LocalDate day, LocalDate today) {
        return day.isBefore(today) ? today : day;
    }
}
