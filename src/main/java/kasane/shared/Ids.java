package kasane.shared;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * 識別子の採番: makes UUIDs of version 7 (RFC 9562) in Java, so that a row knows its key before it is written.
 *
 * <p>The time inside an id is the machine's, never the bound business clock: it only keeps index pages warm and ids in
 * order. No rule may read it back. Anyone who sees an id can read to the millisecond when it was made.
 */
public final class Ids {
    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Sequence SEQUENCE = new Sequence();

    private Ids() {}

    /** A new id, greater than every id this process has made before, also when the machine's clock steps back. */
    public static UUID next() {
        return SEQUENCE.next(Instant.now());
    }

    /** Reads an id from an address or a form; empty when it is not written as 8-4-4-4-12 hexadecimal digits. */
    public static Optional<UUID> parse(String text) {
        // UUID.fromString alone takes "1-1-1-1-1", which would give one row many addresses.
        return CANONICAL.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /** One strictly increasing run of ids; 74 random bits per millisecond, counted up by a random step within it. */
    static final class Sequence {
        private static final long LOW_62_BITS = (1L << 62) - 1;
        private static final int HIGH_12_BITS = (1 << 12) - 1;

        private final SecureRandom random = new SecureRandom();
        private long millis = -1;
        private int high;
        private long low;

        synchronized UUID next(Instant now) {
            long current = now.toEpochMilli();
            if (current > millis) {
                startAt(current);
            } else {
                // A random step keeps the neighbour of a known id unguessable.
                low += 1 + (random.nextInt() & 0xFFFF_FFFFL);
                if (low > LOW_62_BITS) {
                    low &= LOW_62_BITS;
                    high++;
                }
                if (high > HIGH_12_BITS) {
                    startAt(millis + 1);
                }
            }
            return new UUID((millis << 16) | 0x7000L | high, Long.MIN_VALUE | low);
        }

        private void startAt(long newMillis) {
            millis = newMillis;
            high = random.nextInt(HIGH_12_BITS + 1);
            low = random.nextLong() & LOW_62_BITS;
        }
    }
}
