package kasane.collaboration.joint;

import static kasane.gate.Policy.Command.INSERT;
import static kasane.gate.Policy.Command.SELECT;

import java.util.ArrayList;
import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import kasane.sharing.Sight;
import org.springframework.stereotype.Component;

/** 連携支援 is seen by whoever leads it and by those who take part, each as far as the consents let it see everybody. */
@Component
class JointPolicies implements PolicySource {

    private static final String OWN = "owner_agency = (select gate.viewer_agency())";

    private static final String TAKES_PART = "(" + OWN + " or " + """
            (select true from collaboration.joint_seat s where s.support_id = joint_support.id
               and s.agency_id = (select gate.viewer_agency()) and s.closed_at is null limit 1))
            """;

    /** A seat tells nobody else who takes part. */
    private static final String OF_THE_TWO = "(select gate.viewer_agency()) in (owner_agency, agency_id)";

    private static final String OF_SEEN_SUPPORT = "(" + OWN + " or " + """
            (select true from collaboration.joint_support p where p.id = joint_step.support_id limit 1))
            """;

    /** Each takes the steps of its own side, on its own seat. */
    private static final String OWN_PART = """
            (case when joint_step.kind in ('JOIN', 'DECLINE', 'REPORT', 'LEAVE')
               then (select true from collaboration.joint_seat s
                     where s.id = joint_step.seat_id and s.support_id = joint_step.support_id
                       and s.household_id = joint_step.household_id and s.agency_id = joint_step.agency_id
                       and s.persons <@ joint_step.persons and s.persons @> joint_step.persons
                       and s.agency_id = (select gate.viewer_agency()) and s.closed_at is null limit 1)
               else (select true from collaboration.joint_support p where p.id = joint_step.support_id
                       and p.household_id = joint_step.household_id and p.persons <@ joint_step.persons
                       and p.persons @> joint_step.persons and p.owner_agency = (select gate.viewer_agency()) limit 1)
               end)
            """;

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        Sight.together("collaboration.joint_support")
                .forEach(policy -> policies.add(policy.andFor(SELECT, TAKES_PART)));
        for (Policy policy : Sight.together("collaboration.joint_seat")) {
            policies.add(
                    switch (policy.command()) {
                        case UPDATE ->
                            Policy.update(
                                    policy.table(),
                                    policy.role(),
                                    OF_THE_TWO + " and closed_at is null",
                                    OF_THE_TWO + " and closed_at is not null");
                        default -> policy.andFor(SELECT, OF_THE_TWO);
                    });
        }
        Sight.together("collaboration.joint_step")
                .forEach(policy ->
                        policies.add(policy.andFor(SELECT, OF_SEEN_SUPPORT).andFor(INSERT, OWN_PART)));
        return policies;
    }
}
