package kasane.collaboration.joint;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.MatterPage;
import kasane.ui.Tone;

/** What the pages of 連携支援 show. */
public final class JointPages {

    private JointPages() {}

    /** Those that go on, and those that have ended. */
    public record Lists(List<Line> running, List<Line> ended) {
        public Lists {
            running = List.copyOf(running);
            ended = List.copyOf(ended);
        }
    }

    /** One of the list. */
    public record Line(
            String href,
            String title,
            String begun,
            Tone tone,
            String state,
            String next,
            String due,
            boolean late,
            String lead,
            String others) {}

    /**
     * One joint support.
     *
     * @param notice what the lead has to see first; empty for nothing
     */
    public record Page(
            FormView form,
            Tone tone,
            String state,
            String notice,
            String dueLabel,
            String due,
            boolean late,
            String persons,
            String aim,
            String begun,
            List<MatterPage.Action> actions,
            List<MatterPage.Action> links,
            List<Part> parts,
            List<MatterPage.Step> steps,
            List<Talk> talks) {
        public Page {
            actions = List.copyOf(actions);
            links = List.copyOf(links);
            parts = List.copyOf(parts);
            steps = List.copyOf(steps);
            talks = List.copyOf(talks);
        }
    }

    /** What one agency does. */
    public record Part(
            String agency,
            String phone,
            String part,
            Tone tone,
            String state,
            String last,
            List<MatterPage.Action> actions) {
        public Part {
            actions = List.copyOf(actions);
        }
    }

    /** A conference that talked about it, or is going to. */
    public record Talk(String href, String what, String state) {}
}
