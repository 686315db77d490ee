package kasane.access.web;

import java.util.List;
import java.util.Map;

/** What the pages about a form that could not be carried out show. */
public final class UnsentPages {

    private UnsentPages() {}

    /** A form that was not carried out, with everything typed, to be sent again as it is. */
    public record Unsent(
            String happened, String next, String csrfToken, String action, Map<String, List<String>> typed) {

        /** What a person wrote, without the keys that the form carries by itself. */
        public List<String> written() {
            return typed.entrySet().stream()
                    .filter(field -> !field.getKey().startsWith("_"))
                    .flatMap(field -> field.getValue().stream())
                    .filter(value -> !value.isBlank())
                    .toList();
        }
    }
}
