package kasane.ui;

/** How much a status asks of the reader; every tone has its own shape, so colour never carries it alone. */
public enum Tone {
    /** ▲ something is overdue or dangerous. */
    ALERT,
    /** ◆ something falls due today or needs care. */
    CAUTION,
    /** ● under way. */
    ACTIVE,
    /** ○ waiting for somebody else. */
    WAITING,
    /** ✓ done, agreed, in force. */
    DONE,
    /** – ended, withdrawn, not applicable. */
    ENDED;

    /** The value of {@code data-tone} in the style sheets. */
    public String css() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
