package kasane.collaboration.assessment;

import java.util.List;

/**
 * アセスメントシート on paper: four pages about the household and about each person, national items in a bold frame.
 *
 * @param version such as 第2版
 * @param written when and by whom
 * @param issues  課題と特性 of all of them, the main one first
 * @param words   what is written about all of them together
 */
public record AssessmentPaper(
        String version, String written, String persons, String issues, List<Words> words, List<Sheet> sheets) {
    public AssessmentPaper {
        words = List.copyOf(words);
        sheets = List.copyOf(sheets);
    }

    /** One text about all of them. */
    public record Words(String label, String text) {}

    /**
     * The pages about the household or a person.
     *
     * @param apart begins on paper of its own
     */
    public record Sheet(String title, boolean apart, List<Part> parts) {}

    /** One page of the form. */
    public record Part(String title, List<Line> lines) {}

    /**
     * One item.
     *
     * @param tall  room for several lines by hand
     * @param boxes the choices; none for typed answers
     */
    public record Line(String label, boolean national, boolean tall, List<Box> boxes, String text) {}

    /** A choice. */
    public record Box(String label, boolean on) {
        /** The sign in print. */
        public String sign() {
            return on ? "☑" : "☐";
        }
    }
}
