package kasane.access.factor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kasane.gate.Db;
import kasane.gate.Purpose;
import kasane.gate.Viewer;
import kasane.shared.StaffId;
import org.springframework.stereotype.Component;

/** The rows of second factors: set up by their owner, tried by the sign-in step alone. */
@Component
class FactorStore {

    private static final Viewer SIGN_IN = Viewer.job(Purpose.SIGN_IN);

    private static final String OFFER = """
            insert into access.totp_offer (staff_id, secret, offered_at) values (:staff, :secret, :now)
            on conflict (staff_id) do update set secret = excluded.secret, offered_at = excluded.offered_at
            """;

    private static final String OFFERED = """
            select secret from access.totp_offer
            where staff_id = :staff and offered_at > :since and octet_length(secret) > 0
            """;

    private static final String TAKEN = "update access.totp_offer set secret = ''::bytea where staff_id = :staff";

    private static final String END_TOTP =
            "update access.totp set ended_at = :now where staff_id = :staff and ended_at is null";

    private static final String ADD_TOTP =
            "insert into access.totp (staff_id, secret, last_step, since) values (:staff, :secret, :step, :now)";

    private static final String NAME = "update access.account set second_factor = 'TOTP' where staff_id = :staff";

    private static final String END_CODES =
            "update access.recovery_code set ended_at = :now where staff_id = :staff and ended_at is null";

    private static final String ADD_CODE =
            "insert into access.recovery_code (staff_id, code_hash, made_at) values (:staff, :hash, :now)";

    private static final String STATE = """
            select t.since,
                   (select count(*) from access.recovery_code c
                    where c.staff_id = t.staff_id and c.used_at is null and c.ended_at is null) as codes
            from access.totp t join access.account a on a.staff_id = t.staff_id and a.second_factor = 'TOTP'
            where t.staff_id = :staff and t.ended_at is null
            """;

    private static final String LOGIN = "select login from access.account where staff_id = :staff";

    private static final String END_OTHERS = """
            update access.session set ended_at = :now
            where staff_id = :staff and ended_at is null and token_hash <> :token
            """;

    private static final String LIVING =
            "select secret, last_step from access.totp where staff_id = :staff and ended_at is null";

    private static final String USE_STEP = """
            update access.totp set last_step = :step where staff_id = :staff and ended_at is null and last_step < :step
            """;

    private static final String USE_CODE = """
            update access.recovery_code set used_at = :now
            where staff_id = :staff and code_hash = :hash and used_at is null and ended_at is null
            """;

    private final Db db;

    FactorStore(Db db) {
        this.db = db;
    }

    record State(Instant since, int codes) {}

    record Living(byte[] secret, long lastStep) {}

    /** The secret that was offered a short while ago, so that a page opened again shows the same picture. */
    Optional<byte[]> offered(Viewer.Staff viewer, Duration atMost) {
        return db.sql(viewer, OFFERED)
                .param("staff", viewer.staff())
                .param("since", db.now(viewer).minus(atMost))
                .optional(row -> row.bytes("secret"));
    }

    void offer(Viewer.Staff viewer, byte[] secret) {
        db.sql(viewer, OFFER)
                .param("staff", viewer.staff())
                .param("secret", secret)
                .param("now", db.now(viewer))
                .update();
    }

    /** What was offered is the factor from now on, and no longer readable; the one before it ends. */
    void enrol(Viewer.Staff viewer, byte[] secret, long step) {
        db.sql(viewer, END_TOTP)
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .update();
        db.sql(viewer, ADD_TOTP)
                .param("staff", viewer.staff())
                .param("secret", secret)
                .param("step", step)
                .param("now", db.now(viewer))
                .update();
        db.sql(viewer, TAKEN).param("staff", viewer.staff()).update();
        db.sql(viewer, NAME).param("staff", viewer.staff()).update();
    }

    /** New codes on paper; those before them are worth nothing any more. */
    void codes(Viewer.Staff viewer, List<byte[]> hashes) {
        db.sql(viewer, END_CODES)
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .update();
        for (byte[] hash : hashes) {
            db.sql(viewer, ADD_CODE)
                    .param("staff", viewer.staff())
                    .param("hash", hash)
                    .param("now", db.now(viewer))
                    .update();
        }
    }

    Optional<State> state(Viewer.Staff viewer) {
        return db.sql(viewer, STATE)
                .param("staff", viewer.staff())
                .optional(row -> new State(row.instant("since"), row.integer("codes")));
    }

    String login(Viewer.Staff viewer) {
        return db.sql(viewer, LOGIN).param("staff", viewer.staff()).one(row -> row.text("login"));
    }

    void endOthers(Viewer.Staff viewer, byte[] current) {
        db.sql(viewer, END_OTHERS)
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .param("token", current)
                .update();
    }

    Optional<Living> living(StaffId staff) {
        return db.sql(SIGN_IN, LIVING)
                .param("staff", staff)
                .optional(row -> new Living(row.bytes("secret"), row.longInteger("last_step")));
    }

    /** Uses up a half minute; false when it, or a later one, was used already. */
    boolean useStep(StaffId staff, long step) {
        return db.sql(SIGN_IN, USE_STEP)
                        .param("staff", staff)
                        .param("step", step)
                        .update()
                == 1;
    }

    /** Uses up a code on paper; false when it is none. */
    boolean useCode(StaffId staff, byte[] hash) {
        return db.sql(SIGN_IN, USE_CODE)
                        .param("staff", staff)
                        .param("hash", hash)
                        .param("now", db.now(SIGN_IN))
                        .update()
                == 1;
    }
}
