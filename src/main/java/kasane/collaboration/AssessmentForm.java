package kasane.collaboration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * アセスメントシートの様式: what is asked about each person and about the household, on four pages, as it is from a day
 * on.
 */
public record AssessmentForm(int edition, List<Item> items) {

    /** Pages of the form. */
    public static final int PAGES = 4;

    public AssessmentForm {
        items = List.copyOf(items);
    }

    /** Whom an item is about. */
    public enum About {
        PERSON,
        HOUSEHOLD
    }

    /** How an item is answered. */
    public enum Kind {
        /** One of a list. */
        ONE,
        /** As many of a list as hold. */
        MANY,
        /** Words on one line. */
        LINE,
        /** Words on several lines. */
        BLOCK,
        /** A whole number, with its unit. */
        NUMBER
    }

    /**
     * An item.
     *
     * @param page     1 to 4
     * @param options  the code list of {@link Kind#ONE} and {@link Kind#MANY}; empty otherwise
     * @param national 国へ報告する項目: in a bold frame on paper
     */
    public record Item(
            About about,
            String code,
            int page,
            Kind kind,
            String label,
            String options,
            String unit,
            boolean national,
            String hint) {

        /** Whether its answers are codes of {@link #options()}. */
        public boolean isChosen() {
            return kind == Kind.ONE || kind == Kind.MANY;
        }
    }

    /** What is asked about one person, or about the household. */
    public List<Item> about(About about) {
        return items.stream().filter(item -> item.about() == about).toList();
    }

    /** What is asked on a page. */
    public List<Item> about(About about, int page) {
        return items.stream()
                .filter(item -> item.about() == about && item.page() == page)
                .toList();
    }

    /** An item; nothing when this edition does not ask for it. */
    public @Nullable Item find(About about, String code) {
        return items.stream()
                .filter(item -> item.about() == about && item.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    /** The national items without an answer. */
    public List<Item> missing(About about, Map<String, List<String>> answers) {
        return items.stream()
                .filter(item -> item.about() == about && item.national())
                .filter(item -> answers.getOrDefault(item.code(), List.of()).isEmpty())
                .toList();
    }
}
