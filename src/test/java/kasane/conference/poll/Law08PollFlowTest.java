package kasane.conference.poll;

import kasane.conference.poll.PollFlow.Side;
import kasane.conference.poll.PollFlow.State;
import kasane.conference.poll.PollFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;

/** Law 8 for 日程調整: as long as days are asked for, the convenor has to choose one. */
@Tag("rules")
@Promise({"F5", "F13"})
class Law08PollFlowTest extends FlowTest<State, Step, Side> {

    Law08PollFlowTest() {
        super(PollFlow.FLOW, "conference.poll-");
    }
}
