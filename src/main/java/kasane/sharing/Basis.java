package kasane.sharing;

/** 根拠: why a disclosure is lawful; every grant names exactly one. */
public enum Basis {
    /** 本人同意. */
    CONSENT(1),
    /** 支援会議（社会福祉法106条の6）. */
    SUPPORT_CONFERENCE(2),
    /** ほかの法定の会議. */
    OTHER_STATUTORY_BODY(3),
    /** 法令にもとづく通告・通報・報告. */
    STATUTORY_REPORT(4),
    /** 生命・身体・財産の保護. */
    PROTECTION_OF_LIFE(5),
    /** 緊急閲覧. */
    EMERGENCY(6),
    /** 利用目的の範囲内（記録した機関自身）. */
    OWN_PURPOSE(7),
    /** 共同利用. */
    JOINT_USE(8);

    private final int code;

    Basis(int code) {
        this.code = code;
    }

    /** The number in the {@code basis} column. */
    public int code() {
        return code;
    }

    /** The basis of a column's number. */
    public static Basis of(int code) {
        return values()[code - 1];
    }
}
