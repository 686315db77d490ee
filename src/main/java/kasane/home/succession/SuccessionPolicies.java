package kasane.home.succession;

import java.util.ArrayList;
import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import kasane.sharing.Sight;
import org.springframework.stereotype.Component;

/** A plan is its manager's and whoever's it is about; what it says of a record is kept from whoever is kept from the record. */
@Component
class SuccessionPolicies implements PolicySource {

    private static final String OWN = "agency_id = (select gate.viewer_agency())";

    private static final String MANAGES = OWN + " and (select gate.viewer_has('MANAGER'))";

    /** Whoever leaves names successors as well, and cannot take the plan back. */
    private static final String CHANGES = OWN + """
             and ((select gate.viewer_has('MANAGER')) or staff_id = (select gate.viewer_staff()) and withdrawn_at is null)
            """;

    private static final String OF_SEEN_PLAN = OWN + """
             and (select true from home.succession s where s.id = succession_line.succession_id
                  and s.agency_id = succession_line.agency_id limit 1)
             and\s""" + Sight.openHere("household_id");

    private static final String SUCCEEDING = "(select gate.viewer_purpose()) = 'succeed'";

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>(Sight.rows("home.succession_note"));
        policies.add(Policy.select(
                "home.succession",
                "kasane_app",
                OWN + " and ((select gate.viewer_has('MANAGER')) or staff_id = (select gate.viewer_staff()))"));
        policies.add(Policy.insert(
                "home.succession", "kasane_app", MANAGES + " and planned_by = (select gate.viewer_staff())"));
        policies.add(Policy.update("home.succession", "kasane_app", CHANGES, CHANGES));
        policies.add(Policy.select("home.succession_line", "kasane_app", OF_SEEN_PLAN));
        policies.add(Policy.insert("home.succession_line", "kasane_app", OF_SEEN_PLAN));
        policies.add(Policy.update("home.succession_line", "kasane_app", OF_SEEN_PLAN, OF_SEEN_PLAN));
        for (String table : List.of("home.succession", "home.succession_line", "home.succession_note")) {
            policies.add(Policy.select(table, "kasane_job", SUCCEEDING));
            policies.add(Policy.update(table, "kasane_job", SUCCEEDING, SUCCEEDING));
        }
        for (String table : List.of("home.succession_line", "home.succession_note")) {
            policies.add(Policy.insert(table, "kasane_job", SUCCEEDING));
        }
        return policies;
    }
}
