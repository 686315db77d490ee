package kasane.shared;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * 一覧の一区切り: some rows of a list and the key after which the next rows begin.
 *
 * <p>By key and not by offset: rows that arrive meanwhile neither repeat nor skip, and page 500 costs as much as page 1.
 *
 * @param rows    in the order of the list
 * @param nextKey the sort key of the last row when more follow, otherwise null
 */
public record Page<T>(List<T> rows, @Nullable String nextKey) {

    public Page {
        rows = List.copyOf(rows);
    }

    /**
     * Makes a page from a query that asked for one row more than it shows.
     *
     * @param fetched at most {@code size + 1} rows
     * @param size    how many rows the page shows, at least 1
     */
    public static <T> Page<T> of(List<T> fetched, int size, Function<? super T, String> keyOf) {
        if (size < 1 || fetched.size() > size + 1) {
            throw new IllegalArgumentException("A page of " + size + " cannot come from " + fetched.size() + " rows");
        }
        if (fetched.size() <= size) {
            return new Page<>(fetched, null);
        }
        List<T> shown = fetched.subList(0, size);
        return new Page<>(shown, keyOf.apply(shown.getLast()));
    }

    public boolean hasNext() {
        return nextKey != null;
    }

    /** The same page with each row changed. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        List<R> changed = rows.stream().<R>map(change).toList();
        return new Page<>(changed, nextKey);
    }
}
