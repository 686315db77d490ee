package kasane.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The hand-written table of routes × actors in {@code src/test/resources/authorisation-matrix.tsv}. */
final class Matrix {

    /** Who asks, by the login in かさね市; nobody for a visitor. */
    static final Map<String, String> ACTORS = Map.of(
            "visitor",
            "",
            "colleague",
            "houkatsu2",
            "stranger",
            "jiritsu",
            "system",
            "system",
            "coordinator",
            "suishin");

    /** One route: what each actor gets, and which secrets the colleague may be shown. */
    record Row(String method, String pattern, String sample, Map<String, String> expected, List<String> secrets) {

        boolean isAsked(String actor) {
            return !expected.get(actor).equals("-");
        }

        boolean allows(String actor, int status) {
            return Arrays.asList(expected.get(actor).split("/")).contains(Integer.toString(status));
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    static final List<Row> ROWS = read();

    private Matrix() {}

    private static List<Row> read() {
        try {
            return Files.readAllLines(Path.of("src/test/resources/authorisation-matrix.tsv")).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(c -> new Row(
                            c[0],
                            c[1],
                            c[2],
                            Map.of(
                                    "visitor",
                                    c[3],
                                    "colleague",
                                    c[4],
                                    "stranger",
                                    c[5],
                                    "system",
                                    c[6],
                                    "coordinator",
                                    c[7]),
                            List.of(c[8].split(","))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
