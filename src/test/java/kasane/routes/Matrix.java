package kasane.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The hand-written table of routes × actors in {@code src/test/resources/authorisation-matrix.tsv}. Its first line names
 * the actors, each with the login in かさね市; one more actor is one more column there and nothing here.
 */
final class Matrix {

    /** Whose secrets stand first in their column, without a name before them. */
    private static final String COLLEAGUE = "colleague";

    /** Who asks, by the login in かさね市; nobody for a visitor. */
    static final Map<String, String> ACTORS = new LinkedHashMap<>();

    static final List<Row> ROWS = read();

    /** One route: what each actor gets, and which secrets. */
    record Row(
            String method,
            String pattern,
            String sample,
            Map<String, String> expected,
            Map<String, List<String>> secrets) {

        boolean isAsked(String actor) {
            return !expected.get(actor).equals("-");
        }

        boolean allows(String actor, int status) {
            return Arrays.asList(expected.get(actor).split("/")).contains(Integer.toString(status));
        }

        /** Whether the actor was shown all of what the table lists for them, and nothing else. */
        boolean allows(String actor, Set<String> shown) {
            List<String> listed = secrets.getOrDefault(actor, List.of());
            return listed.stream().filter(secret -> !secret.endsWith("?")).allMatch(shown::contains)
                    && shown.stream().allMatch(secret -> listed.contains(secret) || listed.contains(secret + "?"));
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    private Matrix() {}

    private static List<Row> read() {
        List<String[]> lines;
        try {
            lines = Files.readAllLines(Path.of("src/test/resources/authorisation-matrix.tsv")).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String[] head = lines.getFirst();
        for (String actor : Arrays.asList(head).subList(3, head.length - 1)) {
            ACTORS.put(actor.split("=")[0], actor.contains("=") ? actor.split("=")[1] : "");
        }
        List<Row> rows = new ArrayList<>();
        for (String[] line : lines.subList(1, lines.size())) {
            if (line.length != head.length) {
                throw new AssertionError(
                        line[0] + " " + line[1] + " has " + line.length + " columns of " + head.length);
            }
            Map<String, String> expected = new LinkedHashMap<>();
            int column = 3;
            for (String actor : ACTORS.keySet()) {
                expected.put(actor, line[column++]);
            }
            rows.add(new Row(line[0], line[1], line[2], expected, secrets(line[column])));
        }
        return rows;
    }

    /**
     * {@code name,phone?;addressee=name,word}: the colleague's first, then those of others; a ? for what may stand there
     * and need not, on a list that shows the newest only; - for none at all.
     */
    private static Map<String, List<String>> secrets(String cell) {
        Map<String, List<String>> secrets = new LinkedHashMap<>();
        for (String part : cell.equals("-") ? new String[0] : cell.split(";")) {
            String[] whose = part.contains("=") ? part.split("=") : new String[] {COLLEAGUE, part};
            secrets.put(whose[0], List.of(whose[1].split(",")));
        }
        if (!ACTORS.keySet().containsAll(secrets.keySet())
                || !secrets.values().stream()
                        .flatMap(List::stream)
                        .map(secret -> secret.replace("?", ""))
                        .allMatch(Planted.SECRETS::containsKey)) {
            throw new AssertionError("an actor or a secret that nobody knows: " + cell);
        }
        return secrets;
    }
}
