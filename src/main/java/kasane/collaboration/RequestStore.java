package kasane.collaboration;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of 支援依頼 and its steps. */
@Component
class RequestStore {

    private static final String ADD = """
            insert into collaboration.support_request (id, household_id, persons, owner_agency, item_id, to_agency, reasons,
              reason_edition, situation, done, wish, urgent, sent_by, sent_at, sent_on)
            values (:id, :household, :persons::uuid[], :agency, :id, :to, :reasons::text[], :reasonEdition, :situation,
              :done, :wish, :urgent, :staff, :now, :today)
            """;

    private static final String FIND = """
            select s.id, s.household_id, s.persons, s.owner_agency, f.name as from_name, f.phone as from_phone,
                   w.name as writer, s.sent_at, s.sent_on, s.to_agency, t.name as to_name, t.phone as to_phone, s.reasons,
                   s.reason_edition, s.situation, s.done, s.wish, s.urgent, c.id as case_id
            from collaboration.support_request s
            join access.pub_agency f on f.id = s.owner_agency
            join access.pub_agency t on t.id = s.to_agency
            join access.pub_staff w on w.id = s.sent_by
            left join casework.pub_case c on c.request_id = s.id
            where s.id = :id
            """;

    private static final String OF_HOUSEHOLD = """
            select id from collaboration.support_request where household_id = :household order by sent_at desc, id
            """;

    private static final String STEPS = """
            select e.no, e.kind, e.at, e.words, e.other_agency, o.name as other_name, a.name as agency, p.name as staff
            from collaboration.request_step e
            join access.pub_agency a on a.id = e.owner_agency
            join access.pub_staff p on p.id = e.staff_id
            left join access.pub_agency o on o.id = e.other_agency
            where e.request_id = :id order by e.no
            """;

    private static final String ADD_STEP = """
            insert into collaboration.request_step (id, request_id, no, household_id, persons, owner_agency, kind, staff_id,
              at, words, other_agency)
            values (:id, :request, :no, :household, :persons::uuid[], :agency, :kind, :staff, :now, :words, :other::int)
            on conflict (request_id, no) do nothing
            """;

    /** The agencies that carry 多機関協働 on the day. */
    private static final String HAVING = """
            select distinct d.agency_id from access.pub_duty d
            where d.duty = :duty and d.valid_from <= :today
              and (d.valid_until is null or d.valid_until >= :today)
            """;

    private static final String SENT = """
            select s.id, s.household_id, coalesce(h.label, '') as label, t.name as other, s.sent_at, s.urgent,
                   array(select e.kind from collaboration.request_step e where e.request_id = s.id order by e.no) as steps,
                   (select min(k.due) from tasks.pub_task k where k.item_id = s.id and k.done_at is null) as due
            from collaboration.support_request s
            join access.pub_agency t on t.id = s.to_agency
            left join register.pub_household h on h.household_id = s.household_id
            where s.owner_agency = :agency
            order by s.sent_at desc, s.id limit :most
            """;

    /** Starts from the grants that requests gave to the agency; the policy of the request checks every row again. */
    private static final String RECEIVED = """
            select s.id, s.household_id, coalesce(h.label, '') as label, f.name as other, s.sent_at, s.urgent,
                   array(select e.kind from collaboration.request_step e where e.request_id = s.id order by e.no) as steps,
                   (select min(k.due) from tasks.pub_task k where k.item_id = s.id and k.done_at is null) as due
            from (select distinct g.item_id from sharing.pub_my_grant g
                  where g.recipient = :agency and g.source = 'support-request' and g.item_id is not null) g
            join collaboration.support_request s on s.id = g.item_id
            join access.pub_agency f on f.id = s.owner_agency
            left join register.pub_household h on h.household_id = s.household_id
            where s.to_agency = :agency
            order by s.sent_at desc, s.id limit :most
            """;

    private final Db db;

    RequestStore(Db db) {
        this.db = db;
    }

    void add(Viewer.Staff viewer, UUID id, SupportRequests.NewRequest request, int reasonEdition) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("household", request.household())
                .param("persons", request.persons())
                .param("agency", viewer.agency())
                .param("to", request.to())
                .param("reasons", request.reasons())
                .param("reasonEdition", reasonEdition)
                .param("situation", request.situation())
                .param("done", request.done())
                .param("wish", request.wish())
                .param("urgent", request.urgent())
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .param("today", db.today(viewer))
                .update();
    }

    Optional<SupportRequests.Request> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(RequestStore::read);
    }

    List<UUID> ofHousehold(Viewer.Staff viewer, HouseholdId household) {
        return db.sql(viewer, OF_HOUSEHOLD).param("household", household).list(row -> row.uuid("id"));
    }

    List<SupportRequests.Line> sent(Viewer.Staff viewer, int most) {
        return db.sql(viewer, SENT)
                .param("agency", viewer.agency())
                .param("most", most)
                .list(RequestStore::line);
    }

    List<SupportRequests.Line> received(Viewer.Staff viewer, int most) {
        return db.sql(viewer, RECEIVED)
                .param("agency", viewer.agency())
                .param("most", most)
                .list(RequestStore::line);
    }

    List<SupportRequests.Taken> steps(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, STEPS)
                .param("id", id)
                .list(row -> new SupportRequests.Taken(
                        row.integer("no"),
                        row.constant("kind", RequestFlow.Step.class),
                        row.instant("at"),
                        row.text("words"),
                        row.agencyOrNull("other_agency"),
                        row.textOrEmpty("other_name"),
                        row.text("agency"),
                        row.text("staff")));
    }

    /** False when somebody else took a step with this number before. */
    boolean addStep(
            Viewer.Staff viewer,
            SupportRequests.Request request,
            int no,
            RequestFlow.Step step,
            String words,
            @Nullable AgencyId other) {
        return db.sql(viewer, ADD_STEP)
                        .param("id", Ids.next())
                        .param("request", request.id())
                        .param("no", no)
                        .param("household", request.household())
                        .param("persons", request.persons())
                        .param("agency", viewer.agency())
                        .param("kind", step)
                        .param("staff", viewer.staff())
                        .param("now", db.now(viewer))
                        .param("words", words)
                        .param("other", other)
                        .update()
                == 1;
    }

    /** The agencies somebody of which has the duty today. */
    Set<AgencyId> having(Viewer.Staff viewer, Duty duty) {
        return new LinkedHashSet<>(db.sql(viewer, HAVING)
                .param("duty", duty)
                .param("today", db.today(viewer))
                .list(row -> row.agency("agency_id")));
    }

    private static SupportRequests.Line line(Row row) {
        return new SupportRequests.Line(
                row.uuid("id"),
                row.household("household_id"),
                row.text("label"),
                row.text("other"),
                row.instant("sent_at"),
                row.bool("urgent"),
                RequestFlow.FLOW.after(row.texts("steps").stream()
                        .map(RequestFlow.Step::valueOf)
                        .toList()),
                row.dateOrNull("due"));
    }

    private static SupportRequests.Request read(Row row) {
        return new SupportRequests.Request(
                row.uuid("id"),
                row.household("household_id"),
                row.persons("persons"),
                row.agency("owner_agency"),
                row.text("from_name"),
                row.text("from_phone"),
                row.text("writer"),
                row.instant("sent_at"),
                row.date("sent_on"),
                row.agency("to_agency"),
                row.text("to_name"),
                row.text("to_phone"),
                row.texts("reasons"),
                row.integer("reason_edition"),
                row.text("situation"),
                row.text("done"),
                row.text("wish"),
                row.bool("urgent"),
                row.uuidOrNull("case_id"));
    }
}
