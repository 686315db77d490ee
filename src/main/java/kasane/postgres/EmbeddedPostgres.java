package kasane.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A durable PostgreSQL of our own in one data directory; it lives as long as this JVM and never longer. */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The name of the database in every embedded cluster. */
    public static final String DATABASE = "kasane";

    private static final String PORT_FILE = "port";

    private final Path data;
    private final DataLock lock;
    private final Postmaster postmaster;
    private final Connections connections;
    private final int port;
    private @Nullable Thread hook;
    private boolean closed;

    private EmbeddedPostgres(Path data, DataLock lock, Postmaster postmaster, Connections connections, int port) {
        this.data = data;
        this.lock = lock;
        this.postmaster = postmaster;
        this.connections = connections;
        this.port = port;
    }

    /** Starts the database of this data directory, and makes it first where there is none. */
    public static EmbeddedPostgres start(Path data) {
        return start(data, Options.standard());
    }

    /** Starts the database of this data directory, and makes it first where there is none. */
    public static EmbeddedPostgres start(Path data, Options options) {
        Path directory = data.toAbsolutePath().normalize();
        ServerAccount account = ServerAccount.of(directory.resolve("cluster"));
        account.requireWayTo(directory);
        Directories.create(directory, account.passage());
        account.requireWayTo(directory);
        Path real = real(directory);
        DataLock lock = DataLock.take(real);
        try {
            return start(real, lock, account, options);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    /**
     * The database of this data directory while a server keeps it running, or empty when none does. It is the server's:
     * whoever only looks opens connections and never closes the database.
     */
    public static Optional<Connections> running(Path data) {
        Path directory = data.toAbsolutePath().normalize();
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        Path real = real(directory);
        if (!DataLock.isHeld(real)) {
            return Optional.empty();
        }
        // The file keeps the port of the last start, so it is believed only if these passwords open that door: nobody
        // but this cluster knows them.
        String port = lastPort(real.resolve(PORT_FILE));
        if (!port.isEmpty() && Secrets.exist(real)) {
            Connections connections = Connections.embedded(Integer.parseInt(port), Secrets.read(real));
            try (Connection tried = connections.open(connections.job())) {
                return Optional.of(connections);
            } catch (SQLException notReady) {
                throw new PostgresRefused(
                        "The database of the Kasane that is using " + real
                                + " does not answer: it is starting or ending; try again in a moment.",
                        notReady);
            }
        }
        throw new PostgresRefused("A Kasane is starting for the first time on " + real + "; try again in a moment.");
    }

    private static EmbeddedPostgres start(Path data, DataLock lock, ServerAccount account, Options options) {
        Path cluster = data.resolve("cluster");
        Path shared = options.binaries() == null ? data.resolve("postgres") : options.binaries();
        // The version is read first: unpacking for a cluster that cannot be opened would be in vain.
        boolean exists = Files.exists(cluster);
        if (exists) {
            requireOpenable(data, cluster);
        }
        Binaries binaries = Binaries.unpack(shared.toAbsolutePath().normalize());
        account.requireWayTo(binaries.home().resolve("bin"));
        Secrets secrets = exists || Secrets.exist(data) ? Secrets.read(data) : Secrets.create(data);
        if (exists) {
            Postmaster.stopOrphan(cluster);
            account.own(cluster);
        } else {
            initialise(data, cluster, account, binaries, secrets, options);
        }
        return launch(data, lock, cluster, account, binaries, secrets, options);
    }

    private static EmbeddedPostgres launch(
            Path data,
            DataLock lock,
            Path cluster,
            ServerAccount account,
            Binaries binaries,
            Secrets secrets,
            Options options) {
        for (int attempt = 1; ; attempt++) {
            int port = freePort(data.resolve(PORT_FILE), attempt == 1);
            Postmaster postmaster =
                    Postmaster.launch(account, binaries, cluster, port, options, data.resolve("postgres-start.log"));
            try {
                postmaster.awaitReady(options.patience());
                Connections connections = Connections.embedded(port, secrets);
                prepareRoles(connections);
                Files.writeString(data.resolve(PORT_FILE), port + "\n");
                EmbeddedPostgres running = new EmbeddedPostgres(data, lock, postmaster, connections, port);
                if (options.shutdownHook()) {
                    running.closeWithJvm();
                }
                return running;
            } catch (Postmaster.PortTaken taken) {
                if (attempt == 5) {
                    throw new PostgresRefused("PostgreSQL found no free port on 127.0.0.1.", taken);
                }
            } catch (IOException failure) {
                postmaster.stop();
                throw Directories.refuse(data.resolve(PORT_FILE), failure);
            } catch (RuntimeException failure) {
                postmaster.stop();
                throw failure;
            }
        }
    }

    private static void requireOpenable(Path data, Path cluster) {
        Path version = cluster.resolve("PG_VERSION");
        try {
            if (!Files.exists(version) || !Files.exists(cluster.resolve("global/pg_control"))) {
                throw new PostgresRefused(
                        "The directory " + cluster
                                + " is not a complete PostgreSQL cluster; restore your backup or choose another data directory.");
            }
            String made = Files.readString(version).strip();
            if (!made.equals(Binaries.MAJOR)) {
                throw new PostgresRefused("The database in " + cluster + " was made by PostgreSQL " + made
                        + " and this Kasane carries PostgreSQL " + Binaries.MAJOR
                        + "; start it with the Kasane it belongs to and move the data by a backup.");
            }
        } catch (IOException failure) {
            throw new PostgresRefused("The database in " + cluster + " cannot be read.", failure);
        }
        if (!Secrets.exist(data)) {
            throw new PostgresRefused("The passwords of the database are missing: restore " + data.resolve(Secrets.FILE)
                    + " from your backup.");
        }
    }

    private static void initialise(
            Path data, Path cluster, ServerAccount account, Binaries binaries, Secrets secrets, Options options) {
        deleteUnfinished(data);
        Path fresh = data.resolve("cluster.new-" + ProcessHandle.current().pid());
        Directories.create(fresh, "rwx------");
        account.own(fresh);
        // The password goes through a pipe made by the server's own account: it never lies in a file, and root's
        // pipe could not be opened by name. Libc's locale is C, which every machine has; ICU sorts and folds.
        List<String> words = account.command(
                "sh",
                "-c",
                "cat | \"$@\"",
                "sh",
                binaries.program("initdb"),
                "--pgdata=" + fresh,
                "--username=kasane_super",
                "--pwfile=/dev/stdin",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=icu",
                "--icu-locale=ja",
                "--data-checksums");
        if (!options.durable()) {
            words.add("--no-sync");
        }
        Command made = Command.run(words, secrets.superuser() + "\n");
        try {
            if (made.failed()) {
                throw made.output().contains("No space left on device")
                        ? new PostgresRefused("The disk is full: the database could not be created in " + data
                                + "; free some space and start again.")
                        : new PostgresRefused(
                                "The database could not be created in " + data + ": " + reason(made) + ".");
            }
            Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
            Directories.flush(data);
        } catch (IOException failure) {
            throw Directories.refuse(cluster, failure);
        } finally {
            Directories.delete(fresh);
        }
    }

    /** initdb ends with advice; the line that names the error comes before. */
    private static String reason(Command made) {
        return made.output()
                .lines()
                .filter(line -> line.contains("error:") || line.contains("FATAL:"))
                .reduce((earlier, later) -> later)
                .orElseGet(made::lastLine)
                .replaceFirst("\\.$", "");
    }

    private static void deleteUnfinished(Path data) {
        try (Stream<Path> content = Files.list(data)) {
            content.filter(path -> path.getFileName().toString().startsWith("cluster.new-"))
                    .forEach(Directories::delete);
        } catch (IOException failure) {
            throw Directories.refuse(data, failure);
        }
    }

    private static void prepareRoles(Connections connections) {
        Connections.Login superuser = connections.requireSuperuser();
        try {
            try (Connection server = connections.to("postgres").open(superuser)) {
                Roles.createRoles(server, connections);
                Roles.closeToPublic(server, "postgres", "template1");
                Roles.createDatabase(server, DATABASE);
            }
            try (Connection database = connections.open(superuser)) {
                Roles.prepareDatabase(database, DATABASE);
            }
        } catch (SQLException failure) {
            throw new PostgresRefused(
                    "The database started, and its roles could not be prepared: " + failure.getMessage(), failure);
        }
    }

    /** The port of last time, if it is free, so that an administrator's tools keep working. */
    private static int freePort(Path file, boolean tryLast) {
        if (tryLast) {
            String last = lastPort(file);
            if (!last.isEmpty() && isFree(Integer.parseInt(last))) {
                return Integer.parseInt(last);
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new PostgresRefused("PostgreSQL found no free port on 127.0.0.1.", failure);
        }
    }

    /** What the file says, or nothing before the first start. */
    private static String lastPort(Path file) {
        try {
            String last = Files.readString(file).strip();
            return last.matches("[1-9][0-9]{3,4}") && Integer.parseInt(last) <= 65_535 ? last : "";
        } catch (IOException firstStart) {
            return "";
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException failure) {
            throw Directories.refuse(directory, failure);
        }
    }

    private synchronized void closeWithJvm() {
        Thread closing = new Thread(this::close, "kasane-postgres-close");
        Runtime.getRuntime().addShutdownHook(closing);
        hook = closing;
    }

    /** How to reach the database, one login per role. */
    public Connections connections() {
        return connections;
    }

    /** The port on 127.0.0.1; it is also written to the file {@code port} in the data directory. */
    public int port() {
        return port;
    }

    /** The directory that holds cluster, passwords and lock. */
    public Path data() {
        return data;
    }

    /** Whether the server process is still there. */
    public boolean isRunning() {
        return postmaster.isAlive();
    }

    /** Completes when the server process has ended, wanted or not: a server without its database should end too. */
    public CompletableFuture<Void> ended() {
        return postmaster.supervisor().onExit().thenAccept(process -> {});
    }

    /** Process number of the postmaster, for reports to an administrator. */
    public long pid() {
        return postmaster.pid();
    }

    /** Fast shutdown: open sessions are cut, everything committed is kept. Calling it again does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            postmaster.stop();
        } finally {
            lock.close();
        }
        if (hook != null && hook != Thread.currentThread()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyShuttingDown) {
                // Then the hook finds nothing left to do.
            }
        }
    }
}
