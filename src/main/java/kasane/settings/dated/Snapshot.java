package kasane.settings.dated;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 設定の写し: all settings of all days as they were read at one revision; every question is answered for a day. */
public record Snapshot(
        int revision,
        List<TownRow> towns,
        List<LabelRow> labels,
        Map<String, List<CodeRow>> codes,
        List<ClockRow> clocks,
        List<NumberRow> numbers,
        OpeningDays opening) {

    /** Before the first reading, and in an empty database. */
    static final Snapshot EMPTY =
            new Snapshot(0, List.of(), List.of(), Map.of(), List.of(), List.of(), new OpeningDays(Map.of(), List.of()));

    /** One state of the town from a day on. */
    public record TownRow(String name, String kana, String code, boolean preparing, LocalDate from) {}

    /** One word from a day on. */
    public record LabelRow(String key, String text, LocalDate from, String source) {}

    /** One entry of a list as an edition introduced it. */
    public record CodeRow(
            String list,
            int edition,
            String code,
            String label,
            String shortLabel,
            String nationalCode,
            int sort,
            LocalDate from,
            @Nullable LocalDate until,
            String source) {
        boolean valid(LocalDate on) {
            return !from.isAfter(on) && (until == null || !until.isBefore(on));
        }
    }

    /** One length of a clock from a day on. */
    public record ClockRow(String key, String title, int amount, boolean openingDays, LocalDate from, String source) {}

    /** One size of a number from a day on. */
    public record NumberRow(String key, String title, int amount, LocalDate from, String source) {}

    /** The town on a day; a day before the first one is answered with the first. */
    public Optional<TownRow> town(LocalDate on) {
        return inForce(towns, TownRow::from, on);
    }

    /** A word on a day. */
    public LabelRow label(String key, LocalDate on) {
        return inForce(labels.stream().filter(row -> row.key().equals(key)).toList(), LabelRow::from, on)
                .orElseThrow(() -> new IllegalArgumentException("no such label: " + key));
    }

    /** A clock that begins on a day. */
    public ClockRow clock(String key, LocalDate on) {
        return inForce(clocks.stream().filter(row -> row.key().equals(key)).toList(), ClockRow::from, on)
                .orElseThrow(() -> new IllegalArgumentException("no such clock: " + key));
    }

    /** A number on a day. */
    public NumberRow number(String key, LocalDate on) {
        return inForce(numbers.stream().filter(row -> row.key().equals(key)).toList(), NumberRow::from, on)
                .orElseThrow(() -> new IllegalArgumentException("no such number: " + key));
    }

    /** The last day for a step that begins on the day. */
    public LocalDate due(String clock, LocalDate from) {
        ClockRow row = clock(clock, from);
        return row.openingDays() ? opening.plus(from, row.amount()) : from.plusDays(row.amount());
    }

    /** The edition of a list on a day; a day before the first edition is answered with the first. */
    public int edition(String list, LocalDate on) {
        List<CodeRow> rows = rows(list);
        return rows.stream()
                .filter(row -> !row.from().isAfter(on))
                .mapToInt(CodeRow::edition)
                .max()
                .orElseGet(() -> rows.stream().mapToInt(CodeRow::edition).min().orElseThrow());
    }

    /** The entries of a list on a day, in their order. */
    public List<CodeRow> list(String list, LocalDate on) {
        List<CodeRow> rows = rows(list);
        LocalDate first =
                rows.stream().map(CodeRow::from).min(Comparator.naturalOrder()).orElseThrow();
        LocalDate day = on.isBefore(first) ? first : on;
        return rows.stream()
                .filter(row -> row.valid(day))
                // Twice renamed on one day: the last one counts.
                .collect(Collectors.toMap(
                        CodeRow::code, Function.identity(), (a, b) -> a.edition() > b.edition() ? a : b))
                .values()
                .stream()
                .sorted(Comparator.comparingInt(CodeRow::sort).thenComparing(CodeRow::code))
                .toList();
    }

    /** A code as it stood in an edition: the newest row of the code that is not newer than the edition. */
    public Optional<CodeRow> code(String list, String code, int edition) {
        return rows(list).stream()
                .filter(row -> row.code().equals(code) && row.edition() <= edition)
                .max(Comparator.comparingInt(CodeRow::edition));
    }

    /** All rows of a list; an unknown list is a bug. */
    public List<CodeRow> rows(String list) {
        List<CodeRow> rows = codes.get(list);
        if (rows == null) {
            throw new IllegalArgumentException("no such list: " + list);
        }
        return rows;
    }

    static Map<String, List<CodeRow>> byList(List<CodeRow> rows) {
        return rows.stream().collect(Collectors.groupingBy(CodeRow::list));
    }

    /** The row with the newest beginning that is not after the day; among equals the one written last. */
    private static <T> Optional<T> inForce(List<T> rows, Function<T, LocalDate> from, LocalDate on) {
        T best = null;
        for (T row : rows) {
            if (!from.apply(row).isAfter(on)
                    && (best == null || !from.apply(row).isBefore(from.apply(best)))) {
                best = row;
            }
        }
        return best != null ? Optional.of(best) : rows.stream().min(Comparator.comparing(from));
    }
}
