package kasane.home.today;

import java.util.List;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What きょう shows. */
final class TodayPages {

    private TodayPages() {}

    record Page(
            String date,
            List<String> covered,
            List<Group> groups,
            List<Change> changes,
            List<Draft> drafts,
            List<Load> load) {
        Page {
            covered = List.copyOf(covered);
            groups = List.copyOf(groups);
            changes = List.copyOf(changes);
            drafts = List.copyOf(drafts);
            load = List.copyOf(load);
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
            String action) {

        /** The same with whose work it is. */
        Entry of(String staff) {
            return staff.isEmpty()
                    ? this
                    : new Entry(
                            work,
                            who,
                            detail.isEmpty() ? "担当 " + staff : detail + "　担当 " + staff,
                            due,
                            tone,
                            href,
                            action);
        }
    }

    record Change(String when, String who, String summary, String agency, String href) {}

    /** How much lies with one of the agency's people. */
    record Load(String name, String href, int cases, int openWork, int late) {}

    record Draft(String what, String saved, String href) {}
}
