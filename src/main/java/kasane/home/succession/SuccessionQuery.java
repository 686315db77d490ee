package kasane.home.succession;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.home.succession.Succeeding.Kind;
import kasane.home.succession.Succeeding.Thing;
import kasane.shared.HouseholdId;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What hangs on one of the agency's people, as far as the viewer sees it: what is shut for the viewer is not there. */
@Component
class SuccessionQuery {

    private static final String HANGS = """
            select 'CASE' as kind, c.id, c.household_id, h.label, '' as what, c.begun_on as day, '/cases/' || c.id as path
            from casework.pub_case c left join register.pub_household h on h.household_id = c.household_id
            where c.owner_agency = :agency and c.staff_id = :staff and not c.ended
            union all
            select 'CONSULTATION', k.id, k.household_id, h.label, k.summary, null::date, '/consultations/' || k.id
            from intake.pub_kept k left join register.pub_household h on h.household_id = k.household_id
            where k.owner_agency = :agency and k.keeper = :staff
            union all
            select 'TASK', t.id, t.household_id, h.label, t.kind, t.due, t.path
            from tasks.pub_task t left join register.pub_household h on h.household_id = t.household_id
            where t.assignee_agency = :agency and t.assignee_staff = :staff and t.done_at is null
              and t.kind <> 'home.write-notes'
            order by kind, day, id
            """;

    /** What is known of those to whom a plan gave something, by the same words. */
    private static final String LABELS = """
            select h.household_id, h.label from register.pub_household h where h.household_id = any (:households::uuid[])
            """;

    private static final String DUTIES = """
            select d.duty, d.valid_until from access.pub_duty d
            where d.agency_id = :agency and d.staff_id = :staff and (d.valid_until is null or d.valid_until >= :today)
            order by d.duty
            """;

    private static final String DEPUTIES = """
            select s.name as staff, p.name as deputy, d.valid_from, d.valid_until
            from access.pub_deputy d join access.pub_staff s on s.id = d.staff_id join access.pub_staff p on p.id = d.deputy_id
            where d.agency_id = :agency and :staff in (d.staff_id, d.deputy_id) and d.valid_until >= :today
            order by d.valid_from
            """;

    /** Shut records to which the viewer is admitted: whoever is not sees none of these rows. */
    private static final String SHUT = """
            select distinct c.household_id, h.label from sharing.pub_concealment c
            join register.pub_household h on h.household_id = c.household_id
            order by h.label
            """;

    /** Of a 支援会議 the door is told, as to everybody of the agency: that it sits and who is named to come. */
    private static final String SEATS = """
            select s.meeting_id, s.held_on, a.name as convenor from conference.pub_seat s
            join access.pub_agency a on a.id = s.owner_agency
            where s.agency_id = :agency and s.staff_id = :staff and s.held_on >= :from
            order by s.held_on, s.meeting_id
            """;

    private static final String WORK_OF_HOUSEHOLD = """
            select t.kind, t.due from tasks.pub_task t
            where t.household_id = :household and t.assignee_agency = :agency and t.done_at is null
              and t.kind not like 'home.%'
            order by t.due, t.id limit 20
            """;

    private final Db db;

    SuccessionQuery(Db db) {
        this.db = db;
    }

    /**
     * One thing that hangs on somebody.
     *
     * @param label of the household; null where the viewer cannot name it
     * @param what  the consultation's first words, or the kind of the work
     * @param day   since when it is carried, or the last day of the work
     */
    record Hanging(
            Thing thing,
            @Nullable String label,
            String what,
            @Nullable LocalDate day,
            @Nullable String path) {}

    /** A 職務, and until when. */
    record Duty(kasane.gate.Duty duty, @Nullable LocalDate until) {}

    /** A 代行. */
    record Deputy(String staff, String deputy, LocalDate from, LocalDate until) {}

    /** A sitting for which somebody is named. */
    record Seat(UUID meeting, LocalDate on, String convenor) {}

    /** A household and how it is called. */
    record Labelled(HouseholdId household, String label) {}

    /** Open work of the agency on a household. */
    record Work(String kind, LocalDate due) {}

    List<Hanging> hanging(Viewer.Staff viewer, StaffId staff) {
        return db.sql(viewer, HANGS)
                .param("agency", viewer.agency())
                .param("staff", staff)
                .list(row -> {
                    var household = row.uuidOrNull("household_id");
                    return new Hanging(
                            new Thing(
                                    row.constant("kind", Kind.class),
                                    row.uuid("id"),
                                    household == null ? null : new HouseholdId(household)),
                            row.textOrNull("label"),
                            row.textOrEmpty("what"),
                            row.dateOrNull("day"),
                            row.textOrNull("path"));
                });
    }

    List<Labelled> labels(Viewer.Staff viewer, List<HouseholdId> households) {
        return db.sql(viewer, LABELS)
                .param("households", households)
                .list(row -> new Labelled(row.household("household_id"), row.text("label")));
    }

    List<Duty> duties(Viewer.Staff viewer, StaffId staff, LocalDate today) {
        return db.sql(viewer, DUTIES)
                .param("agency", viewer.agency())
                .param("staff", staff)
                .param("today", today)
                .list(row -> new Duty(row.constant("duty", kasane.gate.Duty.class), row.dateOrNull("valid_until")));
    }

    List<Deputy> deputies(Viewer.Staff viewer, StaffId staff, LocalDate today) {
        return db.sql(viewer, DEPUTIES)
                .param("agency", viewer.agency())
                .param("staff", staff)
                .param("today", today)
                .list(row -> new Deputy(
                        row.text("staff"), row.text("deputy"), row.date("valid_from"), row.date("valid_until")));
    }

    List<Seat> seats(Viewer.Staff viewer, StaffId staff, LocalDate from) {
        return db.sql(viewer, SEATS)
                .param("agency", viewer.agency())
                .param("staff", staff)
                .param("from", from)
                .list(row -> new Seat(row.uuid("meeting_id"), row.date("held_on"), row.text("convenor")));
    }

    List<Labelled> shut(Viewer.Staff viewer) {
        return db.sql(viewer, SHUT).list(row -> new Labelled(row.household("household_id"), row.text("label")));
    }

    List<Work> work(Viewer.Staff viewer, HouseholdId household) {
        return db.sql(viewer, WORK_OF_HOUSEHOLD)
                .param("household", household)
                .param("agency", viewer.agency())
                .list(row -> new Work(row.text("kind"), row.date("due")));
    }
}
