package kasane.shared;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * 一部が不明な日付: a date of which only the year, the year and month, or nothing may be known; 不明 is a value here.
 *
 * <p>The database keeps {@link #text()}: {@code 1946}, {@code 1946-03}, {@code 1946-03-05}, the empty text for 不明,
 * with a {@code ~} at the end for 推定 (about).
 *
 * @param year      1 to 9999 of the Western calendar, 0 when not known
 * @param month     1 to 12, 0 when not known
 * @param day       a day of that month, 0 when not known
 * @param estimated 推定: the known parts are somebody's guess
 */
public record PartialDate(int year, int month, int day, boolean estimated) implements Comparable<PartialDate> {
    public static final PartialDate UNKNOWN = new PartialDate(0, 0, 0, false);

    private static final Pattern TEXT = Pattern.compile("(?:(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?(~)?)?");
    private static final Comparator<PartialDate> ORDER = Comparator.comparing(PartialDate::isUnknown)
            .thenComparingInt(PartialDate::year)
            .thenComparingInt(PartialDate::month)
            .thenComparingInt(PartialDate::day)
            .thenComparing(PartialDate::estimated);

    /** Throws an {@link IllegalArgumentException} or {@link java.time.DateTimeException} for what cannot be a date. */
    public PartialDate {
        if (year == 0 ? (month != 0 || estimated) : (year < 1 || year > 9999)) {
            throw new IllegalArgumentException("No such year, or a detail of an unknown date: " + year);
        }
        if (month == 0 && day != 0) {
            throw new IllegalArgumentException("A day without its month");
        }
        if (day != 0) {
            LocalDate.of(year, month, day);
        } else if (month != 0) {
            YearMonth.of(year, month);
        }
    }

    /** Only the year is known. */
    public static PartialDate of(int year) {
        return new PartialDate(year, 0, 0, false);
    }

    /** The year and the month are known. */
    public static PartialDate of(int year, int month) {
        return new PartialDate(year, month, 0, false);
    }

    /** The whole date is known. */
    public static PartialDate of(LocalDate date) {
        return new PartialDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth(), false);
    }

    /**
     * Reads the form the database keeps; for what people type there is {@link Wareki#parse}.
     *
     * @throws IllegalArgumentException when it is not that form
     * @throws java.time.DateTimeException when there is no such day
     */
    public static PartialDate ofText(String text) {
        var found = TEXT.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException("Not a partial date in its database form");
        }
        if ("0000".equals(found.group(1))) {
            throw new IllegalArgumentException("There is no year 0");
        }
        return new PartialDate(
                number(found.group(1)), number(found.group(2)), number(found.group(3)), found.group(4) != null);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** The form the database keeps; as plain text it sorts 不明 first, unlike {@link #compareTo}. */
    public String text() {
        if (isUnknown()) {
            return "";
        }
        var text = new StringBuilder(String.format(Locale.ROOT, "%04d", year));
        if (month != 0) {
            text.append(String.format(Locale.ROOT, "-%02d", month));
        }
        if (day != 0) {
            text.append(String.format(Locale.ROOT, "-%02d", day));
        }
        return text.append(estimated ? "~" : "").toString();
    }

    /** The same date marked 推定; 不明 stays 不明. */
    public PartialDate asEstimated() {
        return isUnknown() ? this : new PartialDate(year, month, day, true);
    }

    public boolean isUnknown() {
        return year == 0;
    }

    /** Whether year, month and day are all known, be it as a guess. */
    public boolean isFull() {
        return day != 0;
    }

    /** The first day it can mean; empty for 不明. */
    public Optional<LocalDate> earliest() {
        return isUnknown()
                ? Optional.empty()
                : Optional.of(LocalDate.of(year, month == 0 ? 1 : month, day == 0 ? 1 : day));
    }

    /** The last day it can mean; empty for 不明. */
    public Optional<LocalDate> latest() {
        if (isUnknown()) {
            return Optional.empty();
        }
        return Optional.of(
                day == 0 ? YearMonth.of(year, month == 0 ? 12 : month).atEndOfMonth() : LocalDate.of(year, month, day));
    }

    /** The date, when it is full and not a guess. */
    public Optional<LocalDate> exact() {
        return isFull() && !estimated ? earliest() : Optional.empty();
    }

    /** 年齢: the age on a day of somebody born on this date; empty for 不明 and for those not yet born. */
    public Optional<Age> ageOn(LocalDate on) {
        Optional<LocalDate> born = earliest().filter(first -> !first.isAfter(on));
        if (born.isEmpty()) {
            return Optional.empty();
        }
        LocalDate last = latest().orElseThrow();
        int youngest = last.isAfter(on) ? 0 : years(last, on);
        return Optional.of(new Age(youngest, years(born.get(), on), estimated));
    }

    // ChronoUnit lets somebody born on 29 February turn a year older on 1 March, as the law on counting ages does.
    private static int years(LocalDate birth, LocalDate on) {
        return Math.toIntExact(ChronoUnit.YEARS.between(birth, on));
    }

    /** Chronological by the known parts, the less exact first; 不明 comes last. */
    @Override
    public int compareTo(PartialDate other) {
        return ORDER.compare(this, other);
    }

    /** The form of {@link Wareki#format(PartialDate)}, so that a page never shows the database form by accident. */
    @Override
    public String toString() {
        return Wareki.format(this);
    }

    /**
     * 年齢: completed years, exact or between two bounds.
     *
     * @param min       0 or more
     * @param max       equal to {@code min} when the age is exact
     * @param estimated 推定: the date of birth is a guess
     */
    public record Age(int min, int max, boolean estimated) {

        public Age {
            if (min < 0 || max < min) {
                throw new IllegalArgumentException("No such age: " + min + " to " + max);
            }
        }

        /** Whether it is one number and not a guess. */
        public boolean isExact() {
            return min == max && !estimated;
        }

        /** {@code 79歳}, {@code 79〜80歳}, and {@code 約79歳} for a guess. */
        public String label() {
            return (estimated ? "約" : "") + (min == max ? min + "歳" : min + "〜" + max + "歳");
        }
    }
}
