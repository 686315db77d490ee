package kasane.collaboration.overview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kasane.casework.CaseFlow;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the list of cases and the page of one read beside the use cases. */
@Component
class OverviewQuery {

    /** Starts from what the agency carries and from what it was given; the policy of the case checks every row again. */
    private static final String LIST = """
            select c.id, c.household_id, coalesce(h.label, '') as label, c.owner_agency, a.name as agency, s.name as staff,
                   c.begun_on,
                   array(select e.kind from casework.pub_case_step e where e.case_id = c.id order by e.no) as steps,
                   (select e.lead_agency from casework.pub_case_step e
                    where e.case_id = c.id and e.lead_agency is not null order by e.no desc limit 1) as lead,
                   (select min(k.due) from tasks.pub_task k where k.item_id = c.id and k.done_at is null) as due,
                   (select max(t.at) from casework.pub_timeline t where t.household_id = c.household_id) as last_contact
            from casework.pub_case c
            join access.pub_agency a on a.id = c.owner_agency
            join access.pub_staff s on s.id = c.staff_id
            left join register.pub_household h on h.household_id = c.household_id
            where c.owner_agency = :agency
               or c.household_id = any (array(select g.household_id from sharing.pub_my_grant g where g.item_id is null))
                  and exists (select from casework.pub_team t
                              where t.case_id = c.id and t.agency_id = :agency and t.left_on is null)
            order by c.begun_on desc, c.id desc limit :most
            """;

    private static final String ITEMS = """
            select i.id, i.meeting_id, i.kind, i.conclusion, i.conclusion_edition, i.held_on, i.body, i.body_edition,
                   i.called_off_at is not null as called_off
            from conference.pub_item i where i.case_id = :case order by i.held_on desc, i.no desc
            """;

    private static final String MONITORINGS = """
            select m.id, m.done_on as on_day, a.name as agency, m.verdict as code, m.verdict_edition as edition,
                   left(m.situation, 160) as words
            from collaboration.monitoring m join access.pub_agency a on a.id = m.owner_agency
            where m.case_id = :case order by m.done_on desc, m.id desc
            """;

    private static final String EVALUATIONS = """
            select v.id, v.evaluated_on as on_day, a.name as agency, v.direction as code, v.direction_edition as edition,
                   left(v.opinion, 160) as words
            from collaboration.evaluation v join access.pub_agency a on a.id = v.owner_agency
            where v.case_id = :case order by v.evaluated_on desc, v.id desc
            """;

    private static final String HAND_BACKS = """
            select h.id, h.offered_at, a.name as to_name, h.agreed, w.accepted, coalesce(w.words, '') as words
            from collaboration.hand_back h
            join access.pub_agency a on a.id = h.to_agency
            left join collaboration.hand_back_answer w on w.hand_back_id = h.id
            where h.case_id = :case order by h.offered_at desc, h.id desc
            """;

    private static final String FOLLOW_UPS = """
            select f.id, f.done_on as on_day, a.name as agency, '' as code, 0 as edition, left(f.words, 160) as words
            from collaboration.follow_up f join access.pub_agency a on a.id = f.owner_agency
            where f.case_id = :case order by f.done_on desc, f.id desc
            """;

    private final Db db;

    OverviewQuery(Db db) {
        this.db = db;
    }

    /** One case of a list; the label is empty for whoever no longer sees the household. */
    record Line(
            UUID id,
            HouseholdId household,
            String label,
            AgencyId owner,
            String agency,
            String staff,
            LocalDate begunOn,
            CaseFlow.State state,
            @Nullable AgencyId lead,
            @Nullable LocalDate due,
            @Nullable Instant lastContact) {}

    /** 議題 of a conference about the case. */
    record Item(
            UUID id,
            UUID meeting,
            String kind,
            String conclusion,
            int conclusionEdition,
            LocalDate heldOn,
            String body,
            int bodyEdition,
            boolean calledOff) {}

    /** モニタリング, 評価 or フォローアップ: when, by whom, with what result. */
    record Look(UUID id, LocalDate on, String agency, String code, int edition, String words) {}

    /** つなぎもどし; {@code accepted} is null as long as nobody has answered. */
    record HandBack(
            UUID id,
            Instant at,
            String to,
            boolean agreed,
            @Nullable Boolean accepted,
            String words) {}

    List<Line> list(Viewer.Staff viewer, int most) {
        return db.sql(viewer, LIST)
                .param("agency", viewer.agency())
                .param("most", most)
                .list(row -> new Line(
                        row.uuid("id"),
                        row.household("household_id"),
                        row.text("label"),
                        row.agency("owner_agency"),
                        row.text("agency"),
                        row.text("staff"),
                        row.date("begun_on"),
                        CaseFlow.FLOW.after(row.texts("steps").stream()
                                .map(CaseFlow.Step::valueOf)
                                .toList()),
                        row.agencyOrNull("lead"),
                        row.dateOrNull("due"),
                        row.instantOrNull("last_contact")));
    }

    List<Item> items(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, ITEMS)
                .param("case", caseId)
                .list(row -> new Item(
                        row.uuid("id"),
                        row.uuid("meeting_id"),
                        row.text("kind"),
                        row.text("conclusion"),
                        row.integer("conclusion_edition"),
                        row.date("held_on"),
                        row.text("body"),
                        row.integer("body_edition"),
                        row.bool("called_off")));
    }

    List<Look> monitorings(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, MONITORINGS).param("case", caseId).list(OverviewQuery::look);
    }

    List<Look> evaluations(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, EVALUATIONS).param("case", caseId).list(OverviewQuery::look);
    }

    List<Look> followUps(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, FOLLOW_UPS).param("case", caseId).list(OverviewQuery::look);
    }

    List<HandBack> handBacks(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, HAND_BACKS)
                .param("case", caseId)
                .list(row -> new HandBack(
                        row.uuid("id"),
                        row.instant("offered_at"),
                        row.text("to_name"),
                        row.bool("agreed"),
                        row.textOrNull("accepted") == null ? null : row.bool("accepted"),
                        row.text("words")));
    }

    private static Look look(kasane.gate.Row row) {
        return new Look(
                row.uuid("id"),
                row.date("on_day"),
                row.text("agency"),
                row.text("code"),
                row.integer("edition"),
                row.text("words"));
    }
}
