package kasane.postgres;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an {@link EmbeddedPostgres} runs; {@link #standard()} is the durable way, {@link #fast()} is for tests alone. */
public record Options(
        @Nullable Path binaries,
        int sharedBuffersMegabytes,
        int maxConnections,
        boolean durable,
        boolean shutdownHook,
        Duration patience) {

    /** Every commit is on disk before it is confirmed. */
    public static Options standard() {
        // Crash recovery of a large database takes minutes and must not be cut off: patience ends hangs, not work.
        return new Options(null, 128, 100, true, true, Duration.ofMinutes(10));
    }

    /** Nothing is flushed to disk: a power cut destroys the data, which is acceptable for a test only. */
    public static Options fast() {
        return new Options(null, 128, 100, false, true, Duration.ofMinutes(1));
    }

    /** Unpacks the PostgreSQL programs below this directory, so that several data directories share one copy. */
    public Options withBinaries(Path directory) {
        return new Options(directory, sharedBuffersMegabytes, maxConnections, durable, shutdownHook, patience);
    }

    /** Memory for PostgreSQL's page cache. */
    public Options withSharedBuffers(int megabytes) {
        return new Options(binaries, megabytes, maxConnections, durable, shutdownHook, patience);
    }

    /** Upper bound of simultaneous connections, those of all roles together. */
    public Options withMaxConnections(int connections) {
        return new Options(binaries, sharedBuffersMegabytes, connections, durable, shutdownHook, patience);
    }

    /**
     * Leaves closing to the caller. Shutdown hooks of a JVM run at the same time: a server that finishes its requests
     * in a hook of its own must close the database after that. The database ends with the JVM in any case.
     */
    public Options withoutShutdownHook() {
        return new Options(binaries, sharedBuffersMegabytes, maxConnections, durable, false, patience);
    }
}
