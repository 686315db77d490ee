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

/** The timeline of a household as one union over the modules' views, and who is involved with what to do next. */
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
              order by 1 desc limit 20
            ) t
            left join access.pub_agency a on a.id = t.agency_id
            left join access.pub_staff s on s.id = t.staff_id
            order by t.at desc, t.path
            """;

    /** One statement for both, since a page has ten: each agency, and each piece of open work with its agency. */
    private static final String AGENCIES_AND_WORK = """
            select a.id, a.name, a.kind as agency_kind, null::text as work, null::date as due, null::text as path
            from access.pub_agency a where a.id = any (:agencies::int[])
            union all
            select a.id, a.name, a.kind, t.kind, t.due, t.path
            from tasks.pub_task t join access.pub_agency a on a.id = t.assignee_agency
            where t.household_id = :household and t.done_at is null
            order by due nulls first, name
            """;

    private final Db db;

    GlanceQuery(Db db) {
        this.db = db;
    }

    record Event(Instant at, String kind, String summary, String detail, String path, String agency, String staff) {}

    /** An agency, or with {@code work} something it has to do. */
    record Around(
            AgencyId agency,
            String name,
            String kind,
            @Nullable String work,
            @Nullable LocalDate due,
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
        return db.sql(viewer, AGENCIES_AND_WORK)
                .param("household", household)
                .param("agencies", agencies)
                .list(row -> new Around(
                        row.agency("id"),
                        row.text("name"),
                        row.text("agency_kind"),
                        row.textOrNull("work"),
                        row.dateOrNull("due"),
                        row.textOrNull("path")));
    }
}
