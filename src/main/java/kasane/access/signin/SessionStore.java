package kasane.access.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kasane.access.SignedIn;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Purpose;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of sessions: found by the hash of the browser's token, touched at most once a minute. */
@Component
class SessionStore {

    static final Viewer SIGN_IN = Viewer.job(Purpose.SIGN_IN);

    private static final String FIND = """
            select s.staff_id, s.hat_id, s.last_seen, s.expires_at, st.name as staff_name, h.id as choice, h.agency_id,
                   a.name as agency_name,
                   (select c.must_change from access.account c where c.staff_id = s.staff_id) as must_change,
                   array(select d.duty from access.duty d where d.hat_id = h.id and d.valid_from <= :today
                         and (d.valid_until is null or d.valid_until >= :today) order by d.duty) as duties
            from access.session s
            join access.staff st on st.id = s.staff_id
            join access.hat h on h.staff_id = s.staff_id
            join access.agency a on a.id = h.agency_id
            where s.token_hash = :token and s.ended_at is null and s.expires_at > :now and s.last_seen > :idle
              and (st.valid_until is null or st.valid_until >= :today)
              and h.valid_from <= :today and (h.valid_until is null or h.valid_until >= :today)
              and (a.valid_until is null or a.valid_until >= :today)
            order by h.id
            """;

    private static final String TOUCH =
            "update access.session set last_seen = :now where token_hash = :token and last_seen < :before";

    private static final String OPEN = """
            insert into access.session (token_hash, staff_id, hat_id, created_at, last_seen, expires_at)
            values (:token, :staff, :hat, :now, :now, :until)
            """;

    private static final String END =
            "update access.session set ended_at = :now where token_hash = :token and ended_at is null";

    private static final String WEAR = """
            update access.session s set hat_id = :hat where s.token_hash = :token and s.ended_at is null
              and exists (select from access.hat h where h.id = :hat and h.staff_id = s.staff_id and h.valid_from <= :today
                          and (h.valid_until is null or h.valid_until >= :today))
            """;

    private static final String LAST_STAFF = "select staff_id from access.session where token_hash = :token";

    private final Db db;

    SessionStore(Db db) {
        this.db = db;
    }

    private record Line(
            StaffId staff,
            int hatId,
            Instant lastSeen,
            String staffName,
            int choice,
            AgencyId agency,
            String agencyName,
            Set<Duty> duties,
            boolean mustChange) {}

    /** The living session of the token; where somebody is present, its last access is written at most once a minute. */
    Optional<SignedIn> find(byte[] tokenHash, Duration idle, boolean present) {
        return db.transact(SIGN_IN, () -> {
            Instant now = db.now(SIGN_IN);
            LocalDate today = db.today(SIGN_IN);
            List<Line> lines = db.sql(SIGN_IN, FIND)
                    .param("token", tokenHash)
                    .param("now", now)
                    .param("idle", now.minus(idle))
                    .param("today", today)
                    .list(row -> new Line(
                            row.staff("staff_id"),
                            row.integer("hat_id"),
                            row.instant("last_seen"),
                            row.text("staff_name"),
                            row.integer("choice"),
                            row.agency("agency_id"),
                            row.text("agency_name"),
                            row.texts("duties").stream().map(Duty::valueOf).collect(Collectors.toSet()),
                            row.bool("must_change")));
            Optional<Line> worn =
                    lines.stream().filter(l -> l.choice() == l.hatId()).findFirst();
            if (worn.isEmpty()) {
                return Optional.<SignedIn>empty();
            }
            if (present && worn.get().lastSeen().isBefore(now.minusSeconds(60))) {
                db.sql(SIGN_IN, TOUCH)
                        .param("token", tokenHash)
                        .param("now", now)
                        .param("before", now.minusSeconds(60))
                        .update();
            }
            Line me = worn.get();
            return Optional.of(new SignedIn(
                    new Viewer.Staff(me.staff(), me.agency(), me.duties()),
                    me.staffName(),
                    me.agencyName(),
                    me.hatId(),
                    lines.stream()
                            .map(l -> new SignedIn.HatChoice(l.choice(), l.agency(), l.agencyName()))
                            .toList(),
                    me.mustChange()));
        });
    }

    void open(byte[] tokenHash, StaffId staff, int hatId, Duration longest) {
        Instant now = db.now(SIGN_IN);
        db.sql(SIGN_IN, OPEN)
                .param("token", tokenHash)
                .param("staff", staff)
                .param("hat", hatId)
                .param("now", now)
                .param("until", now.plus(longest))
                .update();
    }

    void end(byte[] tokenHash) {
        db.sql(SIGN_IN, END)
                .param("token", tokenHash)
                .param("now", db.now(SIGN_IN))
                .update();
    }

    /** Changes the hat of a session to another one of the same person; false when that hat is not theirs. */
    boolean wear(byte[] tokenHash, int hatId) {
        return db.sql(SIGN_IN, WEAR)
                        .param("token", tokenHash)
                        .param("hat", hatId)
                        .param("today", db.today(SIGN_IN))
                        .update()
                == 1;
    }

    /** Whose session the token was, alive or not. */
    @Nullable
    StaffId lastStaff(byte[] tokenHash) {
        return db.sql(SIGN_IN, LAST_STAFF)
                .param("token", tokenHash)
                .optional(row -> row.staff("staff_id"))
                .orElse(null);
    }
}
