package kasane.collaboration;

import java.util.Optional;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.HouseholdLead;
import kasane.shared.HouseholdId;
import org.springframework.stereotype.Component;

/** 主担当 of a household with a case. */
@Component
class CaseLead implements HouseholdLead {

    private static final String LEAD = """
            select a.name, l.paused_until from collaboration.pub_lead l join access.pub_agency a on a.id = l.agency_id
            where l.household_id = :household
            """;

    private final Db db;

    CaseLead(Db db) {
        this.db = db;
    }

    @Override
    public Optional<Led> of(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(
                viewer,
                () -> db.sql(viewer, LEAD)
                        .param("household", household)
                        .optional(row -> new Led(row.text("name"), row.dateOrNull("paused_until"))));
    }
}
