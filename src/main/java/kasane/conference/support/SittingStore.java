package kasane.conference.support;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.conference.support.Sittings.Decided;
import kasane.conference.support.Sittings.Material;
import kasane.conference.support.Sittings.Revision;
import kasane.conference.support.Sittings.Sitting;
import kasane.conference.support.Sittings.Words;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of what is inside a sitting; the database shows it to whoever came in. */
@Component
class SittingStore {

    private static final String ADD = """
            insert into conference.sitting (id, series_id, meeting_id, no, household_id, owner_agency, item_id, called, purpose,
              added_at, added_by)
            values (:id, :series, :meeting, :no, :subject, :agency, :id, :called, :purpose, :now, :staff)
            """;

    private static final String FIND = """
            select s.id, s.series_id, s.meeting_id, s.no, s.household_id, s.owner_agency, s.called, s.purpose, s.summary,
                   s.view_taken, s.pending, s.written_at, w.name as writer, s.conclusion, s.concluded_at, c.name as concluder,
                   s.version
            from conference.sitting s left join access.pub_staff w on w.id = s.written_by
            left join access.pub_staff c on c.id = s.concluded_by
            where s.id = :id
            """;

    private static final String WRITE = """
            update conference.sitting set summary = :summary, view_taken = :view, pending = :pending, written_at = :now,
              written_by = :staff, version = version + 1
            where id = :id and version = :version
            """;

    private static final String KEEP_OLD = """
            insert into conference.sitting_revision (sitting_id, version, household_id, owner_agency, item_id, summary,
              view_taken, pending, reason, replaced_at, replaced_by)
            values (:id, :version, :subject, :agency, :id, :summary, :view, :pending, :reason, :now, :staff)
            """;

    private static final String REVISIONS = """
            select r.summary, r.view_taken, r.pending, r.reason, r.replaced_at, p.name
            from conference.sitting_revision r join access.pub_staff p on p.id = r.replaced_by
            where r.sitting_id = :id order by r.version desc
            """;

    private static final String CONCLUDE = """
            update conference.sitting set conclusion = :conclusion, concluded_at = :now, concluded_by = :staff,
              version = version + 1
            where id = :id and concluded_at is null
            """;

    private static final String ADD_MATERIAL = """
            insert into conference.sitting_material (id, sitting_id, household_id, owner_agency, item_id, title, words,
              carried_from, carried_why, added_at, added_by)
            values (:id, :sitting, :subject, :agency, :sitting, :title, :words, :from::uuid, :why, :now, :staff)
            """;

    private static final String MATERIALS = """
            select m.id, m.title, m.words, m.carried_from, m.carried_why, m.added_at, a.name as agency, p.name as staff
            from conference.sitting_material m
            join access.pub_agency a on a.id = m.owner_agency
            join access.pub_staff p on p.id = m.added_by
            where m.sitting_id = :sitting order by m.added_at, m.id
            """;

    private static final String DECIDE = """
            insert into conference.sitting_decision (id, sitting_id, no, household_id, owner_agency, item_id, what, agency_id,
              due, decided_at, decided_by)
            select :id::uuid, :sitting::uuid, coalesce(max(d.no), 0) + 1, :subject::uuid, :agency::int, :sitting::uuid,
              :what::text, :by::int, :due::date, :now::timestamptz, :staff::int
            from conference.sitting_decision d where d.sitting_id = :sitting
            on conflict (sitting_id, no) do nothing
            """;

    private static final String DECISIONS = """
            select d.id, d.no, d.what, d.agency_id, a.name as agency, d.due, r.dropped, r.words, r.at
            from conference.sitting_decision d
            join access.pub_agency a on a.id = d.agency_id
            left join conference.sitting_report r on r.decision_id = d.id
            where d.sitting_id = :sitting order by d.no
            """;

    private static final String REPORT = """
            insert into conference.sitting_report (decision_id, sitting_id, household_id, owner_agency, item_id, dropped, words,
              at, staff_id)
            values (:decision, :sitting, :subject, :agency, :sitting, :dropped, :words, :now, :staff)
            on conflict (decision_id) do nothing
            """;

    private final Db db;

    SittingStore(Db db) {
        this.db = db;
    }

    void add(Viewer.Staff viewer, SupportConferences.Slot slot, String called, String purpose) {
        db.sql(viewer, ADD)
                .param("id", slot.sitting())
                .param("series", slot.series())
                .param("meeting", slot.meeting())
                .param("no", slot.no())
                .param("subject", slot.subject())
                .param("agency", viewer.agency())
                .param("called", called)
                .param("purpose", purpose)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    Optional<Sitting> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND)
                .param("id", id)
                .optional(row -> new Sitting(
                        row.uuid("id"),
                        row.uuid("series_id"),
                        row.uuid("meeting_id"),
                        row.integer("no"),
                        row.household("household_id"),
                        row.agency("owner_agency"),
                        row.text("called"),
                        row.text("purpose"),
                        new Words(row.text("summary"), row.text("view_taken"), row.text("pending")),
                        row.instantOrNull("written_at"),
                        row.textOrEmpty("writer"),
                        row.text("conclusion"),
                        row.instantOrNull("concluded_at"),
                        row.textOrEmpty("concluder"),
                        row.integer("version")));
    }

    int write(Viewer.Staff viewer, UUID id, int version, Words words) {
        return db.sql(viewer, WRITE)
                .param("id", id)
                .param("version", version)
                .param("summary", words.summary())
                .param("view", words.view())
                .param("pending", words.pending())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    void keepOld(Viewer.Staff viewer, Sitting old, String reason) {
        db.sql(viewer, KEEP_OLD)
                .param("id", old.id())
                .param("version", old.version())
                .param("subject", old.subject())
                .param("agency", viewer.agency())
                .param("summary", old.words().summary())
                .param("view", old.words().view())
                .param("pending", old.words().pending())
                .param("reason", reason)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    List<Revision> revisions(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, REVISIONS)
                .param("id", id)
                .list(row -> new Revision(
                        new Words(row.text("summary"), row.text("view_taken"), row.text("pending")),
                        row.text("reason"),
                        row.instant("replaced_at"),
                        row.text("name")));
    }

    void conclude(Viewer.Staff viewer, UUID id, SeriesFlow.Step result) {
        db.sql(viewer, CONCLUDE)
                .param("id", id)
                .param("conclusion", result.name())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    void addMaterial(
            Viewer.Staff viewer,
            Sitting sitting,
            String title,
            String words,
            @Nullable UUID carriedFrom,
            String carriedWhy) {
        db.sql(viewer, ADD_MATERIAL)
                .param("id", Ids.next())
                .param("sitting", sitting.id())
                .param("subject", sitting.subject())
                .param("agency", viewer.agency())
                .param("title", title)
                .param("words", words)
                .param("from", carriedFrom)
                .param("why", carriedWhy)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    List<Material> materials(Viewer.Staff viewer, UUID sitting) {
        return db.sql(viewer, MATERIALS)
                .param("sitting", sitting)
                .list(row -> new Material(
                        row.uuid("id"),
                        row.text("title"),
                        row.text("words"),
                        row.uuidOrNull("carried_from") != null,
                        row.text("carried_why"),
                        row.instant("added_at"),
                        row.text("agency"),
                        row.text("staff")));
    }

    boolean decide(Viewer.Staff viewer, UUID id, Sitting sitting, String what, AgencyId by, LocalDate due) {
        return db.sql(viewer, DECIDE)
                        .param("id", id)
                        .param("sitting", sitting.id())
                        .param("subject", sitting.subject())
                        .param("agency", viewer.agency())
                        .param("what", what)
                        .param("by", by)
                        .param("due", due)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    List<Decided> decisions(Viewer.Staff viewer, UUID sitting) {
        return db.sql(viewer, DECISIONS)
                .param("sitting", sitting)
                .list(row -> new Decided(
                        row.uuid("id"),
                        row.integer("no"),
                        row.text("what"),
                        row.agency("agency_id"),
                        row.text("agency"),
                        row.date("due"),
                        row.instantOrNull("at"),
                        row.bool("dropped"),
                        row.textOrEmpty("words")));
    }

    boolean report(Viewer.Staff viewer, Sitting sitting, UUID decision, boolean dropped, String words) {
        return db.sql(viewer, REPORT)
                        .param("decision", decision)
                        .param("sitting", sitting.id())
                        .param("subject", sitting.subject())
                        .param("agency", viewer.agency())
                        .param("dropped", dropped)
                        .param("words", words)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }
}
