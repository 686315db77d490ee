package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import kasane.collaboration.PartialHandBackFlow.Side;
import kasane.collaboration.PartialHandBackFlow.State;
import kasane.collaboration.PartialHandBackFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Law 8 for 一部のもどし: it ends accepted, or with whoever carried the case before. */
@Tag("rules")
@Promise({"F9", "F13"})
class Law08PartialHandBackFlowTest extends FlowTest<State, Step, Side> {

    Law08PartialHandBackFlowTest() {
        super(PartialHandBackFlow.FLOW, "collaboration.partial-");
    }

    @Test
    void only_whoever_is_asked_answers_and_what_is_refused_is_the_carriers_again() {
        assertThat(PartialHandBackFlow.FLOW.open(State.OFFERED, Side.RECEIVER))
                .containsExactly(Step.ACCEPT, Step.REFUSE);
        assertThat(PartialHandBackFlow.FLOW.next(State.REFUSED).orElseThrow().owner())
                .isEqualTo(Side.CARRIER);
        assertThat(PartialHandBackFlow.FLOW.open(State.REFUSED, Side.CARRIER))
                .containsExactly(Step.ASK_ANOTHER, Step.CONFER, Step.KEEP);
        assertThat(PartialHandBackFlow.FLOW.open(State.CONFERRING, Side.CARRIER))
                .containsExactly(Step.ASK_ANOTHER, Step.KEEP);
    }
}
