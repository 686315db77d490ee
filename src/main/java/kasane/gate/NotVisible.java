package kasane.gate;

/** The record is not there for this viewer: absent and hidden are the same, and the answer is 404 for both. */
public final class NotVisible extends RuntimeException {
    /** Says nothing about what was asked for, since the message may reach a log. */
    public NotVisible() {
        super("not visible", null, false, false);
    }
}
