package kasane.collaboration.request;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the templates of 支援依頼 take. */
public final class RequestPages {

    private RequestPages() {}

    /** One line of a list; {@code title} is the household, or that it is not known yet. */
    public record Line(
            String href,
            String title,
            String kind,
            String other,
            Tone tone,
            String state,
            String due,
            boolean late,
            String sent,
            boolean urgent,
            String action) {}

    /** What the agency received and sent, that which waits for it first. */
    public record Lists(List<Line> mine, List<Line> theirs, List<Line> ended) {}

    /** 対象者 to choose from, with the state of consent towards the addressees. */
    public record Person(
            String id,
            String name,
            String age,
            Tone tone,
            String state,
            @Nullable String consent) {}

    /** The form of a new request. */
    public record New(
            FormView form,
            String action,
            String back,
            List<Option> windows,
            List<Person> persons,
            List<Option> reasons,
            String introduction,
            @Nullable String returned) {}

    /** One fact of a request. */
    public record Fact(String label, String text) {}

    /** 対象者 and the consent on which the request rests: what was explained, by whom. */
    public record About(String name, String age, Tone tone, String consent, String explained) {}

    /** A step taken, in words. */
    public record Step(String what, String at, String iso, String who, String other, String words) {}

    /** An action as a button or as a link to its form. */
    public record Action(String label, String href, boolean button, boolean primary) {}

    /** A request. */
    public record Page(
            FormView form,
            Tone tone,
            String state,
            String owner,
            String next,
            String due,
            boolean late,
            List<Action> actions,
            List<String> reasons,
            boolean urgent,
            List<Fact> facts,
            List<About> persons,
            String from,
            String fromPhone,
            String writer,
            String sent,
            String to,
            String toPhone,
            List<Step> steps) {}
}
