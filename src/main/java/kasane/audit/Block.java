package kasane.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** 封印の一段 as it stands in the table: the entries of the transactions {@code from ≤ xid < to} of one era. */
record Block(
        long no, int era, long from, long to, long entries, String root, String prev, Instant sealedAt, String hash) {

    /** What the first block names as the hash before it. */
    static final String NOTHING_BEFORE = "00".repeat(32);

    /** The hash that the block should have. */
    String recomputed() {
        MessageDigest digest = sha256();
        digest.update("kasane block 1".getBytes(StandardCharsets.US_ASCII));
        digest.update(Entry.int2(era));
        digest.update(Entry.int8(no));
        digest.update(Entry.int8(from));
        digest.update(Entry.int8(to));
        digest.update(Entry.int8(entries));
        digest.update(HexFormat.of().parseHex(root));
        digest.update(HexFormat.of().parseHex(prev));
        digest.update(Entry.int8(Entry.micros(sealedAt)));
        return HexFormat.of().formatHex(digest.digest());
    }

    boolean holds(Entry entry) {
        return entry.era() == era && entry.xid() >= from && entry.xid() < to;
    }

    /** Whether the block ends before the entry in the order of sealing. */
    boolean endsBefore(Entry entry) {
        return era < entry.era() || era == entry.era() && to <= entry.xid();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
