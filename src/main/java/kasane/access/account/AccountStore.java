package kasane.access.account;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
            select c.login, c.changed_at, c.second_factor, s.name from access.account c join access.staff s on s.id = c.staff_id
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
            select no, token_hash = :token as current, created_at, last_seen, device, network from access.session
            where staff_id = :staff and ended_at is null and expires_at > :now and last_seen > :idle and not half
            order by current desc, last_seen desc, no desc limit 50
            """;

    private static final String END_OTHERS = """
            update access.session set ended_at = :now
            where staff_id = :staff and ended_at is null and token_hash <> :token
            """;

    private static final String END = """
            update access.session set ended_at = :now
            where staff_id = :staff and ended_at is null and token_hash <> :token and no = :no
            """;

    private static final String NOTICES = """
            select n.kind, n.at, coalesce(s.device, '') as device, coalesce(s.network, '') as network, n.seen_at is null as fresh
            from access.notice n left join access.session s on s.no = n.session_no
            where n.staff_id = :staff and n.at > :since and (s.token_hash is null or s.token_hash <> :token)
            order by n.id desc limit 10
            """;

    private static final String SEEN = """
            update access.notice n set seen_at = :now
            where n.staff_id = :staff and n.seen_at is null
              and not exists (select from access.session s where s.no = n.session_no and s.token_hash = :token)
            """;

    private static final String CHANGE = """
            update access.account set password_hash = :hash, must_change = false, failures = 0, changed_at = :now
            where staff_id = :staff
            """;

    private final Db db;

    AccountStore(Db db) {
        this.db = db;
    }

    record Own(String login, Instant changed, String secondFactor, String name) {}

    record Hat(
            int agency,
            String name,
            LocalDate from,
            @Nullable LocalDate until,
            List<Duty> duties) {}

    record Session(int no, boolean current, Instant since, Instant last, String device, String network) {}

    record Notice(String kind, Instant at, String device, String network, boolean fresh) {}

    Own find(Viewer.Staff viewer) {
        return db.sql(viewer, FIND)
                .param("staff", viewer.staff())
                .one(row -> new Own(
                        row.text("login"), row.instant("changed_at"), row.text("second_factor"), row.text("name")));
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

    List<Session> sessions(Viewer.Staff viewer, byte[] current, Duration idle) {
        return db.sql(viewer, SESSIONS)
                .param("staff", viewer.staff())
                .param("token", current)
                .param("now", db.now(viewer))
                .param("idle", db.now(viewer).minus(idle))
                .list(row -> new Session(
                        row.integer("no"),
                        row.bool("current"),
                        row.instant("created_at"),
                        row.instant("last_seen"),
                        row.text("device"),
                        row.text("network")));
    }

    /** What was told about the own account lately, but not what the browser itself is the subject of. */
    List<Notice> notices(Viewer.Staff viewer, byte[] current) {
        return db.sql(viewer, NOTICES)
                .param("staff", viewer.staff())
                .param("token", current)
                .param("since", db.now(viewer).minus(Duration.ofDays(30)))
                .list(row -> new Notice(
                        row.text("kind"),
                        row.instant("at"),
                        row.text("device"),
                        row.text("network"),
                        row.bool("fresh")));
    }

    void seen(Viewer.Staff viewer, byte[] current) {
        db.sql(viewer, SEEN)
                .param("staff", viewer.staff())
                .param("token", current)
                .param("now", db.now(viewer))
                .update();
    }

    boolean end(Viewer.Staff viewer, byte[] current, int no) {
        return db.sql(viewer, END)
                        .param("staff", viewer.staff())
                        .param("token", current)
                        .param("no", no)
                        .param("now", db.now(viewer))
                        .update()
                == 1;
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
