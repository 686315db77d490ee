package kasane.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import kasane.gate.Gate;
import kasane.operations.backup.Backup;
import kasane.operations.backup.Contents;
import kasane.operations.backup.Passphrase;
import kasane.operations.backup.Restore;
import kasane.postgres.Connections;
import kasane.postgres.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;

/** {@code backup}, {@code verify-backup} and {@code restore}: what they ask for, and what they tell. */
final class Backups {

    private Backups() {}

    static int backup(Main.Arguments arguments) {
        Path to = path(arguments, "to", "backup needs --to FILE or a directory.");
        Passphrase passphrase = Passphrase.find(keyFile(arguments));
        Path file = Backup.target(to);
        quiet();
        if (Connections.isExternalConfigured()) {
            return backup(Connections.external(), file, passphrase);
        }
        Path data = arguments.data("data/town");
        if (!Files.isDirectory(data.resolve("cluster"))) {
            throw new Refusal("there is no database in " + data + "; name the directory with --data.");
        }
        requireWhole(data);
        Optional<Connections> running = EmbeddedPostgres.running(data);
        if (running.isPresent()) {
            return backup(running.get(), file, passphrase);
        }
        try (Main.Database database = Main.Database.open(data)) {
            return backup(database.connections(), file, passphrase);
        }
    }

    private static int backup(Connections connections, Path file, Passphrase passphrase) {
        long began = System.nanoTime();
        try (Gate gate = Gate.open(VerifyLog.settings(connections))) {
            Contents contents = Backup.write(connections, gate, file, passphrase);
            tell("Backup written and read back in " + seconds(began) + " s: " + file, contents);
            System.out.println("  size       %,d bytes, encrypted".formatted(size(file)));
            System.out.flush();
            return 0;
        }
    }

    static int verify(Main.Arguments arguments) {
        Path from = path(arguments, "from", "verify-backup needs --from FILE.");
        long began = System.nanoTime();
        Contents contents = Backup.verify(from, Passphrase.find(keyFile(arguments)));
        tell("The backup is whole (read in " + seconds(began) + " s): " + from, contents);
        System.out.flush();
        return 0;
    }

    static int restore(Main.Arguments arguments) {
        Path from = path(arguments, "from", "restore needs --from FILE.");
        boolean external = Connections.isExternalConfigured();
        if (!external && arguments.get("data") == null) {
            throw new Refusal("restore needs --data DIR, a directory that does not exist yet or is empty.");
        }
        Path data = arguments.data("data/town");
        if (!external) {
            requireEmpty(data);
        }
        Passphrase passphrase = Passphrase.find(keyFile(arguments));
        long began = System.nanoTime();
        // The whole file first: a wrong passphrase or a damaged file leaves nothing behind.
        Backup.verify(from, passphrase);
        quiet();
        if (external) {
            Connections connections = Connections.external();
            connections.requireUsable();
            return restored(restore(connections, from, passphrase), began, "the external database");
        }
        boolean existed = Files.exists(data);
        boolean opened = false;
        boolean done = false;
        try {
            Restore.Proof proof;
            try (Main.Database database = Main.Database.open(data)) {
                // From here on, and not before, what lies in the directory is ours alone.
                opened = true;
                mark(data, true);
                proof = restore(database.connections(), from, passphrase);
                mark(data, false);
            }
            done = true;
            return restored(proof, began, data.toString());
        } finally {
            if (opened && !done) {
                remove(data, existed);
            }
        }
    }

    private static Restore.Proof restore(Connections connections, Path from, Passphrase passphrase) {
        return Restore.into(connections, from, passphrase, () -> Gate.open(VerifyLog.settings(connections)));
    }

    private static int restored(Restore.Proof proof, long began, String where) {
        tell("Restored and proved in " + seconds(began) + " s: " + where, proof.contents());
        System.out.println(
                "  policies   %,d, and row-level security forced on every table".formatted(proof.policies()));
        System.out.print(proof.log().report());
        System.out.println("Passwords of the database are new ones; people sign in as before.");
        System.out.flush();
        return 0;
    }

    /** A directory in which a restore was cut short by force: nobody should start a town on half of its rows. */
    static void requireWhole(Path data) {
        if (Files.exists(unfinished(data))) {
            throw new Refusal("a restore into " + data + " was interrupted; remove that directory and restore again.");
        }
    }

    private static Path unfinished(Path data) {
        return data.resolve("restore.unfinished");
    }

    private static void mark(Path data, boolean unfinished) {
        try {
            if (unfinished) {
                Files.writeString(unfinished(data), "A backup is being restored into this directory.\n");
            } else {
                Files.delete(unfinished(data));
            }
        } catch (IOException e) {
            throw new Refusal("cannot write " + unfinished(data) + ".");
        }
    }

    private static void requireEmpty(Path data) {
        try {
            if (Files.exists(data)) {
                try (Stream<Path> content = Files.list(data)) {
                    if (content.findAny().isPresent()) {
                        throw new Refusal(
                                data + " is not empty; a restore never replaces anything: name another directory.");
                    }
                }
            }
        } catch (IOException e) {
            throw new Refusal(data + " is no directory that can be read.");
        }
    }

    /** Everything below the directory was made by this restore, because it was empty before. */
    private static void remove(Path data, boolean keepItself) {
        if (!Files.isDirectory(data)) {
            return;
        }
        try (Stream<Path> content = Files.walk(data)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                if (!keepItself || !path.equals(data)) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            System.err.println("kasane: what the restore left in " + data + " could not be removed.");
        }
    }

    private static void tell(String first, Contents contents) {
        System.out.println(first);
        System.out.println("  taken at   " + contents.head().takenAt() + ", from PostgreSQL "
                + contents.head().postgres());
        System.out.println("  schema     " + contents.head().schema());
        System.out.println("  content    %,d rows in %,d tables, %,d bytes"
                .formatted(
                        contents.tail().rows(),
                        contents.tail().tables().size(),
                        contents.tail().bytes()));
        String anchor = contents.head().anchor();
        System.out.println("  anchor     " + (anchor == null ? "none: the log has no seal yet" : anchor));
    }

    private static Path path(Main.Arguments arguments, String name, String otherwise) {
        String value = arguments.get(name);
        if (value == null) {
            throw new Refusal(otherwise);
        }
        return Path.of(value).toAbsolutePath().normalize();
    }

    private static @Nullable Path keyFile(Main.Arguments arguments) {
        String value = arguments.get("key-file");
        return value == null ? null : Path.of(value).toAbsolutePath().normalize();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new Refusal("cannot read " + file + ".");
        }
    }

    private static String seconds(long began) {
        return Long.toString((System.nanoTime() - began + 500_000_000) / 1_000_000_000);
    }

    /** A report is read by people and kept in files: no line of a library stands in it. */
    private static void quiet() {
        LoggingSystem.get(Backups.class.getClassLoader()).beforeInitialize();
    }
}
