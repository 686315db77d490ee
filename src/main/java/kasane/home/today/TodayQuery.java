package kasane.home.today;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The words of open work, and what others did lately, as one union over the modules' views. */
@Component
class TodayQuery {

    private static final String WORDS = """
            select w.item_id, w.title, w.subtitle, h.label
            from (
              select item_id, household_id, title, subtitle from referral.pub_today where item_id = any (:items::uuid[])
              union all
              select item_id, household_id, '', summary from intake.pub_today where item_id = any (:items::uuid[])
              union all
              select item_id, household_id, '', summary from intake.pub_advice_today
              where item_id = any (:items::uuid[])
              union all
              select item_id, household_id, '', summary from casework.pub_today where item_id = any (:items::uuid[])
              union all
              select item_id, household_id, title, subtitle from register.pub_today where item_id = any (:items::uuid[])
              union all
              select id, household_id, '', '' from casework.pub_case where id = any (:items::uuid[])
              union all
              select item_id, household_id, title, subtitle from conference.pub_today where item_id = any (:items::uuid[])
              union all
              select item_id, household_id, title, subtitle from collaboration.pub_today
              where item_id = any (:items::uuid[])
              union all
              select item_id, household_id, title, subtitle from collaboration.pub_joint_today
              where item_id = any (:items::uuid[])
              union all
              select item_id, household_id, title, subtitle from home.pub_today where item_id = any (:items::uuid[])
            ) w left join register.pub_household h on h.household_id = w.household_id
            """;

    /**
     * Driven by what the viewer was granted; own agency's entries are no news to it. Of one thing only the newest entry is
     * told, also where it lies in the households of two agencies: its page has the others. A household that the viewer can
     * name is told before one that it cannot.
     */
    private static final String CHANGES = """
            with mine as (select distinct household_id from sharing.pub_my_grant)
            select t.household_id, t.at, t.summary, t.path, a.name as agency, t.label
            from (
              select distinct on (e.path) e.household_id, e.at, e.summary, e.path, e.agency_id, h.label
              from mine m
              cross join lateral (
                select household_id, at, summary, path, agency_id from casework.pub_timeline
                where household_id = m.household_id and at >= :since and agency_id <> :agency
                union all
                select household_id, at, summary, path, agency_id from referral.pub_timeline
                where household_id = m.household_id and at >= :since and agency_id <> :agency
                union all
                select household_id, at, summary, path, agency_id from intake.pub_timeline
                where household_id = m.household_id and at >= :since and agency_id <> :agency
                union all
                select household_id, at, summary, path, agency_id from casework.pub_case_timeline
                where household_id = m.household_id and at >= :since and agency_id <> :agency
                union all
                select household_id, at, summary, path, agency_id from conference.pub_timeline
                where household_id = m.household_id and at >= :since and agency_id <> :agency
                union all
                select household_id, at, summary, path, agency_id from collaboration.pub_timeline
                where household_id = m.household_id and at >= :since and agency_id <> :agency
              ) e
              left join register.pub_household h on h.household_id = e.household_id
              order by e.path, h.label is null, e.at desc
            ) t
            left join access.pub_agency a on a.id = t.agency_id
            order by t.at desc, t.path limit 10
            """;

    private static final String NAMES = """
            select true as agency, id, name from access.pub_agency where id = any (:agencies::int[])
            union all
            select false, id, name from access.pub_staff where id = any (:staff::int[])
            """;

    /** 代行 of today in the viewer's agency: who is away, and who answers for them; never why. */
    private static final String COVERED = """
            select d.staff_id, s.name as staff, d.deputy_id, p.name as deputy, d.valid_until
            from access.pub_deputy d join access.pub_staff s on s.id = d.staff_id join access.pub_staff p on p.id = d.deputy_id
            where d.agency_id = :agency and d.valid_from <= :today and d.valid_until >= :today
            order by d.valid_until, s.id
            """;

    private final Db db;

    TodayQuery(Db db) {
        this.db = db;
    }

    record Words(UUID item, String title, String subtitle, String label) {}

    record Change(
            HouseholdId household,
            Instant at,
            String summary,
            String path,
            String agency,
            @Nullable String label) {}

    /** What an agency or somebody of the staff is called. */
    record Names(Map<AgencyId, String> agencies, Map<StaffId, String> staff) {}

    List<Words> words(Viewer.Staff viewer, Collection<UUID> items) {
        return db.sql(viewer, WORDS)
                .param("items", items)
                .list(row -> new Words(
                        row.uuid("item_id"),
                        row.textOrEmpty("title"),
                        row.textOrEmpty("subtitle"),
                        row.textOrEmpty("label")));
    }

    List<Change> changes(Viewer.Staff viewer, Instant since) {
        return db.sql(viewer, CHANGES)
                .param("since", since)
                .param("agency", viewer.agency())
                .list(row -> new Change(
                        row.household("household_id"),
                        row.instant("at"),
                        row.textOrEmpty("summary"),
                        row.text("path"),
                        row.textOrEmpty("agency"),
                        row.textOrNull("label")));
    }

    /** Who answers for whom today. */
    record Covered(StaffId staff, String name, StaffId deputy, String deputyName, LocalDate until) {}

    List<Covered> covered(Viewer.Staff viewer, LocalDate today) {
        return db.sql(viewer, COVERED)
                .param("agency", viewer.agency())
                .param("today", today)
                .list(row -> new Covered(
                        row.staff("staff_id"),
                        row.text("staff"),
                        row.staff("deputy_id"),
                        row.text("deputy"),
                        row.date("valid_until")));
    }

    Names names(Viewer.Staff viewer, Collection<AgencyId> agencies, Collection<StaffId> staff) {
        Names names = new Names(new HashMap<>(), new HashMap<>());
        db.sql(viewer, NAMES)
                .param("agencies", agencies)
                .param("staff", staff)
                .list(row -> row.bool("agency")
                        ? names.agencies().put(row.agency("id"), row.text("name"))
                        : names.staff().put(row.staff("id"), row.text("name")));
        return names;
    }
}
