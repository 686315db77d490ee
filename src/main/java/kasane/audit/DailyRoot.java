package kasane.audit;

import java.time.LocalDate;
import java.util.Optional;
import kasane.gate.Db;

/** 日次の錨: the newest seal of the log, to be printed, mailed or kept with a backup every day. */
public final class DailyRoot {

    private final Db db;
    private final LogQuery query;

    /** Reads as the verification does. */
    public DailyRoot(Db db) {
        this.db = db;
        this.query = new LogQuery(db);
    }

    /** Today's anchor; empty while nothing has been sealed. */
    public Optional<Anchor> today() {
        LocalDate today = db.transact(LogQuery.VERIFYING, () -> db.today(LogQuery.VERIFYING));
        return query.lastBlock()
                .map(block -> new Anchor(today, block.no(), query.sealedEntries(block.no()), block.hash()));
    }
}
