package kasane.conference.support;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.conference.support.ConveningRequests.Line;
import kasane.conference.support.ConveningRequests.NewRequest;
import kasane.conference.support.ConveningRequests.Request;
import kasane.conference.support.ConveningRequests.Taken;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of 開催依頼. */
@Component
class ConveningStore {

    private static final String ADD = """
            insert into conference.convening (id, household_id, owner_agency, item_id, to_agency, called, worry, no_consent,
              no_consent_edition, effort, wanted, urgent, filed_at, filed_by)
            values (:id, :subject, :agency, :id, :to, :called, :worry, :noConsent, :edition, :effort, :wanted, :urgent,
              :now, :staff)
            """;

    private static final String ADD_RECORD = """
            insert into conference.convening_record (convening_id, household_id, owner_agency)
            values (:id, :household, :agency)
            """;

    private static final String FIND = """
            select c.id, c.household_id, c.owner_agency, c.to_agency, c.called, c.worry, c.no_consent, c.no_consent_edition,
                   c.effort, c.wanted, c.urgent, c.filed_at, f.name as from_name, f.phone as from_phone,
                   t.name as to_name, t.phone as to_phone, p.name as writer
            from conference.convening c
            join access.pub_agency f on f.id = c.owner_agency
            join access.pub_agency t on t.id = c.to_agency
            join access.pub_staff p on p.id = c.filed_by
            where c.id = :id
            """;

    private static final String RECORD =
            "select household_id from conference.convening_record where convening_id = :id";

    private static final String STEPS = """
            select e.no, e.kind, e.at, e.words, e.until_day, a.name as agency, p.name as staff
            from conference.convening_step e
            join access.pub_agency a on a.id = e.owner_agency
            join access.pub_staff p on p.id = e.staff_id
            where e.convening_id = :id order by e.no
            """;

    private static final String ADD_STEP = """
            insert into conference.convening_step (convening_id, no, household_id, owner_agency, item_id, kind, staff_id, at,
              words, until_day)
            values (:id, :no, :subject, :agency, :id, :kind, :staff, :now, :words, :until::date)
            on conflict (convening_id, no) do nothing
            """;

    private static final String LIST = """
            select c.id, c.household_id, c.owner_agency, c.called, c.urgent, c.filed_at, f.name as from_name,
                   array(select e.kind from conference.convening_step e where e.convening_id = c.id order by e.no) as steps,
                   (select min(k.due) from tasks.pub_task k where k.item_id = c.id and k.done_at is null) as due
            from conference.convening c join access.pub_agency f on f.id = c.owner_agency
            where c.owner_agency = :agency or c.to_agency = :agency
            order by c.filed_at desc, c.id limit :most
            """;

    private static final String TO_NOTE = """
            select t.kind from tasks.pub_task t
            where t.item_id = :id and t.assignee_agency = :agency and t.done_at is null
              and t.kind in ('conference.to-request', 'conference.closed') limit 1
            """;

    /** The one person of the agency who judges; nobody where several do. */
    private static final String ONLY_JUDGE = """
            select min(d.staff_id) as staff_id from access.pub_duty d
            where d.duty = 'MUNICIPAL_DECIDER' and d.agency_id = :agency and d.valid_from <= :today
              and (d.valid_until is null or d.valid_until >= :today)
            having count(distinct d.staff_id) = 1
            """;

    private final Db db;

    ConveningStore(Db db) {
        this.db = db;
    }

    void add(Viewer.Staff viewer, UUID id, HouseholdId subject, AgencyId to, NewRequest request, int noConsentEdition) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("subject", subject)
                .param("agency", viewer.agency())
                .param("to", to)
                .param("called", request.called())
                .param("worry", request.worry())
                .param("noConsent", request.noConsent())
                .param("edition", noConsentEdition)
                .param("effort", request.effort())
                .param("wanted", request.wanted())
                .param("urgent", request.urgent())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    void addRecord(Viewer.Staff viewer, UUID id, HouseholdId household) {
        db.sql(viewer, ADD_RECORD)
                .param("id", id)
                .param("household", household)
                .param("agency", viewer.agency())
                .update();
    }

    Optional<Request> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND)
                .param("id", id)
                .optional(row -> new Request(
                        row.uuid("id"),
                        row.household("household_id"),
                        row.agency("owner_agency"),
                        row.text("from_name"),
                        row.text("from_phone"),
                        row.text("writer"),
                        row.agency("to_agency"),
                        row.text("to_name"),
                        row.text("to_phone"),
                        row.text("called"),
                        row.text("worry"),
                        row.text("no_consent"),
                        row.integer("no_consent_edition"),
                        row.text("effort"),
                        row.text("wanted"),
                        row.bool("urgent"),
                        row.instant("filed_at")));
    }

    /** The own record that a request is about; empty for whoever was asked. */
    Optional<HouseholdId> record(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, RECORD).param("id", id).optional(row -> row.household("household_id"));
    }

    List<Taken> steps(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, STEPS)
                .param("id", id)
                .list(row -> new Taken(
                        row.integer("no"),
                        row.text("kind"),
                        row.instant("at"),
                        row.text("words"),
                        row.dateOrNull("until_day"),
                        row.text("agency"),
                        row.text("staff")));
    }

    /** False when somebody else took a step in the same moment. */
    boolean addStep(
            Viewer.Staff viewer, Request request, int no, String kind, String words, @Nullable LocalDate until) {
        return db.sql(viewer, ADD_STEP)
                        .param("id", request.id())
                        .param("no", no)
                        .param("subject", request.subject())
                        .param("agency", viewer.agency())
                        .param("kind", kind)
                        .param("staff", viewer.staff())
                        .param("now", db.now(viewer))
                        .param("words", words)
                        .param("until", until)
                        .update()
                == 1;
    }

    List<Line> list(Viewer.Staff viewer, int most) {
        return db.sql(viewer, LIST)
                .param("agency", viewer.agency())
                .param("most", most)
                .list(ConveningStore::line);
    }

    Optional<StaffId> onlyJudge(Viewer.Staff viewer, AgencyId agency) {
        return db.sql(viewer, ONLY_JUDGE)
                .param("agency", agency)
                .param("today", db.today(viewer))
                .optional(row -> row.staff("staff_id"));
    }

    Optional<String> toNote(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, TO_NOTE)
                .param("id", id)
                .param("agency", viewer.agency())
                .optional(row -> row.text("kind"));
    }

    private static Line line(Row row) {
        return new Line(
                row.uuid("id"),
                row.household("household_id"),
                row.agency("owner_agency"),
                row.text("from_name"),
                row.text("called"),
                row.bool("urgent"),
                row.instant("filed_at"),
                ConveningRequests.state(row.texts("steps")),
                row.dateOrNull("due"));
    }
}
