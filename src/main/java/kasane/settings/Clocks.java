package kasane.settings;

import java.time.LocalDate;

/** 期限: how long each step may take, as dated settings that know public holidays and the town's closing days. */
public interface Clocks {

    /** The last day for a step that begins on the day; an unknown clock is a bug. */
    LocalDate due(String clock, LocalDate from);

    /** The number of days of a clock that begins on the day, such as how long drafts are kept. */
    int days(String clock, LocalDate from);

    /** Whether the town's offices are open on the day. */
    boolean isOpen(LocalDate day);
}
