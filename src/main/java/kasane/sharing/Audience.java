package kasane.sharing;

/** 共有の範囲: for whom a row was written; the database knows it by its code. */
public enum Audience {
    /** 自機関: the agency in whose hat it was written. */
    OWN(0),
    /** 支援チーム: also the agencies with a grant on the household or person. */
    TEAM(1),
    /** 会議の議題限り: only the members of one conference item; not even the writer's own agency. */
    ITEM(2),
    /** 宛先限り: the own agency and those granted this one item, such as a つなぐシート. */
    ADDRESSEES(3);

    private final int code;

    Audience(int code) {
        this.code = code;
    }

    /** The number in the {@code audience} column. */
    public int code() {
        return code;
    }

    /** The audience of a column's number. */
    public static Audience of(int code) {
        return values()[code];
    }
}
