package kasane.operations.demo;

import java.time.LocalDate;
import java.util.function.Predicate;
import kasane.shared.Wareki;

/** 何日前: the days of a story, counted back from the day on which it is told. */
public record StoryDays(LocalDate today, Predicate<LocalDate> isOpen) {

    /** The open day so many open days before today; 1 is the last day on which the offices were open. */
    LocalDate ago(int openDays) {
        LocalDate day = today;
        for (int counted = 0; counted < openDays; ) {
            day = day.minusDays(1);
            if (isOpen.test(day)) {
                counted++;
            }
        }
        return day;
    }

    /** The open day so many open days after today. */
    LocalDate ahead(int openDays) {
        LocalDate day = today;
        for (int counted = 0; counted < openDays; ) {
            day = day.plusDays(1);
            if (isOpen.test(day)) {
                counted++;
            }
        }
        return day;
    }

    /** A day from today on as it is typed. */
    String in(int days) {
        return Wareki.compact(today.plusDays(days));
    }

    /** The birthday of somebody who is so old today. */
    String born(int age, int month, int day) {
        LocalDate birthday = LocalDate.of(today.getYear(), month, day);
        return Wareki.compact(birthday.minusYears(birthday.isAfter(today) ? age + 1 : age));
    }
}
