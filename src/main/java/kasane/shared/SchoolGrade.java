package kasane.shared;

import java.time.LocalDate;
import java.util.Optional;

/**
 * 学年: the grade that goes with a date of birth, from the youngest kindergarten class to the last year of high school.
 *
 * <p>It says what age calls for, not where the child is enrolled: a year repeated or school not attended is not in it.
 */
public enum SchoolGrade {
    KINDERGARTEN_1("年少"),
    KINDERGARTEN_2("年中"),
    KINDERGARTEN_3("年長"),
    ELEMENTARY_1("小1"),
    ELEMENTARY_2("小2"),
    ELEMENTARY_3("小3"),
    ELEMENTARY_4("小4"),
    ELEMENTARY_5("小5"),
    ELEMENTARY_6("小6"),
    JUNIOR_HIGH_1("中1"),
    JUNIOR_HIGH_2("中2"),
    JUNIOR_HIGH_3("中3"),
    HIGH_1("高1"),
    HIGH_2("高2"),
    HIGH_3("高3");

    /** School years between the one a child is born in and its first kindergarten class. */
    private static final int YEARS_BEFORE_KINDERGARTEN = 4;

    private final String label;

    SchoolGrade(String label) {
        this.label = label;
    }

    /** The grade on a day; empty before kindergarten and after high school. */
    public static Optional<SchoolGrade> on(LocalDate birth, LocalDate day) {
        // A child born on 1 April completes its year of life at the end of 31 March and so belongs to the earlier year.
        int bornIn = FiscalYear.of(birth.minusDays(1)).year();
        int index = FiscalYear.of(day).year() - bornIn - YEARS_BEFORE_KINDERGARTEN;
        return index >= 0 && index < values().length ? Optional.of(values()[index]) : Optional.empty();
    }

    /** The grade on a day when every date the birth can mean gives the same one; a guess (推定) gives none. */
    public static Optional<SchoolGrade> on(PartialDate birth, LocalDate day) {
        if (birth.estimated()) {
            return Optional.empty();
        }
        var ofLast = birth.latest().flatMap(last -> on(last, day));
        return birth.earliest().flatMap(first -> on(first, day)).filter(grade -> ofLast.equals(Optional.of(grade)));
    }

    /** 小4. */
    public String label() {
        return label;
    }
}
