package kasane.access.signin;

import java.time.Instant;
import java.util.Optional;
import kasane.gate.Db;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of accounts and of tries to sign in; readable by the sign-in step only. */
@Component
class AccountStore {

    private static final String FIND = """
            select a.staff_id, a.password_hash, a.failures, a.locked_until, a.second_factor,
                   (select min(h.id) from access.hat h join access.agency g on g.id = h.agency_id
                    where h.staff_id = a.staff_id and h.valid_from <= :today
                      and (h.valid_until is null or h.valid_until >= :today)
                      and (g.valid_until is null or g.valid_until >= :today)) as first_hat
            from access.account a join access.staff s on s.id = a.staff_id
            where a.login = :login and (s.valid_until is null or s.valid_until >= :today)
            """;

    private static final String HASH = "select password_hash from access.account where staff_id = :staff";

    private static final String FAILED =
            "update access.account set failures = failures + 1, locked_until = :until where staff_id = :staff";

    private static final String SUCCEEDED =
            "update access.account set failures = 0, locked_until = null where staff_id = :staff";

    private static final String CREATE = """
            insert into access.account (staff_id, login, password_hash, changed_at)
            values (:staff, :login, :hash, :now)
            """;

    private static final String TRIED =
            "insert into access.sign_in_try (login_hash, source_hash, at, ok) values (:login, :source, :now, :ok)";

    private static final String RECENT = """
            select (select count(*) from access.sign_in_try where login_hash = :login and at > :since and not ok) as by_login,
                   (select count(*) from access.sign_in_try where source_hash = :source and at > :since and not ok)
                     as by_source
            """;

    private final Db db;

    AccountStore(Db db) {
        this.db = db;
    }

    record Account(
            StaffId staff,
            String passwordHash,
            int failures,
            @Nullable Instant lockedUntil,
            String secondFactor,
            @Nullable Integer hat) {}

    record Recent(int byLogin, int bySource) {}

    Optional<Account> find(String login) {
        return db.sql(SessionStore.SIGN_IN, FIND)
                .param("login", login)
                .param("today", db.today(SessionStore.SIGN_IN))
                .optional(row -> new Account(
                        row.staff("staff_id"),
                        row.text("password_hash"),
                        row.integer("failures"),
                        row.instantOrNull("locked_until"),
                        row.text("second_factor"),
                        row.integerOrNull("first_hat")));
    }

    String passwordHash(StaffId staff) {
        return db.sql(SessionStore.SIGN_IN, HASH).param("staff", staff).one(row -> row.text("password_hash"));
    }

    void failed(StaffId staff, @Nullable Instant lockedUntil) {
        db.sql(SessionStore.SIGN_IN, FAILED)
                .param("staff", staff)
                .param("until", lockedUntil)
                .update();
    }

    void succeeded(StaffId staff) {
        db.sql(SessionStore.SIGN_IN, SUCCEEDED).param("staff", staff).update();
    }

    void create(StaffId staff, String login, String hash) {
        db.sql(SessionStore.SIGN_IN, CREATE)
                .param("staff", staff)
                .param("login", login)
                .param("hash", hash)
                .param("now", db.now(SessionStore.SIGN_IN))
                .update();
    }

    void tried(byte[] login, byte[] source, boolean ok) {
        db.sql(SessionStore.SIGN_IN, TRIED)
                .param("login", login)
                .param("source", source)
                .param("ok", ok)
                .param("now", db.now(SessionStore.SIGN_IN))
                .update();
    }

    Recent recent(byte[] login, byte[] source, Instant since) {
        return db.sql(SessionStore.SIGN_IN, RECENT)
                .param("login", login)
                .param("source", source)
                .param("since", since)
                .one(row -> new Recent(row.integer("by_login"), row.integer("by_source")));
    }
}
