package kasane.ui;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 案件の画面: a page that is mostly facts, the parties and what was done: for a matter between two sides that does not deserve a
 * template of its own.
 *
 * @param lead       one sentence under the title; may be empty
 * @param tone       of the state; null for a matter that has none
 * @param dueLabel   what the day stands for
 * @param due        the last day in words; empty for none
 * @param factsTitle the heading over the facts
 * @param steps      the latest first
 * @param links      other pages about the same
 */
public record MatterPage(
        FormView form,
        String title,
        String lead,
        @Nullable Tone tone,
        String state,
        String dueLabel,
        String due,
        boolean late,
        String factsTitle,
        List<Fact> facts,
        List<Action> actions,
        String partiesTitle,
        List<Fact> parties,
        List<Step> steps,
        List<Action> links) {

    public MatterPage {
        facts = List.copyOf(facts);
        actions = List.copyOf(actions);
        parties = List.copyOf(parties);
        steps = List.copyOf(steps);
        links = List.copyOf(links);
    }

    /** One fact. */
    public record Fact(String label, String text) {}

    /** What was done. */
    public record Step(String when, String what, String who, String words) {}

    /** What can be done next: a button that posts, or a way to a form. */
    public record Action(String label, String href, boolean button, boolean primary) {}

    /** The page as a screen, 422 when a button was refused. */
    public Screen screen() {
        return Screen.form("ui/matter/page", title, this, form);
    }
}
