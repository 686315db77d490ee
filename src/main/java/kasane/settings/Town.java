package kasane.settings;

import java.time.LocalDate;

/** 自治体: the town this installation serves, as it is or was on a day. */
public interface Town {

    /** Its name on pages and forms, such as かさね市. */
    String name();

    /** Its name on a day, for sheets that are printed again. */
    String nameOn(LocalDate day);

    /** 全国地方公共団体コード with its check digit; empty before the town was set up. */
    String code();

    /** 移行準備: the project has not begun yet. */
    boolean isPreparing();
}
