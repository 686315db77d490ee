package kasane.ui;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form as the field templates see it: what was typed, what was refused, and the three keys every form carries.
 *
 * @param id      idempotency key and key of the server-side draft
 * @param version of the record that was opened, or nothing for a new one
 * @param values  exactly what was typed, so that nothing is lost when the form comes back
 * @param errors  field → Japanese sentence, in the order of the page
 * @param page    path and query of the page the form stands on; its draft is found again there
 * @param base    the values a record was opened with, for comparing when somebody else saved meanwhile
 * @param theirs  after a conflict, what the other person saved
 */
public record FormView(
        String id,
        @Nullable Integer version,
        String csrfToken,
        Map<String, List<String>> values,
        Map<String, String> errors,
        @Nullable DraftNote draft,
        String page,
        Map<String, List<String>> base,
        Map<String, List<String>> theirs) {

    public FormView {
        values = Map.copyOf(values);
        base = Map.copyOf(base);
        theirs = Map.copyOf(theirs);
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    /** A form that stands on no page of its own, such as one with a single button. */
    public FormView(
            String id,
            @Nullable Integer version,
            String csrfToken,
            Map<String, List<String>> values,
            Map<String, String> errors,
            @Nullable DraftNote draft) {
        this(id, version, csrfToken, values, errors, draft, "", Map.of(), Map.of());
    }

    /** An empty form for a new record. */
    public static FormView empty(String id, String csrfToken) {
        return new FormView(id, null, csrfToken, Map.of(), Map.of(), null);
    }

    /** The same form without the values of these fields, for passwords that are never shown again. */
    public FormView without(java.util.Set<String> names) {
        Map<String, List<String>> kept = new LinkedHashMap<>(values);
        kept.keySet().removeAll(names);
        return new FormView(id, version, csrfToken, kept, errors, draft, page, base, theirs);
    }

    /** The first value of a field, or an empty text. */
    public String value(String name) {
        List<String> all = values(name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    /** All values of a field. */
    public List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Whether a choice was made. */
    public boolean has(String name, String value) {
        return values(name).contains(value);
    }

    /** The sentence about a field, or nothing. */
    public @Nullable String error(String name) {
        return errors.get(name);
    }

    /** Whether the form was refused. */
    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** The element a label, an error and a link of the summary point to. */
    public static String fieldId(String name) {
        return "f-" + name.replaceAll("[^A-Za-z0-9_-]", "-");
    }

    /** Hint and error of a field for {@code aria-describedby}; nothing when there is neither. */
    public @Nullable String describedBy(String name, String hint) {
        String field = fieldId(name);
        String both = (hint.isEmpty() ? "" : field + "-hint") + (error(name) == null ? "" : " " + field + "-error");
        return both.isEmpty() ? null : both.strip();
    }

    /** Value of {@code aria-invalid}; nothing when the field is fine. */
    public @Nullable String invalid(String name) {
        return error(name) == null ? null : "true";
    }

    /** A draft that was found when the form was opened; the form already shows it. */
    public record DraftNote(String savedAt, String discardAction) {}
}
