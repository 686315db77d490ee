package kasane.register.interest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.Decision;
import kasane.shared.Ids;
import kasane.shared.Kana;
import kasane.shared.Reason;
import org.springframework.stereotype.Component;

/**
 * 前もっての申告: whom somebody of the staff is close to. Records of exactly this name and birthday are closed to them, those that are
 * there and those to come; the answer is the same whether there is one or not.
 */
@Component
class Kin {

    private static final String ADD = """
            insert into register.kin (id, staff_id, called, folded, birth, declared_at)
            values (:id, :staff, :called, :folded, :birth, :now)
            """;

    private static final String KEEP_AWAY = "select register.keep_away_from_kin(:id)";

    private static final String OWN = """
            select id, called, birth, declared_at from register.kin
            where staff_id = :staff and ended_at is null order by declared_at desc, id desc
            """;

    private static final String END = """
            update register.kin set ended_at = :now where id = :id and staff_id = :staff and ended_at is null
            """;

    private final Db db;
    private final AuditTrail audit;

    Kin(Db db, AuditTrail audit) {
        this.db = db;
        this.audit = audit;
    }

    /** One declaration, as only whoever made it sees it. */
    record Declared(UUID id, String called, LocalDate birth, Instant at) {}

    /** What the viewer has declared. */
    List<Declared> own(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            audit.read(viewer, "interest.kin", List.of());
            return db.sql(viewer, OWN)
                    .param("staff", viewer.staff())
                    .list(row -> new Declared(
                            row.uuid("id"),
                            row.text("called"),
                            LocalDate.parse(row.text("birth")),
                            row.instant("declared_at")));
        });
    }

    /** Declares one more. */
    Decision<UUID> declare(Viewer.Staff viewer, String called, LocalDate birth) {
        return db.transact(viewer, () -> {
            String folded = Kana.fold(called).replaceAll("\\s", "");
            if (folded.length() < 2) {
                return Decision.refuse(Reason.of("register.refused.emergency.name"));
            }
            UUID id = Ids.next();
            db.sql(viewer, ADD)
                    .param("id", id)
                    .param("staff", viewer.staff())
                    .param("called", called)
                    .param("folded", folded)
                    .param("birth", birth.toString())
                    .param("now", db.now(viewer))
                    .update();
            db.sql(viewer, KEEP_AWAY).param("id", id).list(row -> true);
            audit.written(viewer, "interest.declare-kin", List.of(), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** Takes a declaration back: records to come are open to them again; those that were closed stay so until a manager says otherwise. */
    void end(Viewer.Staff viewer, UUID id) {
        db.run(viewer, () -> {
            if (db.sql(viewer, END)
                            .param("id", id)
                            .param("staff", viewer.staff())
                            .param("now", db.now(viewer))
                            .update()
                    != 1) {
                throw new NotVisible();
            }
            audit.written(viewer, "interest.end-kin", List.of(), Detail.NONE.item(id));
        });
    }
}
