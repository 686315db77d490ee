package kasane.register.concealment;

import java.util.List;
import kasane.ui.FormView;
import org.jspecify.annotations.Nullable;

/** 秘匿の画面: what the templates of this feature take. */
final class ConcealmentPages {

    private ConcealmentPages() {}

    /**
     * The page of a record's concealment.
     *
     * @param current what holds now; null when nothing is shut, or nothing that the viewer may know of
     */
    record Page(
            FormView form,
            String household,
            String path,
            @Nullable Current current,
            List<Past> past) {}

    /**
     * What holds now.
     *
     * @param due     the day until which it was decided
     * @param late    the day has passed; nothing opened
     * @param readers those who may see it, the viewer among them
     * @param end     what one of two has asked, if anybody
     */
    record Current(
            String id,
            String mode,
            String shut,
            String basis,
            String counterpart,
            String watch,
            String due,
            boolean late,
            List<Reader> readers,
            @Nullable End end,
            List<Term> terms) {}

    /** Somebody who may see it. */
    record Reader(String name, String title, boolean me, String path) {}

    /** What one of two has asked; whoever asked cannot confirm it. */
    record End(String who, String when, String reason, boolean mine) {}

    /** One decision about how long. */
    record Term(String period, String when, String who, String note) {}

    /** A measure that has ended. */
    record Past(String mode, String basis, String when) {}
}
