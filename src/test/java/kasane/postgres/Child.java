package kasane.postgres;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A second JVM that runs {@link StartInChild}, so that it can be killed for real. */
record Child(Process process, String said) implements AutoCloseable {

    static Child start(Path data, Path binaries) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), data, binaries);
    }

    /** A class path that an unprivileged account can read: the local Maven repository is usually closed to it. */
    static String readableClassPath(Path directory) throws IOException, URISyntaxException {
        Set<Path> places = new LinkedHashSet<>();
        for (Class<?> one : List.of(
                EmbeddedPostgres.class,
                StartInChild.class,
                org.postgresql.Driver.class,
                org.apache.commons.compress.archivers.tar.TarArchiveEntry.class,
                org.apache.commons.io.IOUtils.class,
                org.apache.commons.lang3.StringUtils.class,
                org.tukaani.xz.XZInputStream.class)) {
            places.add(Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI()));
        }
        String archive =
                EmbeddedPostgres.class.getResource("/postgres-linux-x86_64.txz").toString();
        places.add(Path.of(archive.replaceFirst("^jar:file:", "").replaceFirst("!.*$", "")));
        List<String> copies = new ArrayList<>();
        for (Path place : places) {
            Path copy = directory.resolve(copies.size() + "-" + place.getFileName());
            try (Stream<Path> content = Files.walk(place)) {
                for (Path path : content.toList()) {
                    boolean wanted = Files.isDirectory(path)
                            || path.equals(place)
                            || path.toString().contains("/kasane/postgres/");
                    if (wanted) {
                        Files.copy(path, copy.resolve(place.relativize(path).toString()));
                    }
                }
            }
            copies.add(copy.toString());
        }
        return String.join(File.pathSeparator, copies);
    }

    static Child start(List<String> prefix, String classPath, Path data, Path binaries) throws IOException {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                StartInChild.class.getName(),
                data.toString(),
                binaries.toString()));
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        return new Child(process, line == null ? "" : line);
    }

    long postgresPid() {
        return Long.parseLong(said.split(" ", -1)[1]);
    }

    /** SIGKILL: no hook runs. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM: hooks run. */
    void terminate() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    boolean databaseEndsWithin(int seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            if (isGone(postgresPid())) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return false;
    }

    /** Ended, even if the first process of the machine has not yet collected its exit status. */
    static boolean isGone(long pid) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "stat"))
                    .contains(") Z ");
        } catch (IOException noSuchProcess) {
            return true;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
