package kasane.collaboration.handback;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the pages of hand-backs show. */
public final class HandBackPages {

    private HandBackPages() {}

    /** What to do next; a button posts, a link leads to a form. */
    public record Action(String label, String href, boolean button, boolean primary) {}

    /**
     * One つなぎもどし at one glance.
     *
     * @param due   until when to answer; empty when there is nothing to answer
     * @param asker whom to ring with a question
     */
    public record One(
            FormView form,
            String caseHref,
            Tone tone,
            String state,
            String to,
            String due,
            boolean late,
            String remaining,
            String wishes,
            String followOn,
            String people,
            String asker,
            String askerPhone,
            String writer,
            String offered,
            @Nullable String conference,
            String conferenceHref,
            @Nullable String answered,
            String answer,
            List<Action> actions) {}
}
