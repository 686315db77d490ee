package kasane.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A flow that could lose a matter cannot be built. */
@Tag("rules")
@Promise("F13")
class FlowChecksTest {

    private enum State {
        OPEN,
        ASIDE,
        DONE
    }

    private enum Step {
        SET_ASIDE,
        TAKE_UP,
        FINISH
    }

    private enum Party {
        OWNER,
        OTHER
    }

    private static Flow.Builder<State, Step, Party> begun() {
        return Flow.<State, Step, Party>from(State.OPEN)
                .refusing("shared.other", "shared.ended", "shared.not-now")
                .at(State.OPEN, Party.OWNER, "shared.finish", "shared.clock")
                .step(Step.FINISH, Party.OWNER, State.DONE)
                .step(Step.SET_ASIDE, Party.OWNER, State.ASIDE);
    }

    private static Flow.Builder<State, Step, Party> aside(Flow.Builder<State, Step, Party> flow) {
        return flow.at(State.ASIDE, Party.OTHER, "shared.take-up", "shared.clock");
    }

    private static void refuses(String why, UnaryOperator<Flow.Builder<State, Step, Party>> rest) {
        assertThatThrownBy(() -> rest.apply(begun()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(why);
    }

    @Test
    void a_state_from_which_no_end_is_reached_cannot_be_described() {
        refuses("ASIDE: no way to an end", flow -> aside(flow).step(Step.SET_ASIDE, Party.OTHER, State.ASIDE));
    }

    @Test
    void an_owner_without_a_step_of_its_own_cannot_be_described() {
        refuses("ASIDE: no owner who can move it", flow -> aside(flow).step(Step.TAKE_UP, Party.OWNER, State.OPEN));
    }

    @Test
    void a_state_without_owner_beside_states_with_one_cannot_be_described() {
        refuses(
                "ASIDE: no owner who can move it",
                flow -> flow.at(State.ASIDE).step(Step.TAKE_UP, Party.OTHER, State.OPEN));
    }

    @Test
    void a_step_that_leads_to_two_states_cannot_be_described() {
        refuses(
                "OPEN: one step leads to two states",
                flow -> aside(flow.step(Step.FINISH, Party.OTHER, State.ASIDE))
                        .step(Step.TAKE_UP, Party.OTHER, State.OPEN));
    }

    @Test
    void a_state_that_nothing_leads_to_and_one_described_twice_cannot_be_described() {
        assertThatThrownBy(() -> Flow.<State, Step, Party>from(State.OPEN)
                        .refusing("shared.other", "shared.ended", "shared.not-now")
                        .at(State.OPEN, Party.OWNER, "shared.finish", "shared.clock")
                        .step(Step.FINISH, Party.OWNER, State.DONE)
                        .build())
                .hasMessageEndingWith("ASIDE: never reached");
        assertThatThrownBy(() -> begun().at(State.OPEN)).hasMessageEndingWith("OPEN: described twice");
    }

    @Test
    void a_step_is_taken_by_its_party_or_refused_with_the_reason_that_stands_in_its_way() {
        Flow<State, Step, Party> flow = aside(begun())
                .otherwise("shared.aside")
                .step(Step.TAKE_UP, Party.OTHER, State.OPEN)
                .refusing(Step.TAKE_UP, "shared.not-aside")
                .build();
        assertThat(flow.take(State.OPEN, Step.FINISH, Party.OWNER)).isEqualTo(Decision.allow(State.DONE));
        assertThat(flow.take(State.OPEN, Step.FINISH, Set.of(Party.OTHER, Party.OWNER)))
                .isEqualTo(Decision.allow(State.DONE));
        assertThat(flow.take(State.OPEN, Step.FINISH, Party.OTHER)).isEqualTo(refused("shared.other"));
        assertThat(flow.take(State.OPEN, Step.TAKE_UP, Party.OTHER)).isEqualTo(refused("shared.not-aside"));
        assertThat(flow.take(State.ASIDE, Step.FINISH, Party.OWNER)).isEqualTo(refused("shared.aside"));
        assertThat(flow.take(State.DONE, Step.TAKE_UP, Party.OTHER)).isEqualTo(refused("shared.ended"));
        assertThat(flow.ended()).containsExactly(State.DONE);
        assertThat(flow.open(State.OPEN, Party.OWNER)).containsExactly(Step.FINISH, Step.SET_ASIDE);
        assertThat(flow.open(State.OPEN, Party.OTHER)).isEmpty();
        assertThat(flow.after(List.of(Step.SET_ASIDE, Step.FINISH, Step.TAKE_UP)))
                .isEqualTo(State.OPEN);
    }

    @Test
    void what_anybody_may_record_is_refused_to_nobody_and_offered_to_nobody() {
        Flow<State, Step, Party> flow = Flow.<State, Step, Party>from(State.OPEN)
                .refusing("shared.other", "shared.ended", "shared.not-now")
                .at(State.OPEN, Party.OWNER, "shared.finish", "shared.clock")
                .step(Step.FINISH, Party.OWNER, State.DONE)
                .at(State.ASIDE, Party.OWNER, "shared.take-up", "shared.clock")
                .step(Step.TAKE_UP, Party.OWNER, State.OPEN)
                .everywhereByAnybody(Step.SET_ASIDE, State.ASIDE)
                .build();
        assertThat(flow.take(State.OPEN, Step.SET_ASIDE, Set.of())).isEqualTo(Decision.allow(State.ASIDE));
        assertThat(flow.take(State.ASIDE, Step.SET_ASIDE, Party.OTHER)).isEqualTo(Decision.allow(State.ASIDE));
        assertThat(flow.take(State.DONE, Step.SET_ASIDE, Set.of())).isEqualTo(refused("shared.ended"));
        assertThat(flow.open(State.OPEN, Set.of(Party.OWNER, Party.OTHER))).containsExactly(Step.FINISH);
    }

    private static Decision<State> refused(String key) {
        return Decision.refuse(Reason.of(key));
    }
}
