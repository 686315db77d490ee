package kasane.access.signin;

import java.time.Instant;
import java.util.Optional;
import kasane.access.Network;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of accounts and of tries to sign in; readable by the sign-in step only. */
@Component
class AccountStore {

    private static final String FIND = """
            select a.staff_id, a.login, a.password_hash, a.locked_until, a.second_factor,
                   (select min(h.id) from access.hat h join access.agency g on g.id = h.agency_id
                    where h.staff_id = a.staff_id and h.valid_from <= :today
                      and (h.valid_until is null or h.valid_until >= :today)
                      and (g.valid_until is null or g.valid_until >= :today)) as any_hat,
                   (select min(h.id) from access.hat h join access.agency g on g.id = h.agency_id
                    where h.staff_id = a.staff_id and h.valid_from <= :today
                      and (h.valid_until is null or h.valid_until >= :today)
                      and (g.valid_until is null or g.valid_until >= :today)
                      and (not exists (select from access.agency_network n
                                       where n.agency_id = h.agency_id and n.valid_from <= :today
                                         and (n.valid_until is null or n.valid_until >= :today))
                           or exists (select from access.agency_network n
                                      where n.agency_id = h.agency_id and n.valid_from <= :today
                                        and (n.valid_until is null or n.valid_until >= :today)
                                        and :address::inet <<= n.network))) as first_hat
            from access.account a join access.staff s on s.id = a.staff_id
            where (a.login = :login or a.staff_id = :staff) and (s.valid_until is null or s.valid_until >= :today)
            """;

    /** Whoever guesses in many windows at once waits here, and finds the account locked by the others. */
    private static final String HOLD = "select staff_id from access.account where staff_id = :staff for update";

    private static final String FAILED = """
            update access.account set failures = failures + 1,
                   locked_until = case when failures + 1 >= :most then :until else locked_until end
            where staff_id = :staff
            """;

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

    /**
     * An account of somebody who still belongs to the staff.
     *
     * @param anyHat whether there is an agency to act for at all
     * @param hat    the first one that may be acted for from where the person is; null for none
     */
    record Account(
            StaffId staff,
            String login,
            String passwordHash,
            @Nullable Instant lockedUntil,
            String secondFactor,
            boolean anyHat,
            @Nullable Integer hat) {

        boolean isLocked(Instant now) {
            return lockedUntil != null && lockedUntil.isAfter(now);
        }
    }

    record Recent(int byLogin, int bySource) {}

    Optional<Account> find(String login, String address) {
        return find(login, null, address);
    }

    /** The account, held until the transaction ends: what is decided about it meanwhile is decided one after the other. */
    Optional<Account> hold(StaffId staff, String address) {
        db.sql(SessionStore.SIGN_IN, HOLD).param("staff", staff).optional(row -> row.staff("staff_id"));
        return find(null, staff.value(), address);
    }

    private Optional<Account> find(@Nullable String login, @Nullable Integer staff, String address) {
        return db.sql(SessionStore.SIGN_IN, FIND)
                .param("login", login)
                .param("staff", staff)
                .param("address", Network.plain(address))
                .param("today", db.today(SessionStore.SIGN_IN))
                .optional(AccountStore::account);
    }

    private static Account account(Row row) {
        return new Account(
                row.staff("staff_id"),
                row.text("login"),
                row.text("password_hash"),
                row.instantOrNull("locked_until"),
                row.text("second_factor"),
                row.integerOrNull("any_hat") != null,
                row.integerOrNull("first_hat"));
    }

    /** One wrong try more; the {@code most}th one locks the account until then. */
    void failed(StaffId staff, int most, Instant until) {
        db.sql(SessionStore.SIGN_IN, FAILED)
                .param("staff", staff)
                .param("most", most)
                .param("until", until)
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
