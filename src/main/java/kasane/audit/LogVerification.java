package kasane.audit;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.gate.Db;
import org.jspecify.annotations.Nullable;

/**
 * 記録の検証: reads the log and its seals and recomputes every hash by itself.
 *
 * <p>Finds sealed entries that were changed, removed, inserted or reordered; blocks that were changed or removed; and
 * numbers of a writer that are missing although they were settled, which is how a removal before the seal shows. Does not
 * find, without an {@link Anchor}, that somebody with all rights over the database rewrote the whole chain or cut off its
 * end; nor a false entry that such a person adds before the seal.
 */
public final class LogVerification {

    private static final int FINDINGS_TOLD = 100;
    private static final Duration BEHIND = Duration.ofMinutes(10);

    private final Db db;

    /** Reads through the gate, as the job that verifies the log. */
    public LogVerification(Db db) {
        this.db = db;
    }

    /** Verifies the whole log, and that it still contains the block of the anchor if one is given. */
    public Result verify(@Nullable Anchor anchor) {
        LogQuery query = new LogQuery(db);
        // The order matters: every block up to this one ends below the horizon that is read after it.
        Block last = query.lastBlock().orElse(null);
        LogQuery.Horizon horizon = query.horizon();
        Instant now = db.transact(LogQuery.VERIFYING, () -> db.now(LogQuery.VERIFYING));
        Walk walk = new Walk(query, last, anchor);
        try {
            query.entries(horizon, walk::entry);
        } catch (RuntimeException e) {
            // A value that no writer of ours could have stored, or a database that does not answer.
            walk.found("the log cannot be read to its end: " + e.getMessage());
        }
        return walk.result(now);
    }

    /** What the verification found; {@code findings} is empty exactly when the log is whole. */
    public record Result(
            Instant at,
            long blocks,
            long sealed,
            long unsealed,
            @Nullable Instant oldestUnsealed,
            int writers,
            long rolledBack,
            long unsettled,
            @Nullable Anchor compared,
            @Nullable Long lastBlock,
            @Nullable String lastSeal,
            long found,
            List<String> findings) {

        /** Whether nothing was found. */
        public boolean whole() {
            return found == 0;
        }

        /** 0 when the log is whole, 1 when it is not. */
        public int exitCode() {
            return whole() ? 0 : 1;
        }

        /** The result in plain English, for the terminal. */
        public String report() {
            List<String> lines = new ArrayList<>();
            lines.add("The log, verified at " + at);
            lines.add("  sealed     %,d entries in %,d blocks".formatted(sealed, blocks));
            lines.add("  unsealed   %,d entries%s"
                    .formatted(unsealed, oldestUnsealed == null ? "" : ", the oldest of " + oldestUnsealed));
            lines.add("  writers    %,d; %,d numbers rolled back and told; %,d not settled yet"
                    .formatted(writers, rolledBack, unsettled));
            lines.add("  last seal  " + (lastSeal == null ? "none" : "block " + lastBlock + " " + lastSeal));
            if (compared != null) {
                lines.add("  anchor     block %d of %s".formatted(compared.block(), compared.date()));
            }
            if (oldestUnsealed != null && Duration.between(oldestUnsealed, at).compareTo(BEHIND) > 0) {
                lines.add("  Note: sealing is behind. Is a server running, or a transaction stuck?");
            }
            if (unsettled > 0) {
                lines.add("  Note: numbers that are not settled belong to work in progress, or to a server that ended"
                        + " without its last heartbeat.");
            }
            if (whole()) {
                lines.add("The log is whole.");
            } else {
                lines.add("THE LOG IS NOT WHOLE: %,d finding%s".formatted(found, found == 1 ? "" : "s"));
                findings.forEach(finding -> lines.add("  - " + finding));
                if (found > findings.size()) {
                    lines.add("  - and %,d more".formatted(found - findings.size()));
                }
            }
            return String.join("\n", lines) + "\n";
        }
    }

    /** One pass over entries and blocks side by side. */
    private static final class Walk {

        private final LogQuery query;
        private final @Nullable Block lastBlock;
        private final @Nullable Anchor anchor;
        private final Deque<Block> page = new ArrayDeque<>();
        private final Map<UUID, Numbers> writers = new TreeMap<>();
        private final List<String> findings = new ArrayList<>();
        private long found;
        private long read;
        private @Nullable Block previous;
        private @Nullable Block current;
        private MessageDigest root = Block.sha256();
        private long inBlock;
        private long blocks;
        private long sealed;
        private long told;
        private long unsealed;
        private @Nullable Instant oldestUnsealed;
        private boolean anchored;

        /** Which numbers of one writer are accounted for. */
        private static final class Numbers {
            final NumberSet written = new NumberSet();
            final NumberSet accounted = new NumberSet();
            long rolledBack;
            long settled;
        }

        Walk(LogQuery query, @Nullable Block lastBlock, @Nullable Anchor anchor) {
            this.query = query;
            this.lastBlock = lastBlock;
            this.anchor = anchor;
            current = next();
        }

        void found(String finding) {
            found++;
            if (findings.size() < FINDINGS_TOLD) {
                findings.add(finding);
            }
        }

        private @Nullable Block next() {
            if (page.isEmpty() && lastBlock != null && read < lastBlock.no()) {
                List<Block> more = query.blocks(read, lastBlock.no());
                page.addAll(more);
                read = more.isEmpty() ? lastBlock.no() : more.getLast().no();
            }
            return page.pollFirst();
        }

        void entry(Entry entry) {
            number(entry);
            while (current != null && current.endsBefore(entry)) {
                close(current);
                current = next();
            }
            if (current == null) {
                if (lastBlock != null && lastBlock.era() > entry.era()) {
                    found("entry " + entry.id() + " belongs to no block");
                    return;
                }
                unsealed++;
                if (oldestUnsealed == null || entry.at().isBefore(oldestUnsealed)) {
                    oldestUnsealed = entry.at();
                }
            } else if (current.holds(entry)) {
                inBlock++;
                root.update(Block.sha256().digest(entry.canonical()));
            } else {
                found("entry " + entry.id() + " belongs to no block");
            }
        }

        private void number(Entry entry) {
            Numbers numbers = writers.computeIfAbsent(entry.writer(), w -> new Numbers());
            if (!numbers.written.add(entry.writerNo())) {
                found("entry " + entry.id() + " repeats number " + entry.writerNo() + " of writer " + entry.writer());
            }
            numbers.accounted.add(entry.writerNo());
            if (entry.settled() != null) {
                numbers.settled = Math.max(numbers.settled, entry.settled());
            }
            for (long lost : entry.lost()) {
                if (numbers.accounted.add(lost)) {
                    numbers.rolledBack++;
                }
            }
        }

        private void close(Block block) {
            blocks++;
            sealed += inBlock;
            told += block.entries();
            String name = "block " + block.no();
            chain(block, name);
            if (!block.recomputed().equals(block.hash())) {
                found(name + " was changed: its hash does not match its own columns");
            }
            String computed = HexFormat.of().formatHex(root.digest());
            if (inBlock != block.entries()) {
                found("%s sealed %,d entries, and %,d are there: entries were removed or inserted"
                        .formatted(name, block.entries(), inBlock));
            } else if (!computed.equals(block.root())) {
                found(name + " does not match its entries: one was changed, replaced or reordered");
            }
            if (anchor != null && anchor.block() == block.no()) {
                anchored = true;
                if (!anchor.hash().equals(block.hash()) || anchor.entries() != told) {
                    found("the anchor of " + anchor.date() + " does not match " + name
                            + ": the log was rewritten after the anchor was taken");
                }
            }
            previous = block;
            root = Block.sha256();
            inBlock = 0;
        }

        private void chain(Block block, String name) {
            long expected = previous == null ? 1 : previous.no() + 1;
            if (block.no() != expected) {
                found("before " + name + ", " + new NumberSet.Run(expected, block.no() - 1) + " is missing");
            }
            if (!block.prev().equals(previous == null ? Block.NOTHING_BEFORE : previous.hash())) {
                found(name + " does not continue the block before it");
            }
            boolean sameEra = previous != null && previous.era() == block.era();
            if (previous != null && block.era() < previous.era()) {
                found(name + " belongs to an earlier era than the block before it");
            }
            if (block.from() != (sameEra && previous != null ? previous.to() : 0)) {
                found(name + " does not begin where the block before it ends");
            }
        }

        Result result(Instant now) {
            while (current != null) {
                close(current);
                current = next();
            }
            if (anchor != null && !anchored) {
                found("the anchor of " + anchor.date() + " names block " + anchor.block()
                        + ", which is not there: the end of the log was cut off");
            }
            long rolledBack = 0;
            long unsettled = 0;
            for (Map.Entry<UUID, Numbers> writer : writers.entrySet()) {
                Numbers numbers = writer.getValue();
                rolledBack += numbers.rolledBack;
                List<NumberSet.Run> missing = numbers.accounted.missing(1, numbers.settled);
                if (!missing.isEmpty()) {
                    found("of writer " + writer.getKey() + " "
                            + missing.stream()
                                    .limit(10)
                                    .map(NumberSet.Run::toString)
                                    .collect(Collectors.joining(", "))
                            + " is missing: entries were removed, perhaps before they were sealed");
                }
                unsettled += numbers.accounted.missing(numbers.settled + 1, numbers.accounted.greatest()).stream()
                        .mapToLong(NumberSet.Run::size)
                        .sum();
            }
            return new Result(
                    now,
                    blocks,
                    sealed,
                    unsealed,
                    oldestUnsealed,
                    writers.size(),
                    rolledBack,
                    unsettled,
                    anchor,
                    lastBlock == null ? null : lastBlock.no(),
                    lastBlock == null ? null : lastBlock.hash(),
                    found,
                    List.copyOf(findings));
        }
    }
}
