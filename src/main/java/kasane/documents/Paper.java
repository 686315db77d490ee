package kasane.documents;

/** 用紙: A4 upright or across. */
public enum Paper {
    /** A4縦. */
    PORTRAIT,
    /** A4横. */
    LANDSCAPE;

    /** The class of the page in the style sheet. */
    public String css() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
