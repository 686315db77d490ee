package kasane.conference.handout;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Tone;

/** What the template of 配付資料 takes. */
public final class HandoutPages {

    private HandoutPages() {}

    /** One handout; {@code drop} is empty where it cannot be taken back. */
    public record Line(String no, String title, int copies, int out, String drop) {}

    /**
     * What handouts are about.
     *
     * @param add  empty where none can be added
     * @param door to come in by, where they are shown to whoever did and to nobody else; empty otherwise
     */
    public record Section(String title, String add, String door, List<Line> lines) {}

    /** One copy of a holder; {@code key} is empty for one that is settled. */
    public record Copy(String key, String label, Tone tone, String state, String words) {}

    /** Somebody who got copies. */
    public record Holder(String name, List<Copy> copies) {}

    /**
     * The handouts of a meeting.
     *
     * @param out      copies that are out, as far as they are shown
     * @param anyOut   a copy is out, be it one that is not shown
     * @param due the last day to find out about what is missing; empty as long as there is no such work
     */
    public record One(
            FormView form,
            String href,
            String meeting,
            String when,
            List<Section> sections,
            List<Holder> holders,
            int out,
            boolean anyOut,
            String due,
            FormView button) {}
}
