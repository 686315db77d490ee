package kasane.home.transfers;

import java.util.List;
import kasane.ui.Tone;

/** What the templates of 定例ケース共有 take. */
public final class TransferPages {

    private TransferPages() {}

    /** One line. */
    public record Line(
            String href,
            String title,
            String way,
            String other,
            String sent,
            Tone tone,
            String state,
            String last,
            String due,
            boolean late,
            String shared,
            String note,
            String sharing) {}

    /**
     * The list.
     *
     * @param all  what is finished is shown too
     * @param more where the other list is
     */
    public record Listed(String period, boolean all, String more, List<Line> lines) {}
}
