package kasane.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import kasane.gate.Db;
import kasane.gate.Purpose;
import kasane.gate.Rounds;
import kasane.gate.Viewer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * 封印: chains the committed entries of the log in a new block every two seconds, accounts for this process's numbers, and
 * makes the partitions of the months to come. Any number of servers may run it; one of them seals at a time.
 */
@Component
public class Sealer extends Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final Viewer.Job SEALING = new Viewer.Job(Purpose.SEAL_LOG);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Db db;
    private final AuditTrail trail;
    private final AuditStore store;
    private @Nullable LocalDate partitionsMade;
    private @Nullable Instant alarmed;

    /** Starts with the server unless {@code kasane.audit.seal} is false, as for a short command. */
    public Sealer(Db db, AuditTrail trail, @Value("${kasane.audit.seal:true}") boolean automatic) {
        super("sealer", Duration.ofSeconds(2), automatic);
        this.db = db;
        this.trail = trail;
        this.store = new AuditStore(db);
    }

    /** What one round did: entries sealed, and since when a committed entry has had to wait, if one does. */
    public record Round(long sealed, @Nullable Instant waitingSince, boolean alarm) {}

    /** One round now: heartbeat, block, alarm. */
    public synchronized Round seal() {
        trail.heartbeat();
        makePartitionsDaily();
        return db.transact(SEALING, () -> {
            AuditStore.Sealed sealed = store.seal(SEALING);
            boolean alarm = alarm(sealed.waitingSince(), db.now(SEALING));
            return new Round(sealed.entries() == null ? 0 : sealed.entries(), sealed.waitingSince(), alarm);
        });
    }

    // The entries that one round could not seal are safe in the table; the next seals them too.
    @Override
    protected void goRound() {
        seal();
    }

    /** Failing here is no reason not to seal: entries of a month without a partition have a place of their own. */
    private void makePartitionsDaily() {
        try {
            db.run(SEALING, () -> {
                if (!db.today(SEALING).equals(partitionsMade)) {
                    store.makePartitions(SEALING);
                    partitionsMade = db.today(SEALING);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("The log's partitions of the coming months could not be made; tried again in the next round", e);
        }
    }

    /** One transaction that stays open keeps everybody's later entries from being sealed: say so, once a minute. */
    private boolean alarm(@Nullable Instant waitingSince, Instant now) {
        if (waitingSince == null || Duration.between(waitingSince, now).compareTo(PATIENCE) < 0) {
            alarmed = null;
            return false;
        }
        if (alarmed == null || Duration.between(alarmed, now).compareTo(Duration.ofMinutes(1)) >= 0) {
            alarmed = now;
            LOG.error(
                    "ALARM: entries of the log have been waiting for their seal since {}; a writing transaction of this"
                            + " PostgreSQL has been open for {} seconds or more (see pg_stat_activity.xact_start)",
                    waitingSince,
                    Duration.between(waitingSince, now).toSeconds());
        }
        return true;
    }
}
