package kasane.privacy.incident;

import java.util.List;
import kasane.ui.Tone;

/** What the pages of incidents take. */
public final class IncidentPages {

    private IncidentPages() {}

    /** The list; {@code all} for whoever judges. */
    public record Listing(boolean all, List<Row> rows) {}

    /** One incident. */
    public record Row(
            String href,
            String no,
            String kind,
            String agency,
            String known,
            Tone tone,
            String state,
            String due,
            boolean late) {}
}
