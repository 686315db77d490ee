package kasane.intake.reception;

import java.util.List;
import java.util.Set;
import kasane.files.FilesPart;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the pages of the reception show. */
public final class ReceptionPages {

    private ReceptionPages() {}

    /** 危険: a choice with the road that opens at once. */
    public record Danger(String code, String label, String duty, String law, String call, String agency) {}

    /** つなぎの目安: an agency with what it is for. */
    public record GuideLine(String agency, String phone, String issues, String does, String doesNot) {}

    /** A household that the form is about. */
    public record Known(String name, String href, List<Option> persons) {}

    /** 相談を受ける. */
    public record Form(
            FormView form,
            @Nullable Known known,
            @Nullable String note,
            boolean searched,
            List<Option> found,
            List<Option> channels,
            List<Option> routes,
            List<Option> callers,
            List<Option> secrecy,
            List<Option> issues,
            List<Danger> dangers,
            List<Option> urgencies,
            List<Option> audiences,
            List<Option> outcomes,
            List<GuideLine> guide) {}

    /** A line of the list. */
    public record Line(
            String href,
            String when,
            String about,
            String issue,
            String story,
            Tone tone,
            String urgency,
            boolean danger,
            String outcome,
            String writer) {}

    /** A phone note that waits. */
    public record Note(String href, String when, String text, String writer) {}

    /** A filter of the list. */
    public record Filter(String label, String href, boolean current) {}

    /** 相談の一覧. */
    public record Listed(
            List<Filter> filters,
            List<Note> notes,
            List<Line> lines,
            @Nullable String more) {}

    /** Whom it is taken to be about. */
    public record Bound(String id, String words, String href, String since, boolean ended, String end) {}

    /** An issue as a chip. */
    public record Issue(String label, boolean main) {}

    /** Who told, as far as the reader may know it. */
    public record Informant(String line, boolean hidden, List<Option> colleagues) {}

    /** A time the consultation was passed to a colleague. */
    public record Passed(String line, String words, String state, String answer) {}

    /**
     * 担当: who keeps the consultation, whom it was passed to, and what the reader can do about it.
     *
     * @param open       path of the passing the reader can act on; null for none
     * @param steps      the steps the reader may take with it, by name
     * @param colleagues whom it can be passed to; empty while a colleague is being waited for
     */
    public record Keeping(
            String keeper,
            List<Passed> passed,
            @Nullable String open,
            Set<String> steps,
            List<Option> colleagues,
            boolean hiddenStays,
            FormView pass,
            FormView giveBack) {

        /** Whether the reader may take the step. */
        public boolean may(String step) {
            return steps.contains(step);
        }
    }

    /** One consultation. */
    public record One(
            String id,
            String when,
            String written,
            String writer,
            String agency,
            String how,
            String caller,
            boolean callerHidden,
            @Nullable Informant informant,
            String about,
            List<Bound> bound,
            List<Issue> issues,
            String story,
            String wish,
            String impression,
            String note,
            Tone tone,
            String urgency,
            boolean team,
            List<Danger> dangers,
            List<String> calls,
            String outcome,
            String outcomeNote,
            String decided,
            boolean own,
            List<GuideLine> guide,
            List<String> signs,
            FormView button,
            FormView bind,
            FormView call,
            FormView outcomeForm,
            List<Option> outcomes,
            List<Option> found,
            @Nullable Keeping keeping,
            FilesPart files) {

        /** Whether a danger was seen and nobody has been told yet. */
        public boolean mustCall() {
            return own && !dangers.isEmpty() && calls.isEmpty();
        }
    }
}
