package kasane.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One Kasane per data directory; the operating system frees the lock when its process ends, however it ends. */
final class DataLock implements AutoCloseable {
    static final String FILE = "kasane.lock";

    // Closing any channel on the file frees the lock of the whole process, so a second attempt within this process
    // must be refused before it opens the file.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path data;
    private final FileChannel channel;

    private DataLock(Path data, FileChannel channel) {
        this.data = data;
        this.channel = channel;
    }

    static DataLock take(Path data) {
        if (!HELD_HERE.add(data)) {
            throw inUse(data, String.valueOf(ProcessHandle.current().pid()));
        }
        Path file = data.resolve(FILE);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw inUse(data, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new DataLock(data, channel);
        } catch (IOException failure) {
            HELD_HERE.remove(data);
            throw Directories.refuse(file, failure);
        } catch (RuntimeException refusal) {
            HELD_HERE.remove(data);
            throw refusal;
        }
    }

    /** Whether a Kasane, this one or another, is using the directory; asking takes nothing away from it. */
    static boolean isHeld(Path data) {
        if (HELD_HERE.contains(data)) {
            return true;
        }
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return true;
            }
            lock.release();
            return false;
        } catch (IOException failure) {
            throw Directories.refuse(file, failure);
        }
    }

    private static PostgresRefused inUse(Path data, String process) {
        return new PostgresRefused("Another Kasane" + (process.isEmpty() ? "" : " (process " + process + ")")
                + " is using the data directory " + data + "; stop it or choose another data directory.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // The lock ends with the process at the latest.
        } finally {
            HELD_HERE.remove(data);
        }
    }
}
