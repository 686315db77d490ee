package kasane.sharing;

import java.util.HashSet;
import java.util.Set;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import org.springframework.stereotype.Component;

/**
 * 相手方の機関: agencies that get no sight of a household because they are suspected themselves. The database refuses every
 * grant to them; only the agency that keeps the record knows.
 */
@Component
public class Barred {

    private static final String BAR = """
            insert into sharing.barred (household_id, agency_id, owner_agency, barred_at, barred_by)
            values (:household, :barred, :agency, :now, :staff)
            """;

    private static final String OF = "select agency_id from sharing.barred where household_id = :household";

    private final Db db;

    Barred(Db db) {
        this.db = db;
    }

    /** From now on the agency gets no sight of this household of the viewer's own agency. */
    public void bar(Viewer.Staff viewer, HouseholdId household, AgencyId agency) {
        db.sql(viewer, BAR)
                .param("household", household)
                .param("barred", agency)
                .param("agency", viewer.agency())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    /** Who gets no sight of the household, as far as the viewer keeps its record. */
    public Set<AgencyId> of(Viewer.Staff viewer, HouseholdId household) {
        return new HashSet<>(db.sql(viewer, OF).param("household", household).list(row -> row.agency("agency_id")));
    }
}
