package kasane.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Ids;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of inspections: reading a day of the log through its narrow functions, what was found, and what was done about it. */
@Component
class InspectionStore {

    private static final String LAST_DAY =
            "select max(i.day) as day from privacy.inspected i having max(i.day) is not null";

    private static final String INSPECTED = """
            insert into privacy.inspected (day, at) values (:day, :now) on conflict (day) do nothing
            """;

    private static final String OPENINGS = """
            select o.staff, o.agency, o.first_at, o.last_at, o.in_day, o.in_hour, o.outside, o.outside_first, o.outside_last
            from privacy.openings(:from, :until, :lists::text[], :open, :opens, :closes) o
            """;

    private static final String FAMILIES = """
            select f.staff, f.agency, f.family, f.persons, f.first_at, f.last_at, s.name
            from privacy.families(:from, :until, :lists::text[]) f join access.pub_staff s on s.id = f.staff
            """;

    private static final String ADD = """
            insert into privacy.finding (id, kind, staff_id, agency_id, day, first_at, last_at, number, limit_was, found_at)
            values (:id, :kind, :staff, :agency, :day, :first, :last, :number, :limit, :now)
            on conflict (kind, staff_id, agency_id, day) do nothing
            """;

    private static final String COLUMNS = """
            select f.id, f.kind, f.staff_id, s.name as staff, s.title, f.agency_id, a.name as agency, f.day, f.first_at,
                   f.last_at, f.number, f.limit_was,
                   exists (select from privacy.finding_step c where c.finding_id = f.id and c.kind = 'CHECKED') as checked,
                   exists (select from privacy.finding_step q where q.finding_id = f.id and q.kind = 'ASKED') as asked,
                   exists (select from privacy.finding_step r where r.finding_id = f.id and r.kind = 'ANSWERED') as answered
            from privacy.finding f
            join access.pub_staff s on s.id = f.staff_id
            join access.pub_agency a on a.id = f.agency_id
            """;

    private static final String ONE = COLUMNS + "where f.id = :id";

    /** Open ones first, the latest day first; the open ones alone while nobody asks for all. */
    private static final String LIST = COLUMNS + """
            where (:kind = '' or f.kind = :kind)
              and (:all or not exists (select from privacy.finding_step d where d.finding_id = f.id and d.kind = 'CHECKED'))
            order by checked, f.day desc, f.id desc limit :most
            """;

    private static final String COUNTS = """
            select f.kind, count(*) filter (where not exists (
              select from privacy.finding_step c where c.finding_id = f.id and c.kind = 'CHECKED')) as open, count(*) as number
            from privacy.finding f group by f.kind
            """;

    private static final String STEPS = """
            select p.kind, p.note, s.name as staff, a.name as agency, p.at
            from privacy.finding_step p
            join access.pub_staff s on s.id = p.staff_id
            join access.pub_agency a on a.id = p.agency_id
            where p.finding_id = :id order by p.at desc, p.id desc
            """;

    private static final String STEP = """
            insert into privacy.finding_step (id, finding_id, kind, note, about_agency, about_staff, agency_id, staff_id, at)
            values (:step, :id, :kind, :note, :aboutAgency, :aboutStaff, :agency, :staff, :now)
            """;

    /** A manager of the agency who is not the one that the finding is about. */
    private static final String MANAGER = """
            select d.staff_id from access.pub_duty d join access.pub_hat h
              on h.agency_id = d.agency_id and h.staff_id = d.staff_id
            where d.duty = 'MANAGER' and d.agency_id = :agency and d.staff_id <> :not
              and d.valid_from <= :today and (d.valid_until is null or d.valid_until >= :today)
              and h.valid_from <= :today and (h.valid_until is null or h.valid_until >= :today)
            order by d.staff_id limit 1
            """;

    private final Db db;

    InspectionStore(Db db) {
        this.db = db;
    }

    record Opening(
            StaffId staff,
            AgencyId agency,
            Instant first,
            Instant last,
            int inDay,
            int inHour,
            int outside,
            @Nullable Instant outsideFirst,
            @Nullable Instant outsideLast) {}

    record Family(
            StaffId staff,
            AgencyId agency,
            String family,
            int persons,
            Instant first,
            Instant last,
            String staffName) {}

    Optional<LocalDate> lastDay(Viewer.Job job) {
        return db.sql(job, LAST_DAY).optional(row -> row.date("day"));
    }

    Optional<LocalDate> lastDay(Viewer.Staff viewer) {
        return db.sql(viewer, LAST_DAY).optional(row -> row.date("day"));
    }

    boolean inspected(Viewer.Job job, LocalDate day) {
        return db.sql(job, INSPECTED)
                        .param("day", day)
                        .param("now", db.now(job))
                        .update()
                > 0;
    }

    List<Opening> openings(
            Viewer.Job job,
            Instant from,
            Instant until,
            Collection<String> lists,
            boolean open,
            int opens,
            int closes) {
        return db.sql(job, OPENINGS)
                .param("from", from)
                .param("until", until)
                .param("lists", lists)
                .param("open", open)
                .param("opens", opens)
                .param("closes", closes)
                .list(row -> new Opening(
                        row.staff("staff"),
                        row.agency("agency"),
                        row.instant("first_at"),
                        row.instant("last_at"),
                        row.integer("in_day"),
                        row.integer("in_hour"),
                        row.integer("outside"),
                        row.instantOrNull("outside_first"),
                        row.instantOrNull("outside_last")));
    }

    List<Family> families(Viewer.Job job, Instant from, Instant until, Collection<String> lists) {
        return db.sql(job, FAMILIES)
                .param("from", from)
                .param("until", until)
                .param("lists", lists)
                .list(row -> new Family(
                        row.staff("staff"),
                        row.agency("agency"),
                        row.text("family"),
                        row.integer("persons"),
                        row.instant("first_at"),
                        row.instant("last_at"),
                        row.text("name")));
    }

    void add(
            Viewer.Job job,
            Inspections.Kind kind,
            StaffId staff,
            AgencyId agency,
            LocalDate day,
            Instant first,
            Instant last,
            int number,
            String limit) {
        db.sql(job, ADD)
                .param("id", Ids.next())
                .param("kind", kind)
                .param("staff", staff)
                .param("agency", agency)
                .param("day", day)
                .param("first", first)
                .param("last", last)
                .param("number", number)
                .param("limit", limit)
                .param("now", db.now(job))
                .update();
    }

    List<Inspections.Finding> list(Viewer.Staff viewer, String kind, boolean all, int most) {
        return db.sql(viewer, LIST)
                .param("kind", kind)
                .param("all", all)
                .param("most", most)
                .list(InspectionStore::finding);
    }

    Optional<Inspections.Finding> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, ONE).param("id", id).optional(InspectionStore::finding);
    }

    Map<Inspections.Kind, Inspections.Count> counts(Viewer.Staff viewer) {
        return db
                .sql(viewer, COUNTS)
                .list(row -> Map.entry(
                        row.constant("kind", Inspections.Kind.class),
                        new Inspections.Count(row.integer("open"), row.integer("number"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<Inspections.Step> steps(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, STEPS)
                .param("id", id)
                .list(row -> new Inspections.Step(
                        row.constant("kind", Inspections.StepKind.class),
                        row.text("note"),
                        row.text("staff"),
                        row.text("agency"),
                        row.instant("at")));
    }

    void step(Viewer.Staff viewer, Inspections.Finding finding, Inspections.StepKind kind, String note) {
        db.sql(viewer, STEP)
                .param("step", Ids.next())
                .param("id", finding.id())
                .param("kind", kind)
                .param("note", note)
                .param("aboutAgency", finding.agencyId())
                .param("aboutStaff", finding.staffId())
                .param("agency", viewer.agency())
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .update();
    }

    Optional<StaffId> manager(Viewer.Staff viewer, AgencyId agency, StaffId not) {
        return db.sql(viewer, MANAGER)
                .param("agency", agency)
                .param("not", not)
                .param("today", db.today(viewer))
                .optional(row -> row.staff("staff_id"));
    }

    private static Inspections.Finding finding(Row row) {
        return new Inspections.Finding(
                row.uuid("id"),
                row.constant("kind", Inspections.Kind.class),
                row.staff("staff_id"),
                row.text("staff"),
                row.text("title"),
                row.agency("agency_id"),
                row.text("agency"),
                row.date("day"),
                row.instant("first_at"),
                row.instant("last_at"),
                row.integer("number"),
                row.text("limit_was"),
                row.bool("checked"),
                row.bool("asked"),
                row.bool("answered"));
    }
}
