package kasane.settings;

import java.time.LocalDate;

/** 数のきまり: limits that a town sets itself and that are no days; dated. An unknown key is a bug. */
public interface Numbers {

    /** The number in force on the day. */
    int number(String key, LocalDate on);
}
