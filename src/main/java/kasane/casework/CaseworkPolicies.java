package kasane.casework;

import java.util.ArrayList;
import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import kasane.sharing.Sight;
import org.springframework.stereotype.Component;

/** Records are seen like every row with personal content; a case, its team and steps by whoever is granted its plan. */
@Component
class CaseworkPolicies implements PolicySource {

    /** Whoever carries a case knows every step of it, also the one by which a consent was lost. */
    private static final String CARRIED = """
            (select true from casework.case_file c
             where c.id = case_step.case_id and c.household_id = case_step.household_id
               and c.owner_agency = (select gate.viewer_agency()) limit 1)
            """;

    /** Whoever carries a case can end it, also when no consent lives any more: the step tells nothing of anybody. */
    private static final String CARRIES = "(owner_agency = (select gate.viewer_agency()) and " + CARRIED + ")";

    /** Each part takes its own steps, on the case of this household. */
    private static final String OWN_PART = """
            (select case
               when case_step.kind = 'LOSE_CONSENT' then true
               when case_step.kind in ('DECIDE', 'NOT_DECIDED') then (select gate.viewer_has('MUNICIPAL_DECIDER'))
               when case_step.kind in ('ACCEPT_LEAD', 'REFUSE_LEAD', 'FOLLOW', 'FOLLOW_AGAIN')
                 then casework.lead_of(case_step.case_id) = (select gate.viewer_agency())
               else c.owner_agency = (select gate.viewer_agency()) end
             from casework.case_file c
             where c.id = case_step.case_id and c.household_id = case_step.household_id)
            """;

    /** 異動: the functions that hand cases on, for the job that carries plans out. */
    private static final String SUCCEEDING = "(select gate.viewer_purpose()) = 'succeed'";

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>(Sight.rows("casework.contact_record"));
        policies.addAll(Sight.rows("casework.contact_record_revision"));
        policies.addAll(Sight.rows("casework.expiry"));
        policies.addAll(Sight.about("casework.case_file"));
        policies.addAll(Sight.rows("casework.case_person"));
        policies.addAll(Sight.about("casework.team_member"));
        Sight.about("casework.case_step").forEach(policy -> policies.add(step(policy)));
        policies.add(Policy.select("casework.case_file", "kasane_sharing", SUCCEEDING));
        policies.add(Policy.update("casework.case_file", "kasane_sharing", SUCCEEDING, SUCCEEDING));
        policies.add(Policy.select("casework.case_step", "kasane_sharing", SUCCEEDING));
        return policies;
    }

    private static Policy step(Policy policy) {
        return switch (policy.command()) {
            case SELECT -> Policy.select(policy.table(), policy.role(), "(" + policy.using() + ") or " + CARRIED);
            case INSERT ->
                Policy.insert(
                        policy.table(), policy.role(), "((" + policy.check() + ") or " + CARRIES + ") and " + OWN_PART);
            case UPDATE, DELETE -> policy;
        };
    }
}
