package kasane.privacy.chain;

import java.util.List;
import kasane.ui.Tone;

/** What the template of 記録の検証 takes. */
public final class ChainPages {

    private ChainPages() {}

    /** One verification. */
    public record Row(String when, Tone tone, String state, String blocks, String entries) {}

    /** A fact of the log as it stands now. */
    public record Fact(String label, String text) {}

    /**
     * The page.
     *
     * @param officer also inspects the log, and has more pages about it
     * @param seal    the hash of the newest block in groups; empty while nothing is sealed
     */
    public record Page(
            boolean officer,
            Tone tone,
            String state,
            String advice,
            List<Fact> facts,
            List<String> seal,
            String line,
            List<Row> rows) {}
}
