package kasane.home.today;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import kasane.ui.Tone;

/** 期限の言い方: how a last day is said on a day, and in which group of きょう it falls. */
record Day(LocalDate today) {

    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("M月d日（E）", Locale.JAPAN);

    /** The groups of the page, in the order of the page. */
    enum Group {
        /** Past its last day. */
        OVERDUE("overdue", "期限切れ"),
        /** The last day is today. */
        TODAY("today", "きょうまで"),
        /** Until Sunday. */
        WEEK("week", "今週"),
        /** Later. */
        LATER("later", "そのあと");

        final String id;
        final String label;

        Group(String id, String label) {
            this.id = id;
            this.label = label;
        }
    }

    Group group(LocalDate due) {
        if (due.isBefore(today)) {
            return Group.OVERDUE;
        }
        if (due.equals(today)) {
            return Group.TODAY;
        }
        return due.isAfter(today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY))) ? Group.LATER : Group.WEEK;
    }

    String words(LocalDate due) {
        long days = ChronoUnit.DAYS.between(today, due);
        if (days == -1) {
            return "きのう";
        }
        if (days < 0) {
            return -days + "日すぎています";
        }
        return days == 0 ? "きょう" : days == 1 ? "あす" : date(due);
    }

    Tone tone(LocalDate due) {
        return switch (group(due)) {
            case OVERDUE -> Tone.ALERT;
            case TODAY -> Tone.CAUTION;
            default -> Tone.WAITING;
        };
    }

    String date(LocalDate date) {
        return SHORT.format(date);
    }

    /** きょう, きのう or the date: for what has happened. */
    String since(LocalDate date) {
        long days = ChronoUnit.DAYS.between(date, today);
        return days == 0 ? "きょう" : days == 1 ? "きのう" : date(date);
    }
}
