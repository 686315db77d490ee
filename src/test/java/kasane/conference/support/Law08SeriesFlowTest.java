package kasane.conference.support;

import kasane.conference.support.SeriesFlow.Side;
import kasane.conference.support.SeriesFlow.State;
import kasane.conference.support.SeriesFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;

@Tag("rules")
@Promise({"F7", "F13"})
class Law08SeriesFlowTest extends FlowTest<State, Step, Side> {

    Law08SeriesFlowTest() {
        super(SeriesFlow.FLOW, "conference.series-");
    }
}
