package kasane.home.genogram;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 図: symbols, lines and words with their places; the template turns it into SVG.
 *
 * @param boundary the line around those who live together, as a path; null when nobody does
 * @param spans    how far that line reaches at each height
 * @param spoken   the same in one sentence, for those who do not see the picture
 */
public record Drawing(
        int width,
        int height,
        @Nullable String boundary,
        List<Span> spans,
        List<Line> lines,
        List<Symbol> symbols,
        List<Helper> helpers,
        String spoken) {

    public Drawing {
        spans = List.copyOf(spans);
        lines = List.copyOf(lines);
        symbols = List.copyOf(symbols);
        helpers = List.copyOf(helpers);
    }

    /** One generation of those who live together, from edge to edge. */
    public record Span(int top, int bottom, int left, int right) {
        Span moved(int dx, int dy) {
            return new Span(top + dy, bottom + dy, left + dx, right + dx);
        }
    }

    /** A line as a path; {@code kind} is its class in the style sheet. */
    public record Line(String path, String kind) {}

    /**
     * A person.
     *
     * @param labelX where the words begin; beside the line down to a child when there is no partner
     */
    public record Symbol(Family.Person person, int x, int y, int labelX, boolean labelAside) {
        /** The line of the name: a little lower under ◇. */
        public int labelY() {
            return y + (person.shape() == Family.Shape.DIAMOND ? 47 : 42);
        }

        /** The outline of ◇. */
        public String diamond() {
            int r = Genogram.RADIUS + 5;
            return "M" + x + " " + (y - r) + "L" + (x + r) + " " + y + "L" + x + " " + (y + r) + "L" + (x - r) + " " + y
                    + "Z";
        }
    }

    /** An agency beside the household; two lines of its name at most. */
    public record Helper(int x, int y, int width, int height, String kind, List<String> name, boolean lead) {
        public Helper {
            name = List.copyOf(name);
        }
    }
}
