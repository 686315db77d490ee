package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import kasane.collaboration.Plan.State;
import kasane.collaboration.PlanFlow.Party;
import kasane.collaboration.PlanFlow.Step;
import kasane.shared.Decision;
import kasane.shared.Flow;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise({"C2", "C3", "F13"})
class Law08PlanFlowTest extends FlowTest<State, Step, Party> {

    private static final Set<Party> BOTH = EnumSet.allOf(Party.class);

    /** The states of a version that was decided on. */
    private static final Set<State> DECIDED = EnumSet.of(State.IN_FORCE, State.REPLACED, State.ENDED);

    Law08PlanFlowTest() {
        super(PlanFlow.FLOW, "collaboration.plan.");
    }

    @Override
    protected boolean isOwnWork() {
        return false;
    }

    @Test
    void no_sequence_of_steps_puts_a_version_in_force_without_a_decision() {
        Random random = new Random(106_4);
        for (int walk = 0; walk < 100_000; walk++) {
            State state = PlanFlow.FLOW.start();
            List<Step> taken = new ArrayList<>();
            while (!DECIDED.contains(state) && !PlanFlow.FLOW.hasEnded(state)) {
                Step step = Step.values()[random.nextInt(Step.values().length)];
                if (PlanFlow.FLOW.take(state, step, BOTH) instanceof Decision.Allowed<State>(State to)) {
                    taken.add(step);
                    state = to;
                }
            }
            if (DECIDED.contains(state)) {
                assertThat(taken.getLast()).isEqualTo(Step.DECIDE);
                // Between the last draft and the decision a conference found the version fit.
                taken.removeIf(step -> step == Step.WRITE || step == Step.APPLY || step == Step.AMEND);
                assertThat(taken).as("walk %d", walk).endsWith(Step.PROPOSE, Step.AGREE, Step.DECIDE);
            }
        }
    }

    @Test
    void only_the_decider_decides_and_only_what_is_fit() {
        assertThat(PlanFlow.FLOW.lines().stream()
                        .filter(line -> line.to() == State.IN_FORCE && line.from() != State.IN_FORCE))
                .containsExactly(new Flow.Line<>(State.FIT, Step.DECIDE, Party.DECIDER, State.IN_FORCE));
        assertThat(PlanFlow.FLOW.lines().stream().filter(line -> line.step() == Step.DECIDE))
                .hasSize(1);
    }

    @Test
    void what_was_decided_on_is_never_written_again() {
        for (State state : EnumSet.of(State.PROPOSED, State.IN_FORCE, State.REPLACED, State.ENDED, State.DROPPED)) {
            assertThat(PlanFlow.FLOW.open(state, BOTH)).as(state.name()).doesNotContain(Step.WRITE, Step.AMEND);
        }
    }

    @Test
    void what_is_not_decided_yet_can_be_dropped_and_what_is_in_force_comes_to_its_end() {
        for (State state : PlanFlow.OPEN) {
            assertThat(PlanFlow.FLOW.open(state, Party.COORDINATOR))
                    .as(state.name())
                    .contains(Step.DROP);
        }
        assertThat(PlanFlow.FLOW.open(State.IN_FORCE, Party.COORDINATOR)).contains(Step.END);
    }
}
