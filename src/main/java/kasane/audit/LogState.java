package kasane.audit;

import java.time.Instant;
import java.util.Optional;
import kasane.gate.Db;
import org.jspecify.annotations.Nullable;

/**
 * 記録のいま: how far the log is sealed, without verifying it.
 *
 * @param unsealed       entries since the last seal; a few seconds' worth while a server runs
 * @param oldestUnsealed since when the oldest of them waits; null when there is none
 */
public record LogState(
        @Nullable Sealed last, long unsealed, @Nullable Instant oldestUnsealed) {

    /** The newest block. */
    public record Sealed(long block, Instant at) {}

    /** As it stands now; reads as the verification does. */
    public static LogState now(Db db) {
        LogQuery query = new LogQuery(db);
        Optional<Block> block = query.lastBlock();
        LogQuery.Tail tail = block.map(last -> query.unsealed(last.era(), Long.toUnsignedString(last.to())))
                .orElseGet(() -> query.unsealed(0, "0"));
        return new LogState(
                block.map(last -> new Sealed(last.no(), last.sealedAt())).orElse(null), tail.entries(), tail.oldest());
    }
}
