package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import kasane.collaboration.OccurrenceFlow.Side;
import kasane.collaboration.OccurrenceFlow.State;
import kasane.collaboration.OccurrenceFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Law 8 for 出来事: what was told is somebody's until it was looked at. */
@Tag("rules")
@Promise({"F9", "F13"})
class Law08OccurrenceFlowTest extends FlowTest<State, Step, Side> {

    Law08OccurrenceFlowTest() {
        super(OccurrenceFlow.FLOW, "collaboration.occurrence-");
    }

    @Test
    void whoever_told_takes_it_back_and_only_whoever_carries_the_case_settles_it() {
        assertThat(OccurrenceFlow.FLOW.open(State.TOLD, Side.TELLER)).containsExactly(Step.WITHDRAW);
        assertThat(OccurrenceFlow.FLOW.open(State.TOLD, Side.CARRIER)).containsExactly(Step.MONITOR, Step.NOTE);
        assertThat(OccurrenceFlow.FLOW.take(State.TOLD, Step.LAPSE, Set.of()).isAllowed())
                .as("a case that goes into review takes it along, whoever records that")
                .isTrue();
    }
}
