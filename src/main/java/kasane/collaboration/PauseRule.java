package kasane.collaboration;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import kasane.shared.Decision;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import org.jspecify.annotations.Nullable;

/** 休止の要件: whom it is about, since when, and a day to look again; the clock of what rests stands still meanwhile. */
final class PauseRule {

    private PauseRule() {}

    /** Whether a case may rest so. {@code begun} is its first day; {@code agreeing} are those whose consent lives. */
    static Decision<LocalDate> check(
            Set<PersonId> persons,
            Set<PersonId> agreeing,
            LocalDate since,
            LocalDate checkOn,
            LocalDate begun,
            LocalDate today) {
        if (persons.isEmpty() || !agreeing.containsAll(persons)) {
            return Decision.refuse(Reason.of("collaboration.refused.pause-persons"));
        }
        return CaseDays.done(since, begun, today).flatMap(day -> CaseDays.next(checkOn, today));
    }

    /** The days that the work which comes to rest still had; none where it was late already. */
    static int left(@Nullable LocalDate due, LocalDate today) {
        return due == null || due.isBefore(today) ? 0 : (int) ChronoUnit.DAYS.between(today, due);
    }

    /** The last day when it goes on: as many days as were left, and never one that has come already. */
    static LocalDate due(int left, LocalDate today) {
        return today.plusDays(Math.max(left, 1));
    }
}
