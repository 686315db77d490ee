package kasane.collaboration;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.PersonId;
import org.springframework.stereotype.Component;

/** The SQL of plans and their lines. */
@Component
class PlanStore {

    private static final String FIND = """
            select p.id, p.case_id, p.no, p.household_id, p.persons, p.owner_agency, p.state, p.kind, p.kind_edition,
                   p.participation, p.outreach, p.use_edition, p.period_from, p.period_until, p.next_monitoring,
                   p.lead_agency, p.next_lead_agency, p.applied_on, p.applied_how, p.decision_id, d.decided_on, p.drafted_at,
                   w.name as drafter, p.changed_at, c.name as changer, p.version, t.plan_version as words, t.wishes,
                   t.family_wishes, t.issues, t.long_goal, t.short_goal, t.course, t.participation_note, t.outreach_note,
                   t.other_systems, t.emergency, t.note
            from collaboration.plan p
            join access.pub_staff w on w.id = p.drafted_by
            join access.pub_staff c on c.id = p.changed_by
            left join collaboration.support_decision d on d.id = p.decision_id
            left join collaboration.plan_words t on t.plan_id = p.id and t.plan_version = p.written_version
            where p.id = :id
            """;

    private static final String OF_CASE = """
            select id from collaboration.plan where case_id = :case order by no desc
            """;

    private static final String IN_FORCE = """
            select id from collaboration.plan where case_id = :case and state = 'IN_FORCE'
            """;

    private static final String LINES = """
            select l.id, l.no, l.persons, l.issue, l.goal, l.action, l.by_family, l.agency_id, a.name as agency, l.who,
                   l.frequency, l.due
            from collaboration.plan p
            join collaboration.plan_line l on l.plan_id = p.id and l.plan_version = p.written_version
            left join access.pub_agency a on a.id = l.agency_id
            where p.id = :plan order by l.no
            """;

    private final Db db;

    PlanStore(Db db) {
        this.db = db;
    }

    Optional<Plan> find(Viewer.Staff viewer, UUID id) {
        List<Plan.Line> lines = lines(viewer, id);
        return db.sql(viewer, FIND).param("id", id).optional(row -> plan(row, lines));
    }

    List<UUID> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, OF_CASE).param("case", caseId).list(row -> row.uuid("id"));
    }

    Optional<UUID> inForce(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, IN_FORCE).param("case", caseId).optional(row -> row.uuid("id"));
    }

    private List<Plan.Line> lines(Viewer.Staff viewer, UUID plan) {
        return db.sql(viewer, LINES)
                .param("plan", plan)
                .list(row -> new Plan.Line(
                        row.uuid("id"),
                        row.integer("no"),
                        persons(row),
                        row.text("issue"),
                        row.text("goal"),
                        row.text("action"),
                        row.text("by_family"),
                        row.agencyOrNull("agency_id"),
                        row.textOrEmpty("agency"),
                        row.text("who"),
                        row.text("frequency"),
                        row.dateOrNull("due")));
    }

    private static Plan plan(Row row, List<Plan.Line> lines) {
        String applied = row.text("applied_how");
        return new Plan(
                row.uuid("id"),
                row.uuid("case_id"),
                row.integer("no"),
                row.household("household_id"),
                persons(row),
                row.agency("owner_agency"),
                row.constant("state", Plan.State.class),
                new Plan.Frame(
                        row.text("kind"),
                        row.integer("kind_edition"),
                        row.text("participation"),
                        row.text("outreach"),
                        row.integer("use_edition"),
                        row.date("period_from"),
                        row.date("period_until"),
                        row.date("next_monitoring"),
                        row.agency("lead_agency"),
                        row.agencyOrNull("next_lead_agency"),
                        row.dateOrNull("applied_on"),
                        applied.isEmpty() ? null : Plan.Applied.valueOf(applied)),
                row.integerOrNull("words") == null
                        ? null
                        : new Plan.Words(
                                row.text("wishes"),
                                row.text("family_wishes"),
                                row.text("issues"),
                                row.text("long_goal"),
                                row.text("short_goal"),
                                row.text("course"),
                                row.text("participation_note"),
                                row.text("outreach_note"),
                                row.text("other_systems"),
                                row.text("emergency"),
                                row.text("note")),
                row.uuidOrNull("decision_id"),
                row.dateOrNull("decided_on"),
                row.instant("drafted_at"),
                row.text("drafter"),
                row.instant("changed_at"),
                row.text("changer"),
                row.integer("version"),
                lines);
    }

    private static Set<PersonId> persons(Row row) {
        Set<PersonId> persons = new LinkedHashSet<>();
        row.uuids("persons").forEach(id -> persons.add(new PersonId(id)));
        return persons;
    }
}
