package kasane.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The running server process of one cluster, bound to the life of this JVM. */
final class Postmaster {
    static final String PID_FILE = "postmaster.pid";

    /**
     * Ends the database with the JVM, even after {@code kill -9}: only the JVM holds the writing end of the pipe that
     * the watcher reads, and the kernel closes it in every case. SIGINT asks for a fast shutdown. The supervisor
     * ignores signals sent to whole groups of processes (Ctrl-C, a stopping service) because the JVM decides when the
     * last request is done; PostgreSQL sets its own handlers.
     */
    private static final String SUPERVISOR = """
            trap '' INT TERM HUP
            exec 3<&0
            "$@" </dev/null 3<&- &
            postmaster=$!
            (
                while read -r line <&3; do :; done
                kill -INT "$postmaster"
            ) &
            watcher=$!
            exec 3<&-
            wait "$postmaster"
            status=$?
            kill -KILL "$watcher"
            exit "$status"
            """;

    private final Process supervisor;
    private final Path cluster;
    private final Path complaints;
    private final long launched = System.currentTimeMillis();

    private Postmaster(Process supervisor, Path cluster, Path complaints) {
        this.supervisor = supervisor;
        this.cluster = cluster;
        this.complaints = complaints;
    }

    static Postmaster launch(
            ServerAccount account, Binaries binaries, Path cluster, int port, Options options, Path complaints) {
        List<String> words = new ArrayList<>();
        // A session of its own: Ctrl-C in the terminal reaches the JVM alone, which then closes the database last.
        Command.find("setsid").ifPresent(setsid -> words.add(setsid.toString()));
        words.addAll(account.command("sh", "-c", SUPERVISOR, "kasane-postgres", binaries.program("postgres")));
        words.addAll(List.of("-D", cluster.toString()));
        for (String setting : settings(port, options)) {
            words.add("-c");
            words.add(setting);
        }
        try {
            Process process = Command.prepare(words)
                    .redirectErrorStream(true)
                    .redirectOutput(complaints.toFile())
                    .start();
            return new Postmaster(process, cluster, complaints);
        } catch (IOException failure) {
            throw new PostgresRefused("PostgreSQL could not be started: " + failure.getMessage(), failure);
        }
    }

    /** On the command line, so that nothing in the data directory can weaken durability or open the server. */
    private static List<String> settings(int port, Options options) {
        List<String> settings = new ArrayList<>(List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                // Loopback and a password are one way in; a socket would be a second one to guard.
                "unix_socket_directories=",
                "password_encryption=scram-sha-256",
                "max_connections=" + options.maxConnections(),
                "shared_buffers=" + options.sharedBuffersMegabytes() + "MB",
                "idle_in_transaction_session_timeout=10s",
                "transaction_timeout=60s",
                "jit=off",
                "timezone=Asia/Tokyo",
                "log_timezone=Asia/Tokyo",
                // The log must hold no personal data: no parameters, and no DETAIL such as "Key (name)=(…) exists".
                "log_parameter_max_length=0",
                "log_parameter_max_length_on_error=0",
                "log_error_verbosity=terse",
                "log_line_prefix=%m [%p] %q%u@%d ",
                // A ring of seven files, one per weekday: the log cannot fill the disk.
                "logging_collector=on",
                "log_directory=log",
                "log_filename=postgresql-%a.log",
                "log_rotation_age=1d",
                "log_rotation_size=0",
                "log_truncate_on_rotation=on"));
        if (options.durable()) {
            settings.addAll(List.of("fsync=on", "synchronous_commit=on", "full_page_writes=on"));
        } else {
            settings.addAll(List.of(
                    "fsync=off",
                    "synchronous_commit=off",
                    "full_page_writes=off",
                    "wal_level=minimal",
                    "max_wal_senders=0"));
        }
        return settings;
    }

    /** Waits as long as PostgreSQL works on its start, for example on crash recovery. */
    void awaitReady(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            List<String> lines = pidFile(cluster);
            if (lines.size() >= 8
                    && lines.get(7).strip().equals("ready")
                    && childOfSupervisor(lines.getFirst().strip())) {
                return;
            }
            if (!supervisor.isAlive()) {
                throw failure();
            }
            pause(supervisor, Duration.ofMillis(15));
        }
        throw new PostgresRefused("PostgreSQL was not ready after " + patience.toSeconds() + " seconds; its log is in "
                + cluster.resolve("log") + ".");
    }

    /** A file left by an earlier process, whose number may have been given again, must not look like this start. */
    private boolean childOfSupervisor(String pid) {
        return processOf(pid)
                .flatMap(ProcessHandle::parent)
                .map(parent -> parent.pid() == supervisor.pid())
                .orElse(false);
    }

    private RuntimeException failure() {
        List<String> lines = new ArrayList<>(read(complaints));
        newestLog().ifPresent(log -> lines.addAll(read(log)));
        if (lines.stream().anyMatch(line -> line.contains("could not bind"))) {
            return new PortTaken();
        }
        if (lines.stream().anyMatch(line -> line.contains("No space left on device"))) {
            return new PostgresRefused(
                    "The disk is full: PostgreSQL did not start on " + cluster + "; free some space and start again.");
        }
        String reason = lines.stream()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                .reduce((earlier, later) -> later)
                .map(line -> line.replaceFirst("^.*?(FATAL|PANIC):\\s*", ""))
                .orElseGet(() -> lines.isEmpty() ? "it said nothing" : lines.getLast());
        return new PostgresRefused("PostgreSQL did not start on " + cluster + " (" + reason
                + "); if the data are damaged, restore your backup. Its log is in " + cluster.resolve("log") + ".");
    }

    /** Only what was written since this start explains it. */
    private Optional<Path> newestLog() {
        try (Stream<Path> logs = Files.list(cluster.resolve("log"))) {
            return logs.filter(log -> log.toFile().lastModified() >= launched)
                    .max(Comparator.comparing(log -> log.toFile().lastModified()));
        } catch (IOException noLogYet) {
            return Optional.empty();
        }
    }

    boolean isAlive() {
        return supervisor.isAlive();
    }

    ProcessHandle supervisor() {
        return supervisor.toHandle();
    }

    long pid() {
        List<String> lines = pidFile(cluster);
        return lines.isEmpty() ? -1 : Long.parseLong(lines.getFirst().strip());
    }

    /** Fast shutdown: sessions are cut, everything committed is kept. */
    void stop() {
        try {
            supervisor.getOutputStream().close();
        } catch (IOException supervisorGone) {
            // Then the search below finds what it left.
        }
        if (!endsWithin(supervisor::isAlive, Duration.ofSeconds(60))) {
            signal("QUIT", pid());
            endsWithin(supervisor::isAlive, Duration.ofSeconds(10));
        }
        stopOrphan(cluster);
    }

    /**
     * Stops a postmaster that outlived its JVM; the caller holds the data lock, so nobody needs it any more.
     *
     * <p>Stopping was chosen over adopting: an adopted server would have nobody who ends it when the next JVM is
     * killed, nobody to report its end, and the settings of an earlier version of Kasane. A fast shutdown takes less
     * than a second, and loses nothing that was committed.
     */
    static void stopOrphan(Path cluster) {
        List<String> lines = pidFile(cluster);
        if (lines.isEmpty()) {
            return;
        }
        Optional<ProcessHandle> found = processOf(lines.getFirst().strip()).filter(ProcessHandle::isAlive);
        if (found.isEmpty()) {
            return;
        }
        ProcessHandle process = found.get();
        if (!serves(process, cluster)) {
            forget(cluster);
            return;
        }
        // A container whose first process buries no dead leaves a shell of the process: it serves nobody any more.
        BooleanSupplier serving = () -> process.isAlive() && serves(process, cluster);
        signal("INT", process.pid());
        if (endsWithin(serving, Duration.ofSeconds(60))) {
            return;
        }
        signal("QUIT", process.pid());
        if (!endsWithin(serving, Duration.ofSeconds(10))) {
            throw new PostgresRefused("A PostgreSQL left by an earlier run (process " + process.pid() + ") still uses "
                    + cluster + " and could not be stopped; stop it and start again.");
        }
    }

    /** Process numbers are given again, after a restarted container nearly always: the postmaster lives in its cluster. */
    private static boolean serves(ProcessHandle process, Path cluster) {
        Path workplace = Path.of("/proc", String.valueOf(process.pid()), "cwd");
        try {
            return Files.readSymbolicLink(workplace).equals(cluster.toRealPath());
        } catch (IOException notReadable) {
            return !Files.exists(Path.of("/proc/self"))
                    && process.info().command().orElse("").endsWith("/postgres");
        }
    }

    /**
     * PostgreSQL would take the stranger with the old number for its predecessor and refuse. Its own second guard, the
     * shared memory still in use by sessions of that predecessor, stays in force.
     */
    private static void forget(Path cluster) {
        try {
            Files.deleteIfExists(cluster.resolve(PID_FILE));
        } catch (IOException failure) {
            throw Directories.refuse(cluster.resolve(PID_FILE), failure);
        }
    }

    /** Java itself can only send SIGTERM, which makes PostgreSQL wait for every client to leave. */
    private static void signal(String name, long pid) {
        if (pid > 1) {
            Command.run(List.of("sh", "-c", "kill -" + name + " " + pid), "");
        }
    }

    private static boolean endsWithin(BooleanSupplier going, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (going.getAsBoolean() && System.nanoTime() < end) {
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException interruption) {
                // Closing goes on: an interrupted thread must not leave a database behind.
                Thread.interrupted();
            }
        }
        return !going.getAsBoolean();
    }

    private static void pause(Process process, Duration length) {
        try {
            process.waitFor(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new PostgresRefused("Starting the database was interrupted.", interruption);
        }
    }

    private static Optional<ProcessHandle> processOf(String pid) {
        return pid.matches("[1-9][0-9]{0,8}") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
    }

    private static List<String> pidFile(Path cluster) {
        return read(cluster.resolve(PID_FILE));
    }

    private static List<String> read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException failure) {
            return List.of();
        }
    }

    /** Another program took the free port between our look and PostgreSQL's. */
    static final class PortTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
