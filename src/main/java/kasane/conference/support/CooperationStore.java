package kasane.conference.support;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.conference.support.Cooperations.Request;
import kasane.conference.support.Cooperations.Taken;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import org.springframework.stereotype.Component;

/** The SQL of 協力依頼. */
@Component
class CooperationStore {

    private static final String ADD = """
            insert into conference.cooperation (id, sitting_id, household_id, owner_agency, item_id, to_agency, called,
              question, due, law, asked_at, asked_by)
            values (:id, :sitting, :subject, :agency, :id, :to, :called, :question, :due, :law, :now, :staff)
            """;

    private static final String FIND = """
            select c.id, c.sitting_id, c.household_id, c.owner_agency, c.to_agency, c.called, c.question, c.due, c.law,
                   c.asked_at, o.name as from_name, o.phone as from_phone, t.name as to_name, t.phone as to_phone,
                   p.name as staff
            from conference.cooperation c
            join access.pub_agency o on o.id = c.owner_agency
            join access.pub_agency t on t.id = c.to_agency
            join access.pub_staff p on p.id = c.asked_by
            where c.id = :id
            """;

    private static final String OF_SITTING = """
            select c.id, c.sitting_id, c.household_id, c.owner_agency, c.to_agency, c.called, c.question, c.due, c.law,
                   c.asked_at, o.name as from_name, o.phone as from_phone, t.name as to_name, t.phone as to_phone,
                   p.name as staff
            from conference.cooperation c
            join access.pub_agency o on o.id = c.owner_agency
            join access.pub_agency t on t.id = c.to_agency
            join access.pub_staff p on p.id = c.asked_by
            where c.sitting_id = :sitting order by c.asked_at desc, c.id
            """;

    private static final String STEPS = """
            select e.kind, e.words, e.at, a.name as agency, p.name as staff
            from conference.cooperation_step e
            join access.pub_agency a on a.id = e.owner_agency
            join access.pub_staff p on p.id = e.staff_id
            where e.cooperation_id = :id order by e.no
            """;

    private static final String ADD_STEP = """
            insert into conference.cooperation_step (cooperation_id, no, household_id, owner_agency, item_id, kind, words, at,
              staff_id)
            values (:id, :no, :subject, :agency, :id, :kind, :words, :now, :staff)
            on conflict (cooperation_id, no) do nothing
            """;

    private final Db db;

    CooperationStore(Db db) {
        this.db = db;
    }

    void add(
            Viewer.Staff viewer,
            UUID id,
            Sittings.Sitting sitting,
            AgencyId to,
            String question,
            LocalDate due,
            String law) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("sitting", sitting.id())
                .param("subject", sitting.subject())
                .param("agency", viewer.agency())
                .param("to", to)
                .param("called", sitting.called())
                .param("question", question)
                .param("due", due)
                .param("law", law)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    Optional<Request> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(CooperationStore::request);
    }

    List<Request> ofSitting(Viewer.Staff viewer, UUID sitting) {
        return db.sql(viewer, OF_SITTING).param("sitting", sitting).list(CooperationStore::request);
    }

    private static Request request(Row row) {
        return new Request(
                row.uuid("id"),
                row.uuid("sitting_id"),
                row.household("household_id"),
                row.agency("owner_agency"),
                row.text("from_name"),
                row.text("from_phone"),
                row.text("staff"),
                row.agency("to_agency"),
                row.text("to_name"),
                row.text("to_phone"),
                row.text("called"),
                row.text("question"),
                row.date("due"),
                row.text("law"),
                row.instant("asked_at"));
    }

    List<Taken> steps(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, STEPS)
                .param("id", id)
                .list(row -> new Taken(
                        row.constant("kind", CooperationFlow.Step.class),
                        row.text("words"),
                        row.instant("at"),
                        row.text("agency"),
                        row.text("staff")));
    }

    boolean addStep(Viewer.Staff viewer, Request request, int no, CooperationFlow.Step step, String words) {
        return db.sql(viewer, ADD_STEP)
                        .param("id", request.id())
                        .param("no", no)
                        .param("subject", request.subject())
                        .param("agency", viewer.agency())
                        .param("kind", step.name())
                        .param("words", words)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }
}
