package kasane.documents;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * CSV: lines of cells in UTF-8 with the mark by which a spreadsheet knows it. No cell begins what a spreadsheet would carry out
 * as a formula.
 */
public final class Csv {

    private final StringBuilder text = new StringBuilder("\uFEFF");

    /** Adds one line. */
    public Csv line(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(cell(cells.get(i)))
                    .append('"');
        }
        text.append("\r\n");
        return this;
    }

    /** The file so far. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** Quoted; what begins like a formula, however it is spaced or how wide its sign is, gets a quote before it. */
    private static String cell(String value) {
        String clean = Printable.cell(value)
                .replace("\"", "\"\"")
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        String start = clean.stripLeading();
        boolean formula = !start.isEmpty() && "=+-@＝＋－＠".indexOf(start.charAt(0)) >= 0
                || !clean.isEmpty() && "\t\n".indexOf(clean.charAt(0)) >= 0;
        return formula ? "'" + clean : clean;
    }
}
