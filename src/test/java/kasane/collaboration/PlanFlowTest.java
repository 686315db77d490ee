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
import kasane.shared.Texts;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise({"C2", "C3"})
class PlanFlowTest {

    private static final Set<Party> BOTH = EnumSet.allOf(Party.class);

    /** The states of a version that was decided on. */
    private static final Set<State> DECIDED = EnumSet.of(State.IN_FORCE, State.REPLACED, State.ENDED);

    @Test
    void no_sequence_of_steps_puts_a_version_in_force_without_a_decision() {
        Random random = new Random(106_4);
        Set<State> reached = EnumSet.noneOf(State.class);
        for (int run = 0; run < 2000; run++) {
            State state = State.DRAFT;
            List<Step> taken = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                Step step = Step.values()[random.nextInt(Step.values().length)];
                var answer = PlanFlow.take(state, step, BOTH);
                if (answer.isAllowed()) {
                    state = answer.orElseThrow();
                    taken.add(step);
                    reached.add(state);
                }
                if (DECIDED.contains(state)) {
                    assertThat(taken).contains(Step.DECIDE);
                    // Between the last draft and the decision a conference found the version fit.
                    assertThat(taken.subList(0, taken.indexOf(Step.DECIDE)).lastIndexOf(Step.AGREE))
                            .as(taken.toString())
                            .isGreaterThan(
                                    Math.max(taken.lastIndexOf(Step.PROPOSE) - 1, taken.lastIndexOf(Step.SEND_BACK)));
                }
            }
        }
        assertThat(reached).isEqualTo(EnumSet.allOf(State.class));
    }

    @Test
    void only_the_decider_decides_and_only_what_is_fit() {
        for (State state : State.values()) {
            assertThat(PlanFlow.take(state, Step.DECIDE, Set.of(Party.DECIDER)).isAllowed())
                    .as(state.name())
                    .isEqualTo(state == State.FIT);
            assertThat(PlanFlow.take(state, Step.DECIDE, Set.of(Party.COORDINATOR))
                            .isAllowed())
                    .isFalse();
        }
        assertThat(PlanFlow.TABLE.stream()
                        .filter(line -> line.to() == State.IN_FORCE && line.from() != State.IN_FORCE)
                        .map(PlanFlow.Transition::step))
                .containsExactly(Step.DECIDE);
    }

    @Test
    void what_was_decided_on_is_never_written_again_and_what_ended_never_begins_anew() {
        for (State state : EnumSet.of(State.PROPOSED, State.IN_FORCE, State.REPLACED, State.ENDED, State.DROPPED)) {
            assertThat(PlanFlow.take(state, Step.WRITE, BOTH).isAllowed())
                    .as(state.name())
                    .isFalse();
            assertThat(PlanFlow.take(state, Step.AMEND, BOTH).isAllowed())
                    .as(state.name())
                    .isFalse();
        }
        for (State state : EnumSet.of(State.REPLACED, State.ENDED, State.DROPPED)) {
            assertThat(PlanFlow.open(state, BOTH)).as(state.name()).isEmpty();
        }
    }

    @Test
    void from_every_state_an_end_is_reached_and_every_state_has_its_words() {
        for (State state : State.values()) {
            assertThat(Texts.find("collaboration.plan.state." + state)).isPresent();
            if (PlanFlow.OPEN.contains(state)) {
                assertThat(PlanFlow.take(state, Step.DROP, BOTH).isAllowed()).isTrue();
            }
        }
        assertThat(PlanFlow.take(State.IN_FORCE, Step.END, BOTH).isAllowed()).isTrue();
    }
}
