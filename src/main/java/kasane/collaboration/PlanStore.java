package kasane.collaboration;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Statement;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
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

    private static final String BEGIN = """
            insert into collaboration.plan (id, case_id, no, household_id, persons, owner_agency, kind, kind_edition, state,
              participation, outreach, use_edition, period_from, period_until, next_monitoring, lead_agency,
              next_lead_agency, drafted_at, drafted_by, changed_at, changed_by)
            values (:id, :case, :no, :household, :persons::uuid[], :agency, :kind, :kindEdition, 'DRAFT', :participation,
              :outreach, :useEdition, :from, :until, :nextMonitoring, :lead, :nextLead::int, :now, :staff, :now, :staff)
            on conflict (case_id, no) do nothing
            """;

    private static final String WRITE = """
            update collaboration.plan set kind = :kind, kind_edition = :kindEdition, participation = :participation,
              outreach = :outreach, use_edition = :useEdition, period_from = :from, period_until = :until,
              next_monitoring = :nextMonitoring, lead_agency = :lead, next_lead_agency = :nextLead::int,
              changed_at = :now, changed_by = :staff, version = version + 1, written_version = version + 1
            where id = :id and version = :version and owner_agency = :agency
            """;

    private static final String WORDS = """
            insert into collaboration.plan_words (plan_id, plan_version, household_id, persons, owner_agency, wishes,
              family_wishes, issues, long_goal, short_goal, course, participation_note, outreach_note, other_systems,
              emergency, note)
            values (:plan, :version, :household, :persons::uuid[], :agency, :wishes, :familyWishes, :issues, :longGoal,
              :shortGoal, :course, :participationNote, :outreachNote, :otherSystems, :emergency, :note)
            """;

    private static final String LINE = """
            insert into collaboration.plan_line (id, plan_id, plan_version, no, household_id, persons, owner_agency, issue,
              goal, action, by_family, agency_id, who, frequency, due)
            values (:id, :plan, :version, :no, :household, :persons::uuid[], :agency, :issue, :goal, :action, :byFamily,
              :carrier::int, :who, :frequency, :due::date)
            """;

    private static final String MOVE = """
            update collaboration.plan set state = :to where id = :id and state = :from
            """;

    private static final String PUT_IN_FORCE = """
            update collaboration.plan set state = 'IN_FORCE', decision_id = :decision where id = :id and state = 'FIT'
            """;

    private static final String APPLY = """
            update collaboration.plan set applied_on = :on, applied_how = :how where id = :id and owner_agency = :agency
            """;

    private static final String DECIDE = """
            insert into collaboration.support_decision (id, plan_id, case_id, household_id, persons, owner_agency,
              conference_item_id, decided_on, document_no, decided_at, decided_by)
            values (:id, :plan, :case, :household, :persons::uuid[], :agency, :item, :on, :no, :now, :staff)
            """;

    private static final String DECISION = """
            select d.id, d.conference_item_id, d.decided_on, d.document_no, a.name as agency, s.name as staff, s.title
            from collaboration.support_decision d
            join access.pub_agency a on a.id = d.owner_agency
            join access.pub_staff s on s.id = d.decided_by
            where d.plan_id = :plan
            """;

    private static final String RECONSIDER = """
            insert into collaboration.reconsideration (id, plan_id, household_id, persons, owner_agency, words, asked_at,
              asked_by)
            values (:id, :plan, :household, :persons::uuid[], :agency, :words, :now, :staff)
            """;

    private static final String RECONSIDERED = """
            select r.words, r.asked_at, a.name as agency, s.name as staff
            from collaboration.reconsideration r
            join access.pub_agency a on a.id = r.owner_agency
            join access.pub_staff s on s.id = r.asked_by
            where r.plan_id = :plan order by r.asked_at desc, r.id desc
            """;

    private static final String ITEMS = """
            select i.id, i.meeting_id, i.held_on, i.conclusion, i.conclusion_edition, i.concluded_at,
                   i.confirmed_at is not null as confirmed
            from conference.pub_item i
            where i.subject_id = :plan and i.kind = 'collaboration.plan' and i.called_off_at is null
            order by i.held_on desc, i.id desc
            """;

    private static final String DECIDED = """
            select d.no, d.what, a.name as agency, d.due
            from conference.pub_decision d join access.pub_agency a on a.id = d.agency_id
            where d.conference_item_id = :item order by d.no
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

    /** False when another version with this number was begun meanwhile. */
    boolean begin(
            Viewer.Staff viewer,
            UUID id,
            UUID caseId,
            int no,
            HouseholdId household,
            Collection<PersonId> persons,
            Plan.Frame frame) {
        return frame(db.sql(viewer, BEGIN), frame)
                        .param("id", id)
                        .param("case", caseId)
                        .param("no", no)
                        .param("household", household)
                        .param("persons", persons)
                        .param("agency", viewer.agency())
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    /** False when somebody saved a newer version meanwhile. */
    boolean write(Viewer.Staff viewer, UUID id, int version, Plan.Frame frame) {
        return frame(db.sql(viewer, WRITE), frame)
                        .param("id", id)
                        .param("version", version)
                        .param("agency", viewer.agency())
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    private static Statement frame(Statement sql, Plan.Frame frame) {
        return sql.param("kind", frame.kind())
                .param("kindEdition", frame.kindEdition())
                .param("participation", frame.participation())
                .param("outreach", frame.outreach())
                .param("useEdition", frame.useEdition())
                .param("from", frame.from())
                .param("until", frame.until())
                .param("nextMonitoring", frame.nextMonitoring())
                .param("lead", frame.lead())
                .param("nextLead", frame.nextLead());
    }

    /** The words and lines of a version as they are saved now; those saved before stay. */
    void words(Viewer.Staff viewer, Plan plan, int version, Plan.Words words, Collection<PlanRules.NewLine> lines) {
        db.sql(viewer, WORDS)
                .param("plan", plan.id())
                .param("version", version)
                .param("household", plan.household())
                .param("persons", plan.persons())
                .param("agency", viewer.agency())
                .param("wishes", words.wishes())
                .param("familyWishes", words.familyWishes())
                .param("issues", words.issues())
                .param("longGoal", words.longGoal())
                .param("shortGoal", words.shortGoal())
                .param("course", words.course())
                .param("participationNote", words.participationNote())
                .param("outreachNote", words.outreachNote())
                .param("otherSystems", words.otherSystems())
                .param("emergency", words.emergency())
                .param("note", words.note())
                .update();
        for (PlanRules.NewLine line : lines) {
            db.sql(viewer, LINE)
                    .param("id", Ids.next())
                    .param("plan", plan.id())
                    .param("version", version)
                    .param("no", line.no())
                    .param("household", plan.household())
                    .param("persons", line.persons())
                    .param("agency", viewer.agency())
                    .param("issue", line.issue())
                    .param("goal", line.goal())
                    .param("action", line.action())
                    .param("byFamily", line.byFamily())
                    .param("carrier", line.agency())
                    .param("who", line.who())
                    .param("frequency", line.frequency())
                    .param("due", line.due())
                    .update();
        }
    }

    /** False when the version does not stand there any more. */
    boolean move(Viewer.Staff viewer, UUID id, Plan.State from, Plan.State to) {
        return db.sql(viewer, MOVE)
                        .param("id", id)
                        .param("from", from)
                        .param("to", to)
                        .update()
                == 1;
    }

    boolean apply(Viewer.Staff viewer, UUID id, LocalDate on, Plan.Applied how) {
        return db.sql(viewer, APPLY)
                        .param("id", id)
                        .param("on", on)
                        .param("how", how)
                        .param("agency", viewer.agency())
                        .update()
                == 1;
    }

    /** The decision and the version that it puts in force; false when the version does not stand there any more. */
    boolean decide(Viewer.Staff viewer, UUID id, Plan plan, UUID item, LocalDate on, String documentNo) {
        db.sql(viewer, DECIDE)
                .param("id", id)
                .param("plan", plan.id())
                .param("case", plan.caseId())
                .param("household", plan.household())
                .param("persons", plan.persons())
                .param("agency", viewer.agency())
                .param("item", item)
                .param("on", on)
                .param("no", documentNo)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
        return db.sql(viewer, PUT_IN_FORCE)
                        .param("id", plan.id())
                        .param("decision", id)
                        .update()
                == 1;
    }

    Optional<SupportDecisions.Taken> decision(Viewer.Staff viewer, UUID plan) {
        return db.sql(viewer, DECISION)
                .param("plan", plan)
                .optional(row -> new SupportDecisions.Taken(
                        row.uuid("id"),
                        row.uuid("conference_item_id"),
                        row.date("decided_on"),
                        row.text("document_no"),
                        row.text("agency"),
                        row.text("title"),
                        row.text("staff")));
    }

    void reconsider(Viewer.Staff viewer, Plan plan, String words) {
        db.sql(viewer, RECONSIDER)
                .param("id", Ids.next())
                .param("plan", plan.id())
                .param("household", plan.household())
                .param("persons", plan.persons())
                .param("agency", viewer.agency())
                .param("words", words)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    List<SupportDecisions.Reconsidered> reconsidered(Viewer.Staff viewer, UUID plan) {
        return db.sql(viewer, RECONSIDERED)
                .param("plan", plan)
                .list(row -> new SupportDecisions.Reconsidered(
                        row.text("words"), row.instant("asked_at"), row.text("agency"), row.text("staff")));
    }

    /** Where the version was or will be talked about, the latest first. */
    List<Plans.Talk> talks(Viewer.Staff viewer, UUID plan) {
        return db.sql(viewer, ITEMS)
                .param("plan", plan)
                .list(row -> new Plans.Talk(
                        row.uuid("id"),
                        row.uuid("meeting_id"),
                        row.date("held_on"),
                        row.text("conclusion"),
                        row.integer("conclusion_edition"),
                        row.bool("confirmed")));
    }

    List<Plans.Decided> decided(Viewer.Staff viewer, UUID item) {
        return db.sql(viewer, DECIDED)
                .param("item", item)
                .list(row -> new Plans.Decided(
                        row.integer("no"), row.text("what"), row.text("agency"), row.dateOrNull("due")));
    }

    private List<Plan.Line> lines(Viewer.Staff viewer, UUID plan) {
        return db.sql(viewer, LINES)
                .param("plan", plan)
                .list(row -> new Plan.Line(
                        row.uuid("id"),
                        row.integer("no"),
                        row.persons("persons"),
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
                row.persons("persons"),
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
}
