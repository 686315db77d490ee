package kasane.editing;

import java.util.Map;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.ui.Screen;

/** What became of a form: carried out, or sent back with what was typed. */
public sealed interface Outcome {

    /** Carried out: where to go, and one sentence for the next page that names nobody. */
    record Done(String location, String sentence) implements Outcome {}

    /**
     * Carried out, and answered with what can be shown this once and never again; sent a second time it leads to the
     * location.
     */
    record Shown(Screen screen, String location) implements Outcome {}

    /** Sent back: the field → Japanese sentence. */
    record Invalid(Map<String, String> errors) implements Outcome {}

    /** A rule refused; the reason is shown at the field it belongs to. */
    record Refused(String field, Reason reason) implements Outcome {}

    /** Turns a rule's answer into an outcome: where an allowed value leads, and the field of a refusal. */
    static <T> Outcome of(
            Decision<T> decision, String field, String sentence, java.util.function.Function<T, String> location) {
        return switch (decision) {
            case Decision.Allowed<T>(T value) -> new Done(location.apply(value), sentence);
            case Decision.Refused<T>(Reason reason) -> new Refused(field, reason);
        };
    }
}
