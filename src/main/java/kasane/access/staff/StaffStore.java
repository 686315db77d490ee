package kasane.access.staff;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of staff, hats, duties and accounts as the システム管理者 keeps them. */
@Component
class StaffStore {

    private static final String LIST = """
            select s.id, s.name, s.kana, s.title, s.valid_until, c.login, c.locked_until,
                   coalesce((select string_agg(a.name, '、' order by h.id) from access.hat h
                             join access.agency a on a.id = h.agency_id
                             where h.staff_id = s.id and (h.valid_until is null or h.valid_until >= :today)), '') as agencies
            from access.staff s left join access.account c on c.staff_id = s.id
            where (:agency = 0 or exists (select 1 from access.hat h where h.staff_id = s.id and h.agency_id = :agency
                                          and (h.valid_until is null or h.valid_until >= :today)))
              and (:after = 0
                   or ((s.valid_until is not null and s.valid_until < :today), s.kana, s.id)
                      > (select (b.valid_until is not null and b.valid_until < :today), b.kana, b.id
                         from access.staff b where b.id = :after))
            order by (s.valid_until is not null and s.valid_until < :today), s.kana, s.id limit :most
            """;

    private static final String FIND = """
            select s.id, s.name, s.kana, s.title, s.valid_until, s.version, c.login, c.must_change, c.locked_until,
                   coalesce(c.second_factor, 'NONE') as second_factor
            from access.staff s left join access.account c on c.staff_id = s.id where s.id = :id
            """;

    private static final String CREATE =
            "insert into access.staff (name, kana, title, valid_from) values (:name, :kana, :title, :today) returning id";

    private static final String CHANGE = """
            update access.staff set name = :name, kana = :kana, title = :title, version = version + 1
            where id = :id and version = :version
            """;

    private static final String END =
            "update access.staff set valid_until = :last, version = version + 1 where id = :id";

    private static final String HATS = """
            select h.id, h.agency_id, a.name, h.valid_from, h.valid_until from access.hat h
            join access.agency a on a.id = h.agency_id where h.staff_id = :staff
            order by coalesce(h.valid_until, 'infinity') desc, h.id
            """;

    private static final String DUTIES = """
            select d.id, d.hat_id, d.duty, d.valid_from, d.valid_until from access.duty d
            join access.hat h on h.id = d.hat_id where h.staff_id = :staff
            order by coalesce(d.valid_until, 'infinity') desc, d.id
            """;

    private static final String ADD_HAT =
            "insert into access.hat (staff_id, agency_id, valid_from) values (:staff, :agency, :from) returning id";

    private static final String END_HAT = """
            update access.hat set valid_until = :last
            where id = :id and staff_id = :staff and (valid_until is null or valid_until > :last)
            """;

    private static final String ADD_DUTY =
            "insert into access.duty (hat_id, duty, valid_from) values (:hat, :duty, :from)";

    private static final String END_DUTY = """
            update access.duty set valid_until = :last
            where id = :id and (valid_until is null or valid_until > :last)
              and hat_id in (select h.id from access.hat h where h.staff_id = :staff)
            """;

    /** Those of today and of days to come: a duty may pass to somebody who begins on that day. */
    private static final String WORN = """
            select h.id, s.id as staff_id, s.name, h.valid_from, h.valid_until,
                   coalesce(c.second_factor, 'NONE') <> 'NONE' as factor
            from access.hat h join access.staff s on s.id = h.staff_id left join access.account c on c.staff_id = s.id
            where h.agency_id = :agency and (h.valid_until is null or h.valid_until >= :today)
              and (s.valid_until is null or s.valid_until >= :today)
            order by s.kana, s.id
            """;

    private static final String LOGIN_TAKEN =
            "select exists (select from access.account where login = :login) as taken";

    private static final String CREATE_ACCOUNT = """
            insert into access.account (staff_id, login, password_hash, must_change, changed_at)
            values (:staff, :login, :hash, true, :now)
            """;

    private static final String GIVE_PASSWORD = """
            update access.account set password_hash = :hash, must_change = true, failures = 0, locked_until = null,
                   changed_at = :now
            where staff_id = :staff
            """;

    private static final String UNLOCK =
            "update access.account set failures = 0, locked_until = null where staff_id = :staff";

    private static final String NO_FACTOR = "update access.account set second_factor = 'NONE' where staff_id = :staff";

    private static final String END_TOTP =
            "update access.totp set ended_at = :now where staff_id = :staff and ended_at is null";

    private static final String END_CODES =
            "update access.recovery_code set ended_at = :now where staff_id = :staff and ended_at is null";

    private static final String NOTE =
            "insert into access.notice (staff_id, kind, at) values (:staff, 'FACTOR_RESET', :now)";

    private static final String END_SESSIONS =
            "update access.session set ended_at = :now where staff_id = :staff and ended_at is null";

    private final Db db;

    StaffStore(Db db) {
        this.db = db;
    }

    /** A line of the list. */
    record Line(
            int id,
            String name,
            String kana,
            String title,
            @Nullable LocalDate until,
            String login,
            @Nullable Instant lockedUntil,
            String agencies) {}

    /** A person with their account. */
    record Person(
            int id,
            String name,
            String kana,
            String title,
            @Nullable LocalDate until,
            int version,
            String login,
            boolean mustChange,
            @Nullable Instant lockedUntil,
            String secondFactor) {}

    /** A hat as stored. */
    record Hat(
            int id,
            AgencyId agency,
            String name,
            LocalDate from,
            @Nullable LocalDate until) {}

    /** A duty as stored. */
    record DutyRow(
            int id,
            int hat,
            Duty duty,
            LocalDate from,
            @Nullable LocalDate until) {}

    /** Staff in the order of their kana, those who left last, after one of them; 0 is every agency, and the beginning. */
    List<Line> list(Viewer.Staff viewer, int agency, int after, int most) {
        return db.sql(viewer, LIST)
                .param("agency", agency)
                .param("after", after)
                .param("most", most)
                .param("today", db.today(viewer))
                .list(row -> new Line(
                        row.integer("id"),
                        row.text("name"),
                        row.text("kana"),
                        row.text("title"),
                        row.dateOrNull("valid_until"),
                        row.textOrEmpty("login"),
                        row.instantOrNull("locked_until"),
                        row.text("agencies")));
    }

    Optional<Person> find(Viewer.Staff viewer, int id) {
        return db.sql(viewer, FIND)
                .param("id", id)
                .optional(row -> new Person(
                        row.integer("id"),
                        row.text("name"),
                        row.text("kana"),
                        row.text("title"),
                        row.dateOrNull("valid_until"),
                        row.integer("version"),
                        row.textOrEmpty("login"),
                        row.bool("must_change"),
                        row.instantOrNull("locked_until"),
                        row.text("second_factor")));
    }

    int create(Viewer.Staff viewer, String name, String kana, String title) {
        return db.sql(viewer, CREATE)
                .param("name", name)
                .param("kana", kana)
                .param("title", title)
                .param("today", db.today(viewer))
                .one(row -> row.integer("id"));
    }

    void change(Viewer.Staff viewer, int id, String name, String kana, String title, int version) {
        Stale.unlessOne(db.sql(viewer, CHANGE)
                .param("id", id)
                .param("name", name)
                .param("kana", kana)
                .param("title", title)
                .param("version", version)
                .update());
    }

    void end(Viewer.Staff viewer, int id, LocalDate last) {
        db.sql(viewer, END).param("id", id).param("last", last).update();
    }

    List<Hat> hats(Viewer.Staff viewer, int staff) {
        return db.sql(viewer, HATS)
                .param("staff", staff)
                .list(row -> new Hat(
                        row.integer("id"),
                        row.agency("agency_id"),
                        row.text("name"),
                        row.date("valid_from"),
                        row.dateOrNull("valid_until")));
    }

    List<DutyRow> duties(Viewer.Staff viewer, int staff) {
        return db.sql(viewer, DUTIES)
                .param("staff", staff)
                .list(row -> new DutyRow(
                        row.integer("id"),
                        row.integer("hat_id"),
                        row.constant("duty", Duty.class),
                        row.date("valid_from"),
                        row.dateOrNull("valid_until")));
    }

    int addHat(Viewer.Staff viewer, int staff, int agency, LocalDate from) {
        return db.sql(viewer, ADD_HAT)
                .param("staff", staff)
                .param("agency", agency)
                .param("from", from)
                .one(row -> row.integer("id"));
    }

    boolean endHat(Viewer.Staff viewer, int staff, int hat, LocalDate last) {
        return db.sql(viewer, END_HAT)
                        .param("staff", staff)
                        .param("id", hat)
                        .param("last", last)
                        .update()
                == 1;
    }

    void addDuty(Viewer.Staff viewer, int hat, Duty duty, LocalDate from) {
        db.sql(viewer, ADD_DUTY)
                .param("hat", hat)
                .param("duty", duty)
                .param("from", from)
                .update();
    }

    boolean endDuty(Viewer.Staff viewer, int staff, int duty, LocalDate last) {
        return db.sql(viewer, END_DUTY)
                        .param("staff", staff)
                        .param("id", duty)
                        .param("last", last)
                        .update()
                == 1;
    }

    /** A hat of an agency, whoever wears it, and whether they have a second factor. */
    record Worn(
            int hat,
            StaffId staff,
            String name,
            LocalDate from,
            @Nullable LocalDate until,
            boolean factor) {

        boolean isWornOn(LocalDate day) {
            return !from.isAfter(day) && (until == null || !until.isBefore(day));
        }
    }

    List<Worn> worn(Viewer.Staff viewer, AgencyId agency) {
        return db.sql(viewer, WORN)
                .param("agency", agency)
                .param("today", db.today(viewer))
                .list(row -> new Worn(
                        row.integer("id"),
                        row.staff("staff_id"),
                        row.text("name"),
                        row.date("valid_from"),
                        row.dateOrNull("valid_until"),
                        row.bool("factor")));
    }

    boolean isTaken(Viewer.Staff viewer, String login) {
        return db.sql(viewer, LOGIN_TAKEN).param("login", login).one(row -> row.bool("taken"));
    }

    void createAccount(Viewer.Staff viewer, int staff, String login, String hash) {
        db.sql(viewer, CREATE_ACCOUNT)
                .param("staff", staff)
                .param("login", login)
                .param("hash", hash)
                .param("now", db.now(viewer))
                .update();
    }

    void givePassword(Viewer.Staff viewer, int staff, String hash) {
        db.sql(viewer, GIVE_PASSWORD)
                .param("staff", staff)
                .param("hash", hash)
                .param("now", db.now(viewer))
                .update();
    }

    void unlock(Viewer.Staff viewer, int staff) {
        db.sql(viewer, UNLOCK).param("staff", staff).update();
    }

    /** Takes the second factor away with everything that belongs to it, and lets its owner hear of it. */
    void resetFactor(Viewer.Staff viewer, int staff) {
        db.sql(viewer, NO_FACTOR).param("staff", staff).update();
        db.sql(viewer, END_TOTP)
                .param("staff", staff)
                .param("now", db.now(viewer))
                .update();
        db.sql(viewer, END_CODES)
                .param("staff", staff)
                .param("now", db.now(viewer))
                .update();
        db.sql(viewer, NOTE).param("staff", staff).param("now", db.now(viewer)).update();
    }

    void endSessions(Viewer.Staff viewer, StaffId staff) {
        db.sql(viewer, END_SESSIONS)
                .param("staff", staff)
                .param("now", db.now(viewer))
                .update();
    }
}
