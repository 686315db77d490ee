package kasane.home.caseload;

import java.util.List;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What 担当一覧 shows. */
public final class CaseloadPages {

    private CaseloadPages() {}

    /** A choice as a link; it is the one that holds now. */
    public record Link(String label, String href, boolean current) {}

    /** Choices of one kind. */
    public record Filter(String label, List<Link> links) {}

    /** A day with its words and shape; {@code tone} is null for a day that needs no attention. */
    public record Mark(String what, String day, @Nullable Tone tone) {}

    /** One household. */
    public record Line(
            String href,
            String title,
            String staff,
            String lead,
            Tone tone,
            String state,
            Mark contact,
            String next,
            String nextHref,
            String nextWho,
            @Nullable Mark nextDay,
            List<Mark> expiries,
            String expiriesHref,
            int openWork) {}

    /** How much lies with one of the agency's people. */
    public record Load(String name, String href, boolean current, int cases, int openWork, int late) {}

    /** The page. */
    public record Page(
            int total,
            List<Filter> filters,
            List<Line> lines,
            List<Load> load,
            @Nullable String more,
            @Nullable String first,
            String workbook) {}
}
