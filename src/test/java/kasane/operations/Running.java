package kasane.operations;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of Kasane in a JVM of its own, so that signals and exit codes are real. */
final class Running implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;
    private final Path complaints;
    private final List<String> said = new ArrayList<>();

    private Running(Process process, Path complaints) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.complaints = complaints;
    }

    static Running start(Path place, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx288m",
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                "-Djdk.serialFilter=!*",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        words.addAll(List.of(arguments));
        Path complaints = Files.createTempFile(place, "complaints", ".txt");
        Process process = new ProcessBuilder(words)
                .redirectError(complaints.toFile())
                .directory(new File(".").getAbsoluteFile())
                .start();
        return new Running(process, complaints);
    }

    /** Reads on until a line begins so; null when the program ended without it. */
    String line(String beginning) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new AssertionError("It ended without \"" + beginning + "\": " + said + " " + complaints());
    }

    /** Waits for the end and gives everything it said. */
    Ended ended() throws IOException, InterruptedException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
        }
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new AssertionError("It does not end: " + said);
        }
        return new Ended(process.exitValue(), String.join("\n", said), complaints());
    }

    /** SIGTERM, as {@code kill} and a stopping service send it. */
    void terminate() {
        // Process.destroy would also close the streams that tell how it ended.
        process.toHandle().destroy();
    }

    private String complaints() throws IOException {
        return Files.readString(complaints);
    }

    @Override
    public void close() throws InterruptedException {
        terminate();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** How a command ended. */
    record Ended(int status, String out, String err) {}
}
