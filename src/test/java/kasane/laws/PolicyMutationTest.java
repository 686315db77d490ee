package kasane.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A test of the tests: replacing any one policy by {@code true} must turn a law red. */
@Tag("sql")
@Promise({"G2", "G7"})
class PolicyMutationTest {

    @Test
    void no_policy_can_be_replaced_by_true_without_a_law_turning_red() {
        List<String> unnoticed = new ArrayList<>();
        try (LawWorld world = new LawWorld()) {
            for (List<String> policy : world.root.rows("""
                    select schemaname || '.' || tablename, policyname, cmd, roles[1], coalesce(qual, ''),
                           coalesce(with_check, '')
                    from pg_policies order by 1, 2
                    """)) {
                String table = policy.get(0);
                String role = policy.get(3);
                // What is open was reviewed; and a policy for a right that its role was never given permits nothing.
                if (Reviewed.isOpen(table, policy.get(2), role)
                        || !world.has(world.tables.get(table), role, policy.get(2))) {
                    continue;
                }
                for (String mutation : mutations(policy.get(4), policy.get(5))) {
                    world.undone(() -> {
                        world.root.run("alter policy " + policy.get(1) + " on " + table + mutation);
                        if (world.complaints(table, role).isEmpty()) {
                            unnoticed.add(table + " " + policy.get(1) + mutation);
                        }
                    });
                }
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    /** Both halves at once where they say the same: one of them alone still protects, so that nothing is lost with it. */
    private static List<String> mutations(String using, String check) {
        if (check.isEmpty()) {
            return List.of(" using (true)");
        } else if (using.isEmpty()) {
            return List.of(" with check (true)");
        } else if (using.equals(check)) {
            return List.of(" using (true) with check (true)");
        }
        return List.of(" using (true)", " with check (true)");
    }
}
