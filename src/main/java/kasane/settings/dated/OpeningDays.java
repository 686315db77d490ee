package kasane.settings.dated;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 開庁日: on which days the town's offices are open, from single days off and rules that repeat. */
public record OpeningDays(Map<LocalDate, String> daysOff, List<ClosingRule> rules) {

    /** Longer than any closing: whoever closes every day of the week by mistake still gets a day. */
    private static final int LONGEST_CLOSING = 60;

    public OpeningDays {
        daysOff = Map.copyOf(daysOff);
        rules = List.copyOf(rules);
    }

    /** A day of the week, or the same days of every year, on which the offices are closed while the rule is valid. */
    public sealed interface ClosingRule {
        /** What the day is called, such as 土曜日. */
        String name();

        /** First day of validity. */
        LocalDate from();

        /** Last day of validity; null while it goes on. */
        @Nullable
        LocalDate until();

        /** Whether the pattern itself falls on the day. */
        boolean falls(LocalDate day);

        /** Whether the offices are closed on the day by this rule. */
        default boolean closes(LocalDate day) {
            LocalDate last = until();
            return !day.isBefore(from()) && (last == null || !day.isAfter(last)) && falls(day);
        }
    }

    /** 週休日: one is Monday. */
    public record Weekly(
            String name,
            int weekday,
            LocalDate from,
            @Nullable LocalDate until) implements ClosingRule {
        @Override
        public boolean falls(LocalDate day) {
            return day.getDayOfWeek().getValue() == weekday;
        }
    }

    /** 年末年始 and the like: from one day of the year to another, possibly over New Year. */
    public record Yearly(
            String name,
            MonthDay first,
            MonthDay last,
            LocalDate from,
            @Nullable LocalDate until) implements ClosingRule {
        @Override
        public boolean falls(LocalDate day) {
            MonthDay at = MonthDay.from(day);
            return first.isAfter(last)
                    ? !at.isBefore(first) || !at.isAfter(last)
                    : !at.isBefore(first) && !at.isAfter(last);
        }
    }

    /** Whether the offices are open on the day. */
    public boolean isOpen(LocalDate day) {
        return reasonClosed(day).isEmpty();
    }

    /** Why the offices are closed on the day; empty when they are open. */
    public Optional<String> reasonClosed(LocalDate day) {
        String off = daysOff.get(day);
        return off != null
                ? Optional.of(off)
                : rules.stream()
                        .filter(rule -> rule.closes(day))
                        .map(ClosingRule::name)
                        .findFirst();
    }

    /** The day itself when the offices are open, otherwise the next day on which they are. */
    public LocalDate onOrAfter(LocalDate day) {
        LocalDate candidate = day;
        for (int i = 0; i < LONGEST_CLOSING; i++) {
            if (isOpen(candidate)) {
                return candidate;
            }
            candidate = candidate.plusDays(1);
        }
        return candidate;
    }

    /**
     * The last of that many opening days after the day, which itself does not count; none at all means the day itself
     * or, when the offices are closed, the next opening day.
     */
    public LocalDate plus(LocalDate from, int openingDays) {
        LocalDate day = openingDays == 0 ? onOrAfter(from) : from;
        for (int i = 0; i < openingDays; i++) {
            day = onOrAfter(day.plusDays(1));
        }
        return day;
    }
}
