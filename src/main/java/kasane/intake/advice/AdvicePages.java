package kasane.intake.advice;

import java.util.List;
import kasane.ui.Tone;

/** What the templates of 支援者からの相談 take. */
public final class AdvicePages {

    private AdvicePages() {}

    /** One line of the list. */
    public record Line(
            String href, String worry, String field, String with, Tone tone, String state, String due, String asked) {}

    /** 同行支援. */
    public record Company(String on, String whom, String place, String minutes, String staff, String words) {}

    /** The page of lists. */
    public record Lists(
            boolean coordinates, boolean counts, List<Line> received, List<Line> asked, List<Company> company) {}

    /** A month and an agency. */
    public record Row(String month, String agency, int asked, int advised, int along) {}

    /** The counts. */
    public record Counts(List<Row> rows, int asked, int advised, int along) {}
}
