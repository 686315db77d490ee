package kasane.collaboration.handback;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the page of an 一部のもどし shows. */
public final class PartialPages {

    private PartialPages() {}

    /** A step taken. */
    public record Step(String when, String what, String who, String words) {}

    /**
     * One 一部のもどし at one glance.
     *
     * @param dueLabel what is due
     * @param due      until when; empty when nothing is
     * @param asker    whom to ring with a question
     * @param previous the one that was refused before it; null for none
     */
    public record One(
            FormView form,
            String caseHref,
            Tone tone,
            String state,
            String to,
            String dueLabel,
            String due,
            boolean late,
            String people,
            List<String> topics,
            String words,
            String asker,
            String askerPhone,
            String writer,
            String offered,
            @Nullable String conference,
            String conferenceHref,
            @Nullable String previous,
            List<Step> steps,
            List<HandBackPages.Action> actions) {}
}
