package kasane.access;

import kasane.gate.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the main navigation, contributed by the module whose page it opens.
 *
 * @param rank order from left to right
 * @param key  the keys that lead there, such as {@code g t}
 */
public record NavEntry(
        int rank, String label, String href, @Nullable String key, Audience audience) {

    /** Decides for whom the entry is shown; the page itself is guarded on its own. */
    public interface Audience {
        /** Whether this viewer is offered the entry. */
        boolean offers(Viewer.Staff viewer);
    }
}
