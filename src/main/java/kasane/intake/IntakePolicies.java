package kasane.intake;

import java.util.ArrayList;
import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import kasane.sharing.Sight;
import org.springframework.stereotype.Component;

/** Rows of the reception are seen like every row with personal content; an informant never outside the own agency. */
@Component
class IntakePolicies implements PolicySource {

    /** Whatever is granted to whom: in another hat, or in another agency, an informant is not there. */
    private static final String INFORMANT = "informant.owner_agency = (select gate.viewer_agency()) and ("
            + Sight.SEES.replace("{t}", "informant") + ")";

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        policies.addAll(Sight.rows("intake.phone_note"));
        policies.addAll(Sight.rows("intake.consultation"));
        policies.addAll(Sight.rows("intake.binding"));
        policies.addAll(Sight.rows("intake.danger_call"));
        policies.add(Policy.select("intake.informant", "kasane_app", INFORMANT));
        Sight.rows("intake.informant").stream()
                .filter(policy -> policy.command() == Policy.Command.INSERT)
                .forEach(policies::add);
        policies.addAll(Policy.openForReading("intake.danger_road"));
        policies.addAll(Policy.openForReading("intake.issue_field"));
        return policies;
    }
}
