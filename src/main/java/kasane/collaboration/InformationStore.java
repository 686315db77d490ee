package kasane.collaboration;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.access.Told;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of 情報収集依頼, their steps and what was answered. */
@Component
class InformationStore {

    private static final String ADD = """
            insert into collaboration.information_request (id, case_id, household_id, persons, owner_agency, to_agency,
              topics, topic_edition, words, due, asked_at, asked_by, on_paper)
            values (:id, :case, :household, :persons::uuid[], :agency, :to, :topics::text[], :edition, :words, :due, :now,
              :staff, :onPaper)
            """;

    private static final String FIND = """
            select r.id, r.case_id, r.household_id, r.persons, r.owner_agency, f.name as from_name, f.phone as from_phone,
                   s.name as writer, r.to_agency, t.name as to_name, t.phone as to_phone, r.topics, r.topic_edition,
                   r.words, r.due, r.asked_at, r.on_paper
            from collaboration.information_request r
            join access.pub_agency f on f.id = r.owner_agency
            join access.pub_agency t on t.id = r.to_agency
            join access.pub_staff s on s.id = r.asked_by
            where r.id = :id
            """;

    private static final String OF_CASE = """
            select id from collaboration.information_request where case_id = :case order by asked_at desc, id desc
            """;

    private static final String ADD_STEP = """
            insert into collaboration.information_step (id, request_id, no, household_id, persons, owner_agency, to_agency,
              kind, words, staff_id, at, told_way, told_by, told_on)
            values (:id, :request, :no, :household, :persons::uuid[], :agency, :other, :kind, :words, :staff, :now,
              :toldWay, :toldBy, :toldOn::date)
            on conflict (request_id, no) do nothing
            """;

    private static final String STEPS = """
            select e.no, e.kind, e.words, e.at, a.name as agency, p.name as staff, e.told_way, e.told_by,
                   e.told_on
            from collaboration.information_step e
            join access.pub_agency a on a.id = e.owner_agency
            join access.pub_staff p on p.id = e.staff_id
            where e.request_id = :request order by e.no
            """;

    private static final String ADD_PART = """
            insert into collaboration.information_part (request_id, topic, household_id, persons, owner_agency, to_agency,
              words, source, source_edition, keyed_in)
            values (:request, :topic, :household, :persons::uuid[], :agency, :other, :words, :source, :edition, :keyedIn)
            """;

    private static final String PARTS = """
            select topic, words, source, source_edition from collaboration.information_part where request_id = :request
            """;

    private final Db db;

    InformationStore(Db db) {
        this.db = db;
    }

    void add(
            Viewer.Staff viewer,
            UUID id,
            HouseholdId household,
            InformationRequests.NewRequest request,
            int topicEdition,
            boolean onPaper) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("case", request.caseId())
                .param("household", household)
                .param("persons", request.persons())
                .param("agency", viewer.agency())
                .param("to", request.to())
                .param("topics", request.topics())
                .param("edition", topicEdition)
                .param("words", request.words())
                .param("due", request.due())
                .param("onPaper", onPaper)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    Optional<InformationRequests.Request> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(InformationStore::read);
    }

    List<UUID> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, OF_CASE).param("case", caseId).list(row -> row.uuid("id"));
    }

    /** False when somebody else took a step with this number before. */
    boolean addStep(
            Viewer.Staff viewer,
            InformationRequests.Request request,
            int no,
            AgencyId other,
            InformationFlow.Step step,
            String words,
            @Nullable Told told) {
        return db.sql(viewer, ADD_STEP)
                        .param("id", Ids.next())
                        .param("request", request.id())
                        .param("no", no)
                        .param("household", request.household())
                        .param("persons", request.persons())
                        .param("agency", viewer.agency())
                        .param("other", other)
                        .param("kind", step)
                        .param("words", words)
                        .param("staff", viewer.staff())
                        .param("now", db.now(viewer))
                        .param("toldWay", Told.way(told))
                        .param("toldBy", Told.who(told))
                        .param("toldOn", Told.on(told))
                        .update()
                == 1;
    }

    List<InformationRequests.Taken> steps(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, STEPS)
                .param("request", id)
                .list(row -> new InformationRequests.Taken(
                        row.integer("no"),
                        row.constant("kind", InformationFlow.Step.class),
                        row.instant("at"),
                        row.text("words"),
                        row.text("agency"),
                        row.text("staff"),
                        Told.of(row)));
    }

    void addPart(
            Viewer.Staff viewer,
            InformationRequests.Request request,
            AgencyId other,
            InformationRequests.Part part,
            boolean keyedIn) {
        db.sql(viewer, ADD_PART)
                .param("request", request.id())
                .param("topic", part.topic())
                .param("household", request.household())
                .param("persons", request.persons())
                .param("agency", viewer.agency())
                .param("other", other)
                .param("keyedIn", keyedIn)
                .param("words", part.words())
                .param("source", part.source())
                .param("edition", part.sourceEdition())
                .update();
    }

    List<InformationRequests.Part> parts(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, PARTS)
                .param("request", id)
                .list(row -> new InformationRequests.Part(
                        row.text("topic"), row.text("words"), row.text("source"), row.integer("source_edition")));
    }

    private static InformationRequests.Request read(Row row) {
        return new InformationRequests.Request(
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
                row.text("to_phone"),
                row.texts("topics"),
                row.integer("topic_edition"),
                row.text("words"),
                row.date("due"),
                row.instant("asked_at"),
                row.bool("on_paper"));
    }
}
