package kasane.casework.expiry;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the template of 期限 takes. */
public final class ExpiryPages {

    private ExpiryPages() {}

    /** One day; {@code end} is null for what another agency wrote down. */
    public record Line(
            String kind,
            String note,
            String who,
            Tone tone,
            String day,
            String agency,
            @Nullable String end) {}

    /** The days of a household. */
    public record Page(FormView form, String write, List<Line> lines) {}
}
