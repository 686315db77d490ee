package kasane.settings;

import java.time.LocalDate;

/** 用語: the words a town chooses for itself, such as 障害 or 障がい; an unknown key is a bug. */
public interface Labels {

    /** The word in use today. */
    String text(String key);

    /** The word that was in use on a day. */
    String textOn(String key, LocalDate day);
}
