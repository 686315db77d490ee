package kasane.conference.meeting;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the templates of 会議 take. */
public final class MeetingPages {

    private MeetingPages() {}

    /**
     * One line of the list.
     *
     * @param answers what the viewer may know of the answers, in words
     */
    public record Line(
            String href,
            String day,
            String hours,
            String body,
            String convenor,
            String place,
            int items,
            Tone tone,
            String state,
            String answers,
            String action) {}

    /** A 日程調整 that is still open. */
    public record Asking(String href, String body, String convenor, String answerBy) {}

    /** The list: those to come, those that were, and days that are still asked for. */
    public record Listed(List<Line> coming, List<Line> past, List<Asking> asking, boolean convenes) {}

    /** The form of a new or changed meeting; {@code agencies} only for a new one. */
    public record Form(
            FormView form,
            String title,
            String lead,
            String action,
            String verb,
            String back,
            List<Option> bodies,
            List<Option> also,
            List<Option> agencies) {}

    /** An item as the viewer's page of the meeting numbers it. */
    public record Item(
            String href, String label, String title, String household, Tone tone, String stage, String conclusion) {}

    /** An agency that was asked. */
    public record Invited(String name, Tone tone, String answer, String who, String notice) {}

    /** Somebody who confirmed. */
    public record Confirmed(String who, String at) {}

    /** 支援会議の議題: that there is one, and whether the viewer is inside. */
    public record Sealed(String href, Tone tone, String state) {}

    /**
     * A meeting.
     *
     * @param sealed     items of a 支援会議, without a word of what they are about
     * @param law        根拠 of the body
     * @param secrecyLaw where its secrecy follows from
     * @param own        the viewer's agency convened it
     * @param answering  the form of the answer, for an agency that is asked and may still answer
     * @param answered   what the own agency answered
     * @param secrecy    when the viewer confirmed; empty while not
     * @param next       the first item of a meeting that was held whose minutes the viewer still has to confirm
     * @param absent     words about municipal staff that did not come; empty for none
     * @param looksIn    the viewer's agency has to look into that
     */
    public record Page(
            String href,
            String body,
            String when,
            String place,
            String convenor,
            String phone,
            String law,
            String secrecyLaw,
            Tone tone,
            String state,
            boolean own,
            boolean changeable,
            boolean closable,
            List<Item> items,
            List<Sealed> sealed,
            @Nullable Item next,
            List<Invited> invited,
            @Nullable FormView answering,
            String answered,
            String secrecy,
            List<Confirmed> confirmed,
            String absent,
            boolean looksIn,
            FormView button) {}

    /** Who came; {@code municipal} asks for the staff of the municipality. */
    public record Attendance(FormView form, String href, String when, List<Option> agencies, boolean municipal) {}

    /** 中止: the items that wait and the meetings they can go to. */
    public record CallingOff(FormView form, String href, String when, int items, List<Option> meetings) {}

    /** More agencies to be asked. */
    public record Inviting(FormView form, String href, List<Option> agencies) {}
}
