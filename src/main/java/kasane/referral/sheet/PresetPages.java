package kasane.referral.sheet;

import org.jspecify.annotations.Nullable;

/** What the list of the town's own sheets takes. */
public final class PresetPages {

    private PresetPages() {}

    /** One state of a sheet; {@code change} and {@code end} are null for what has ended. */
    public record Line(
            String label,
            String use,
            String required,
            String period,
            String state,
            @Nullable String change,
            @Nullable String end) {}

    /** All of them. */
    public record List(java.util.List<Line> lines) {}
}
