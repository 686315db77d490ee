package kasane.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an entry may say beyond its subjects: names of fields (項目), codes of the bases (根拠) that opened them, one item.
 * Names only, never content; the table accepts nothing but ASCII words.
 */
public record Detail(
        List<String> fields, List<Integer> bases, @Nullable UUID item) {

    /** Nothing more to say. */
    public static final Detail NONE = new Detail(List.of(), List.of(), null);

    public Detail {
        fields = List.copyOf(fields);
        bases = List.copyOf(bases);
    }

    /** The names of the fields that were shown or changed. */
    public static Detail fields(String... names) {
        return new Detail(List.of(names), List.of(), null);
    }

    /** The same with the codes of the grant bases that opened the page. */
    public Detail bases(Collection<Integer> codes) {
        return new Detail(fields, codes.stream().distinct().sorted().toList(), item);
    }

    /** The same with the record, form or conference item that it was about. */
    public Detail item(UUID id) {
        return new Detail(fields, bases, id);
    }

    /** The same with further names of fields. */
    public Detail and(Collection<String> names) {
        List<String> all = new ArrayList<>(fields);
        all.addAll(names);
        return new Detail(all, bases, item);
    }
}
