package kasane.settings.change;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import kasane.settings.dated.Snapshot;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.shared.Wareki;

/** 版のきまり: a list grows by editions in the order of their days, and never empties. */
final class EditionRule {

    private EditionRule() {}

    /** The number of the edition in which an entry that begins on the day is written. */
    static Decision<Integer> next(
            List<Snapshot.CodeRow> rows, boolean fixed, String code, LocalDate from, LocalDate today) {
        if (from.isBefore(today)) {
            return Decision.refuse(Reason.of("settings.refused.from-past"));
        }
        if (!code.matches("[A-Za-z0-9_-]{1,40}")) {
            return Decision.refuse(Reason.of("settings.refused.code-form"));
        }
        if (fixed && rows.stream().noneMatch(row -> row.code().equals(code))) {
            return Decision.refuse(Reason.of("settings.refused.fixed-list"));
        }
        Snapshot.CodeRow newest = rows.stream()
                .max(Comparator.comparingInt(Snapshot.CodeRow::edition))
                .orElseThrow();
        if (from.isBefore(newest.from())) {
            return Decision.refuse(Reason.of("settings.refused.edition-before-newest", Wareki.format(newest.from())));
        }
        // Several changes of one future day are one edition; what is in force already may stand on records.
        boolean joins = from.equals(newest.from()) && from.isAfter(today);
        int edition = joins ? newest.edition() : newest.edition() + 1;
        if (rows.stream().anyMatch(row -> row.edition() == edition && row.code().equals(code))) {
            return Decision.refuse(Reason.of("settings.refused.same-code-same-day"));
        }
        return Decision.allow(edition);
    }

    /** The entry's row that ends with the last day. */
    static Decision<Snapshot.CodeRow> end(
            List<Snapshot.CodeRow> rows, boolean fixed, String code, LocalDate last, LocalDate today) {
        if (fixed) {
            return Decision.refuse(Reason.of("settings.refused.fixed-list"));
        }
        Snapshot.CodeRow row = rows.stream()
                .filter(r -> r.code().equals(code))
                .max(Comparator.comparingInt(Snapshot.CodeRow::edition))
                .orElseThrow();
        if (row.until() != null) {
            return Decision.refuse(Reason.of("settings.refused.already-ended"));
        }
        if (last.isBefore(today.minusDays(1))) {
            return Decision.refuse(Reason.of("settings.refused.from-past"));
        }
        if (last.isBefore(row.from())) {
            return Decision.refuse(Reason.of("settings.refused.end-before-start", Wareki.format(row.from())));
        }
        if (rows.stream()
                .noneMatch(r -> r != row && (r.until() == null || r.until().isAfter(last)))) {
            return Decision.refuse(Reason.of("settings.refused.last-entry"));
        }
        return Decision.allow(row);
    }
}
