package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import kasane.collaboration.IntroductionFlow.Side;
import kasane.collaboration.IntroductionFlow.State;
import kasane.collaboration.IntroductionFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise({"C1", "F13"})
class Law08IntroductionFlowTest extends FlowTest<State, Step, Side> {

    Law08IntroductionFlowTest() {
        super(IntroductionFlow.FLOW, "collaboration.introduction-");
    }

    @Test
    void also_when_the_coordinator_cannot_come_the_asker_meets_the_person() {
        State alone = IntroductionFlow.FLOW
                .take(State.ASKED, Step.CANNOT, Side.COORDINATOR)
                .orElseThrow();
        assertThat(IntroductionFlow.FLOW.next(alone).orElseThrow().owner()).isEqualTo(Side.ASKER);
        assertThat(IntroductionFlow.FLOW.open(alone, Side.ASKER)).containsExactly(Step.MET, Step.END);
        assertThat(IntroductionFlow.FLOW.open(State.COMING, Side.COORDINATOR)).isEmpty();
    }
}
