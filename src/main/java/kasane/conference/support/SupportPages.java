package kasane.conference.support;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.MatterPage;
import kasane.ui.Tone;

/** What the templates of 支援会議 take. */
public final class SupportPages {

    private SupportPages() {}

    /** One line of a list. */
    public record Line(
            String href, String title, String sub, Tone tone, String state, String due, boolean late, String since) {}

    /**
     * The page of lists.
     *
     * @param judges the viewer judges and convenes
     */
    public record Lists(boolean judges, List<Line> toJudge, List<Line> series, List<Line> own, String law) {}

    /** A sitting in the list of its series. */
    public record Slot(String href, String title, Tone tone, String state) {}

    /** 支援会議 as its convenor leads it. */
    public record Series(
            FormView form,
            String title,
            String called,
            Tone tone,
            String state,
            String due,
            boolean late,
            String consent,
            String request,
            List<Slot> slots,
            List<MatterPage.Action> actions,
            List<MatterPage.Step> steps) {}

    /** Before somebody comes in. */
    public record Door(
            FormView form, String title, String when, String meeting, String action, String secrecy, boolean open) {}

    /** 構成員 with who came in. */
    public record Seat(String name, String chosen, String href, List<Person> persons) {}

    /** Somebody inside; {@code out} is empty where the viewer cannot shut the door. */
    public record Person(String name, String at, boolean left, String out) {}

    /** 資料. */
    public record Material(String title, String words, String from, String carried) {}

    /** 決定事項. */
    public record Decided(
            int no,
            String what,
            String agency,
            String due,
            Tone tone,
            String state,
            String words,
            List<MatterPage.Action> actions) {}

    /** What went out, or was asked. */
    public record Outward(String href, String title, String to, Tone tone, String state) {}

    /** What stood in the minutes before. */
    public record Revision(String when, String who, String reason, String words) {}

    /** A sitting from inside; {@code sheet} are its minutes as PDF, empty while there is no result. */
    public record Sitting(
            FormView form,
            String href,
            String title,
            String called,
            String when,
            String meeting,
            String series,
            boolean convenor,
            boolean open,
            Tone tone,
            String state,
            String purpose,
            List<Seat> seats,
            List<Material> materials,
            String summary,
            String view,
            String pending,
            String written,
            String sheet,
            List<Revision> revisions,
            List<Decided> decisions,
            List<Outward> releases,
            List<Outward> cooperations,
            boolean carries) {}
}
