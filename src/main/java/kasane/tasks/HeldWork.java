package kasane.tasks;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.StaffId;
import kasane.sharing.Held;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** かかえているしごと: open work of one of the staff, handed on when they leave. */
@Component
public class HeldWork {

    private static final String HELD = "select h.id, h.household_id from tasks.held(:agency, :staff) h";

    private static final String HAND = "select tasks.hand(:agency, :from, :ids::uuid[], :to::int) as handed";

    private final Db db;

    HeldWork(Db db) {
        this.db = db;
    }

    /** The open work that lies with somebody. */
    public List<Held> of(Viewer.Job viewer, AgencyId agency, StaffId staff) {
        return db.sql(viewer, HELD)
                .param("agency", agency)
                .param("staff", staff)
                .list(row -> Held.of(row.uuid("id"), row.uuidOrNull("household_id")));
    }

    /** Gives open work to a colleague, or with no name to the whole agency; how much it was. */
    public int hand(Viewer.Job viewer, AgencyId agency, StaffId from, Collection<UUID> ids, @Nullable StaffId to) {
        return db.sql(viewer, HAND)
                .param("agency", agency)
                .param("from", from)
                .param("ids", ids)
                .param("to", to)
                .one(row -> row.integer("handed"));
    }

    private static final String OPEN = """
            select tasks.open_after_succession(:id, :kind, :item, :household::uuid, :agency, :staff::int, :due, :path)
            """;

    private static final String DONE = "select tasks.done_by_succession(:kind, :item, :agency)";

    /** Opens what a handing over leaves to do; doing so twice changes nothing. */
    public void open(
            Viewer.Job viewer,
            String kind,
            UUID item,
            @Nullable HouseholdId household,
            AgencyId agency,
            @Nullable StaffId staff,
            LocalDate due,
            String path) {
        db.sql(viewer, OPEN)
                .param("id", Ids.next())
                .param("kind", kind)
                .param("item", item)
                .param("household", household)
                .param("agency", agency)
                .param("staff", staff)
                .param("due", due)
                .param("path", path)
                .call();
    }

    /** Closes what a handing over made void. */
    public void done(Viewer.Job viewer, String kind, UUID item, AgencyId agency) {
        db.sql(viewer, DONE)
                .param("kind", kind)
                .param("item", item)
                .param("agency", agency)
                .call();
    }
}
