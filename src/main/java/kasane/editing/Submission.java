package kasane.editing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A form as it was sent: its key, the version it was opened with, and every value as typed.
 *
 * @param page    the page the form stands on; a draft is found again there
 * @param base    the values the form was opened with, for a later comparison; empty for a new record
 * @param values  everything typed, without the keys above
 */
public record Submission(
        UUID form,
        @Nullable Integer version,
        String page,
        Map<String, List<String>> base,
        Map<String, List<String>> values) {

    private static final String BASE = "_base.";
    private static final String THEIRS = "_theirs.";
    private static final String CHOICE = "merge.";

    public Submission {
        base = Collections.unmodifiableMap(new LinkedHashMap<>(base));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Reads the parameters of a request; a key that is missing or damaged is replaced by a new one. */
    static Submission of(HttpServletRequest request, UUID fresh) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        Map<String, List<String>> base = new LinkedHashMap<>();
        Map<String, List<String>> theirs = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            List<String> all = List.of(values);
            if (name.startsWith(BASE)) {
                base.put(name.substring(BASE.length()), all);
            } else if (name.startsWith(THEIRS)) {
                theirs.put(name.substring(THEIRS.length()), all);
            } else if (!name.startsWith("_")) {
                typed.put(name, all);
            }
        });
        choose(typed, theirs);
        return new Submission(
                uuid(request.getParameter("_form"), fresh),
                integer(request.getParameter("_version")),
                text(request.getParameter("_page")),
                base,
                typed);
    }

    /** After the merge page: each field keeps mine, takes theirs, or joins both. */
    private static void choose(Map<String, List<String>> typed, Map<String, List<String>> theirs) {
        for (String name : List.copyOf(typed.keySet())) {
            if (!name.startsWith(CHOICE)) {
                continue;
            }
            String field = name.substring(CHOICE.length());
            String choice = String.join("", typed.getOrDefault(name, List.of()));
            typed.remove(name);
            List<String> other = theirs.getOrDefault(field, List.of());
            if (choice.equals("theirs")) {
                typed.put(field, other);
            } else if (choice.equals("both")) {
                // In the order in which the merge page shows them.
                List<String> joined = new ArrayList<>(typed.getOrDefault(field, List.of()));
                joined.addAll(other);
                typed.put(field, List.of(String.join("\n", joined)));
            }
        }
    }

    /** The first value of a field as typed, or an empty text. */
    public String raw(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? "" : all.getFirst();
    }

    /** All values of a field as typed. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    private static UUID uuid(@Nullable String text, UUID fresh) {
        try {
            return text == null ? fresh : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return fresh;
        }
    }

    static @Nullable Integer integer(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : Integer.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
