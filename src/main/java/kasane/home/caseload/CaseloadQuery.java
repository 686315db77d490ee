package kasane.home.caseload;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kasane.casework.CaseFlow;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One line for each household that the viewer's agency keeps or carries. */
@Component
class CaseloadQuery {

    /**
     * Starts from what the agency carries, keeps and was given; every view checks again. Only the key of the chosen order
     * and the chosen condition are reckoned for all, everything else for the lines of the page. The last contact is the
     * newest that the viewer may read, and a consent counts as long as its person's last one.
     */
    private static final String LIST = """
            with mine as (
              select c.household_id, c.id as case_id, c.owner_agency, c.staff_id, c.begun_on, c.ended
              from casework.pub_case c
              where c.owner_agency = :agency
                 or c.household_id = any (array(select g.household_id from sharing.pub_my_grant g where g.item_id is null))
                    and exists (select from casework.pub_team t
                                where t.case_id = c.id and t.agency_id = :agency and t.left_on is null)
            ), newest as (
              select distinct on (m.household_id) m.household_id, m.case_id, m.owner_agency, m.staff_id, m.begun_on, m.ended
              from mine m
              order by m.household_id, m.ended, m.begun_on desc, m.case_id desc
            ), candidate as (
              select n.household_id, n.case_id, n.owner_agency, n.staff_id from newest n
              where :state <> 'NONE' and n.ended = (:state = 'ENDED')
              union all
              select h.household_id, null, h.owner_agency, null from register.pub_household h
              where :state = 'NONE' and h.owner_agency = :agency
                and not exists (select from newest n where n.household_id = h.household_id)
            ), known as (
              select c.household_id, c.case_id, c.owner_agency, c.staff_id, coalesce(h.label, '') as label
              from candidate c left join register.pub_household h on h.household_id = c.household_id
              where (case
                       when :staff::int is not null then c.staff_id = :staff::int
                         or exists (select from tasks.pub_task k where k.household_id = c.household_id
                                      and k.done_at is null and k.assignee_agency = :agency
                                      and k.assignee_staff = :staff::int)
                       when :whose = 'CARRIED' then c.case_id is not null and c.owner_agency = :agency
                       when :whose = 'OTHERS' then c.case_id is not null and c.owner_agency <> :agency
                       else true end)
            ), keyed as (
              select k.household_id, k.case_id, k.owner_agency, k.staff_id, k.label, (case :order
                when 'NAME' then k.label
                when 'CONTACT' then coalesce(
                  to_char((select max(x.at) from (
                    select max(t.at) as at from casework.pub_timeline t where t.household_id = k.household_id
                    union all
                    select max(t.at) from intake.pub_timeline t where t.household_id = k.household_id) x),
                    'YYYY-MM-DD HH24:MI'), '0000')
                when 'EXPIRY' then coalesce(least(
                  (select max(p.period_until) from collaboration.pub_plan p
                   where p.case_id = k.case_id and p.state = 'IN_FORCE'),
                  (select min(y.until)::date from (
                    select max(s.valid_until) as until from sharing.pub_consent s
                    where s.household_id = k.household_id and not s.withdrawn
                      and (k.case_id is null or k.owner_agency = any (s.recipients))
                    group by s.person_id) y),
                  (select min(e.expires_on) from casework.pub_expiry e where e.household_id = k.household_id))::text, '9999')
                else coalesce(
                  (select min(t.due)::text from tasks.pub_task t where t.household_id = k.household_id
                     and t.done_at is null and (t.shows_on is null or t.shows_on <= :today)), '9999')
                end) collate "C" as key, count(*) over () as total
              from known k
              where (case :need
                when 'LATE' then exists (select from tasks.pub_task t where t.household_id = k.household_id
                                           and t.done_at is null and t.due < :today)
                when 'QUIET' then not exists (select from casework.pub_timeline t where t.household_id = k.household_id
                                                and t.at >= :quiet)
                  and not exists (select from intake.pub_timeline t where t.household_id = k.household_id
                                    and t.at >= :quiet)
                when 'EXPIRING' then
                  exists (select from collaboration.pub_plan p where p.case_id = k.case_id and p.state = 'IN_FORCE'
                            and p.period_until <= :soon)
                  or exists (select from sharing.pub_consent s where s.household_id = k.household_id and not s.withdrawn
                               and (k.case_id is null or k.owner_agency = any (s.recipients))
                             group by s.person_id having max(s.valid_until) <= :soonEnds)
                  or exists (select from casework.pub_expiry e where e.household_id = k.household_id
                               and e.expires_on <= :soon)
                else true end)
            ), page as (
              select k.household_id, k.case_id, k.owner_agency, k.staff_id, k.label, k.key, k.total from keyed k
              where :after::text is null
                 or (k.key, k.household_id) > (:after::text collate "C", :afterHousehold::uuid)
              order by k.key, k.household_id limit :most
            )
            select p.household_id, p.case_id, p.key, p.total, p.label, p.owner_agency, a.name as agency,
                   coalesce(s.name, '') as staff, coalesce(l.name, '') as lead,
                   array(select e.kind from casework.pub_case_step e where e.case_id = p.case_id order by e.no) as steps,
                   (select max(x.at) from (
                      select max(t.at) as at from casework.pub_timeline t where t.household_id = p.household_id
                      union all
                      select max(t.at) from intake.pub_timeline t where t.household_id = p.household_id) x) as contact,
                   n.kind as next_kind, n.due as next_due, coalesce(n.path, '') as next_path, n.assignee_agency as next_agency,
                   coalesce(na.name, '') as next_agency_name,
                   (select count(*) from tasks.pub_task t where t.household_id = p.household_id and t.done_at is null
                      and (t.shows_on is null or t.shows_on <= :today)) as open_work,
                   (select max(q.period_until) from collaboration.pub_plan q
                    where q.case_id = p.case_id and q.state = 'IN_FORCE') as plan_until,
                   (select min(y.until) from (
                      select max(c.valid_until) as until from sharing.pub_consent c
                      where c.household_id = p.household_id and not c.withdrawn
                        and (p.case_id is null or p.owner_agency = any (c.recipients))
                      group by c.person_id) y) as consent_until,
                   array(select e.kind || ' ' || e.kind_edition || ' ' || e.expires_on from casework.pub_expiry e
                         where e.household_id = p.household_id order by e.expires_on, e.id limit 3) as expiries
            from page p
            join access.pub_agency a on a.id = p.owner_agency
            left join access.pub_staff s on s.id = p.staff_id
            left join collaboration.pub_lead d on d.household_id = p.household_id
            left join access.pub_agency l on l.id = d.agency_id
            left join lateral (
              select t.kind, t.due, t.path, t.assignee_agency from tasks.pub_task t
              where t.household_id = p.household_id and t.done_at is null and (t.shows_on is null or t.shows_on <= :today)
              order by t.due, t.opened_at, t.id limit 1) n on true
            left join access.pub_agency na on na.id = n.assignee_agency
            order by p.key, p.household_id
            """;

    private final Db db;

    CaseloadQuery(Db db) {
        this.db = db;
    }

    /** A place in the list: the lines after this one. */
    record Place(@Nullable String key, @Nullable UUID household) {
        static final Place TOP = new Place(null, null);
    }

    /** The next work on a household that the agency is part of. */
    record Next(String kind, LocalDate due, String path, AgencyId agency, String agencyName) {}

    /** 認定・明渡しなど. */
    record Expiry(String kind, int edition, LocalDate on) {}

    /** One household; the label is empty for whoever no longer sees it. */
    record Line(
            HouseholdId household,
            @Nullable UUID caseId,
            String key,
            int total,
            String label,
            AgencyId owner,
            String agency,
            String staff,
            String lead,
            CaseFlow.@Nullable State state,
            @Nullable Instant contact,
            @Nullable Next next,
            int openWork,
            @Nullable LocalDate planUntil,
            @Nullable Instant consentUntil,
            List<Expiry> expiries) {}

    /** What the conditions compare with. */
    record Days(LocalDate today, Instant quiet, LocalDate soon, Instant soonEnds) {}

    List<Line> list(Viewer.Staff viewer, Choice choice, Days days, Place after, int most) {
        Integer staff = choice.whose() == Choice.Whose.MINE && choice.staff() == null
                ? viewer.staff().value()
                : choice.staff();
        return db.sql(viewer, LIST)
                .param("agency", viewer.agency())
                .param("state", choice.state())
                .param("whose", choice.whose())
                .param("staff", staff)
                .param("need", choice.need())
                .param("order", choice.order())
                .param("today", days.today())
                .param("quiet", days.quiet())
                .param("soon", days.soon())
                .param("soonEnds", days.soonEnds())
                .param("after", after.key())
                .param("afterHousehold", after.household())
                .param("most", most)
                .list(CaseloadQuery::line);
    }

    private static Line line(Row row) {
        UUID caseId = row.uuidOrNull("case_id");
        String kind = row.textOrNull("next_kind");
        return new Line(
                row.household("household_id"),
                caseId,
                row.text("key"),
                row.integer("total"),
                row.text("label"),
                row.agency("owner_agency"),
                row.text("agency"),
                row.text("staff"),
                row.text("lead"),
                caseId == null
                        ? null
                        : CaseFlow.FLOW.after(row.texts("steps").stream()
                                .map(CaseFlow.Step::valueOf)
                                .toList()),
                row.instantOrNull("contact"),
                kind == null
                        ? null
                        : new Next(
                                kind,
                                row.date("next_due"),
                                row.text("next_path"),
                                row.agency("next_agency"),
                                row.text("next_agency_name")),
                row.integer("open_work"),
                row.dateOrNull("plan_until"),
                row.instantOrNull("consent_until"),
                row.texts("expiries").stream().map(CaseloadQuery::expiry).toList());
    }

    private static Expiry expiry(String text) {
        String[] parts = text.split(" ", 3);
        return new Expiry(parts[0], Integer.parseInt(parts[1]), LocalDate.parse(parts[2]));
    }
}
