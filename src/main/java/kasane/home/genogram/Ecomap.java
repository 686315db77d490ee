package kasane.home.genogram;

import java.util.ArrayList;
import java.util.List;
import kasane.home.genogram.Drawing.Helper;
import kasane.home.genogram.Drawing.Line;
import kasane.home.genogram.Drawing.Symbol;

/** エコマップ: the agencies around the household, half of them at each side, with a line to it; 主 has a heavier one. */
public final class Ecomap {

    private static final int WIDTH = 148;
    private static final int HEIGHT = 46;
    private static final int SPACE = 12;
    private static final int BRIDGE = 46;
    private static final int LETTERS = 10;

    private Ecomap() {}

    /** An agency that is involved; {@code kind} is the word above its name. */
    public record Agency(String name, String kind, boolean lead) {}

    /** The family's picture with the agencies around it; the lead comes first. */
    public static Drawing around(Drawing family, List<Agency> agencies) {
        if (agencies.isEmpty()) {
            return family;
        }
        List<Agency> ordered = new ArrayList<>(agencies);
        ordered.sort(java.util.Comparator.comparing(a -> a.lead() ? 0 : 1));
        boolean both = ordered.size() > 1;
        int rows = (ordered.size() + 1) / 2;
        int needed = rows * (HEIGHT + SPACE) - SPACE + 24;
        int height = Math.max(family.height(), needed);
        int offsetX = WIDTH + BRIDGE;
        int offsetY = (height - family.height()) / 2;
        int width = offsetX + family.width() + (both ? BRIDGE + WIDTH : 0);

        List<Helper> helpers = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            boolean left = i % 2 == 0;
            int inColumn = left ? rows : ordered.size() / 2;
            int block = inColumn * (HEIGHT + SPACE) - SPACE;
            int y = (height - block) / 2 + (i / 2) * (HEIGHT + SPACE);
            int x = left ? 1 : width - WIDTH - 1;
            Agency agency = ordered.get(i);
            helpers.add(new Helper(x, y, WIDTH, HEIGHT, agency.kind(), broken(agency.name()), agency.lead()));
            int from = left ? x + WIDTH : x;
            int middle = y + HEIGHT / 2;
            int[] end = end(family, left, middle - offsetY);
            int to = end[0] + offsetX;
            int aim = end[1] + offsetY;
            int bend = (from + to) / 2;
            lines.add(new Line(
                    "M" + from + " " + middle + "C" + bend + " " + middle + " " + bend + " " + aim + " " + to + " "
                            + aim,
                    agency.lead() ? "helper lead" : "helper"));
        }
        for (Line line : family.lines()) {
            lines.add(new Line(moved(line.path(), offsetX, offsetY), line.kind()));
        }
        return new Drawing(
                width,
                height,
                family.boundary() == null ? null : moved(family.boundary(), offsetX, offsetY),
                family.spans().stream()
                        .map(span -> span.moved(offsetX, offsetY))
                        .toList(),
                lines,
                family.symbols().stream()
                        .map(s -> new Symbol(
                                s.person(), s.x() + offsetX, s.y() + offsetY, s.labelX() + offsetX, s.labelAside()))
                        .toList(),
                helpers,
                family.spoken() + "。かかわる機関："
                        + String.join(
                                "、",
                                ordered.stream()
                                        .map(a -> a.name() + (a.lead() ? "（主）" : ""))
                                        .toList()));
    }

    /** Where a line ends at the household: near its own height, and where nobody who lives elsewhere is in the way. */
    private static int[] end(Drawing family, boolean left, int height) {
        int[] best = {left ? 16 : family.width() - 16, Math.clamp(height, 40, Math.max(40, family.height() - 40))};
        int least = Integer.MAX_VALUE;
        for (Drawing.Span span : family.spans()) {
            int aim = Math.clamp(height, span.top() + 20, span.bottom() - 20);
            boolean blocked = family.symbols().stream()
                    .anyMatch(s -> s.y() > span.top()
                            && s.y() < span.bottom()
                            && (left ? s.x() < span.left() : s.x() > span.right()));
            int cost = Math.abs(aim - height) + (blocked ? 10_000 : 0);
            if (cost < least) {
                least = cost;
                best = new int[] {left ? span.left() : span.right(), aim};
            }
        }
        return best;
    }

    private static List<String> broken(String name) {
        int[] letters = name.codePoints().toArray();
        if (letters.length <= LETTERS) {
            return List.of(name);
        }
        int cut = letters.length > 2 * LETTERS ? LETTERS : (letters.length + 1) / 2;
        // A space is the natural place to break.
        for (int i = 3; i <= LETTERS && i < letters.length; i++) {
            if (letters[i] == ' ' || letters[i] == '　') {
                cut = i;
            }
        }
        String first = new String(letters, 0, cut).strip();
        String rest = new String(letters, cut, letters.length - cut).strip();
        int[] second = rest.codePoints().toArray();
        return List.of(first, second.length <= LETTERS ? rest : new String(second, 0, LETTERS - 1) + "…");
    }

    /** The path moved by an offset; our paths use M L H V Q C with whole numbers, and l for the marks. */
    private static String moved(String path, int dx, int dy) {
        StringBuilder out = new StringBuilder();
        char command = 'M';
        int index = 0;
        int i = 0;
        while (i < path.length()) {
            char c = path.charAt(i);
            if (Character.isLetter(c)) {
                command = c;
                index = 0;
                out.append(c);
                i++;
            } else if (c == ' ') {
                out.append(c);
                i++;
            } else {
                int end = i + 1;
                while (end < path.length() && Character.isDigit(path.charAt(end))) {
                    end++;
                }
                int value = Integer.parseInt(path.substring(i, end));
                boolean across = command == 'H' || (command != 'V' && index % 2 == 0);
                out.append(command == 'l' ? value : value + (across ? dx : dy));
                index++;
                i = end;
            }
        }
        return out.toString();
    }
}
