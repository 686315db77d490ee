package kasane.referral.sheet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the page of つなぎの数 takes. */
public final class FiguresPages {

    private FiguresPages() {}

    /** A row: a month or an agency, and its counts as words. */
    public record Row(String label, @Nullable String href, List<String> counts) {}

    /**
     * The page.
     *
     * @param agency   whose months stand there
     * @param town     every agency; empty for whoever sees the own one only
     * @param withheld the sentence about what is not told; empty when nothing is withheld
     * @param file     the same as .xlsx
     */
    public record Page(
            String agency,
            String period,
            List<String> heads,
            List<Row> months,
            List<Row> town,
            String withheld,
            String file) {}
}
