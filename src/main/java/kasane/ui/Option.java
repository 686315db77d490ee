package kasane.ui;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One choice of a select, of radio buttons or of check boxes; the hint may be empty. */
public record Option(String value, String label, String hint) {
    /** A choice that needs no explanation. */
    public static Option of(String value, String label) {
        return new Option(value, label, "");
    }

    /** The values that were offered, to read an answer against. */
    public static Set<String> values(List<Option> options) {
        return options.stream().map(Option::value).collect(Collectors.toSet());
    }
}
