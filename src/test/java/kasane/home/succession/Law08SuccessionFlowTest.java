package kasane.home.succession;

import kasane.home.succession.SuccessionFlow.Side;
import kasane.home.succession.SuccessionFlow.State;
import kasane.home.succession.SuccessionFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;

/** Law 8 for a planned 異動: until nothing is left, it is the agency's to settle. */
@Tag("rules")
@Promise("P11")
class Law08SuccessionFlowTest extends FlowTest<State, Step, Side> {

    Law08SuccessionFlowTest() {
        super(SuccessionFlow.FLOW, "home.succession-");
    }
}
