package kasane.postgres;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A finished program of the operating system: how it ended and what it said. */
record Command(int exit, String output) {

    /** Runs a program to its end; its output and its complaints come back as one text. */
    static Command run(List<String> words, String input) {
        try {
            Process process = prepare(words).redirectErrorStream(true).start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException endedWithoutReading) {
                // The exit status below tells more than the broken pipe.
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Command(process.waitFor(), output);
        } catch (IOException failure) {
            return new Command(127, failure.getMessage() == null ? failure.toString() : failure.getMessage());
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new PostgresRefused("Starting the database was interrupted.", interruption);
        }
    }

    /**
     * PostgreSQL listens to many variables (PGDATA, PGPORT, LC_MESSAGES, LD_LIBRARY_PATH …): its programs get none of
     * the person's environment, so that they behave alike on every machine and complain in English.
     */
    static ProcessBuilder prepare(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words));
        String path = searchPath();
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("LC_ALL", "C");
        // The directory of the caller may be closed to the account that PostgreSQL runs as.
        builder.directory(new File("/"));
        return builder;
    }

    /** Where a program is installed, if it is. */
    static Optional<Path> find(String program) {
        for (String directory : searchPath().split(":", -1)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
                return Optional.of(Path.of(directory, program));
            }
        }
        return Optional.empty();
    }

    /** Services are often started with hardly any path. */
    private static String searchPath() {
        String path = System.getenv().getOrDefault("PATH", "");
        return (path.isEmpty() ? "" : path + ":") + "/usr/bin:/bin:/usr/sbin:/sbin";
    }

    boolean failed() {
        return exit != 0;
    }

    String lastLine() {
        List<String> lines = output.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.contains("hint:"))
                .toList();
        return lines.isEmpty() ? "it said nothing (exit status " + exit + ")" : lines.getLast();
    }
}
