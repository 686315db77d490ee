package kasane.referral.sheet;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the templates of つなぎ take. */
public final class ReferralPages {

    private ReferralPages() {}

    /**
     * 機関カード as the form shows it.
     *
     * @param fits the issues for which this window is chosen beforehand, separated by spaces
     */
    public record Window(
            String id,
            String name,
            String phone,
            String hours,
            String does,
            String doesNot,
            String contact,
            String fits) {}

    /** A danger, and the window that a law names for it, in words; empty for none. */
    public record Danger(String code, String label, String window) {}

    /** The form of a new sheet; {@code members} are those of a household that is known already, otherwise none. */
    public record New(
            FormView form,
            String ownSecrecy,
            List<Window> windows,
            List<Option> issues,
            List<Option> urgencies,
            List<Danger> dangers,
            @Nullable Back back,
            List<Option> members) {}

    /** The sheet that came back as 対応不可. */
    public record Back(String id, String from, String reason, String words) {}

    /** One line of a list. */
    public record Line(
            String href,
            String person,
            String other,
            Tone tone,
            String state,
            String due,
            boolean late,
            String sent,
            boolean urgent,
            String action) {}

    /** The agency's sheets, those that wait for it first. */
    public record Lists(List<Line> mine, List<Line> theirs, List<Line> ended) {}

    /** One fact of a sheet. */
    public record Fact(String label, String text) {}

    /** A step taken, in words. */
    public record Step(String what, String at, String iso, String who, String reason, String other, String words) {}

    /** The one next action as a button or as a link to its form. */
    public record Action(String label, String href, boolean button, boolean primary) {}

    /** A sheet. */
    public record Sheet(
            FormView form,
            String title,
            String href,
            Tone tone,
            String state,
            String owner,
            String next,
            String due,
            boolean late,
            List<Action> actions,
            List<String> issues,
            String mainIssue,
            List<Fact> facts,
            List<Step> steps,
            String basis,
            String from,
            String fromPhone,
            String to,
            String toPhone,
            String writer,
            String sent,
            boolean urgent,
            @Nullable String household,
            @Nullable String before,
            @Nullable String after) {}

    /** The form of one step: which fields it asks for follows from what is filled here. */
    public record StepForm(
            FormView form,
            String title,
            String lead,
            String action,
            String back,
            String button,
            String codeLabel,
            List<Option> codes,
            List<Option> windows,
            String wordsLabel,
            String wordsHint,
            boolean wordsRequired) {}

    /** The choice of windows for a 案内カード. */
    public record CardChoice(List<Window> windows, List<String> chosen, boolean none) {}

    /** A 案内カード; nothing in it says for whom it was made. */
    public record Card(List<Window> windows, String town, String agency, String phone) {}

    /** 説明カード. */
    public record Explanation(String town, String agency) {}
}
