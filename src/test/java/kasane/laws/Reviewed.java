package kasane.laws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The reviewed exceptions in src/test/resources: one a line, {@code what | reason}; an empty reason is refused. */
final class Reviewed {

    private Reviewed() {}

    /** {@code schema.table COMMAND role} → reason. */
    static final Map<String, String> OPEN = read("/open-tables.txt");

    /** {@code schema.table} → why its own agency may still change a row when no grant on the household lives. */
    static final Map<String, String> AFTER_GRANTS = read("/after-grants.txt");

    /** {@code schema.function} → reason. */
    static final Map<String, String> DEFINERS = read("/definer-functions.txt");

    static boolean isOpen(String table, String command, String role) {
        return OPEN.containsKey(table + " " + command + " " + role);
    }

    private static Map<String, String> read(String resource) {
        Map<String, String> lines = new LinkedHashMap<>();
        try (var in = Reviewed.class.getResourceAsStream(resource)) {
            Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] parts = line.split("\\|", 2);
                        if (parts.length < 2 || parts[1].isBlank()) {
                            throw new IllegalStateException(resource + ": no reason given for " + line);
                        }
                        if (!resource.equals("/open-tables.txt")) {
                            lines.put(parts[0].strip(), parts[1].strip());
                            return;
                        }
                        // schema.table COMMAND,COMMAND role,role
                        String[] words = parts[0].strip().split("\\s+");
                        for (String command : words[1].split(",")) {
                            for (String role : words[2].split(",")) {
                                lines.put(words[0] + " " + command + " " + role, parts[1].strip());
                            }
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }
}
