package kasane.collaboration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.PersonId;
import org.springframework.stereotype.Component;

/** The SQL of monitorings and what they say of each line of the plan. */
@Component
class MonitoringStore {

    private static final String ADD = """
            insert into collaboration.monitoring (id, case_id, plan_id, household_id, persons, owner_agency, done_on, method,
              method_edition, situation, view_taken, verdict, verdict_edition, next_on, written_at, written_by)
            values (:id, :case, :plan, :household, :persons::uuid[], :agency, :doneOn, :method, :methodEdition, :situation,
              :view, :verdict, :verdictEdition, :nextOn::date, :now, :staff)
            """;

    private static final String ADD_LINE = """
            insert into collaboration.monitoring_line (monitoring_id, plan_line_id, household_id, persons, owner_agency,
              result, result_edition, words)
            values (:monitoring, :line, :household, :persons::uuid[], :agency, :result, :resultEdition, :words)
            """;

    private static final String FIND = """
            select m.id, m.case_id, m.plan_id, p.no as plan_no, m.household_id, m.persons, m.owner_agency, a.name as agency,
                   m.done_on, m.method, m.method_edition, m.situation, m.view_taken, m.verdict, m.verdict_edition,
                   m.next_on, m.written_at, s.name as writer, m.owner_agency = c.owner_agency as whole
            from collaboration.monitoring m
            join collaboration.plan p on p.id = m.plan_id
            join casework.pub_case c on c.id = m.case_id
            join access.pub_agency a on a.id = m.owner_agency
            join access.pub_staff s on s.id = m.written_by
            where m.id = :id
            """;

    private static final String OF_CASE = """
            select m.id, m.case_id, m.plan_id, p.no as plan_no, m.household_id, m.persons, m.owner_agency, a.name as agency,
                   m.done_on, m.method, m.method_edition, m.situation, m.view_taken, m.verdict, m.verdict_edition,
                   m.next_on, m.written_at, s.name as writer, m.owner_agency = c.owner_agency as whole
            from collaboration.monitoring m
            join collaboration.plan p on p.id = m.plan_id
            join casework.pub_case c on c.id = m.case_id
            join access.pub_agency a on a.id = m.owner_agency
            join access.pub_staff s on s.id = m.written_by
            where m.case_id = :case order by m.done_on desc, m.written_at desc
            """;

    private static final String LINES = """
            select l.plan_line_id, p.no, p.goal, p.action, coalesce(a.name, '') as agency, p.who, p.due, l.result,
                   l.result_edition, l.words
            from collaboration.monitoring_line l
            join collaboration.plan_line p on p.id = l.plan_line_id
            left join access.pub_agency a on a.id = p.agency_id
            where l.monitoring_id = :monitoring order by p.no
            """;

    private final Db db;

    MonitoringStore(Db db) {
        this.db = db;
    }

    void add(Viewer.Staff viewer, UUID id, Plan plan, Set<PersonId> persons, Monitorings.Written written) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("case", plan.caseId())
                .param("plan", plan.id())
                .param("household", plan.household())
                .param("persons", persons)
                .param("agency", viewer.agency())
                .param("doneOn", written.doneOn())
                .param("method", written.method())
                .param("methodEdition", written.methodEdition())
                .param("situation", written.situation())
                .param("view", written.view())
                .param("verdict", written.verdict())
                .param("verdictEdition", written.verdictEdition())
                .param("nextOn", written.nextOn())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    void addLine(Viewer.Staff viewer, UUID monitoring, Plan plan, Plan.Line line, Monitorings.Progress progress) {
        db.sql(viewer, ADD_LINE)
                .param("monitoring", monitoring)
                .param("line", line.id())
                .param("household", plan.household())
                .param("persons", line.persons())
                .param("agency", viewer.agency())
                .param("result", progress.result())
                .param("resultEdition", progress.edition())
                .param("words", progress.words())
                .update();
    }

    Optional<Monitorings.Monitoring> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(MonitoringStore::read);
    }

    List<Monitorings.Monitoring> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, OF_CASE).param("case", caseId).list(MonitoringStore::read);
    }

    List<Monitorings.Line> lines(Viewer.Staff viewer, UUID monitoring) {
        return db.sql(viewer, LINES)
                .param("monitoring", monitoring)
                .list(row -> new Monitorings.Line(
                        row.integer("no"),
                        row.text("goal"),
                        row.text("action"),
                        row.text("agency"),
                        row.text("who"),
                        row.dateOrNull("due"),
                        row.text("result"),
                        row.integer("result_edition"),
                        row.text("words")));
    }

    private static Monitorings.Monitoring read(Row row) {
        return new Monitorings.Monitoring(
                row.uuid("id"),
                row.uuid("case_id"),
                row.uuid("plan_id"),
                row.integer("plan_no"),
                row.household("household_id"),
                row.persons("persons"),
                row.agency("owner_agency"),
                row.text("agency"),
                row.text("writer"),
                row.bool("whole"),
                row.date("done_on"),
                row.text("method"),
                row.integer("method_edition"),
                row.text("situation"),
                row.text("view_taken"),
                row.text("verdict"),
                row.integer("verdict_edition"),
                row.dateOrNull("next_on"),
                row.instant("written_at"));
    }
}
