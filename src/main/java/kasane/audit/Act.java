package kasane.audit;

/** 行為: what was done with what an entry names; the table knows the same closed list. */
public enum Act {
    /** 閲覧, on a page, in a list or in the result of a search. */
    READ,
    /** 記録・変更. */
    WRITE,
    /** 印刷. */
    PRINT,
    /** ファイル出力, also for another system. */
    EXPORT,
    /** サインイン, and the choice of a hat. */
    SIGN_IN,
    /** サインインの失敗. */
    SIGN_IN_REFUSED,
    /** サインアウト. */
    SIGN_OUT,
    /** 利用者・機関・設定の変更. */
    ADMINISTER,
    /** A writer's account of its numbers; names nobody. */
    HEARTBEAT
}
