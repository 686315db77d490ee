package kasane.conference.support;

import kasane.conference.support.CooperationFlow.Side;
import kasane.conference.support.CooperationFlow.State;
import kasane.conference.support.CooperationFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;

@Tag("rules")
@Promise({"F7", "F13"})
class Law08CooperationFlowTest extends FlowTest<State, Step, Side> {

    Law08CooperationFlowTest() {
        super(CooperationFlow.FLOW, "conference.cooperation-");
    }
}
