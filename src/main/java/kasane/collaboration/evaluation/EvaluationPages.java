package kasane.collaboration.evaluation;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the pages of evaluations show. */
public final class EvaluationPages {

    private EvaluationPages() {}

    /** A goal to be filled in; {@code key} ends the names of its four fields. */
    public record Row(String key, String goal, String issue) {}

    /** The form; {@code empty} says why there is nothing to fill in. */
    public record Form(
            FormView form,
            String action,
            String plan,
            String empty,
            List<Row> rows,
            List<Option> results,
            List<Option> changes,
            List<Option> directions,
            List<Option> reasons,
            List<Option> leads,
            String back) {}

    /** What one says of a goal; a part that was not written is empty. */
    public record Goal(String goal, String issue, String result, String before, String now, String own) {}

    /** What belongs to an end. */
    public record Closing(String reason, String lead, String followOn, String followHow) {}

    /** What to do next; a button posts, a link leads to a form. */
    public record Action(String label, String href, boolean button) {}

    /** One evaluation. */
    public record One(
            FormView form,
            String caseHref,
            String planHref,
            String plan,
            String on,
            String people,
            String writer,
            Tone tone,
            String direction,
            @Nullable Closing closing,
            List<Goal> goals,
            List<String> changes,
            String remaining,
            String wishes,
            String opinion,
            @Nullable Action next) {}

    /** Which conference it goes to. */
    public record Proposal(
            FormView form, String title, String lead, String action, String back, List<Option> meetings) {}
}
