package kasane.casework;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;
import kasane.sharing.Held;
import org.springframework.stereotype.Component;

/** かかえているケース: the cases that one of the staff carries, handed on when they leave. */
@Component
public class HeldCases {

    private static final String HELD = "select h.id, h.household_id from casework.held(:agency, :staff) h";

    private static final String HAND = "select casework.hand(:agency, :from, :ids::uuid[], :to) as handed";

    private final Db db;

    HeldCases(Db db) {
        this.db = db;
    }

    /** The cases that somebody carries and that have not ended. */
    public List<Held> of(Viewer.Job viewer, AgencyId agency, StaffId staff) {
        return db.sql(viewer, HELD)
                .param("agency", agency)
                .param("staff", staff)
                .list(row -> Held.of(row.uuid("id"), row.uuidOrNull("household_id")));
    }

    /** Names a colleague as the one who carries them; how many they were. */
    public int hand(Viewer.Job viewer, AgencyId agency, StaffId from, Collection<UUID> ids, StaffId to) {
        return db.sql(viewer, HAND)
                .param("agency", agency)
                .param("from", from)
                .param("ids", ids)
                .param("to", to)
                .one(row -> row.integer("handed"));
    }
}
