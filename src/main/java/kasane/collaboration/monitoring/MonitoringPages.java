package kasane.collaboration.monitoring;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the pages of monitorings show. */
public final class MonitoringPages {

    private MonitoringPages() {}

    /** A line of the plan to be filled in; {@code key} ends the names of its two fields. */
    public record Row(String key, String action, String goal, String who, String due) {}

    /**
     * The form.
     *
     * @param part  only the own lines, so that there is no next day to set
     * @param empty why there is nothing to fill in; empty when there is
     */
    public record Form(
            FormView form,
            String action,
            String plan,
            boolean part,
            String empty,
            List<Row> rows,
            List<Option> results,
            List<Option> methods,
            List<Option> verdicts,
            List<Option> occurrences,
            String back) {}

    /** What happened and was looked at. */
    public record Occurrence(String label, String href) {}

    /** What one says of a line. */
    public record Line(String action, String goal, String who, String due, String result, String words) {}

    /** What to do next; a button posts, a link leads to a form. */
    public record Action(String label, String href, boolean button, boolean primary) {}

    /** One monitoring. */
    public record One(
            FormView form,
            String title,
            String caseHref,
            String planHref,
            String plan,
            String doneOn,
            String method,
            String people,
            String writer,
            Tone tone,
            String verdict,
            @Nullable String next,
            String situation,
            String view,
            List<Line> lines,
            List<Occurrence> occurrences,
            List<Action> actions) {}
}
