package kasane.conference.poll;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Tone;

/** What the templates of 日程調整 take. */
public final class PollPages {

    private PollPages() {}

    /** One proposed day; {@code suits} counts those whom it suits, and {@code name} is the field of its answer. */
    public record Day(String name, String when, String hours, String suits) {}

    /** What one agency answered, day by day; {@code open} while it has not. */
    public record Row(String agency, boolean open, List<String> answers, String note, String staff) {}

    /**
     * One 日程調整.
     *
     * @param answers the viewer's agency can answer
     * @param choices the days, for the convenor who chooses; empty for everybody else
     * @param meeting what it became; empty for nothing yet
     */
    public record One(
            FormView form,
            String href,
            String body,
            Tone tone,
            String state,
            String convenor,
            String phone,
            String answerBy,
            boolean late,
            boolean answers,
            List<Day> days,
            List<Row> rows,
            List<Option> suits,
            List<Option> choices,
            String meeting) {}
}
