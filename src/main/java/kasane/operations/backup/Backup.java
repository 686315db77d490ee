package kasane.operations.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import kasane.audit.Anchor;
import kasane.audit.DailyRoot;
import kasane.gate.Gate;
import kasane.postgres.Connections;
import kasane.postgres.Snapshot;

/** バックアップ: everything the database holds at one moment, in one encrypted file, while the server goes on. */
public final class Backup {

    private static final String ENDING = ".kasane-backup";

    private Backup() {}

    /** The file that {@code --to} means: itself, or a new one of this minute in the directory it names. */
    public static Path target(Path to) {
        Path file = Files.isDirectory(to)
                ? to.resolve("kasane-"
                        + LocalDateTime.now(ZoneId.of("Asia/Tokyo"))
                                .format(DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss"))
                        + ENDING)
                : to;
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new BackupRefused("there is no directory " + directory + " for the backup.");
        }
        if (Files.exists(file)) {
            throw new BackupRefused(file + " exists already; a backup never replaces another.");
        }
        return file;
    }

    /**
     * Writes the backup, reads it back, and only then gives it its name. The gate is asked for the log's anchor before the
     * rows are read, so that the log of the backup contains it.
     */
    public static Contents write(Connections connections, Gate gate, Path file, Passphrase passphrase) {
        String anchor = new DailyRoot(gate.db()).today().map(Anchor::line).orElse(null);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (Connection connection = connections.open(connections.administrator())) {
            Snapshot snapshot = Snapshot.reading(connection);
            List<Contents.Migration> history = Schema.history(connection);
            if (history.isEmpty()) {
                throw new BackupRefused("the database has no tables yet; there is nothing to back up.");
            }
            Contents.Head head = new Contents.Head(
                    1,
                    Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                    connection.getMetaData().getDatabaseProductVersion(),
                    history,
                    snapshot.tables(),
                    anchor);
            Contents written;
            Files.deleteIfExists(part);
            try (FileChannel channel = FileChannel.open(
                    part,
                    EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                OutputStream out = new Unclosed(Channels.newOutputStream(channel));
                written = BackupFile.write(out, passphrase, head, snapshot::copyOut, snapshot::counters);
                channel.force(true);
            }
            connection.rollback();
            if (!verify(part, passphrase).equals(written)) {
                throw new BackupRefused("the backup could not be read back as it was written.");
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } catch (SQLException e) {
            if ("42501".equals(e.getSQLState())) {
                throw new BackupRefused("the role " + connections.administrator()
                        + " does not see every row; a backup needs one that row-level security does not bind.");
            }
            throw new BackupRefused("the database could not be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BackupRefused("the backup could not be written to " + part + ": " + reason(e) + ".", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new BackupRefused("the backup failed: " + e.getMessage(), e);
        } finally {
            try {
                Files.deleteIfExists(part);
            } catch (IOException e) {
                // Then it lies beside the backups under a name that says what it is, and no command reads it.
            }
        }
    }

    /** Reads a backup to its end and checks every seal, count and hash, without a database. */
    public static Contents verify(Path file, Passphrase passphrase) {
        return read(file, passphrase, head -> {}, (table, in) -> in.transferTo(OutputStream.nullOutputStream()));
    }

    static Contents read(
            Path file, Passphrase passphrase, BackupFile.Begin begin, BackupFile.Rows<java.io.InputStream> rows) {
        try {
            return BackupFile.read(file, passphrase, begin, rows);
        } catch (SQLException e) {
            throw new BackupRefused("the database could not be filled: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BackupRefused("cannot read the backup " + file + ": " + reason(e) + ".", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new BackupRefused("the backup " + file + " could not be used: " + e.getMessage(), e);
        }
    }

    static String reason(IOException failure) {
        if (failure instanceof java.nio.file.NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof java.nio.file.AccessDeniedException) {
            return "not permitted";
        }
        return failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(failure.getMessage());
    }

    /** Closing the streams above must not close the channel before it is flushed to disk. */
    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
