package kasane.collaboration.overview;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the templates of ケース take. */
public final class CasePages {

    private CasePages() {}

    /** One case of a list. */
    public record Line(
            String href,
            String title,
            String begun,
            Tone tone,
            String state,
            String next,
            String due,
            boolean late,
            String staff,
            String agency,
            String last,
            String action) {}

    /** The agency's cases, those that wait for it first. */
    public record Lists(List<Line> mine, List<Line> theirs, List<Line> ended) {}

    /** An action as a button or as a link to its form. */
    public record Action(String label, String href, boolean button, boolean primary) {}

    /** Why the case rests, for whoever may see whom that is about. */
    public record Pause(String reason, String people, String since, String words) {}

    /**
     * Where the case stands and what is to be done.
     *
     * @param pause null when it does not rest, or for other reasons than the viewer may know
     */
    public record Now(
            Tone tone,
            String state,
            String owner,
            String next,
            String due,
            boolean late,
            @Nullable Pause pause,
            List<Action> actions,
            List<Action> more) {}

    /** The case before this one, or the one that follows it; {@code words} say why it was reopened. */
    public record Linked(String what, String href, String when, String reason, String words) {}

    /** 対象者, with the consent towards the agency that carries the case. */
    public record Person(String name, String age, Tone tone, String consent) {}

    /** One agency of the 支援チーム. */
    public record Member(
            String name,
            String role,
            String since,
            boolean left,
            @Nullable String leave) {}

    /** One line of the plan that counts. */
    public record PlanLine(String goal, String action, String who, String frequency, String due) {}

    /** Another version of the plan. */
    public record Version(String label, String href, Tone tone, String state) {}

    /** The plan that counts; its words are empty for whoever may not see everybody it is about. */
    public record PlanPart(
            String title,
            String href,
            Tone tone,
            String state,
            String kind,
            String period,
            String monitoring,
            String lead,
            String nextLead,
            String longGoal,
            String shortGoal,
            List<PlanLine> lines,
            List<Version> others) {}

    /** The newest assessment. */
    public record AssessmentPart(
            String title, String href, String mainIssue, List<String> issues, String summary, String written) {}

    /** Something that happened, with its page. */
    public record Entry(String when, String who, String what, String words, String href) {}

    /** 出来事 with what became of it. */
    public record Occurrence(String when, String what, String who, Tone tone, String state, String href) {}

    /** A step of the case. */
    public record Step(String on, String what, String who) {}

    /**
     * One case.
     *
     * @param without the agencies that have left and still have lines in the plan in force; empty for none
     */
    public record Page(
            FormView form,
            boolean sight,
            String href,
            String begun,
            String staff,
            String owner,
            String referrer,
            @Nullable String request,
            Now now,
            @Nullable AssessmentPart assessment,
            @Nullable PlanPart plan,
            List<Occurrence> occurrences,
            List<Entry> looks,
            List<Entry> conferences,
            List<Entry> information,
            List<Entry> inquiries,
            List<Entry> handBacks,
            List<Entry> handovers,
            List<Person> persons,
            List<Member> team,
            @Nullable String join,
            String without,
            List<Linked> linked,
            List<Step> steps) {}

    /** One line about what was asked for a household. */
    public record Asked(String href, String what, Tone tone, String state, String when) {}

    /**
     * The tab of a household without an open case.
     *
     * @param jointly a 連携支援 goes on
     */
    public record None(
            boolean own,
            boolean waiting,
            boolean jointly,
            String request,
            String introduction,
            String joint,
            List<Asked> joints,
            List<Asked> asked,
            List<Asked> cases) {}
}
