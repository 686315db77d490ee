package kasane.conference.item;

import java.util.List;
import java.util.Set;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the templates of 議題 take. */
public final class ItemPages {

    private ItemPages() {}

    /** Before anything is opened: the promise to keep it secret. */
    public record Secrecy(String meeting, String item, String label, String when, FormView form) {}

    /** One person's consent towards one agency. */
    public record Cell(String person, Tone tone, String state) {}

    /** One agency in the check of members: whether it takes part, and by which consents. */
    public record Row(String agency, boolean member, String state, Tone tone, List<Cell> cells) {}

    /** A decision; {@code completion} and {@code removal} are empty where the viewer may not. */
    public record Decided(
            int no,
            String what,
            String goal,
            String agency,
            String due,
            boolean dropped,
            Tone tone,
            String state,
            String completion,
            String removal) {}

    /** 準備シート of one agency: the blocks that say something, each under its heading. */
    public record Prepared(String agency, String written, List<StageFact> blocks) {
        public Prepared {
            blocks = List.copyOf(blocks);
        }
    }

    /** What stood in the minutes before a correction. */
    public record Before(String summary, String view, String pending, String reason, String when) {}

    /**
     * An item.
     *
     * @param subject  the page of what is talked about; null where the viewer does not see it
     * @param deciding the form of one more decision; null where none can be added
     * @param left     a consent has ended, and the minutes can only be left as they stand
     * @param next     the one next action as a link; empty for none
     * @param attending whether those it is about come themselves, each by name
     * @param attend   where that is recorded; empty where it cannot
     * @param prepare  where the own 準備シート is written; empty where it cannot
     * @param above    the conference of executives that took it up; empty for none
     * @param sheet    the confirmed minutes as PDF; empty while they are not confirmed
     * @param people   everybody it is about, in the order of the check
     */
    public record Page(
            String href,
            String meeting,
            String label,
            String title,
            String when,
            Tone tone,
            String stage,
            @Nullable String subject,
            boolean own,
            boolean writable,
            boolean correctable,
            boolean confirmable,
            boolean left,
            String next,
            String nextHref,
            String summary,
            String view,
            String pending,
            String written,
            List<Decided> decisions,
            @Nullable FormView deciding,
            List<Option> agencies,
            List<Option> goals,
            String conclusion,
            String lead,
            String above,
            String aboveHref,
            String confirmed,
            String sheet,
            List<String> members,
            List<String> people,
            List<Row> checks,
            boolean checkable,
            String secrecy,
            List<Before> before,
            List<Prepared> prepared,
            String prepare,
            List<StageFact> attending,
            String attend,
            FormView button) {}

    /** Writing or correcting the minutes. */
    public record Words(FormView form, String title, String lead, String action, String back, boolean correcting) {}

    /**
     * 協議結果.
     *
     * @param leadCodes the conclusions by which somebody takes the lead over
     * @param withLead  the same in words
     */
    public record Conclusion(
            FormView form,
            String title,
            String href,
            List<Option> codes,
            List<Option> leads,
            Set<String> leadCodes,
            String withLead) {}

    /** An agency of the room, with whether it sits there and whether it may see the item. */
    public record Seat(String agency, String name, boolean present, boolean maySee, boolean moves) {}

    /** What was wished or aimed at. */
    public record StageFact(String label, String text) {}

    /** A line of the plan on the wall. */
    public record StageLine(String goal, String action, String who, String until, String byFamily) {}

    /** What everybody who sits there may see. */
    public record Stage(
            String household,
            String title,
            List<String> people,
            List<StageFact> facts,
            List<StageLine> lines,
            List<String> decisions) {}

    /**
     * 会議モード.
     *
     * @param secrecy  when the viewer confirmed
     * @param inTheWay who sits there and may not see the item: nothing of it is shown then
     * @param stage    null while somebody is in the way
     * @param next     the next item; empty for the last
     */
    public record Projector(
            FormView form,
            String href,
            String body,
            String no,
            String secrecy,
            List<Seat> seats,
            List<String> inTheWay,
            @Nullable Stage stage,
            boolean deciding,
            List<Option> agencies,
            List<Option> goals,
            String next,
            FormView button) {}
}
