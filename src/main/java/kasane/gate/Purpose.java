package kasane.gate;

/** The closed list of what the system does on its own behalf; policies name these, so a new one is a reviewed change. */
public enum Purpose {
    /** Finding the account and the session of somebody who is not yet known. */
    SIGN_IN,
    /** Finding the one item that a link opens, before anything of it is shown. */
    OPEN_LINK,
    /** Escalating work whose clock has run out. */
    ESCALATE,
    /** Telling staff by mail that something waits. */
    NOTIFY,
    /** Sealing blocks of the log. */
    SEAL_LOG,
    /** Checking the log against its seals. */
    VERIFY_LOG,
    /** Finding what stands out in the log of a day. */
    INSPECT_LOG,
    /** Setting a town up: its agencies, staff and settings, before anybody can sign in. */
    SET_UP,
    /** Reading the settings into memory, and again when they have changed. */
    READ_SETTINGS,
    /** Handing over what hangs on somebody who leaves, on the day that was planned. */
    SUCCEED,
    /** Removing expired sessions, drafts and idempotency keys. */
    TIDY;

    /** The name the database knows, such as {@code sign-in}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
