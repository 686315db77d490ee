package kasane.home.today;

import java.util.List;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What きょう shows. */
final class TodayPages {

    private TodayPages() {}

    record Page(String date, List<Group> groups, List<Change> changes, List<Draft> drafts) {
        Page {
            groups = List.copyOf(groups);
            changes = List.copyOf(changes);
            drafts = List.copyOf(drafts);
        }

        boolean isEmpty() {
            return groups.isEmpty() && changes.isEmpty() && drafts.isEmpty();
        }
    }

    /** Work of one group; {@code note} explains why it is shown. */
    record Group(String id, String label, String note, List<Entry> entries) {
        Group {
            entries = List.copyOf(entries);
        }
    }

    /** One piece of work: where it is done, or for what lies in another agency, where that agency is found. */
    record Entry(
            String work,
            String who,
            String detail,
            String due,
            Tone tone,
            @Nullable String href,
            String action) {}

    record Change(String when, String who, String summary, String agency, String href) {}

    record Draft(String what, String saved, String href) {}
}
