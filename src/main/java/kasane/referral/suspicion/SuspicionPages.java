package kasane.referral.suspicion;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the templates of 虐待の疑い take. */
public final class SuspicionPages {

    private SuspicionPages() {}

    /** A kind of abuse with what the law asks for and whom to ring. */
    public record Kind(String code, String label, String duty, String law, String call) {}

    /** The form. */
    public record New(
            FormView form,
            String now,
            List<Kind> kinds,
            List<Option> windows,
            List<Option> accused,
            List<Option> agencies,
            List<Option> immediate) {}

    /** One line of the list. */
    public record Line(
            String href, String person, String kind, String window, Tone tone, String state, String due, String sent) {}

    /** What waits for the own agency as the window, and what the viewer reported. */
    public record Lists(List<Line> received, List<Line> sent) {}

    /** One fact. */
    public record Fact(String label, String text) {}

    /** A step in words. */
    public record Step(String what, String at, String who, String words) {}

    /**
     * A report.
     *
     * @param window     the viewer is the window, and not only the one who told
     * @param call       whom to ring, from the road of its kind
     * @param button     the next action, or empty
     */
    public record One(
            FormView form,
            String title,
            String href,
            String now,
            boolean window,
            Tone tone,
            String state,
            String due,
            String call,
            List<Fact> facts,
            List<Fact> reporter,
            List<Step> steps,
            boolean receives,
            boolean concludes,
            @Nullable String household) {}

    /** 対応の決定. */
    public record Conclusion(FormView form, String person, String href, List<Option> outcomes) {}
}
