package kasane.casework;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.StaffId;
import kasane.sharing.Basis;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of cases: the file, whom it is about, its team and its steps. */
@Component
class CaseStore {

    private static final String ADD = """
            insert into casework.case_file (id, household_id, owner_agency, request_id, former_id, referrer_agency, staff_id,
              begun_on, opened_at, opened_by)
            values (:id, :household, :agency, :request::uuid, :former::uuid, :referrer, :staff, :today, :now, :staff)
            """;

    private static final String ADD_PERSON = """
            insert into casework.case_person (case_id, person_id, household_id, owner_agency, since, since_step)
            values (:case, :person, :household, :agency, :today, :step)
            """;

    private static final String ADD_MEMBER = """
            insert into casework.team_member (id, case_id, household_id, owner_agency, agency_id, basis, joined_on,
              after_start, joined_at, joined_by, join_reason, join_edition)
            values (:id, :case, :household, :agency, :member, :basis, :joined, :after, :now, :staff, :reason, :edition)
            on conflict (case_id, agency_id) where left_on is null do nothing
            """;

    private static final String LEAVE = """
            update casework.team_member set left_on = :left, leave_reason = :reason, leave_edition = :edition, left_at = :now,
              left_by = :staff
            where case_id = :case and agency_id = :member and left_on is null and joined_on <= :left
            """;

    private static final String FIND = """
            select c.id, c.household_id, c.owner_agency, a.name as owner_name, c.referrer_agency, r.name as referrer_name,
                   c.staff_id, s.name as staff_name, c.begun_on, c.request_id, c.former_id
            from casework.case_file c
            join access.pub_agency a on a.id = c.owner_agency
            join access.pub_agency r on r.id = c.referrer_agency
            join access.pub_staff s on s.id = c.staff_id
            where c.id = :id
            """;

    private static final String OF_HOUSEHOLD = """
            select c.id, c.household_id, c.owner_agency, a.name as owner_name, c.referrer_agency, r.name as referrer_name,
                   c.staff_id, s.name as staff_name, c.begun_on, c.request_id, c.former_id
            from casework.case_file c
            join access.pub_agency a on a.id = c.owner_agency
            join access.pub_agency r on r.id = c.referrer_agency
            join access.pub_staff s on s.id = c.staff_id
            where c.household_id = :household order by c.begun_on desc, c.id desc
            """;

    private static final String SUCCESSOR = "select id from casework.case_file where former_id = :id";

    private static final String STEPS = """
            select e.no, e.kind, e.at, e.done_on, e.owner_agency, a.name as agency, p.name as staff, e.lead_agency,
                   l.name as lead_name, e.due, e.about, e.code, e.code_edition
            from casework.case_step e
            join access.pub_agency a on a.id = e.owner_agency
            join access.pub_staff p on p.id = e.staff_id
            left join access.pub_agency l on l.id = e.lead_agency
            where e.case_id = :case order by e.no
            """;

    private static final String ADD_STEP = """
            insert into casework.case_step (id, case_id, no, household_id, owner_agency, kind, staff_id, at, done_on,
              lead_agency, due, about, code, code_edition)
            values (:id, :case, :no, :household, :agency, :kind, :staff, :now, :doneOn, :lead::int, :due::date, :about::uuid,
              :code, :codeEdition)
            on conflict (case_id, no) do nothing
            """;

    private static final String PERSONS = """
            select c.person_id from casework.case_person c
            where c.case_id = :case
              and c.since_step = coalesce((select max(s.no) from casework.case_step s
                                           where s.case_id = :case and s.kind in ('RESUME', 'REVISE')), 0)
            """;

    private static final String EVERYBODY = "select distinct person_id from casework.case_person where case_id = :case";

    private static final String TEAM = """
            select t.agency_id, a.name, a.kind, t.basis, t.joined_on, t.after_start, t.join_reason, t.join_edition, t.left_on,
                   t.leave_reason, t.leave_edition
            from casework.team_member t join access.pub_agency a on a.id = t.agency_id
            where t.case_id = :case order by t.left_on nulls first, t.joined_on, a.kana
            """;

    /** Who decides for the municipality: the own agency if it does, otherwise the first that does; and who of its staff. */
    private static final String DECIDER = """
            select d.agency_id, case when count(distinct d.staff_id) = 1 then min(d.staff_id) end as staff_id
            from access.pub_duty d
            where d.duty = 'MUNICIPAL_DECIDER' and d.valid_from <= :today
              and (d.valid_until is null or d.valid_until >= :today)
            group by d.agency_id order by d.agency_id <> :own, d.agency_id limit 1
            """;

    /** Whose turn it is; {@code staff} is the one person in the agency, or null for all of it. */
    record Owner(AgencyId agency, @Nullable StaffId staff) {}

    private final Db db;

    CaseStore(Db db) {
        this.db = db;
    }

    void add(Viewer.Staff viewer, UUID id, Cases.NewCase file, @Nullable UUID former) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("household", file.household())
                .param("agency", viewer.agency())
                .param("request", file.request())
                .param("former", former)
                .param("referrer", file.referrer())
                .param("staff", viewer.staff())
                .param("today", db.today(viewer))
                .param("now", db.now(viewer))
                .update();
        addPersons(viewer, id, file.household(), file.persons(), 0);
    }

    /** From this step on the case is about these persons alone. */
    void addPersons(Viewer.Staff viewer, UUID id, HouseholdId household, Collection<PersonId> persons, int sinceStep) {
        for (PersonId person : persons) {
            db.sql(viewer, ADD_PERSON)
                    .param("case", id)
                    .param("person", person)
                    .param("household", household)
                    .param("agency", viewer.agency())
                    .param("today", db.today(viewer))
                    .param("step", sinceStep)
                    .update();
        }
    }

    boolean addMember(
            Viewer.Staff viewer,
            UUID id,
            HouseholdId household,
            AgencyId member,
            LocalDate joined,
            boolean after,
            Cases.Why why) {
        return db.sql(viewer, ADD_MEMBER)
                        .param("id", Ids.next())
                        .param("case", id)
                        .param("household", household)
                        .param("agency", viewer.agency())
                        .param("member", member)
                        .param("basis", Basis.CONSENT.code())
                        .param("joined", joined)
                        .param("after", after)
                        .param("reason", why.code())
                        .param("edition", why.edition())
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    boolean leave(Viewer.Staff viewer, UUID id, AgencyId member, LocalDate left, Cases.Why why) {
        return db.sql(viewer, LEAVE)
                        .param("case", id)
                        .param("member", member)
                        .param("left", left)
                        .param("reason", why.code())
                        .param("edition", why.edition())
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    Optional<Cases.CaseFile> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(CaseStore::file);
    }

    List<Cases.CaseFile> ofHousehold(Viewer.Staff viewer, HouseholdId household) {
        return db.sql(viewer, OF_HOUSEHOLD).param("household", household).list(CaseStore::file);
    }

    Optional<UUID> successor(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, SUCCESSOR).param("id", id).optional(row -> row.uuid("id"));
    }

    List<Cases.Taken> steps(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, STEPS)
                .param("case", id)
                .list(row -> new Cases.Taken(
                        row.integer("no"),
                        row.constant("kind", CaseFlow.Step.class),
                        row.instant("at"),
                        row.date("done_on"),
                        row.agency("owner_agency"),
                        row.text("agency"),
                        row.text("staff"),
                        row.agencyOrNull("lead_agency"),
                        row.textOrEmpty("lead_name"),
                        row.dateOrNull("due"),
                        row.uuidOrNull("about"),
                        row.text("code"),
                        row.integer("code_edition")));
    }

    /** False when somebody else took a step with this number before. */
    boolean addStep(
            Viewer.Staff viewer, UUID id, HouseholdId household, int no, CaseFlow.Step step, Cases.Happening what) {
        return db.sql(viewer, ADD_STEP)
                        .param("id", Ids.next())
                        .param("case", id)
                        .param("no", no)
                        .param("household", household)
                        .param("agency", viewer.agency())
                        .param("kind", step)
                        .param("staff", viewer.staff())
                        .param("now", db.now(viewer))
                        .param("doneOn", what.doneOn() == null ? db.today(viewer) : what.doneOn())
                        .param("lead", what.lead())
                        .param("due", what.due())
                        .param("about", what.about())
                        .param("code", what.code())
                        .param("codeEdition", what.codeEdition())
                        .update()
                == 1;
    }

    Collection<PersonId> persons(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, PERSONS).param("case", id).list(row -> row.person("person_id"));
    }

    /** Also those whom the case is about no longer. */
    List<PersonId> everybody(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, EVERYBODY).param("case", id).list(row -> row.person("person_id"));
    }

    List<Cases.TeamMember> team(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, TEAM)
                .param("case", id)
                .list(row -> new Cases.TeamMember(
                        row.agency("agency_id"),
                        row.text("name"),
                        row.text("kind"),
                        Basis.of(row.integer("basis")),
                        row.date("joined_on"),
                        row.bool("after_start"),
                        new Cases.Why(row.text("join_reason"), row.integer("join_edition")),
                        row.dateOrNull("left_on"),
                        new Cases.Why(row.text("leave_reason"), row.integer("leave_edition"))));
    }

    Optional<Owner> decider(Viewer.Staff viewer, AgencyId own) {
        return db.sql(viewer, DECIDER)
                .param("today", db.today(viewer))
                .param("own", own)
                .optional(row -> new Owner(row.agency("agency_id"), row.staffOrNull("staff_id")));
    }

    private static Cases.CaseFile file(Row row) {
        return new Cases.CaseFile(
                row.uuid("id"),
                row.household("household_id"),
                row.agency("owner_agency"),
                row.text("owner_name"),
                row.agency("referrer_agency"),
                row.text("referrer_name"),
                row.staff("staff_id"),
                row.text("staff_name"),
                row.date("begun_on"),
                row.uuidOrNull("request_id"),
                row.uuidOrNull("former_id"));
    }
}
