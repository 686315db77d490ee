package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import kasane.collaboration.RequestFlow.Side;
import kasane.collaboration.RequestFlow.State;
import kasane.collaboration.RequestFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise({"C1", "F13"})
class Law08RequestFlowTest extends FlowTest<State, Step, Side> {

    Law08RequestFlowTest() {
        super(RequestFlow.FLOW, "collaboration.request-");
    }

    @Test
    void a_request_is_withdrawn_only_before_it_is_answered_and_never_by_the_coordinator() {
        assertThat(RequestFlow.FLOW.open(State.SENT, Side.ASKER)).containsExactly(Step.WITHDRAW);
        assertThat(RequestFlow.FLOW.open(State.SENT, Side.COORDINATOR)).containsExactly(Step.ACCEPT, Step.RETURN);
        assertThat(RequestFlow.FLOW
                        .take(State.ACCEPTED, Step.WITHDRAW, Side.ASKER)
                        .isAllowed())
                .isFalse();
    }
}
