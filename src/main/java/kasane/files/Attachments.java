package kasane.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.sharing.Audience;
import kasane.sharing.Category;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 添付: adding a file to a record, listing, opening and withdrawing it. */
@Component
public class Attachments {

    private static final int MOST = 30;

    private static final String ADD = """
            insert into files.attachment (id, household_id, person_id, owner_agency, audience, category, item_id,
              attached_to, record_path, name, kind, size, sha256, content, added_at, added_by)
            values (:id, :household, :person::uuid, :agency, :audience, :category, :item::uuid, :record, :path, :name, :kind,
              :size, :sha256, :content, :now, :staff)
            """;

    private static final String COUNT =
            "select count(*)::int as n from files.attachment where attached_to = :record and withdrawn_at is null";

    private static final String OF_RECORD = """
            select id, household_id, person_id, owner_agency, attached_to, record_path, name, kind, size, added_at, added_by
            from files.attachment where attached_to = :record and withdrawn_at is null order by added_at, id
            """;

    private static final String ONE = """
            select id, household_id, person_id, owner_agency, attached_to, record_path, name, kind, size, added_at, added_by
            from files.attachment where id = :id and withdrawn_at is null
            """;

    private static final String CONTENT = "select content from files.attachment where id = :id";

    private static final String WITHDRAW = """
            update files.attachment set withdrawn_at = :now, withdrawn_by = :staff, withdrawal_reason = :reason
            where id = :id and withdrawn_at is null
            """;

    private final Db db;
    private final AuditTrail audit;

    Attachments(Db db, AuditTrail audit) {
        this.db = db;
        this.audit = audit;
    }

    /** The record a file is attached to, with the path of its page; the file takes over who may see it. */
    public record Place(
            UUID record,
            String path,
            HouseholdId household,
            @Nullable PersonId person,
            Audience audience,
            Category category,
            @Nullable UUID item) {}

    /** A file as it lies beside its record. */
    public record Attached(
            UUID id,
            HouseholdId household,
            @Nullable PersonId person,
            AgencyId owner,
            UUID record,
            String path,
            String name,
            FileKind kind,
            int size,
            Instant addedAt,
            StaffId addedBy) {}

    /** A file opened for its content. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to the browser, never compared
    public record Opened(Attached file, byte[] content) {}

    /** Attaches a file as sent; the id of the attachment, or why it is refused. */
    public Decision<UUID> add(Viewer.Staff viewer, Place place, String sentName, byte[] content) {
        FileName name = FileName.of(sentName);
        return FileCheck.check(name, content)
                .flatMap(kind -> db.transact(viewer, () -> {
                    int already = db.sql(viewer, COUNT)
                            .param("record", place.record())
                            .one(row -> row.integer("n"));
                    if (already >= MOST) {
                        return Decision.<UUID>refuse(Reason.of("files.refused.too-many", MOST));
                    }
                    UUID id = Ids.next();
                    db.sql(viewer, ADD)
                            .param("id", id)
                            .param("household", place.household())
                            .param("person", place.person())
                            .param("agency", viewer.agency())
                            .param("audience", place.audience().code())
                            .param("category", place.category().bit())
                            .param("item", place.item())
                            .param("record", place.record())
                            .param("path", place.path())
                            .param("name", name.value())
                            .param("kind", kind)
                            .param("size", content.length)
                            .param("sha256", sha256(content))
                            .param("content", content)
                            .param("now", db.now(viewer))
                            .param("staff", viewer.staff())
                            .update();
                    audit.written(viewer, "attachment.add", List.of(place.household()), Detail.NONE.item(id));
                    return Decision.allow(id);
                }));
    }

    /** The files of a record that the viewer sees; the page that shows them logs them with the record. */
    public List<Attached> of(Viewer.Staff viewer, UUID record) {
        return db.sql(viewer, OF_RECORD).param("record", record).list(Attachments::read);
    }

    /** Opens a file; that is logged. */
    public Opened open(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Attached file = find(viewer, id);
            byte[] content = db.sql(viewer, CONTENT).param("id", id).one(row -> row.bytes("content"));
            audit.exported(viewer, "attachment.open", List.of(file.household()), Detail.NONE.item(id));
            return new Opened(file, content);
        });
    }

    /** 取消: takes a wrongly attached file out of use, with a reason; only the agency that attached it can. */
    public Attached withdraw(Viewer.Staff viewer, UUID id, String reason) {
        return db.transact(viewer, () -> {
            Attached file = ownToWithdraw(viewer, id);
            int changed = db.sql(viewer, WITHDRAW)
                    .param("id", id)
                    .param("now", db.now(viewer))
                    .param("staff", viewer.staff())
                    .param("reason", reason)
                    .update();
            if (changed != 1) {
                throw new NotVisible();
            }
            audit.written(viewer, "attachment.withdraw", List.of(file.household()), Detail.NONE.item(id));
            return file;
        });
    }

    /** A file that the viewer's own agency attached, for the page on which it is withdrawn. */
    public Attached ownToWithdraw(Viewer.Staff viewer, UUID id) {
        Attached file = find(viewer, id);
        if (!file.owner().equals(viewer.agency())) {
            throw new NotVisible();
        }
        return file;
    }

    private Attached find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, ONE).param("id", id).optional(Attachments::read).orElseThrow(NotVisible::new);
    }

    private static Attached read(kasane.gate.Row row) {
        return new Attached(
                row.uuid("id"),
                row.household("household_id"),
                row.personOrNull("person_id"),
                row.agency("owner_agency"),
                row.uuid("attached_to"),
                row.text("record_path"),
                row.text("name"),
                row.constant("kind", FileKind.class),
                row.integer("size"),
                row.instant("added_at"),
                row.staff("added_by"));
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
