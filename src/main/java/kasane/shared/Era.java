package kasane.shared;

import java.time.LocalDate;
import java.util.Optional;

/** 元号: the eras since Meiji, each from its first day to the first day of the next. */
public enum Era {
    MEIJI("明治", "M", LocalDate.of(1868, 1, 25)),
    TAISHO("大正", "T", LocalDate.of(1912, 7, 30)),
    SHOWA("昭和", "S", LocalDate.of(1926, 12, 25)),
    HEISEI("平成", "H", LocalDate.of(1989, 1, 8)),
    REIWA("令和", "R", LocalDate.of(2019, 5, 1));

    private final String label;
    private final String letter;
    private final LocalDate first;

    Era(String label, String letter, LocalDate first) {
        this.label = label;
        this.letter = letter;
        this.first = first;
    }

    /** The era a day is written in; empty before Meiji. */
    public static Optional<Era> on(LocalDate day) {
        Era found = null;
        for (Era era : values()) {
            if (!era.first.isAfter(day)) {
                found = era;
            }
        }
        return Optional.ofNullable(found);
    }

    /** 令和. */
    public String label() {
        return label;
    }

    /** R. */
    public String letter() {
        return letter;
    }

    public LocalDate first() {
        return first;
    }

    /**
     * The last day a paper may be dated in this era; empty for the present one.
     *
     * <p>Taisho and Showa began in the middle of their first day, so papers of that day exist in both eras.
     */
    public Optional<LocalDate> last() {
        return switch (this) {
            case MEIJI -> Optional.of(TAISHO.first);
            case TAISHO -> Optional.of(SHOWA.first);
            case SHOWA -> Optional.of(HEISEI.first.minusDays(1));
            case HEISEI -> Optional.of(REIWA.first.minusDays(1));
            case REIWA -> Optional.empty();
        };
    }

    /** The Western year of a year of this era, counted from 1. */
    public int westernYear(int eraYear) {
        return first.getYear() + eraYear - 1;
    }

    /** The year of this era for a Western year; below 1 before the era. */
    public int yearOf(int westernYear) {
        return westernYear - first.getYear() + 1;
    }

    /** 令和8年 or 令和元年 for a Western year. */
    public String yearLabel(int westernYear) {
        int year = yearOf(westernYear);
        return label + (year == 1 ? "元" : year) + "年";
    }
}
