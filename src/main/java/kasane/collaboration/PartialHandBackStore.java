package kasane.collaboration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import org.springframework.stereotype.Component;

/** The SQL of 一部のもどし and its steps. */
@Component
class PartialHandBackStore {

    private static final String ADD = """
            insert into collaboration.partial_hand_back (id, case_id, household_id, persons, owner_agency, previous_id,
              to_agency, topics, topic_edition, words, agreed, conference_item_id, after_step, offered_at, offered_by)
            values (:id, :case, :household, :persons::uuid[], :agency, :previous::uuid, :to, :topics::text[], :edition,
              :words, :agreed, :item::uuid, :step, :now, :staff)
            """;

    private static final String FIND = """
            select p.id, p.case_id, p.household_id, p.persons, p.owner_agency, f.name as from_name, f.phone as from_phone,
                   s.name as writer, p.previous_id, p.to_agency, t.name as to_name, p.topics, p.topic_edition, p.words,
                   p.agreed, p.conference_item_id, i.meeting_id, i.held_on, p.offered_at,
                   exists (select from casework.pub_case_step e where e.case_id = p.case_id and e.no > p.after_step
                           and e.kind in ('LOSE_CONSENT', 'EXIT')) as lapsed
            from collaboration.partial_hand_back p
            join access.pub_agency f on f.id = p.owner_agency
            join access.pub_agency t on t.id = p.to_agency
            join access.pub_staff s on s.id = p.offered_by
            left join conference.pub_item i on i.id = p.conference_item_id
            where p.id = :id
            """;

    private static final String OF_CASE = """
            select id from collaboration.partial_hand_back where case_id = :case order by offered_at desc, id desc
            """;

    private static final String ADD_STEP = """
            insert into collaboration.partial_hand_back_step (partial_id, no, household_id, persons, owner_agency, kind,
              words, at, staff_id)
            values (:id, :no, :household, :persons::uuid[], :agency, :kind, :words, :now, :staff)
            on conflict (partial_id, no) do nothing
            """;

    private static final String STEPS = """
            select e.no, e.kind, e.words, e.at, a.name as agency, s.name as staff
            from collaboration.partial_hand_back_step e
            join access.pub_agency a on a.id = e.owner_agency
            join access.pub_staff s on s.id = e.staff_id
            where e.partial_id = :id order by e.no
            """;

    private final Db db;

    PartialHandBackStore(Db db) {
        this.db = db;
    }

    void add(
            Viewer.Staff viewer,
            UUID id,
            UUID caseId,
            HouseholdId household,
            int afterStep,
            PartialHandBacks.Offer offer,
            int edition) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("case", caseId)
                .param("household", household)
                .param("persons", offer.persons())
                .param("agency", viewer.agency())
                .param("previous", offer.previous())
                .param("to", offer.to())
                .param("topics", offer.topics())
                .param("edition", edition)
                .param("words", offer.words())
                .param("agreed", offer.agreed())
                .param("item", offer.conferenceItem())
                .param("step", afterStep)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    /** False when somebody else took a step with this number before. */
    boolean addStep(
            Viewer.Staff viewer,
            PartialHandBacks.Partial partial,
            int no,
            PartialHandBackFlow.Step step,
            String words) {
        return db.sql(viewer, ADD_STEP)
                        .param("id", partial.id())
                        .param("no", no)
                        .param("household", partial.household())
                        .param("persons", partial.persons())
                        .param("agency", viewer.agency())
                        .param("kind", step)
                        .param("words", words)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    Optional<PartialHandBacks.Partial> find(Viewer.Staff viewer, UUID id) {
        List<PartialHandBacks.Taken> steps = db.sql(viewer, STEPS)
                .param("id", id)
                .list(row -> new PartialHandBacks.Taken(
                        row.integer("no"),
                        row.constant("kind", PartialHandBackFlow.Step.class),
                        row.instant("at"),
                        row.text("words"),
                        row.text("agency"),
                        row.text("staff")));
        return db.sql(viewer, FIND).param("id", id).optional(row -> read(row, steps));
    }

    List<UUID> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, OF_CASE).param("case", caseId).list(row -> row.uuid("id"));
    }

    private static PartialHandBacks.Partial read(Row row, List<PartialHandBacks.Taken> steps) {
        List<PartialHandBackFlow.Step> taken =
                new ArrayList<>(steps.stream().map(PartialHandBacks.Taken::kind).toList());
        if (row.bool("lapsed")) {
            taken.add(PartialHandBackFlow.Step.LAPSE);
        }
        return new PartialHandBacks.Partial(
                row.uuid("id"),
                row.uuid("case_id"),
                row.household("household_id"),
                row.persons("persons"),
                row.agency("owner_agency"),
                row.text("from_name"),
                row.text("from_phone"),
                row.text("writer"),
                row.uuidOrNull("previous_id"),
                row.agency("to_agency"),
                row.text("to_name"),
                row.texts("topics"),
                row.integer("topic_edition"),
                row.text("words"),
                row.bool("agreed"),
                row.uuidOrNull("conference_item_id"),
                row.uuidOrNull("meeting_id"),
                row.dateOrNull("held_on"),
                row.instant("offered_at"),
                steps,
                PartialHandBackFlow.FLOW.after(taken));
    }
}
