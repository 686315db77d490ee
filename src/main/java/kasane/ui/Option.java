package kasane.ui;

/** One choice of a select, of radio buttons or of check boxes; the hint may be empty. */
public record Option(String value, String label, String hint) {
    /** A choice that needs no explanation. */
    public static Option of(String value, String label) {
        return new Option(value, label, "");
    }
}
