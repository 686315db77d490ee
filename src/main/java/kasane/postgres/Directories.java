package kasane.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Creating, flushing and deleting directories, with failures a person understands. */
final class Directories {
    private Directories() {}

    /** Creates what is missing with exactly these permissions, whatever the umask says. */
    static void create(Path directory, String permissions) {
        List<Path> missing = new ArrayList<>();
        for (Path step = directory; step != null && !Files.exists(step); step = step.getParent()) {
            missing.addFirst(step);
        }
        try {
            for (Path step : missing) {
                Files.createDirectory(step);
                Files.setPosixFilePermissions(step, PosixFilePermissions.fromString(permissions));
            }
        } catch (IOException failure) {
            throw refuse(directory, failure);
        }
        if (!Files.isDirectory(directory)) {
            throw new PostgresRefused(directory + " is not a directory; choose another data directory.");
        }
    }

    /** Flushes the names in a directory: a renamed cluster must not fall back to its old name after a power cut. */
    static void flush(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static void delete(Path directory) {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> content = Files.walk(directory)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw refuse(directory, failure);
        }
    }

    static PostgresRefused refuse(Path path, IOException failure) {
        String text = String.valueOf(failure.getMessage());
        if (text.contains("No space left on device") || text.contains("Disk quota exceeded")) {
            return new PostgresRefused(
                    "The disk is full: Kasane could not write to " + path + "; free some space and start again.",
                    failure);
        }
        if (failure instanceof AccessDeniedException) {
            return new PostgresRefused(
                    "Kasane may not write to " + path + " as user " + System.getProperty("user.name")
                            + "; choose another data directory or correct its permissions.",
                    failure);
        }
        String reason = failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : failure.getClass().getSimpleName() + " " + text;
        return new PostgresRefused("Kasane cannot write to " + path + ": " + reason + ".", failure);
    }
}
