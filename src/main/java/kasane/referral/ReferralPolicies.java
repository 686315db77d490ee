package kasane.referral;

import static kasane.gate.Policy.Command.INSERT;

import java.util.ArrayList;
import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import kasane.sharing.Sight;
import org.springframework.stereotype.Component;

/** The policies of sheets and steps: the one rule of sight, and that each side takes only its own steps. */
@Component
class ReferralPolicies implements PolicySource {

    /** The step's sheet is in sight and of the same household, and the side that acts is the side the step belongs to. */
    private static final String OWN_SIDE = """
            (select true from referral.sheet s
             where s.id = step.referral_id and s.household_id = step.household_id and s.person_id = step.person_id
               and (select gate.viewer_agency()) = case
                 when step.kind in ('RECEIVE', 'ACCEPT', 'DECLINE', 'REPLY') then s.to_agency else s.owner_agency end
             limit 1)
            """;

    /** The addressee opens its record, and nobody else does. */
    private static final String ADDRESSEE = """
            (select true from referral.sheet s
             where s.id = opened.referral_id and s.to_agency = (select gate.viewer_agency()) limit 1)
            """;

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>(Sight.rows("referral.sheet"));
        Sight.rows("referral.step").forEach(policy -> policies.add(policy.andFor(INSERT, OWN_SIDE)));
        Sight.rows("referral.opened").forEach(policy -> policies.add(policy.andFor(INSERT, ADDRESSEE)));
        return policies;
    }
}
