package kasane.collaboration.occurrence;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the page of 出来事 shows. */
public final class OccurrencePages {

    private OccurrencePages() {}

    /** What to do next; a button posts, a link leads to a form. */
    public record Action(String label, String href, boolean button, boolean primary) {}

    /** What became of it; {@code href} is empty where there was no monitoring. */
    public record Ending(String what, String when, String words, String href) {}

    /**
     * One 出来事 at one glance.
     *
     * @param due until when somebody looks; empty when nobody has to
     */
    public record One(
            FormView form,
            String caseHref,
            Tone tone,
            String state,
            String kind,
            String people,
            String on,
            String words,
            String due,
            boolean late,
            String teller,
            String phone,
            String told,
            String carrier,
            @Nullable Ending ending,
            List<Action> actions) {}
}
