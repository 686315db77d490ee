package kasane.collaboration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of hand-backs and their answers, and of the plan that ends with them. */
@Component
class HandBackStore {

    private static final String ADD = """
            insert into collaboration.hand_back (id, case_id, household_id, persons, owner_agency, to_agency, agreed,
              conference_item_id, remaining, wishes, follow_on, offered_at, offered_by)
            values (:id, :case, :household, :persons::uuid[], :agency, :to, :agreed, :item::uuid, :remaining, :wishes,
              :followOn, :now, :staff)
            """;

    private static final String FIND = """
            select h.id, h.case_id, h.household_id, h.persons, h.owner_agency, f.name as from_name, f.phone as from_phone,
                   s.name as writer, h.to_agency, t.name as to_name, h.agreed, h.conference_item_id, i.meeting_id,
                   i.held_on, h.remaining, h.wishes, h.follow_on, h.offered_at, r.accepted, r.words, r.answered_at,
                   w.name as answered_by
            from collaboration.hand_back h
            join access.pub_agency f on f.id = h.owner_agency
            join access.pub_agency t on t.id = h.to_agency
            join access.pub_staff s on s.id = h.offered_by
            left join conference.pub_item i on i.id = h.conference_item_id
            left join collaboration.hand_back_answer r on r.hand_back_id = h.id
            left join access.pub_staff w on w.id = r.answered_by
            where h.id = :id
            """;

    private static final String OF_CASE = """
            select id from collaboration.hand_back where case_id = :case order by offered_at desc, id desc
            """;

    private static final String ANSWER = """
            insert into collaboration.hand_back_answer (hand_back_id, household_id, persons, owner_agency, accepted, words,
              answered_at, answered_by)
            values (:handBack, :household, :persons::uuid[], :agency, :accepted, :words, :now, :staff)
            """;

    private static final String END_PLAN = """
            update collaboration.plan set state = 'ENDED', changed_at = :now, changed_by = :staff, version = version + 1
            where case_id = :case and household_id = :household and state = 'IN_FORCE'
            """;

    private final Db db;

    HandBackStore(Db db) {
        this.db = db;
    }

    void add(Viewer.Staff viewer, UUID id, UUID caseId, HouseholdId household, HandBacks.Offer offer) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("case", caseId)
                .param("household", household)
                .param("persons", offer.persons())
                .param("agency", viewer.agency())
                .param("to", offer.to())
                .param("agreed", offer.agreed())
                .param("item", offer.conferenceItem())
                .param("remaining", offer.remaining())
                .param("wishes", offer.wishes())
                .param("followOn", offer.followOn())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    Optional<HandBacks.HandBack> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(HandBackStore::read);
    }

    List<UUID> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, OF_CASE).param("case", caseId).list(row -> row.uuid("id"));
    }

    void answer(Viewer.Staff viewer, HandBacks.HandBack handBack, boolean accepted, String words) {
        db.sql(viewer, ANSWER)
                .param("handBack", handBack.id())
                .param("household", handBack.household())
                .param("persons", handBack.persons())
                .param("agency", viewer.agency())
                .param("accepted", accepted)
                .param("words", words)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    /** The plan in force ends with the case that it belongs to; there may be none. */
    void endPlan(Viewer.Staff viewer, UUID caseId, HouseholdId household) {
        db.sql(viewer, END_PLAN)
                .param("case", caseId)
                .param("household", household)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    private static HandBacks.HandBack read(Row row) {
        return new HandBacks.HandBack(
                row.uuid("id"),
                row.uuid("case_id"),
                row.household("household_id"),
                row.persons("persons"),
                row.agency("owner_agency"),
                row.text("from_name"),
                row.text("from_phone"),
                row.text("writer"),
                row.agency("to_agency"),
                row.text("to_name"),
                row.bool("agreed"),
                row.uuidOrNull("conference_item_id"),
                row.uuidOrNull("meeting_id"),
                row.dateOrNull("held_on"),
                row.text("remaining"),
                row.text("wishes"),
                row.date("follow_on"),
                row.instant("offered_at"),
                answer(row));
    }

    private static HandBacks.@Nullable Answer answer(Row row) {
        Instant at = row.instantOrNull("answered_at");
        return at == null
                ? null
                : new HandBacks.Answer(row.bool("accepted"), row.text("words"), at, row.text("answered_by"));
    }
}
