package kasane.privacy.inspection;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Tone;

/** What the templates of 閲覧点検 take. */
public final class InspectionPages {

    private InspectionPages() {}

    /** One kind of finding to narrow the list to. */
    public record Filter(String label, String href, boolean current) {}

    /** One finding. */
    public record Row(
            String href,
            String day,
            String time,
            String staff,
            String agency,
            String kind,
            String why,
            String number,
            Tone tone,
            String state) {}

    /** The list. */
    public record Listing(String inspected, int open, List<Filter> kinds, List<Filter> states, List<Row> rows) {}

    /** A fact of one finding. */
    public record Fact(String label, String text) {}

    /** What was done. */
    public record Step(String when, String what, String who, String note) {}

    /** One finding with what can be done about it; the manager who is asked can only answer. */
    public record One(
            FormView form,
            String title,
            Tone tone,
            String state,
            List<Fact> facts,
            List<Step> steps,
            boolean officer,
            String home,
            boolean mayCheck,
            boolean mayAsk,
            boolean mayAnswer) {}
}
