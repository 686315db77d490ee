package kasane.access.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kasane.access.Network;
import kasane.access.SignedIn;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Purpose;
import kasane.gate.Viewer;
import kasane.settings.Codes;
import kasane.settings.Numbers;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of sessions: found by the hash of the browser's token, touched at most once a minute. */
@Component
class SessionStore {

    static final Viewer SIGN_IN = Viewer.job(Purpose.SIGN_IN);

    private static final String FIND = """
            select s.staff_id, s.hat_id, s.last_seen, coalesce(s.proved_at, s.created_at) as proved_at,
                   st.name as staff_name, h.id as choice, h.agency_id, a.name as agency_name, c.must_change,
                   c.second_factor <> 'NONE' as has_factor,
                   c.second_factor = 'NONE'
                     and exists (select from access.hat rh join access.duty rd on rd.hat_id = rh.id
                                 where rh.staff_id = s.staff_id
                                   and (rh.valid_until is null or rh.valid_until >= :today)
                                   and rd.duty = any (:needing::text[]) and rd.valid_from <= :since
                                   and (rd.valid_until is null or rd.valid_until >= :today)) as must_enrol,
                   (select n.kind from access.notice n
                    where n.staff_id = s.staff_id and n.seen_at is null and n.session_no is distinct from s.no
                    order by n.id limit 1) as notice,
                   not exists (select from access.agency_network n
                               where n.agency_id = h.agency_id and n.valid_from <= :today
                                 and (n.valid_until is null or n.valid_until >= :today))
                     or exists (select from access.agency_network n
                                where n.agency_id = h.agency_id and n.valid_from <= :today
                                  and (n.valid_until is null or n.valid_until >= :today)
                                  and :address::inet <<= n.network) as admitted,
                   array(select d.duty from access.duty d where d.hat_id = h.id and d.valid_from <= :today
                         and (d.valid_until is null or d.valid_until >= :today) order by d.duty) as duties
            from access.session s
            join access.staff st on st.id = s.staff_id
            join access.account c on c.staff_id = s.staff_id
            join access.hat h on h.staff_id = s.staff_id
            join access.agency a on a.id = h.agency_id
            where s.token_hash = :token and s.ended_at is null and s.expires_at > :now and s.last_seen > :idle and not s.half
              and (st.valid_until is null or st.valid_until >= :today)
              and h.valid_from <= :today and (h.valid_until is null or h.valid_until >= :today)
              and (a.valid_until is null or a.valid_until >= :today)
            order by h.id
            """;

    private static final String TOUCH =
            "update access.session set last_seen = :now where token_hash = :token and last_seen < :before";

    private static final String OPEN = """
            insert into access.session (token_hash, staff_id, hat_id, created_at, last_seen, expires_at, half, device,
                                        network, proved_at)
            values (:token, :staff, :hat, :now, :now, :until, :half, :device, :network, :now)
            returning no
            """;

    private static final String HALF = """
            select staff_id from access.session
            where token_hash = :token and half and ended_at is null and expires_at > :now
            """;

    private static final String END =
            "update access.session set ended_at = :now where token_hash = :token and ended_at is null";

    private static final String PROVED =
            "update access.session set proved_at = :now where token_hash = :token and ended_at is null";

    private static final String WEAR = """
            update access.session s set hat_id = :hat where s.token_hash = :token and s.ended_at is null and not s.half
              and exists (select from access.hat h where h.id = :hat and h.staff_id = s.staff_id and h.valid_from <= :today
                          and (h.valid_until is null or h.valid_until >= :today)
                          and (not exists (select from access.agency_network n
                                           where n.agency_id = h.agency_id and n.valid_from <= :today
                                             and (n.valid_until is null or n.valid_until >= :today))
                               or exists (select from access.agency_network n
                                          where n.agency_id = h.agency_id and n.valid_from <= :today
                                            and (n.valid_until is null or n.valid_until >= :today)
                                            and :address::inet <<= n.network)))
            """;

    private static final String LAST_STAFF = "select staff_id from access.session where token_hash = :token";

    /** Whether somebody was ever signed in, and ever on such a device from there. */
    private static final String KNOWN = """
            select exists (select from access.session where staff_id = :staff and not half) as anywhere,
                   exists (select from access.session where staff_id = :staff and not half
                           and device = :device and network = :network) as here
            """;

    private static final String NOTE = """
            insert into access.notice (staff_id, kind, session_no, at) values (:staff, :kind, :session, :now)
            """;

    private final Db db;
    private final Codes codes;
    private final Numbers numbers;

    SessionStore(Db db, Codes codes, Numbers numbers) {
        this.db = db;
        this.codes = codes;
        this.numbers = numbers;
    }

    /** What a token stands for. */
    sealed interface Found {
        record Alive(SignedIn me) implements Found {}

        /** The session lives, but its agency may not be worked for from where the request came. */
        record Elsewhere() implements Found {}

        record Nothing() implements Found {}
    }

    private record Line(
            StaffId staff,
            int hatId,
            Instant lastSeen,
            Instant provedAt,
            String staffName,
            int choice,
            AgencyId agency,
            String agencyName,
            Set<Duty> duties,
            boolean admitted,
            boolean mustChange,
            boolean mustEnrol,
            boolean hasFactor,
            @Nullable String notice) {}

    /** The living session of the token; where somebody is present, its last access is written at most once a minute. */
    Found find(byte[] tokenHash, Duration idle, boolean present, String address) {
        return db.transact(SIGN_IN, () -> {
            Instant now = db.now(SIGN_IN);
            LocalDate today = db.today(SIGN_IN);
            List<Line> lines = db.sql(SIGN_IN, FIND)
                    .param("token", tokenHash)
                    .param("now", now)
                    .param("idle", now.minus(idle))
                    .param("today", today)
                    .param("address", Network.plain(address))
                    .param(
                            "needing",
                            codes.list("second-factor-duty", today).stream()
                                    .map(Codes.Code::code)
                                    .toList())
                    .param("since", today.minusDays(numbers.number("second-factor.grace-days", today)))
                    .list(row -> new Line(
                            row.staff("staff_id"),
                            row.integer("hat_id"),
                            row.instant("last_seen"),
                            row.instant("proved_at"),
                            row.text("staff_name"),
                            row.integer("choice"),
                            row.agency("agency_id"),
                            row.text("agency_name"),
                            row.texts("duties").stream().map(Duty::valueOf).collect(Collectors.toSet()),
                            row.bool("admitted"),
                            row.bool("must_change"),
                            row.bool("must_enrol"),
                            row.bool("has_factor"),
                            row.textOrNull("notice")));
            Optional<Line> worn =
                    lines.stream().filter(l -> l.choice() == l.hatId()).findFirst();
            if (worn.isEmpty()) {
                return new Found.Nothing();
            }
            Line me = worn.get();
            if (!me.admitted()) {
                return new Found.Elsewhere();
            }
            if (present && me.lastSeen().isBefore(now.minusSeconds(60))) {
                db.sql(SIGN_IN, TOUCH)
                        .param("token", tokenHash)
                        .param("now", now)
                        .param("before", now.minusSeconds(60))
                        .update();
            }
            return new Found.Alive(new SignedIn(
                    new Viewer.Staff(me.staff(), me.agency(), me.duties()),
                    me.staffName(),
                    me.agencyName(),
                    me.hatId(),
                    lines.stream()
                            .map(l -> new SignedIn.HatChoice(l.choice(), l.agency(), l.agencyName()))
                            .toList(),
                    me.mustChange(),
                    me.mustEnrol(),
                    me.hasFactor(),
                    me.provedAt(),
                    me.notice()));
        });
    }

    /** Opens a session, or half of one while the second proof is missing, and tells its number. */
    int open(
            byte[] tokenHash, StaffId staff, int hatId, Duration longest, boolean half, String device, String network) {
        Instant now = db.now(SIGN_IN);
        return db.sql(SIGN_IN, OPEN)
                .param("token", tokenHash)
                .param("staff", staff)
                .param("hat", hatId)
                .param("now", now)
                .param("until", now.plus(longest))
                .param("half", half)
                .param("device", device)
                .param("network", network)
                .one(row -> row.integer("no"));
    }

    /** Whose password was right, where the second proof is still missing. */
    Optional<StaffId> half(byte[] tokenHash) {
        return db.sql(SIGN_IN, HALF)
                .param("token", tokenHash)
                .param("now", db.now(SIGN_IN))
                .optional(row -> row.staff("staff_id"));
    }

    void end(byte[] tokenHash) {
        db.sql(SIGN_IN, END)
                .param("token", tokenHash)
                .param("now", db.now(SIGN_IN))
                .update();
    }

    /** The person has just proved again who they are. */
    void proved(byte[] tokenHash) {
        db.sql(SIGN_IN, PROVED)
                .param("token", tokenHash)
                .param("now", db.now(SIGN_IN))
                .update();
    }

    /** Changes the hat of a session to another one of the same person; false when it may not be worn here. */
    boolean wear(byte[] tokenHash, int hatId, String address) {
        return db.sql(SIGN_IN, WEAR)
                        .param("token", tokenHash)
                        .param("hat", hatId)
                        .param("address", Network.plain(address))
                        .param("today", db.today(SIGN_IN))
                        .update()
                == 1;
    }

    /** Whether a sign-in from there would be the first on such a device, of somebody who was signed in before. */
    boolean isNew(StaffId staff, String device, String network) {
        return db.sql(SIGN_IN, KNOWN)
                .param("staff", staff)
                .param("device", device)
                .param("network", network)
                .one(row -> row.bool("anywhere") && !row.bool("here"));
    }

    /** Lets the person hear about a session wherever else they are signed in. */
    void note(StaffId staff, String kind, int session) {
        db.sql(SIGN_IN, NOTE)
                .param("staff", staff)
                .param("kind", kind)
                .param("session", session)
                .param("now", db.now(SIGN_IN))
                .update();
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
