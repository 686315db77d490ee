package kasane.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.StaffId;
import kasane.sharing.Subjects;
import kasane.tasks.Tasks;
import org.springframework.stereotype.Component;

/** 電話メモ: written in fifteen seconds, completed into a consultation later or closed with a reason. */
@Component
public class PhoneNotes {

    static final String TASK = "intake.phone-note";

    private static final String WRITE = """
            insert into intake.phone_note (id, household_id, owner_agency, text, written_at, written_by)
            values (:id, :household, :agency, :text, :now, :staff)
            """;

    private static final String ONE = """
            select n.id, n.household_id, n.text, n.written_at, n.written_by, n.closed_at, n.closed_reason,
                   s.name as staff, c.id as consultation
            from intake.phone_note n
            join access.pub_staff s on s.id = n.written_by
            left join intake.consultation c on c.phone_note_id = n.id
            where n.id = :id
            """;

    private static final String OPEN = """
            select n.id, n.household_id, n.text, n.written_at, n.written_by, n.closed_at, n.closed_reason,
                   s.name as staff, null::uuid as consultation
            from intake.phone_note n join access.pub_staff s on s.id = n.written_by
            where n.owner_agency = :agency and n.closed_at is null order by n.written_at limit 50
            """;

    private static final String CLOSE = """
            update intake.phone_note set closed_at = :now, closed_by = :staff, closed_reason = :reason
            where id = :id and closed_at is null
            """;

    private final Db db;
    private final Subjects subjects;
    private final Informants informants;
    private final Tasks tasks;
    private final Clocks clocks;
    private final AuditTrail audit;

    PhoneNotes(Db db, Subjects subjects, Informants informants, Tasks tasks, Clocks clocks, AuditTrail audit) {
        this.db = db;
        this.subjects = subjects;
        this.informants = informants;
        this.tasks = tasks;
        this.clocks = clocks;
        this.audit = audit;
    }

    /** A note as its agency sees it. */
    public record PhoneNote(
            UUID id,
            HouseholdId household,
            String text,
            Instant writtenAt,
            StaffId writtenBy,
            String writer,
            boolean open,
            String closedReason,
            Optional<UUID> consultation) {}

    /** A note with who rang, as far as the viewer may know it. */
    public record Opened(PhoneNote note, Optional<Informants.Informant> informant) {}

    /** Writes a note and opens the work of completing it. */
    public UUID write(Viewer.Staff viewer, String text, Informants.Named caller, boolean hidden) {
        return db.transact(viewer, () -> {
            HouseholdId household = subjects.household(viewer);
            UUID id = Ids.next();
            db.sql(viewer, WRITE)
                    .param("id", id)
                    .param("household", household)
                    .param("agency", viewer.agency())
                    .param("text", text)
                    .param("now", db.now(viewer))
                    .param("staff", viewer.staff())
                    .update();
            informants.add(viewer, id, household, caller, hidden);
            tasks.open(
                    viewer,
                    new Tasks.NewTask(
                            TASK,
                            id,
                            viewer.agency(),
                            household,
                            viewer.agency(),
                            viewer.staff(),
                            clocks.due("phone-note.complete", db.today(viewer)),
                            "/phone-notes/" + id));
            audit.written(viewer, "phone-note.write", List.of(household), Detail.NONE.item(id));
            return id;
        });
    }

    /** One note; the page that shows it is logged here. */
    public Opened read(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            PhoneNote note = find(viewer, id);
            audit.read(viewer, "phone-note.page", List.of(note.household()), Detail.NONE.item(id));
            return new Opened(note, informants.of(viewer, id, null));
        });
    }

    /** The agency's notes that wait, the oldest first; the list that shows them logs them. */
    public List<PhoneNote> open(Viewer.Staff viewer) {
        return db.sql(viewer, OPEN).param("agency", viewer.agency()).list(PhoneNotes::note);
    }

    /** Closes a note that needs no consultation, such as a wrong number; false when it was done already. */
    public boolean close(Viewer.Staff viewer, UUID id, String reason) {
        return db.transact(viewer, () -> {
            PhoneNote note = find(viewer, id);
            boolean closed = end(viewer, id, reason);
            audit.written(viewer, "phone-note.close", List.of(note.household()), Detail.NONE.item(id));
            return closed;
        });
    }

    /** The note became a consultation; part of the transaction that writes it. */
    boolean end(Viewer.Staff viewer, UUID id, String reason) {
        int closed = db.sql(viewer, CLOSE)
                .param("id", id)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .param("reason", reason)
                .update();
        tasks.done(viewer, TASK, id);
        return closed == 1;
    }

    PhoneNote find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, ONE).param("id", id).optional(PhoneNotes::note).orElseThrow(NotVisible::new);
    }

    private static PhoneNote note(Row row) {
        return new PhoneNote(
                row.uuid("id"),
                row.household("household_id"),
                row.text("text"),
                row.instant("written_at"),
                row.staff("written_by"),
                row.text("staff"),
                row.instantOrNull("closed_at") == null,
                row.text("closed_reason"),
                Optional.ofNullable(row.uuidOrNull("consultation")));
    }
}
