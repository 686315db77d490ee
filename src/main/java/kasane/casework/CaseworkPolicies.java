package kasane.casework;

import java.util.ArrayList;
import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import kasane.sharing.Sight;
import org.springframework.stereotype.Component;

/** A contact record and what it said before are seen like every row with personal content. */
@Component
class CaseworkPolicies implements PolicySource {

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>(Sight.rows("casework.contact_record"));
        policies.addAll(Sight.rows("casework.contact_record_revision"));
        return policies;
    }
}
