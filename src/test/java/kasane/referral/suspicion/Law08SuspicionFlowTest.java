package kasane.referral.suspicion;

import kasane.referral.suspicion.SuspicionFlow.Side;
import kasane.referral.suspicion.SuspicionFlow.State;
import kasane.referral.suspicion.SuspicionFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;

@Tag("rules")
@Promise({"F1", "F13"})
class Law08SuspicionFlowTest extends FlowTest<State, Step, Side> {

    Law08SuspicionFlowTest() {
        super(SuspicionFlow.FLOW, "referral.suspicion-");
    }
}
