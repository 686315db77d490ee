package kasane.conference;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.sharing.Basis;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of items on an agenda, their members, decisions and minutes. */
@Component
class ItemStore {

    private static final String ADD = """
            insert into conference.item (id, meeting_id, no, kind, subject_id, case_id, household_id, persons, owner_agency,
              basis, body, added_at, added_by)
            select :id::uuid, :meeting::uuid, coalesce(max(i.no), 0) + 1, :kind::text, :subject::uuid, :case::uuid,
              :household::uuid, :persons::uuid[],
              :agency::int, :basis::smallint, :body::text, :now::timestamptz, :staff::int
            from conference.item i where i.meeting_id = :meeting
            on conflict (meeting_id, no) do nothing
            """;

    private static final String ADD_MEMBER = """
            insert into conference.item_member (conference_item_id, agency_id, household_id, owner_agency, consents,
              checked_at, checked_by)
            values (:item, :member, :household, :agency, :consents::uuid[], :now, :staff)
            on conflict (conference_item_id, agency_id) do nothing
            """;

    private static final String WAITING = """
            select i.id from conference.item i join conference.meeting m on m.id = i.meeting_id
            where i.subject_id = :subject and i.kind = :kind and i.concluded_at is null and m.called_off_at is null limit 1
            """;

    /** Concluded to be above its body, and on no agenda since. */
    private static final String SENT_UP = """
            select i.id from conference.item i
            where i.subject_id = :subject and i.kind = :kind and i.conclusion = 'ESCALATE'
              and not exists (select from conference.item l join conference.meeting m on m.id = l.meeting_id
                              where l.subject_id = i.subject_id and l.kind = i.kind and l.id <> i.id
                                and l.added_at >= i.concluded_at and m.called_off_at is null)
            order by i.concluded_at desc limit 1
            """;

    private static final String FIND = """
            select i.id, i.meeting_id, i.no, i.body, i.kind, i.subject_id, i.case_id, i.household_id, i.persons, i.owner_agency,
                   i.summary, i.view_taken, i.pending, i.conclusion, i.conclusion_edition, i.lead_agency,
                   l.name as lead_name, i.lead_agreed, i.concluded_at, i.confirmed_at, c.name as confirmed_by,
                   i.written_at, w.name as written_by, i.version
            from conference.item i
            left join access.pub_agency l on l.id = i.lead_agency
            left join access.pub_staff c on c.id = i.confirmed_by
            left join access.pub_staff w on w.id = i.written_by
            where i.id = :id
            """;

    private static final String OF_MEETING = """
            select i.id, i.meeting_id, i.no, i.body, i.kind, i.subject_id, i.case_id, i.household_id, i.persons, i.owner_agency,
                   i.summary, i.view_taken, i.pending, i.conclusion, i.conclusion_edition, i.lead_agency,
                   l.name as lead_name, i.lead_agreed, i.concluded_at, i.confirmed_at, c.name as confirmed_by,
                   i.written_at, w.name as written_by, i.version
            from conference.item i
            left join access.pub_agency l on l.id = i.lead_agency
            left join access.pub_staff c on c.id = i.confirmed_by
            left join access.pub_staff w on w.id = i.written_by
            where i.meeting_id = :meeting order by i.no
            """;

    private static final String OF_CASE = """
            select i.id, i.meeting_id, i.kind, i.subject_id, i.conclusion, i.conclusion_edition, i.added_at,
                   i.concluded_at, i.confirmed_at, m.held_on, to_char(m.from_time, 'HH24:MI') as from_time,
                   coalesce(nullif(i.body, ''), m.body) as body, m.body_edition, m.closed_at, m.called_off_at
            from conference.item i join conference.meeting m on m.id = i.meeting_id
            where i.case_id = :case order by m.held_on desc, i.added_at desc, i.id
            """;

    private static final String OF_SUBJECT = """
            select i.id, i.meeting_id, i.kind, i.subject_id, i.conclusion, i.conclusion_edition, i.added_at,
                   i.concluded_at, i.confirmed_at, m.held_on, to_char(m.from_time, 'HH24:MI') as from_time,
                   coalesce(nullif(i.body, ''), m.body) as body, m.body_edition, m.closed_at, m.called_off_at
            from conference.item i join conference.meeting m on m.id = i.meeting_id
            where i.kind = :kind and i.subject_id = :subject order by m.held_on desc, i.added_at desc, i.id
            """;

    private static final String COUNTS = """
            select i.meeting_id, count(*) as items from conference.item i
            where i.meeting_id = any (:meetings::uuid[]) group by i.meeting_id
            """;

    private static final String MEMBERS = """
            select m.agency_id, a.name, m.consents, m.checked_at
            from conference.item_member m join access.pub_agency a on a.id = m.agency_id
            where m.conference_item_id = :item order by m.checked_at, m.agency_id <> m.owner_agency, a.kana
            """;

    private static final String WRITE = """
            update conference.item set summary = :summary, view_taken = :view, pending = :pending, written_at = :now,
              written_by = :staff, version = version + 1
            where id = :id and owner_agency = :agency and version = :version
            """;

    private static final String CONCLUDE = """
            update conference.item set conclusion = :code, conclusion_edition = :edition, lead_agency = :lead::int,
              lead_agreed = :agreed, concluded_at = :now, concluded_by = :staff, version = version + 1
            where id = :id and owner_agency = :agency and concluded_at is null
            """;

    private static final String CONFIRM = """
            update conference.item set confirmed_at = :now, confirmed_by = :staff, version = version + 1
            where id = :id and owner_agency = :agency and confirmed_at is null
            """;

    private static final String KEEP_OLD = """
            insert into conference.minutes_revision (conference_item_id, version, household_id, persons, owner_agency,
              summary, view_taken, pending, reason, replaced_at, replaced_by)
            values (:item, :version, :household, :persons::uuid[], :agency, :summary, :view, :pending, :reason, :now, :staff)
            """;

    private static final String REVISIONS = """
            select r.summary, r.view_taken, r.pending, r.reason, r.replaced_at, s.name
            from conference.minutes_revision r join access.pub_staff s on s.id = r.replaced_by
            where r.conference_item_id = :item order by r.version desc
            """;

    private static final String DECIDE = """
            insert into conference.decision (id, conference_item_id, no, household_id, persons, owner_agency, what,
              goal, agency_id, due, decided_at, decided_by)
            select :id::uuid, :item::uuid, coalesce(max(d.no), 0) + 1, :household::uuid, :persons::uuid[], :agency::int,
              :what::text, :goal::text, :by::int,
              :due::date, :now::timestamptz, :staff::int
            from conference.decision d where d.conference_item_id = :item
            on conflict (conference_item_id, no) do nothing
            """;

    private static final String DECISIONS = """
            select d.id, d.no, d.what, d.goal, d.agency_id, a.name, d.due, d.dropped_at,
                   t.id as task, t.done_at
            from conference.decision d
            join access.pub_agency a on a.id = d.agency_id
            left join tasks.pub_task t on t.item_id = d.id and t.kind = 'conference.decided'
            where d.conference_item_id = :item order by d.no
            """;

    private static final String DROP = """
            update conference.decision set dropped_at = :now, dropped_by = :staff
            where id = :id and conference_item_id = :item and owner_agency = :agency and dropped_at is null
            """;

    private static final String MOVE = """
            insert into conference.item_presence (conference_item_id, no, agency_id, present, household_id, owner_agency, at,
              staff_id)
            select :item::uuid, coalesce(max(p.no), 0) + 1, :member::int, :present::boolean, :household::uuid, :agency::int,
              :now::timestamptz, :staff::int
            from conference.item_presence p where p.conference_item_id = :item
            on conflict (conference_item_id, no) do nothing
            """;

    private static final String PRESENCE = """
            select distinct on (p.agency_id) p.agency_id, p.present from conference.item_presence p
            where p.conference_item_id = :item order by p.agency_id, p.no desc
            """;

    private final Db db;

    ItemStore(Db db) {
        this.db = db;
    }

    /** False when somebody else put an item there in the same moment. */
    boolean add(
            Viewer.Staff viewer,
            UUID id,
            UUID meeting,
            String kind,
            UUID subject,
            String body,
            AgendaKind.Topic topic) {
        return db.sql(viewer, ADD)
                        .param("id", id)
                        .param("meeting", meeting)
                        .param("kind", kind)
                        .param("subject", subject)
                        .param("case", topic.caseId())
                        .param("household", topic.household())
                        .param("persons", topic.persons())
                        .param("agency", viewer.agency())
                        .param("basis", Basis.CONSENT.code())
                        .param("body", body)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    boolean addMember(Viewer.Staff viewer, Minutes.Item item, AgencyId member, Collection<UUID> consents) {
        return db.sql(viewer, ADD_MEMBER)
                        .param("item", item.id())
                        .param("member", member)
                        .param("household", item.household())
                        .param("agency", viewer.agency())
                        .param("consents", consents)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    boolean isWaiting(Viewer.Staff viewer, String kind, UUID subject) {
        return db.sql(viewer, WAITING)
                .param("kind", kind)
                .param("subject", subject)
                .optional(row -> row.uuid("id"))
                .isPresent();
    }

    /** The item whose conclusion still has to go up to the body above. */
    Optional<UUID> sentUp(Viewer.Staff viewer, String kind, UUID subject) {
        return db.sql(viewer, SENT_UP)
                .param("kind", kind)
                .param("subject", subject)
                .optional(row -> row.uuid("id"));
    }

    Optional<Minutes.Item> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(ItemStore::read);
    }

    List<Minutes.Item> ofMeeting(Viewer.Staff viewer, UUID meeting) {
        return db.sql(viewer, OF_MEETING).param("meeting", meeting).list(ItemStore::read);
    }

    List<Agenda.Entry> ofCase(Viewer.Staff viewer, UUID caseId, LocalDate today) {
        return db.sql(viewer, OF_CASE).param("case", caseId).list(row -> entry(row, today));
    }

    List<Agenda.Entry> ofSubject(Viewer.Staff viewer, String kind, UUID subject, LocalDate today) {
        return db.sql(viewer, OF_SUBJECT)
                .param("kind", kind)
                .param("subject", subject)
                .list(row -> entry(row, today));
    }

    private static Agenda.Entry entry(Row row, LocalDate today) {
        return new Agenda.Entry(
                row.uuid("id"),
                row.uuid("meeting_id"),
                row.text("kind"),
                row.uuid("subject_id"),
                row.date("held_on"),
                LocalTime.parse(row.text("from_time")),
                row.text("body"),
                row.integer("body_edition"),
                ConferenceFlow.state(
                        row.date("held_on"),
                        row.instantOrNull("closed_at") != null,
                        row.instantOrNull("called_off_at") != null,
                        today),
                stage(row),
                row.text("conclusion"),
                row.integer("conclusion_edition"),
                row.instant("added_at"),
                Minutes.path(row.uuid("meeting_id"), row.uuid("id")));
    }

    /** How many items of a meeting the viewer may see. */
    record Count(UUID meeting, int items) {}

    List<Count> counts(Viewer.Staff viewer, Collection<UUID> meetings) {
        return db.sql(viewer, COUNTS)
                .param("meetings", meetings)
                .list(row -> new Count(row.uuid("meeting_id"), row.integer("items")));
    }

    List<Minutes.Member> members(Viewer.Staff viewer, UUID item) {
        return db.sql(viewer, MEMBERS)
                .param("item", item)
                .list(row -> new Minutes.Member(
                        row.agency("agency_id"),
                        row.text("name"),
                        Set.copyOf(row.uuids("consents")),
                        row.instant("checked_at")));
    }

    int write(Viewer.Staff viewer, UUID id, int version, Minutes.Words words) {
        return db.sql(viewer, WRITE)
                .param("id", id)
                .param("agency", viewer.agency())
                .param("version", version)
                .param("summary", words.summary())
                .param("view", words.view())
                .param("pending", words.pending())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    int conclude(Viewer.Staff viewer, UUID id, String code, int edition, @Nullable AgencyId lead, boolean leadAgreed) {
        return db.sql(viewer, CONCLUDE)
                .param("id", id)
                .param("agency", viewer.agency())
                .param("code", code)
                .param("edition", edition)
                .param("lead", lead)
                .param("agreed", leadAgreed)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    int confirm(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, CONFIRM)
                .param("id", id)
                .param("agency", viewer.agency())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    void keepOld(Viewer.Staff viewer, Minutes.Item old, String reason) {
        db.sql(viewer, KEEP_OLD)
                .param("item", old.id())
                .param("version", old.version())
                .param("household", old.household())
                .param("persons", old.persons())
                .param("agency", viewer.agency())
                .param("summary", old.words().summary())
                .param("view", old.words().view())
                .param("pending", old.words().pending())
                .param("reason", reason)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    List<Minutes.Revision> revisions(Viewer.Staff viewer, UUID item) {
        return db.sql(viewer, REVISIONS)
                .param("item", item)
                .list(row -> new Minutes.Revision(
                        new Minutes.Words(row.text("summary"), row.text("view_taken"), row.text("pending")),
                        row.text("reason"),
                        row.instant("replaced_at"),
                        row.text("name")));
    }

    boolean decide(
            Viewer.Staff viewer, UUID id, Minutes.Item item, String what, String goal, AgencyId by, LocalDate due) {
        return db.sql(viewer, DECIDE)
                        .param("id", id)
                        .param("item", item.id())
                        .param("household", item.household())
                        .param("persons", item.persons())
                        .param("agency", viewer.agency())
                        .param("what", what)
                        .param("goal", goal)
                        .param("by", by)
                        .param("due", due)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    List<Minutes.Decided> decisions(Viewer.Staff viewer, UUID item) {
        return db.sql(viewer, DECISIONS)
                .param("item", item)
                .list(row -> new Minutes.Decided(
                        row.uuid("id"),
                        row.integer("no"),
                        row.text("what"),
                        row.text("goal"),
                        row.agency("agency_id"),
                        row.text("name"),
                        row.dateOrNull("due"),
                        row.instantOrNull("dropped_at") != null,
                        row.uuidOrNull("task") != null && row.instantOrNull("done_at") == null,
                        row.instantOrNull("done_at")));
    }

    int drop(Viewer.Staff viewer, UUID item, UUID decision) {
        return db.sql(viewer, DROP)
                .param("id", decision)
                .param("item", item)
                .param("agency", viewer.agency())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    boolean move(Viewer.Staff viewer, Minutes.Item item, AgencyId member, boolean present) {
        return db.sql(viewer, MOVE)
                        .param("item", item.id())
                        .param("member", member)
                        .param("present", present)
                        .param("household", item.household())
                        .param("agency", viewer.agency())
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    /** Whether an agency came in or went out for an item. */
    record Moved(AgencyId agency, boolean present) {}

    List<Moved> moved(Viewer.Staff viewer, UUID item) {
        return db.sql(viewer, PRESENCE)
                .param("item", item)
                .list(row -> new Moved(row.agency("agency_id"), row.bool("present")));
    }

    private static ConferenceFlow.Stage stage(Row row) {
        return row.instantOrNull("confirmed_at") != null
                ? ConferenceFlow.Stage.CONFIRMED
                : row.instantOrNull("concluded_at") != null
                        ? ConferenceFlow.Stage.CONCLUDED
                        : ConferenceFlow.Stage.OPEN;
    }

    private static Minutes.Item read(Row row) {
        return new Minutes.Item(
                row.uuid("id"),
                row.uuid("meeting_id"),
                row.integer("no"),
                row.text("body"),
                row.text("kind"),
                row.uuid("subject_id"),
                row.uuidOrNull("case_id"),
                row.household("household_id"),
                row.persons("persons"),
                row.agency("owner_agency"),
                new Minutes.Words(row.text("summary"), row.text("view_taken"), row.text("pending")),
                stage(row),
                row.text("conclusion"),
                row.integer("conclusion_edition"),
                row.agencyOrNull("lead_agency"),
                row.textOrEmpty("lead_name"),
                row.bool("lead_agreed"),
                row.instantOrNull("concluded_at"),
                row.instantOrNull("confirmed_at"),
                row.textOrEmpty("confirmed_by"),
                row.instantOrNull("written_at"),
                row.textOrEmpty("written_by"),
                row.integer("version"));
    }
}
