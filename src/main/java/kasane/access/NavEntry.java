package kasane.access;

import kasane.gate.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the main navigation, contributed by the module whose page it opens.
 *
 * @param rank order from left to right
 * @param key  the keys that lead there, such as {@code g t}
 * @param menu whether it stands in the menu of the signed-in person instead: needed seldom, and from everywhere
 */
public record NavEntry(
        int rank, String label, String href, @Nullable String key, Audience audience, boolean menu) {

    /** An entry of the bar. */
    public NavEntry(int rank, String label, String href, @Nullable String key, Audience audience) {
        this(rank, label, href, key, audience, false);
    }

    /** An entry of the menu. */
    public static NavEntry inMenu(int rank, String label, String href, Audience audience) {
        return new NavEntry(rank, label, href, null, audience, true);
    }

    /** Decides for whom the entry is shown; the page itself is guarded on its own. */
    public interface Audience {
        /** Whether this viewer is offered the entry. */
        boolean offers(Viewer.Staff viewer);
    }
}
