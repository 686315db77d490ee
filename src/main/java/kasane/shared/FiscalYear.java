package kasane.shared;

import java.time.LocalDate;

/**
 * 年度: the fiscal and school year from 1 April to 31 March.
 *
 * @param year the Western year it begins in
 */
public record FiscalYear(int year) implements Comparable<FiscalYear> {

    /** The fiscal year a day falls in. */
    public static FiscalYear of(LocalDate day) {
        return new FiscalYear(day.getMonthValue() >= 4 ? day.getYear() : day.getYear() - 1);
    }

    /** 1 April. */
    public LocalDate first() {
        return LocalDate.of(year, 4, 1);
    }

    /** 31 March of the following year. */
    public LocalDate last() {
        return LocalDate.of(year + 1, 3, 31);
    }

    public boolean contains(LocalDate day) {
        return of(day).equals(this);
    }

    public FiscalYear next() {
        return new FiscalYear(year + 1);
    }

    public FiscalYear previous() {
        return new FiscalYear(year - 1);
    }

    /** 令和8年度; 2019 is 令和元年度 as the state's budget calls it. */
    public String label() {
        // The era of 1 May gives the usual name in every year, also in those where the era changed.
        return Era.on(LocalDate.of(year, 5, 1))
                .map(era -> era.yearLabel(year) + "度")
                .orElse(year + "年度");
    }

    @Override
    public int compareTo(FiscalYear other) {
        return Integer.compare(year, other.year);
    }
}
