package kasane.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.audit.LogVerification;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.Ids;
import kasane.shared.StaffId;
import org.springframework.stereotype.Component;

/** The SQL of verifications. */
@Component
class VerificationStore {

    private static final String ADD = """
            insert into privacy.verification (id, at, whole, blocks, sealed, unsealed, found, last_block, last_seal)
            values (:id, :at, :whole, :blocks, :sealed, :unsealed, :found, :block::bigint, :seal::text)
            """;

    private static final String COLUMNS =
            "select v.id, v.at, v.whole, v.blocks, v.sealed, v.found from privacy.verification v ";

    private static final String LATEST = COLUMNS + "order by v.at desc, v.id desc limit :most";

    /** What nobody was told of yet, unless the same was told since the log was last whole. */
    private static final String UNTOLD = """
            select v.id, v.at, v.whole, v.blocks, v.sealed, v.found from privacy.verification v
            where not v.whole and v.told_at is null
              and v.at = (select max(l.at) from privacy.verification l)
              and not exists (
                select from privacy.verification b
                where b.told_at is not null and b.found = v.found
                  and not exists (select from privacy.verification w where w.whole and w.at > b.at and w.at < v.at))
            order by v.id desc limit 1
            """;

    private static final String TOLD = "update privacy.verification set told_at = :now where id = :id";

    private static final String RESPONSIBLE = """
            select distinct d.staff_id from access.pub_duty d join access.pub_hat h
              on h.agency_id = d.agency_id and h.staff_id = d.staff_id
            where d.duty in ('PRIVACY_OFFICER', 'SYSTEM_ADMINISTRATOR')
              and d.valid_from <= :today and (d.valid_until is null or d.valid_until >= :today)
              and h.valid_from <= :today and (h.valid_until is null or h.valid_until >= :today)
            order by d.staff_id
            """;

    private final Db db;

    VerificationStore(Db db) {
        this.db = db;
    }

    void add(Viewer.Job job, LogVerification.Result result, Instant at) {
        db.sql(job, ADD)
                .param("id", Ids.next())
                .param("at", at)
                .param("whole", result.whole())
                .param("blocks", result.blocks())
                .param("sealed", result.sealed())
                .param("unsealed", result.unsealed())
                .param("found", result.found())
                .param("block", result.lastBlock())
                .param("seal", result.lastSeal())
                .update();
    }

    List<Verifications.Verification> latest(Viewer viewer, int most) {
        return db.sql(viewer, LATEST).param("most", most).list(VerificationStore::read);
    }

    Optional<Verifications.Verification> untold(Viewer.Job job) {
        return db.sql(job, UNTOLD).optional(VerificationStore::read);
    }

    void told(Viewer.Job job, UUID id) {
        db.sql(job, TOLD).param("id", id).param("now", db.now(job)).update();
    }

    List<StaffId> responsible(Viewer.Job job, LocalDate today) {
        return db.sql(job, RESPONSIBLE).param("today", today).list(row -> row.staff("staff_id"));
    }

    private static Verifications.Verification read(Row row) {
        return new Verifications.Verification(
                row.uuid("id"),
                row.instant("at"),
                row.bool("whole"),
                row.longInteger("blocks"),
                row.longInteger("sealed"),
                row.longInteger("found"));
    }
}
