package kasane.access.account;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of the own account; the database shows nobody else's. */
@Component("ownAccountStore")
class AccountStore {

    private static final String FIND = """
            select c.login, c.changed_at, s.name from access.account c join access.staff s on s.id = c.staff_id
            where c.staff_id = :staff
            """;

    private static final String HATS = """
            select h.agency_id, a.name, h.valid_from, h.valid_until,
                   array(select d.duty from access.duty d where d.hat_id = h.id and d.valid_from <= :today
                         and (d.valid_until is null or d.valid_until >= :today) order by d.duty) as duties
            from access.hat h join access.agency a on a.id = h.agency_id
            where h.staff_id = :staff and (h.valid_until is null or h.valid_until >= :today) order by h.id
            """;

    private static final String SESSIONS = """
            select token_hash, created_at, last_seen from access.session
            where staff_id = :staff and ended_at is null and expires_at > :now order by last_seen desc limit 50
            """;

    private static final String END_OTHERS = """
            update access.session set ended_at = :now
            where staff_id = :staff and ended_at is null and token_hash <> :token
            """;

    private static final String CHANGE = """
            update access.account set password_hash = :hash, must_change = false, failures = 0, changed_at = :now
            where staff_id = :staff
            """;

    private final Db db;

    AccountStore(Db db) {
        this.db = db;
    }

    record Own(String login, Instant changed, String name) {}

    record Hat(
            int agency,
            String name,
            LocalDate from,
            @Nullable LocalDate until,
            List<Duty> duties) {}

    record Session(boolean current, Instant since, Instant last) {}

    Own find(Viewer.Staff viewer) {
        return db.sql(viewer, FIND)
                .param("staff", viewer.staff())
                .one(row -> new Own(row.text("login"), row.instant("changed_at"), row.text("name")));
    }

    List<Hat> hats(Viewer.Staff viewer) {
        return db.sql(viewer, HATS)
                .param("staff", viewer.staff())
                .param("today", db.today(viewer))
                .list(row -> new Hat(
                        row.integer("agency_id"),
                        row.text("name"),
                        row.date("valid_from"),
                        row.dateOrNull("valid_until"),
                        row.texts("duties").stream().map(Duty::valueOf).toList()));
    }

    List<Session> sessions(Viewer.Staff viewer, byte[] current) {
        return db.sql(viewer, SESSIONS)
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .list(row -> new Session(
                        Arrays.equals(row.bytes("token_hash"), current),
                        row.instant("created_at"),
                        row.instant("last_seen")));
    }

    int endOthers(Viewer.Staff viewer, byte[] current) {
        return db.sql(viewer, END_OTHERS)
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .param("token", current)
                .update();
    }

    void change(Viewer.Staff viewer, String hash) {
        db.sql(viewer, CHANGE)
                .param("staff", viewer.staff())
                .param("hash", hash)
                .param("now", db.now(viewer))
                .update();
    }
}
