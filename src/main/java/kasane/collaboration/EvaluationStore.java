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

/** The SQL of evaluations and what they say of each goal. */
@Component
class EvaluationStore {

    private static final String ADD = """
            insert into collaboration.evaluation (id, case_id, plan_id, household_id, persons, owner_agency, evaluated_on,
              changes, change_edition, remaining, wishes, opinion, direction, direction_edition, closing_code,
              closing_edition, lead_agency, follow_on, follow_how, written_at, written_by)
            values (:id, :case, :plan, :household, :persons::uuid[], :agency, :on, :changes::text[], :changeEdition,
              :remaining, :wishes, :opinion, :direction, :directionEdition, :closing, :closingEdition, :lead::int,
              :followOn::date, :followHow, :now, :staff)
            """;

    private static final String ADD_GOAL = """
            insert into collaboration.evaluation_goal (evaluation_id, plan_line_id, household_id, persons, owner_agency,
              result, result_edition, words, before_words, own_words)
            values (:evaluation, :line, :household, :persons::uuid[], :agency, :result, :resultEdition, :now, :before, :own)
            """;

    private static final String FIND = """
            select e.id, e.case_id, e.plan_id, p.no as plan_no, e.household_id, e.persons, e.owner_agency, a.name as agency,
                   s.name as writer, e.evaluated_on, e.changes, e.change_edition, e.remaining, e.wishes, e.opinion,
                   e.direction, e.direction_edition, e.closing_code, e.closing_edition, e.lead_agency, l.name as lead_name,
                   e.follow_on, e.follow_how, e.written_at
            from collaboration.evaluation e
            join collaboration.plan p on p.id = e.plan_id
            join access.pub_agency a on a.id = e.owner_agency
            join access.pub_staff s on s.id = e.written_by
            left join access.pub_agency l on l.id = e.lead_agency
            where e.id = :id
            """;

    private static final String OF_CASE = """
            select id from collaboration.evaluation where case_id = :case order by evaluated_on desc, written_at desc
            """;

    private static final String GOALS = """
            select p.no, p.issue, p.goal, g.result, g.result_edition, g.before_words, g.words, g.own_words
            from collaboration.evaluation_goal g
            join collaboration.plan_line p on p.id = g.plan_line_id
            where g.evaluation_id = :evaluation order by p.no
            """;

    private final Db db;

    EvaluationStore(Db db) {
        this.db = db;
    }

    void add(Viewer.Staff viewer, UUID id, Plan plan, Set<PersonId> persons, Evaluations.Written written) {
        Evaluations.Closing closing = written.closing();
        db.sql(viewer, ADD)
                .param("id", id)
                .param("case", plan.caseId())
                .param("plan", plan.id())
                .param("household", plan.household())
                .param("persons", persons)
                .param("agency", viewer.agency())
                .param("on", written.on())
                .param("changes", written.changes())
                .param("changeEdition", written.changeEdition())
                .param("remaining", written.remaining())
                .param("wishes", written.wishes())
                .param("opinion", written.opinion())
                .param("direction", written.direction())
                .param("directionEdition", written.directionEdition())
                .param("closing", closing == null ? "" : closing.reason())
                .param("closingEdition", closing == null ? 0 : closing.edition())
                .param("lead", closing == null ? null : closing.lead())
                .param("followOn", closing == null ? null : closing.followOn())
                .param("followHow", closing == null ? "" : closing.followHow())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    void addGoal(Viewer.Staff viewer, UUID evaluation, Plan plan, Plan.Line line, Evaluations.Reached reached) {
        db.sql(viewer, ADD_GOAL)
                .param("evaluation", evaluation)
                .param("line", line.id())
                .param("household", plan.household())
                .param("persons", line.persons())
                .param("agency", viewer.agency())
                .param("result", reached.result())
                .param("resultEdition", reached.edition())
                .param("now", reached.now())
                .param("before", reached.before())
                .param("own", reached.own())
                .update();
    }

    Optional<Evaluations.Evaluation> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(EvaluationStore::read);
    }

    List<UUID> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, OF_CASE).param("case", caseId).list(row -> row.uuid("id"));
    }

    List<Evaluations.Goal> goals(Viewer.Staff viewer, UUID evaluation) {
        return db.sql(viewer, GOALS)
                .param("evaluation", evaluation)
                .list(row -> new Evaluations.Goal(
                        row.integer("no"),
                        row.text("issue"),
                        row.text("goal"),
                        row.text("result"),
                        row.integer("result_edition"),
                        row.text("before_words"),
                        row.text("words"),
                        row.text("own_words")));
    }

    private static Evaluations.Evaluation read(Row row) {
        String closing = row.text("closing_code");
        return new Evaluations.Evaluation(
                row.uuid("id"),
                row.uuid("case_id"),
                row.uuid("plan_id"),
                row.integer("plan_no"),
                row.household("household_id"),
                row.persons("persons"),
                row.agency("owner_agency"),
                row.text("agency"),
                row.text("writer"),
                row.date("evaluated_on"),
                row.texts("changes"),
                row.integer("change_edition"),
                row.text("remaining"),
                row.text("wishes"),
                row.text("opinion"),
                row.text("direction"),
                row.integer("direction_edition"),
                closing.isEmpty()
                        ? null
                        : new Evaluations.Closing(
                                closing,
                                row.integer("closing_edition"),
                                row.agency("lead_agency"),
                                row.text("lead_name"),
                                row.date("follow_on"),
                                row.text("follow_how")),
                row.instant("written_at"));
    }
}
