package kasane.collaboration.information;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Tone;

/** What the pages of 情報収集依頼 show. */
public final class InformationPages {

    private InformationPages() {}

    /** What to do next; a button posts, a link leads to a form. */
    public record Action(String label, String href, boolean button, boolean primary) {}

    /** One topic with what was answered; empty as long as nothing was. */
    public record Topic(String label, String words, String source) {}

    /** A step taken. */
    public record Step(String when, String what, String who, String words) {}

    /**
     * One request at one glance.
     *
     * @param dueLabel what is due
     * @param due      until when it is due; empty when nothing is
     */
    public record One(
            FormView form,
            String caseHref,
            boolean caseInSight,
            Tone tone,
            String state,
            String dueLabel,
            String due,
            boolean late,
            String people,
            String words,
            boolean answered,
            List<Topic> topics,
            String from,
            String fromPhone,
            String writer,
            String to,
            String toPhone,
            String asked,
            List<Step> steps,
            List<Action> actions) {}
}
