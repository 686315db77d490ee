package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import kasane.collaboration.HandoverFlow.Side;
import kasane.collaboration.HandoverFlow.State;
import kasane.collaboration.HandoverFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise({"F10", "F13"})
class Law08HandoverFlowTest extends FlowTest<State, Step, Side> {

    Law08HandoverFlowTest() {
        super(HandoverFlow.FLOW, "collaboration.handover-");
    }

    @Test
    void what_was_handed_over_is_not_taken_back_and_what_was_taken_back_is_not_handed_over() {
        for (State over : Set.of(State.GIVEN, State.WITHDRAWN)) {
            assertThat(HandoverFlow.FLOW.open(over, Side.CARRIER)).isEmpty();
        }
    }
}
