package kasane.ui;

import java.util.List;

/** 記入欄: one line of a plain form page. */
public record FormField(Kind kind, String name, String label, String hint, boolean required, List<Option> options) {

    public FormField {
        options = List.copyOf(options);
    }

    /** How it is filled in. */
    public enum Kind {
        TEXT,
        SHORT,
        BLOCK,
        DATE,
        SELECT,
        RADIOS,
        CHECKBOXES,
        PASSWORD
    }

    /** A line of text. */
    public static FormField text(String name, String label) {
        return new FormField(Kind.TEXT, name, label, "", false, List.of());
    }

    /** A few characters or digits. */
    public static FormField brief(String name, String label) {
        return new FormField(Kind.SHORT, name, label, "", false, List.of());
    }

    /** Several lines of text. */
    public static FormField block(String name, String label) {
        return new FormField(Kind.BLOCK, name, label, "", false, List.of());
    }

    /** A day in either calendar. */
    public static FormField date(String name, String label) {
        return new FormField(Kind.DATE, name, label, "例：R8.6.3、令和8年6月3日、2026-06-03", false, List.of());
    }

    /** One of many. */
    public static FormField select(String name, String label, List<Option> options) {
        return new FormField(Kind.SELECT, name, label, "", false, options);
    }

    /** One of a few. */
    public static FormField radios(String name, String label, List<Option> options) {
        return new FormField(Kind.RADIOS, name, label, "", false, options);
    }

    /** Several of a few. */
    public static FormField checkboxes(String name, String label, List<Option> options) {
        return new FormField(Kind.CHECKBOXES, name, label, "", false, options);
    }

    /** A password, which is never shown again. */
    public static FormField password(String name, String label) {
        return new FormField(Kind.PASSWORD, name, label, "", false, List.of());
    }

    /** The same, to be filled in. */
    public FormField must() {
        return new FormField(kind, name, label, hint, true, options);
    }

    /** The same with a hint. */
    public FormField hint(String words) {
        return new FormField(kind, name, label, words, required, options);
    }
}
