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

    private static final String OWN = "owner_agency = (select gate.viewer_agency())";

    /** What was answered is known to the two agencies between which it was asked. */
    private static final String OF_SEEN_ADVICE =
            "(select true from intake.advice a where a.id = advice_step.advice_id limit 1)";

    /** 異動: the functions that hand consultations on, for the job that carries plans out. */
    private static final String SUCCEEDING = "(select gate.viewer_purpose()) = 'succeed'";

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        policies.addAll(Sight.rows("intake.phone_note"));
        policies.addAll(Sight.rows("intake.consultation"));
        policies.addAll(Sight.rows("intake.binding"));
        policies.addAll(Sight.rows("intake.danger_call"));
        policies.addAll(Sight.rows("intake.passing"));
        policies.add(Policy.select("intake.informant", "kasane_app", INFORMANT));
        Sight.rows("intake.informant").stream()
                .filter(policy -> policy.command() == Policy.Command.INSERT)
                .forEach(policies::add);
        policies.add(Policy.select(
                "intake.advice", "kasane_app", "(select gate.viewer_agency()) in (owner_agency, to_agency)"));
        policies.add(Policy.insert("intake.advice", "kasane_app", OWN));
        policies.add(Policy.select("intake.advice_step", "kasane_app", OF_SEEN_ADVICE));
        policies.add(Policy.insert("intake.advice_step", "kasane_app", OWN + " and " + OF_SEEN_ADVICE));
        policies.add(Policy.select("intake.company", "kasane_app", OWN));
        policies.add(Policy.insert("intake.company", "kasane_app", OWN));
        for (String table : List.of("intake.consultation", "intake.passing")) {
            policies.add(Policy.select(table, "kasane_sharing", SUCCEEDING));
            policies.add(Policy.update(table, "kasane_sharing", SUCCEEDING, SUCCEEDING));
        }
        policies.addAll(Policy.openForReading("intake.danger_road"));
        policies.addAll(Policy.openForReading("intake.issue_field"));
        return policies;
    }
}
