package kasane.ui;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two people changed the same record: what each wrote, field by field, for the second one to decide.
 *
 * @param what   the record in words, such as 架空山家のプラン
 * @param who    who saved first
 * @param when   when that was, in words
 * @param action where the decision is posted; the form's version is the newer one
 * @param form   what the second person typed, under the names of the original form
 * @param back   leads to the record as it is now
 */
public record MergeView(
        String what, String who, String when, String action, FormView form, List<Field> fields, String back) {

    public MergeView {
        fields = List.copyOf(fields);
    }

    /** Fields both changed: a person has to choose. */
    public List<Field> conflicts() {
        return fields.stream().filter(Field::conflict).toList();
    }

    /** Fields only one of the two changed: the change is kept without asking, but shown. */
    public List<Field> settled() {
        return fields.stream().filter(f -> !f.conflict() && !f.unchanged()).toList();
    }

    /** The request parameter that carries the choice for a field: {@code mine} or {@code theirs} or {@code both}. */
    public static String choiceName(String field) {
        return "merge." + field;
    }

    /**
     * One field in three states, as words.
     *
     * @param base     before either change; nothing where it was not kept
     * @param joinable long text, of which both versions may be kept one after the other
     */
    public record Field(
            String name,
            String label,
            String mine,
            String theirs,
            @Nullable String base,
            boolean joinable) {
        /** Both changed it, to different things. */
        public boolean conflict() {
            return !mine.equals(theirs) && !mine.equals(base) && !theirs.equals(base);
        }

        /** Neither changed it. */
        public boolean unchanged() {
            return mine.equals(base) && theirs.equals(base);
        }

        /** What a settled field keeps. */
        public String kept() {
            return mine.equals(base) ? "theirs" : "mine";
        }
    }
}
