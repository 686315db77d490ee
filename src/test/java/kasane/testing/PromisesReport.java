package kasane.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Merges what the steps left in {@code target/promises} into {@code target/promises.json}.
 *
 * <p>Run as a single source file, so that the report is written even when the tests do not compile: nothing here may use
 * another class of the project.
 */
public final class PromisesReport {
    /** Whether the code of a promise exists: only then must a test hold it. */
    public enum State {
        BUILT,
        PLANNED
    }

    /** One row of {@code docs/promises.md}. */
    public record Line(String id, String promise, State state) {}

    private record Outcome(int passed, int failed, int skipped) {
        static final Outcome NONE = new Outcome(0, 0, 0);

        Outcome plus(Outcome other) {
            return new Outcome(passed + other.passed, failed + other.failed, skipped + other.skipped);
        }

        String result() {
            return failed > 0 ? "failed" : passed > 0 ? "passed" : "skipped";
        }
    }

    private static final Pattern ROW =
            Pattern.compile("^\\|\\s*([A-Z]+[0-9]+)\\s*\\|\\s*(.+?)\\s*\\|\\s*(built|planned)\\s*\\|\\s*$");

    private PromisesReport() {}

    /** Arguments: the directory of the project, the commit, whether the work tree differs from it, whether all steps ran. */
    public static void main(String[] args) throws IOException {
        var root = Path.of(args[0]);
        var json = json(
                promised(root.resolve("docs/promises.md")),
                outcomes(root.resolve("target/promises")),
                args[1],
                Boolean.parseBoolean(args[2]),
                Boolean.parseBoolean(args[3]));
        Files.writeString(root.resolve("target/promises.json"), json);
    }

    /** The rows of a promises file, in its order; any other line is prose. */
    public static List<Line> promised(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.map(ROW::matcher)
                    .filter(row -> row.matches())
                    .map(row -> new Line(
                            row.group(1), row.group(2), row.group(3).equals("built") ? State.BUILT : State.PLANNED))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Map<String, Outcome>> outcomes(Path directory) throws IOException {
        var byId = new TreeMap<String, Map<String, Outcome>>();
        if (!Files.isDirectory(directory)) {
            return byId;
        }
        List<Path> files;
        try (var found = Files.list(directory)) {
            files = found.filter(file -> file.toString().endsWith(".tsv"))
                    .sorted()
                    .toList();
        }
        for (var file : files) {
            for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                var cells = line.split("\t", -1);
                var outcome =
                        new Outcome(Integer.parseInt(cells[2]), Integer.parseInt(cells[3]), Integer.parseInt(cells[4]));
                byId.computeIfAbsent(cells[0], id -> new TreeMap<>()).merge(cells[1], outcome, Outcome::plus);
            }
        }
        return byId;
    }

    private static String json(
            List<Line> promised,
            Map<String, Map<String, Outcome>> outcomes,
            String commit,
            boolean modified,
            boolean complete) {
        var all = new LinkedHashMap<String, Map<String, Outcome>>();
        promised.forEach(line -> all.put(line.id(), outcomes.getOrDefault(line.id(), Map.of())));
        outcomes.forEach(all::putIfAbsent);
        var entries = new ArrayList<String>();
        all.forEach((id, tests) -> {
            var sum = tests.values().stream().reduce(Outcome.NONE, Outcome::plus);
            var listed = tests.entrySet().stream()
                    .map(test -> "\n      {\"name\": %s, \"result\": \"%s\"}"
                            .formatted(quoted(test.getKey()), test.getValue().result()))
                    .collect(Collectors.joining(","));
            entries.add(
                    "    %s: {\n      \"passed\": %d, \"failed\": %d, \"skipped\": %d,\n      \"tests\": [%s]\n    }"
                            .formatted(
                                    quoted(id),
                                    sum.passed(),
                                    sum.failed(),
                                    sum.skipped(),
                                    listed.replace("\n", "\n  ")));
        });
        return """
                {
                  "commit": %s,
                  "modified": %s,
                  "complete": %s,
                  "promises": {
                %s
                  }
                }
                """.formatted(quoted(commit), modified, complete, String.join(",\n", entries));
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ') {
                out.append("\\u%04x".formatted(c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }
}
