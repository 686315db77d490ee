package kasane.privacy.report;

import java.util.List;
import kasane.privacy.Inquiries;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the templates of 閲覧の説明 take. */
public final class ReportPages {

    private ReportPages() {}

    /** One inquiry of the list. */
    public record Row(String no, String href, String opened, String opener, String purpose, Tone tone, String state) {}

    /** The inquiries; {@code typed} is the number that was looked for. */
    public record Listing(String typed, String said, List<Row> rows) {}

    /** What is known of an inquiry before there is a report. */
    public record Fact(String label, String text) {}

    /**
     * An inquiry that waits for the second person, or for whose records are meant.
     *
     * @param candidates what was found; empty for nobody
     * @param confirm    where the second person confirms; null for who may not
     * @param choose     where the records are chosen; null for who may not
     */
    public record Asking(
            FormView form,
            String title,
            String lead,
            List<Fact> facts,
            @Nullable String confirm,
            @Nullable String choose,
            List<Option> candidates) {}

    /** One line of the log in words. */
    public record Line(
            String when,
            String agency,
            String who,
            String title,
            String act,
            String what,
            String fields,
            String bases,
            String about,
            String caution) {}

    /** One copy that was made. */
    public record Made(
            String no, String href, String variant, String form, String period, String purpose, String who) {}

    /** The report. */
    public record Report(
            String no,
            String home,
            String period,
            String from,
            String until,
            String said,
            List<Fact> facts,
            List<Line> lines,
            boolean more,
            int held,
            String copy,
            List<Made> copies) {}

    static Line line(Inquiries.Line line, String when) {
        return new Line(
                when,
                line.agency(),
                line.staff(),
                line.title(),
                line.act(),
                line.what(),
                line.fields(),
                line.bases(),
                line.about(),
                line.caution() == null ? "" : line.caution().words());
    }
}
