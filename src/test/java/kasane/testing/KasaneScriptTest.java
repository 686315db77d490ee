package kasane.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./kasane} says in one clear line what it cannot do, before anything is built. */
@Tag("smoke")
@Promise("G1")
class KasaneScriptTest {
    @TempDir
    Path temporary;

    private record Ended(int status, String out, String err) {}

    @Test
    void helpNamesEveryCommand() throws Exception {
        var ended = kasane(Map.of(), "help");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("demo [--port N] [--data DIR]", "serve", "test [--only PATTERN]", "help");
        assertThat(ended.err()).isEmpty();
        var listed = Files.readString(Path.of("kasane"))
                .lines()
                .filter(line -> line.startsWith("SERVER_COMMANDS="))
                .findFirst()
                .orElseThrow();
        for (var command : listed.replaceAll(".*'(.*)'.*", "$1").split(" ")) {
            assertThat(ended.out()).contains("\n  " + command + " ");
        }
    }

    @Test
    void noCommandShowsTheHelpAndFails() throws Exception {
        var ended = kasane(Map.of());
        assertThat(ended.status()).isNotZero();
        assertThat(ended.err()).startsWith("Usage: ./kasane");
    }

    @Test
    void unknownCommandIsOneLine() throws Exception {
        refusedInOneLine(kasane(Map.of(), "dmeo"), "unknown command 'dmeo'");
    }

    @Test
    void unknownTestOptionIsOneLine() throws Exception {
        refusedInOneLine(kasane(Map.of(), "test", "--onyl", "X"), "--only PATTERN");
    }

    @Test
    void olderJdkAloneIsOneLine() throws Exception {
        var old = jdk("jdk-17", "17.0.15");
        refusedInOneLine(
                kasane(Map.of("JAVA_HOME", old.toString(), "KASANE_JDK_DIRS", temporary.toString()), "demo"),
                "no JDK 25 or newer",
                "JAVA_HOME",
                temporary.toString(),
                "JDK 17 in " + old);
    }

    @Test
    void runtimeWithoutCompilerIsNoJdk() throws Exception {
        var runtime = jdk("jre-25", "25.0.1");
        Files.delete(runtime.resolve("bin/javac"));
        refusedInOneLine(
                kasane(Map.of("JAVA_HOME", runtime.toString(), "KASANE_JDK_DIRS", ""), "demo"),
                "no JDK 25 or newer",
                "found: none");
    }

    @Test
    void newerJdkInADirectoryIsFoundAndMissingMavenIsOneLine() throws Exception {
        jdk("jdk-17", "17.0.15");
        jdk("jdk-26", "26");
        refusedInOneLine(kasane(Map.of("KASANE_JDK_DIRS", "/nowhere:" + temporary), "demo"), "Maven is missing");
    }

    /** A directory that looks like a JDK of this version to the script, which asks the release file and runs nothing. */
    private Path jdk(String name, String version) throws IOException {
        var home = temporary.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        for (var command : List.of("java", "javac")) {
            var file = Files.writeString(home.resolve("bin").resolve(command), "#!/bin/sh\nexit 1\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static void refusedInOneLine(Ended ended, String... parts) {
        assertThat(ended.status()).isNotZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).hasSize(1);
        assertThat(ended.err()).startsWith("kasane: ").contains(parts);
    }

    /** Runs the script with a path that holds the plain tools it needs, and neither Java nor Maven nor npm. */
    private Ended kasane(Map<String, String> environment, String... arguments) throws Exception {
        var bin = Files.createDirectories(temporary.resolve("path"));
        for (var tool : List.of("cat", "dirname", "head", "mkdir", "readlink", "sed", "sort", "tr")) {
            var link = bin.resolve(tool);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, where(tool));
            }
        }
        var command = Stream.concat(Stream.of("/bin/sh", "./kasane"), Stream.of(arguments))
                .toList();
        var out = temporary.resolve("out");
        var err = temporary.resolve("err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("HOME", temporary.resolve("home").toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static Path where(String tool) {
        return Stream.of("/usr/bin", "/bin")
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
