package kasane.intake;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;
import kasane.sharing.Held;
import org.springframework.stereotype.Component;

/** かかえている相談: the open consultations that one of the staff keeps or was asked to take, handed on when they leave. */
@Component
public class HeldConsultations {

    private static final String HELD = "select h.id, h.household_id from intake.held(:agency, :staff) h";

    private static final String HAND = "select intake.hand(:agency, :from, :ids::uuid[], :to) as handed";

    private final Db db;

    HeldConsultations(Db db) {
        this.db = db;
    }

    /** The consultations that wait for somebody. */
    public List<Held> of(Viewer.Job viewer, AgencyId agency, StaffId staff) {
        return db.sql(viewer, HELD)
                .param("agency", agency)
                .param("staff", staff)
                .list(row -> Held.of(row.uuid("id"), row.uuidOrNull("household_id")));
    }

    /** Names a colleague as their keeper; how much changed. */
    public int hand(Viewer.Job viewer, AgencyId agency, StaffId from, Collection<UUID> ids, StaffId to) {
        return db.sql(viewer, HAND)
                .param("agency", agency)
                .param("from", from)
                .param("ids", ids)
                .param("to", to)
                .one(row -> row.integer("handed"));
    }
}
