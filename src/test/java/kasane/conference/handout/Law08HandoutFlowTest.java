package kasane.conference.handout;

import kasane.conference.handout.HandoutFlow.Side;
import kasane.conference.handout.HandoutFlow.State;
import kasane.conference.handout.HandoutFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;

/** Law 8 for 配付資料: as long as a copy is out, the convenor has to find out where it is. */
@Tag("rules")
@Promise({"F5", "F13"})
class Law08HandoutFlowTest extends FlowTest<State, Step, Side> {

    Law08HandoutFlowTest() {
        super(HandoutFlow.FLOW, "conference.handout-");
    }
}
