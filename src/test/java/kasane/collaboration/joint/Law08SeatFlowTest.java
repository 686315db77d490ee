package kasane.collaboration.joint;

import kasane.collaboration.joint.SeatFlow.Party;
import kasane.collaboration.joint.SeatFlow.State;
import kasane.collaboration.joint.SeatFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;

@Tag("rules")
@Promise({"F2", "F13"})
class Law08SeatFlowTest extends FlowTest<State, Step, Party> {

    Law08SeatFlowTest() {
        super(SeatFlow.FLOW, "collaboration.seat-");
    }
}
