package kasane.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.StaffId;
import kasane.sharing.Audience;
import kasane.sharing.Category;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 支援経過記録: writing, reading and correcting what was done with a household. */
@Component
public class ContactRecords {

    private static final String NEXT_STEP = "casework.next-step";

    private static final String WRITE = """
            insert into casework.contact_record (id, household_id, person_id, owner_agency, audience, done_at, time_known,
              method, method_edition, with_whom, place, facts, impression, words, next_step, next_staff, next_until,
              written_at, written_by)
            values (:id, :household, :person::uuid, :agency, :audience, :doneAt, :timeKnown, :method, :edition, :withWhom,
              :place, :facts, :impression, :words, :next, :nextStaff::int, :nextUntil::date, :now, :staff)
            """;

    private static final String ONE = """
            select r.id, r.household_id, r.person_id, r.owner_agency, r.audience, r.done_at, r.time_known, r.method,
                   r.method_edition, r.with_whom, r.place, r.facts, r.impression, r.words, r.next_step, r.next_staff,
                   r.next_until, r.written_at, r.written_by, r.corrected_at, r.corrected_by, r.version,
                   a.name as agency, s.name as staff, n.name as next_name, c.name as corrector
            from casework.contact_record r
            join access.pub_agency a on a.id = r.owner_agency
            join access.pub_staff s on s.id = r.written_by
            left join access.pub_staff n on n.id = r.next_staff
            left join access.pub_staff c on c.id = r.corrected_by
            where r.id = :id
            """;

    private static final String OF_HOUSEHOLD = """
            select r.id, r.household_id, r.person_id, r.owner_agency, r.audience, r.done_at, r.time_known, r.method,
                   r.method_edition, r.with_whom, r.place, r.facts, r.impression, r.words, r.next_step, r.next_staff,
                   r.next_until, r.written_at, r.written_by, r.corrected_at, r.corrected_by, r.version,
                   a.name as agency, s.name as staff, n.name as next_name, c.name as corrector
            from casework.contact_record r
            join access.pub_agency a on a.id = r.owner_agency
            join access.pub_staff s on s.id = r.written_by
            left join access.pub_staff n on n.id = r.next_staff
            left join access.pub_staff c on c.id = r.corrected_by
            where r.household_id = :household and (not :own or r.owner_agency = :agency)
              and (:before::timestamptz is null or (r.done_at, r.id) < (:before::timestamptz, :beforeId::uuid))
            order by r.done_at desc, r.id desc limit :most
            """;

    private static final String KEEP_OLD = """
            insert into casework.contact_record_revision (record_id, version, household_id, person_id, owner_agency,
              audience, done_at, time_known, method, method_edition, with_whom, place, facts, impression, words, next_step,
              next_staff, next_until, reason, replaced_at, replaced_by)
            select id, version, household_id, person_id, owner_agency, audience, done_at, time_known, method,
              method_edition, with_whom, place, facts, impression, words, next_step, next_staff, next_until, :reason, :now,
              :staff
            from casework.contact_record where id = :id and version = :version
            """;

    private static final String CORRECT = """
            update casework.contact_record set done_at = :doneAt, time_known = :timeKnown, method = :method,
              method_edition = :edition, with_whom = :withWhom, place = :place, facts = :facts, impression = :impression,
              words = :words, next_step = :next, next_staff = :nextStaff::int, next_until = :nextUntil::date,
              corrected_at = :now, corrected_by = :staff, version = version + 1
            where id = :id and version = :version
            """;

    private static final String REVISIONS = """
            select v.version, v.done_at, v.time_known, v.method, v.method_edition, v.with_whom, v.place, v.facts,
                   v.impression, v.words, v.next_step, v.next_staff, v.next_until, v.reason, v.replaced_at, s.name as staff
            from casework.contact_record_revision v join access.pub_staff s on s.id = v.replaced_by
            where v.record_id = :id order by v.version desc
            """;

    private final Db db;
    private final AuditTrail audit;
    private final Codes codes;
    private final Tasks tasks;

    ContactRecords(Db db, AuditTrail audit, Codes codes, Tasks tasks) {
        this.db = db;
        this.audit = audit;
        this.codes = codes;
        this.tasks = tasks;
    }

    /** つぎにすること: what, who (null: anybody in the own agency), until when; without a day it is a note, not a task. */
    public record NextStep(
            String what, @Nullable StaffId who, @Nullable LocalDate until) {
        /** Nothing was agreed. */
        public static final NextStep NONE = new NextStep("", null, null);
    }

    /**
     * The words of a record.
     *
     * @param method     code of the list {@code contact-method}
     * @param facts      事実: what was seen and heard
     * @param impression 見立て: what the writer makes of it
     * @param words      本人の言葉, as they were said
     */
    public record Content(
            Done done,
            String method,
            String withWhom,
            String place,
            String facts,
            String impression,
            String words,
            NextStep next) {}

    /** A record as its reader sees it. */
    public record ContactRecord(
            UUID id,
            HouseholdId household,
            @Nullable PersonId person,
            AgencyId owner,
            String agency,
            Audience audience,
            Content content,
            String methodWords,
            @Nullable String nextName,
            Instant writtenAt,
            StaffId writtenBy,
            String writer,
            @Nullable Instant correctedAt,
            @Nullable String corrector,
            int version) {}

    /** What a record said before a correction. */
    public record Revision(int version, Content content, String methodWords, String reason, Instant at, String by) {}

    /** Writes a record in the viewer's hat; {@code person} null means the whole household. */
    public UUID write(
            Viewer.Staff viewer, HouseholdId household, @Nullable PersonId person, Audience audience, Content content) {
        if (audience != Audience.OWN && audience != Audience.TEAM) {
            throw new IllegalArgumentException("a contact record is for the own agency or for the team");
        }
        return db.transact(viewer, () -> {
            UUID id = Ids.next();
            bind(viewer, db.sql(viewer, WRITE), content)
                    .param("id", id)
                    .param("household", household)
                    .param("person", person)
                    .param("agency", viewer.agency())
                    .param("audience", audience.code())
                    .update();
            openNextStep(viewer, id, household, content.next());
            audit.written(viewer, "contact-record.write", List.of(household), Detail.NONE.item(id));
            return id;
        });
    }

    /** One record; the page that shows it is logged here. */
    public ContactRecord read(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            ContactRecord record = find(viewer, id);
            audit.read(viewer, "contact-record.page", List.of(record.household()), Detail.NONE.item(id));
            return record;
        });
    }

    /** The records of a household, the latest first, from a place in the list on; at most {@code most}. */
    public List<ContactRecord> of(
            Viewer.Staff viewer,
            HouseholdId household,
            boolean own,
            @Nullable Instant before,
            @Nullable UUID beforeId,
            int most) {
        return db.transact(viewer, () -> {
            List<ContactRecord> records = db.sql(viewer, OF_HOUSEHOLD)
                    .param("household", household)
                    .param("own", own)
                    .param("agency", viewer.agency())
                    .param("before", before)
                    .param("beforeId", beforeId)
                    .param("most", most)
                    .list(this::record);
            audit.read(viewer, "contact-record.list", List.of(household));
            return records;
        });
    }

    /** What a record said before, the latest correction first; shown only with the record itself. */
    public List<Revision> revisions(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, REVISIONS)
                .param("id", id)
                .list(row -> new Revision(
                        row.integer("version"),
                        content(row),
                        words(row),
                        row.text("reason"),
                        row.instant("replaced_at"),
                        row.text("staff")));
    }

    /** 訂正: replaces the words of the own agency's record and keeps the old ones with the reason. */
    public void correct(Viewer.Staff viewer, UUID id, int version, Content content, String reason) {
        db.run(viewer, () -> {
            ContactRecord old = own(viewer, id);
            int kept = db.sql(viewer, KEEP_OLD)
                    .param("id", id)
                    .param("version", version)
                    .param("reason", reason)
                    .param("now", db.now(viewer))
                    .param("staff", viewer.staff())
                    .update();
            Stale.unlessOne(kept);
            Stale.unlessOne(bind(viewer, db.sql(viewer, CORRECT), content)
                    .param("id", id)
                    .param("version", version)
                    .update());
            if (!content.next().equals(old.content().next())) {
                tasks.done(viewer, NEXT_STEP, id);
                openNextStep(viewer, id, old.household(), content.next());
            }
            audit.written(viewer, "contact-record.correct", List.of(old.household()), Detail.NONE.item(id));
        });
    }

    /** The next step was taken. */
    public void nextStepDone(Viewer.Staff viewer, UUID id) {
        db.run(viewer, () -> {
            ContactRecord record = own(viewer, id);
            tasks.done(viewer, NEXT_STEP, id);
            audit.written(viewer, "contact-record.next-step-done", List.of(record.household()), Detail.NONE.item(id));
        });
    }

    /** A record of the viewer's own agency. */
    public ContactRecord own(Viewer.Staff viewer, UUID id) {
        ContactRecord record = find(viewer, id);
        if (!record.owner().equals(viewer.agency())) {
            throw new NotVisible();
        }
        return record;
    }

    private ContactRecord find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, ONE).param("id", id).optional(this::record).orElseThrow(NotVisible::new);
    }

    private void openNextStep(Viewer.Staff viewer, UUID id, HouseholdId household, NextStep next) {
        if (next.until() != null) {
            tasks.open(
                    viewer,
                    new Tasks.NewTask(
                            NEXT_STEP,
                            id,
                            viewer.agency(),
                            household,
                            viewer.agency(),
                            next.who(),
                            next.until(),
                            "/records/" + id));
        }
    }

    private kasane.gate.Statement bind(Viewer.Staff viewer, kasane.gate.Statement statement, Content content) {
        return statement
                .param("doneAt", content.done().at())
                .param("timeKnown", content.done().timeKnown())
                .param("method", content.method())
                .param("edition", codes.edition("contact-method", db.today(viewer)))
                .param("withWhom", content.withWhom())
                .param("place", content.place())
                .param("facts", content.facts())
                .param("impression", content.impression())
                .param("words", content.words())
                .param("next", content.next().what())
                .param("nextStaff", content.next().who())
                .param("nextUntil", content.next().until())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff());
    }

    private ContactRecord record(Row row) {
        return new ContactRecord(
                row.uuid("id"),
                row.household("household_id"),
                row.personOrNull("person_id"),
                row.agency("owner_agency"),
                row.text("agency"),
                Audience.of(row.integer("audience")),
                content(row),
                words(row),
                row.textOrNull("next_name"),
                row.instant("written_at"),
                row.staff("written_by"),
                row.text("staff"),
                row.instantOrNull("corrected_at"),
                row.textOrNull("corrector"),
                row.integer("version"));
    }

    private String words(Row row) {
        return codes.label("contact-method", row.text("method"), row.integer("method_edition"));
    }

    private static Content content(Row row) {
        return new Content(
                new Done(row.instant("done_at"), row.bool("time_known")),
                row.text("method"),
                row.text("with_whom"),
                row.text("place"),
                row.text("facts"),
                row.text("impression"),
                row.text("words"),
                new NextStep(row.text("next_step"), row.staffOrNull("next_staff"), row.dateOrNull("next_until")));
    }

    /** What every attachment of a record takes over from it. */
    public static kasane.files.Attachments.Place place(ContactRecord record) {
        return new kasane.files.Attachments.Place(
                record.id(),
                "/records/" + record.id(),
                record.household(),
                record.person(),
                record.audience(),
                Category.LIFE,
                null);
    }
}
