package kasane.home.household;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The timeline of a household as one union over the modules' views, and what stands around it. */
@Component
class GlanceQuery {

    private static final String TIMELINE = """
            select t.at, t.kind, t.summary, t.detail, t.path, a.name as agency, s.name as staff
            from (
              select at, kind, agency_id, staff_id, summary, detail, path from casework.pub_timeline
              where household_id = :household
              union all
              select at, kind, agency_id, staff_id, summary, detail, path from referral.pub_timeline
              where household_id = :household
              union all
              select at, kind, agency_id, staff_id, summary, detail, path from intake.pub_timeline
              where household_id = :household
              union all
              select at, kind, agency_id, staff_id, summary, detail, path from casework.pub_case_timeline
              where household_id = :household
              union all
              select at, kind, agency_id, staff_id, summary, detail, path from conference.pub_timeline
              where household_id = :household
              union all
              select at, kind, agency_id, staff_id, summary, detail, path from collaboration.pub_timeline
              where household_id = :household
              order by 1 desc limit 20
            ) t
            left join access.pub_agency a on a.id = t.agency_id
            left join access.pub_staff s on s.id = t.staff_id
            order by t.at desc, t.path
            """;

    /** One statement for all of it, since a page has ten: agencies, open work, and the case with team, issues and plan. */
    private static final String AROUND = """
            with case_now as (
              select c.id, c.owner_agency from casework.pub_case c
              where c.household_id = :household and not c.ended order by c.begun_on desc limit 1)
            select 'AGENCY' as what, a.id, a.name, a.kind, null::text as words, null::date as day, null::text as path
            from access.pub_agency a where a.id = any (:agencies::int[])
            union all
            select 'WORK', a.id, a.name, a.kind, t.kind, t.due, t.path
            from tasks.pub_task t join access.pub_agency a on a.id = t.assignee_agency
            where t.household_id = :household and t.done_at is null and (t.shows_on is null or t.shows_on <= :today)
            union all
            select 'LEAD', a.id, a.name, a.kind, null, l.paused_until, null
            from collaboration.pub_lead l join access.pub_agency a on a.id = l.agency_id
            where l.household_id = :household
            union all
            select 'CASE', a.id, a.name, a.kind, null, null, '/cases/' || c.id
            from case_now c join access.pub_agency a on a.id = c.owner_agency
            union all
            select 'TEAM', a.id, a.name, a.kind, null, m.joined_on, null
            from case_now c join casework.pub_team m on m.case_id = c.id join access.pub_agency a on a.id = m.agency_id
            where m.left_on is null
            union all
            (select 'PLAN', a.id, a.name, p.state, '第' || p.no || '版', p.decided_on, '/plans/' || p.id
             from case_now c join collaboration.pub_plan p on p.case_id = c.id
             join access.pub_agency a on a.id = p.lead_agency
             where p.state <> 'DROPPED' order by p.state <> 'IN_FORCE', p.no desc limit 1)
            union all
            (select 'ISSUE', s.issue_edition, s.main_issue, '', array_to_string(s.issues, ' '), null, '/assessments/' || s.id
             from case_now c join collaboration.pub_assessment s on s.case_id = c.id order by s.no desc limit 1)
            order by day nulls first, name
            """;

    private final Db db;

    GlanceQuery(Db db) {
        this.db = db;
    }

    record Event(Instant at, String kind, String summary, String detail, String path, String agency, String staff) {}

    /** What a line around the household is. */
    enum What {
        /** An agency that is asked about. */
        AGENCY,
        /** Open work of an agency. */
        WORK,
        /** The open case, with the agency that carries it. */
        CASE,
        /** 主担当. */
        LEAD,
        /** An agency of the team. */
        TEAM,
        /** The plan that counts, with its lead; the kind is its state. */
        PLAN,
        /** The issues of the newest assessment: the id is the edition of the list, the name the main one. */
        ISSUE
    }

    /** One line around the household; what its words mean depends on what it is. */
    record Around(
            What what,
            int id,
            String name,
            String kind,
            @Nullable String words,
            @Nullable LocalDate day,
            @Nullable String path) {}

    List<Event> timeline(Viewer.Staff viewer, HouseholdId household) {
        return db.sql(viewer, TIMELINE)
                .param("household", household)
                .list(row -> new Event(
                        row.instant("at"),
                        row.text("kind"),
                        row.textOrEmpty("summary"),
                        row.textOrEmpty("detail"),
                        row.text("path"),
                        row.textOrEmpty("agency"),
                        row.textOrEmpty("staff")));
    }

    List<Around> around(Viewer.Staff viewer, HouseholdId household, Collection<AgencyId> agencies) {
        return db.sql(viewer, AROUND)
                .param("household", household)
                .param("agencies", agencies)
                .param("today", db.today(viewer))
                .list(row -> new Around(
                        row.constant("what", What.class),
                        row.integer("id"),
                        row.text("name"),
                        row.text("kind"),
                        row.textOrNull("words"),
                        row.dateOrNull("day"),
                        row.textOrNull("path")));
    }
}
