package kasane.home.succession;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.home.succession.Succeeding.Kind;
import kasane.home.succession.Succeeding.Result;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of plans, of their lines and of the 引継書. */
@Component
class SuccessionStore {

    private static final String ADD = """
            insert into home.succession (id, agency_id, staff_id, from_day, to_staff, ends_hat, planned_at, planned_by,
              changed_at, changed_by)
            values (:id, :agency, :leaver, :from, :to::int, :ends, :now, :staff, :now, :staff)
            """;

    private static final String PLAN = """
            select s.id, s.agency_id, s.staff_id, p.name as staff, s.from_day, s.to_staff, t.name as to_name, s.ends_hat,
                   s.planned_by, s.changed_at, c.name as changer, s.withdrawn_at, s.effected_at, s.finished_at, s.hat_last,
                   s.hat_was, s.version
            from home.succession s join access.pub_staff p on p.id = s.staff_id
            join access.pub_staff c on c.id = s.changed_by
            left join access.pub_staff t on t.id = s.to_staff
            """;

    private static final String FIND = PLAN + "where s.id = :id";

    private static final String LIST = PLAN + """
            where s.agency_id = :agency
            order by s.withdrawn_at is null and s.finished_at is null desc, s.from_day desc, s.id limit :most
            """;

    private static final String OPEN = """
            select s.id from home.succession s
            where s.agency_id = :agency and s.staff_id = :leaver and s.withdrawn_at is null and s.finished_at is null
            """;

    private static final String CHANGE = """
            update home.succession set from_day = :from, to_staff = :to::int, ends_hat = :ends, changed_at = :now,
              changed_by = :staff, version = version + 1
            where id = :id and version = :version and withdrawn_at is null and effected_at is null
            """;

    private static final String TOUCH = """
            update home.succession set changed_at = :now, changed_by = :staff, version = version + 1
            where id = :id and version = :version
            """;

    private static final String WITHDRAW = """
            update home.succession set withdrawn_at = :now, withdrawn_by = :staff, version = version + 1
            where id = :id and withdrawn_at is null and effected_at is null
            """;

    private static final String FINISH = """
            update home.succession set finished_at = :now, finished_by = :staff, version = version + 1
            where id = :id and effected_at is not null and finished_at is null
            """;

    private static final String LINES = """
            select l.id, l.kind, l.item_id, l.household_id, l.chosen, l.to_staff, l.result, l.holder
            from home.succession_line l where l.succession_id = :id order by l.id
            """;

    private static final String CHOOSE = """
            insert into home.succession_line (id, succession_id, agency_id, kind, item_id, household_id, chosen, to_staff)
            values (:line, :id, :agency, :kind, :item, :household::uuid, :chosen, :to::int)
            on conflict (succession_id, kind, item_id) do update set chosen = excluded.chosen, to_staff = excluded.to_staff
            """;

    private static final String ADD_NOTE = """
            insert into home.succession_note (id, succession_id, case_id, household_id, owner_agency, standing, promised, care,
              coming, written_at, written_by, from_staff)
            values (:note, :id, :case, :household, :agency, :standing, :promised, :care, :coming, :now, :staff, :from)
            """;

    private static final String WRITE_NOTE = """
            update home.succession_note set standing = :standing, promised = :promised, care = :care, coming = :coming,
              written_at = :now, written_by = :staff, version = version + 1
            where id = :note and version = :version and confirmed_at is null
            """;

    private static final String NOTE = """
            select n.id, n.succession_id, n.case_id, n.household_id, n.standing, n.promised, n.care, n.coming, n.written_at,
                   w.name as writer, n.version, f.name as from_name, n.to_staff, t.name as to_name, n.handed_at,
                   n.confirmed_at, c.name as confirmer
            from home.succession_note n join access.pub_staff f on f.id = n.from_staff
            left join access.pub_staff w on w.id = n.written_by
            left join access.pub_staff t on t.id = n.to_staff
            left join access.pub_staff c on c.id = n.confirmed_by
            """;

    private static final String FIND_NOTE = NOTE + "where n.id = :id";

    private static final String NOTE_OF_CASE = NOTE + "where n.succession_id = :id and n.case_id = :case";

    private static final String NOTES = NOTE + "where n.succession_id = :id order by n.id";

    private static final String CONFIRM = """
            update home.succession_note set confirmed_at = :now, confirmed_by = :staff, version = version + 1
            where id = :id and handed_at is not null and confirmed_at is null
            """;

    // ---- the job

    private static final String LIVING = """
            select s.id from home.succession s
            where s.withdrawn_at is null and s.finished_at is null or s.withdrawn_at is not null and s.hat_last is not null
            order by s.from_day, s.id
            """;

    /** Held until the end of the transaction; a plan that another server has in hand, or has carried out, is left alone. */
    private static final String TAKE_UP = """
            select s.id, s.agency_id, s.staff_id, '' as staff, s.from_day, s.to_staff, null as to_name, s.ends_hat,
                   s.planned_by, s.changed_at, '' as changer, s.withdrawn_at, s.effected_at, s.finished_at, s.hat_last,
                   s.hat_was, s.version
            from home.succession s
            where s.id = :id and (s.withdrawn_at is null and s.finished_at is null
                                  or s.withdrawn_at is not null and s.hat_last is not null)
            for update skip locked
            """;

    private static final String HAT =
            "update home.succession set hat_last = :last::date, hat_was = :was::date where id = :id";

    private static final String EFFECTED = """
            update home.succession set effected_at = :now, finished_at = case when :rest then null else :now::timestamptz end
            where id = :id
            """;

    private static final String RESULT = """
            insert into home.succession_line (id, succession_id, agency_id, kind, item_id, household_id, chosen, result, holder,
              at)
            values (:line, :id, :agency, :kind, :item, :household::uuid, false, :result, :holder::int, :now)
            on conflict (succession_id, kind, item_id)
            do update set result = excluded.result, holder = excluded.holder, at = excluded.at
            """;

    private static final String HAND_NOTE = """
            insert into home.succession_note (id, succession_id, case_id, household_id, owner_agency, from_staff, to_staff,
              handed_at)
            values (:note, :id, :case, :household, :agency, :from, :to, :now)
            on conflict (succession_id, case_id)
            do update set to_staff = excluded.to_staff, handed_at = excluded.handed_at
            """;

    private static final String NOTE_KEY = """
            select n.id from home.succession_note n where n.succession_id = :id and n.case_id = :case
            """;

    private final Db db;

    SuccessionStore(Db db) {
        this.db = db;
    }

    /** A plan as it stands. */
    record Plan(
            UUID id,
            AgencyId agency,
            StaffId staff,
            String staffName,
            LocalDate from,
            @Nullable StaffId to,
            @Nullable String toName,
            boolean endsHat,
            StaffId planner,
            Instant changedAt,
            String changer,
            SuccessionFlow.State state,
            boolean effected,
            @Nullable LocalDate hatLast,
            @Nullable LocalDate hatWas,
            int version) {

        /** The last day of whoever leaves. */
        LocalDate last() {
            return from.minusDays(1);
        }
    }

    /** One thing of a plan that was named singly, or that has passed. */
    record Line(
            UUID id,
            Succeeding.Thing thing,
            boolean chosen,
            @Nullable StaffId to,
            @Nullable Result result,
            @Nullable StaffId holder) {}

    /** What whoever leaves tells of a case. */
    record Words(String standing, String promised, String care, String coming) {
        boolean isEmpty() {
            return (standing + promised + care + coming).isEmpty();
        }
    }

    /** 引継書. */
    record Note(
            UUID id,
            UUID succession,
            UUID caseId,
            HouseholdId household,
            Words words,
            @Nullable Instant writtenAt,
            @Nullable String writer,
            int version,
            String from,
            @Nullable StaffId to,
            @Nullable String toName,
            @Nullable Instant handedAt,
            @Nullable Instant confirmedAt,
            @Nullable String confirmer) {}

    void add(Viewer.Staff viewer, UUID id, StaffId leaver, LocalDate from, @Nullable StaffId to, boolean endsHat) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("agency", viewer.agency())
                .param("leaver", leaver)
                .param("from", from)
                .param("to", to)
                .param("ends", endsHat)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    Optional<Plan> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(SuccessionStore::plan);
    }

    List<Plan> list(Viewer.Staff viewer, int most) {
        return db.sql(viewer, LIST)
                .param("agency", viewer.agency())
                .param("most", most)
                .list(SuccessionStore::plan);
    }

    boolean isOpen(Viewer.Staff viewer, StaffId leaver) {
        return db.sql(viewer, OPEN)
                .param("agency", viewer.agency())
                .param("leaver", leaver)
                .optional(row -> row.uuid("id"))
                .isPresent();
    }

    void change(Viewer.Staff viewer, UUID id, int version, LocalDate from, @Nullable StaffId to, boolean endsHat) {
        Stale.unlessOne(db.sql(viewer, CHANGE)
                .param("id", id)
                .param("version", version)
                .param("from", from)
                .param("to", to)
                .param("ends", endsHat)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update());
    }

    void touch(Viewer.Staff viewer, UUID id, int version) {
        Stale.unlessOne(db.sql(viewer, TOUCH)
                .param("id", id)
                .param("version", version)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update());
    }

    boolean withdraw(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, WITHDRAW)
                        .param("id", id)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    boolean finish(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FINISH)
                        .param("id", id)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    List<Line> lines(Viewer viewer, UUID id) {
        return db.sql(viewer, LINES)
                .param("id", id)
                .list(row -> new Line(
                        row.uuid("id"),
                        new Succeeding.Thing(row.constant("kind", Kind.class), row.uuid("item_id"), household(row)),
                        row.bool("chosen"),
                        row.staffOrNull("to_staff"),
                        row.constantOrNull("result", Result.class),
                        row.staffOrNull("holder")));
    }

    void choose(Viewer.Staff viewer, UUID id, Succeeding.Thing thing, boolean chosen, @Nullable StaffId to) {
        db.sql(viewer, CHOOSE)
                .param("line", Ids.next())
                .param("id", id)
                .param("agency", viewer.agency())
                .param("kind", thing.kind())
                .param("item", thing.item())
                .param("household", thing.household())
                .param("chosen", chosen)
                .param("to", to)
                .update();
    }

    UUID addNote(Viewer.Staff viewer, Plan plan, UUID caseId, HouseholdId household, Words words) {
        UUID note = Ids.next();
        db.sql(viewer, ADD_NOTE)
                .param("note", note)
                .param("id", plan.id())
                .param("case", caseId)
                .param("household", household)
                .param("agency", viewer.agency())
                .param("standing", words.standing())
                .param("promised", words.promised())
                .param("care", words.care())
                .param("coming", words.coming())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .param("from", plan.staff())
                .update();
        return note;
    }

    void writeNote(Viewer.Staff viewer, UUID note, int version, Words words) {
        Stale.unlessOne(db.sql(viewer, WRITE_NOTE)
                .param("note", note)
                .param("version", version)
                .param("standing", words.standing())
                .param("promised", words.promised())
                .param("care", words.care())
                .param("coming", words.coming())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update());
    }

    Optional<Note> note(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND_NOTE).param("id", id).optional(SuccessionStore::note);
    }

    Optional<Note> noteOfCase(Viewer.Staff viewer, UUID plan, UUID caseId) {
        return db.sql(viewer, NOTE_OF_CASE)
                .param("id", plan)
                .param("case", caseId)
                .optional(SuccessionStore::note);
    }

    List<Note> notes(Viewer.Staff viewer, UUID plan) {
        return db.sql(viewer, NOTES).param("id", plan).list(SuccessionStore::note);
    }

    boolean confirm(Viewer.Staff viewer, UUID note) {
        return db.sql(viewer, CONFIRM)
                        .param("id", note)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    // ---- the job

    /** Plans in which something may be due, and withdrawn ones that had given a hat its last day. */
    List<UUID> living(Viewer.Job viewer) {
        return db.sql(viewer, LIVING).list(row -> row.uuid("id"));
    }

    /** One of them, for this transaction alone. */
    Optional<Plan> takeUp(Viewer.Job viewer, UUID id) {
        return db.sql(viewer, TAKE_UP).param("id", id).optional(SuccessionStore::plan);
    }

    void hat(Viewer.Job viewer, UUID id, @Nullable LocalDate last, @Nullable LocalDate was) {
        db.sql(viewer, HAT)
                .param("id", id)
                .param("last", last)
                .param("was", was)
                .update();
    }

    void effected(Viewer.Job viewer, UUID id, boolean rest) {
        db.sql(viewer, EFFECTED)
                .param("id", id)
                .param("now", db.now(viewer))
                .param("rest", rest)
                .update();
    }

    void result(Viewer.Job viewer, Plan plan, Succeeding.Thing thing, Result result, @Nullable StaffId holder) {
        db.sql(viewer, RESULT)
                .param("line", Ids.next())
                .param("id", plan.id())
                .param("agency", plan.agency())
                .param("kind", thing.kind())
                .param("item", thing.item())
                .param("household", thing.household())
                .param("result", result)
                .param("holder", holder)
                .param("now", db.now(viewer))
                .update();
    }

    /** The 引継書 of a case passes with it, also where nothing was written; its key. */
    UUID handNote(Viewer.Job viewer, Plan plan, UUID caseId, HouseholdId household, StaffId to) {
        db.sql(viewer, HAND_NOTE)
                .param("note", Ids.next())
                .param("id", plan.id())
                .param("case", caseId)
                .param("household", household)
                .param("agency", plan.agency())
                .param("from", plan.staff())
                .param("to", to)
                .param("now", db.now(viewer))
                .update();
        return db.sql(viewer, NOTE_KEY)
                .param("id", plan.id())
                .param("case", caseId)
                .one(row -> row.uuid("id"));
    }

    private static @Nullable HouseholdId household(Row row) {
        UUID household = row.uuidOrNull("household_id");
        return household == null ? null : new HouseholdId(household);
    }

    private static Plan plan(Row row) {
        return new Plan(
                row.uuid("id"),
                row.agency("agency_id"),
                row.staff("staff_id"),
                row.text("staff"),
                row.date("from_day"),
                row.staffOrNull("to_staff"),
                row.textOrNull("to_name"),
                row.bool("ends_hat"),
                row.staff("planned_by"),
                row.instant("changed_at"),
                row.text("changer"),
                row.instantOrNull("withdrawn_at") != null
                        ? SuccessionFlow.State.WITHDRAWN
                        : row.instantOrNull("finished_at") != null
                                ? SuccessionFlow.State.FINISHED
                                : row.instantOrNull("effected_at") != null
                                        ? SuccessionFlow.State.SETTLING
                                        : SuccessionFlow.State.PLANNED,
                row.instantOrNull("effected_at") != null,
                row.dateOrNull("hat_last"),
                row.dateOrNull("hat_was"),
                row.integer("version"));
    }

    private static Note note(Row row) {
        return new Note(
                row.uuid("id"),
                row.uuid("succession_id"),
                row.uuid("case_id"),
                row.household("household_id"),
                new Words(row.text("standing"), row.text("promised"), row.text("care"), row.text("coming")),
                row.instantOrNull("written_at"),
                row.textOrNull("writer"),
                row.integer("version"),
                row.text("from_name"),
                row.staffOrNull("to_staff"),
                row.textOrNull("to_name"),
                row.instantOrNull("handed_at"),
                row.instantOrNull("confirmed_at"),
                row.textOrNull("confirmer"));
    }
}
