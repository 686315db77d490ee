package kasane.conference.support;

import kasane.conference.support.ConveningFlow.Side;
import kasane.conference.support.ConveningFlow.State;
import kasane.conference.support.ConveningFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;

@Tag("rules")
@Promise({"F7", "F13"})
class Law08ConveningFlowTest extends FlowTest<State, Step, Side> {

    Law08ConveningFlowTest() {
        super(ConveningFlow.FLOW, "conference.convening-");
    }
}
