package kasane.conference.body;

import java.util.List;
import kasane.ui.Tone;

/** What the page of 会議体 takes. */
public final class BodyPages {

    private BodyPages() {}

    /** Every body, as it is today. */
    public record Listed(List<Line> lines) {
        public Listed {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One body.
     *
     * @param words where its name is changed
     */
    public record Line(
            String label,
            String law,
            String secrecy,
            String convenes,
            Tone tone,
            String state,
            String since,
            String change,
            String words) {}
}
