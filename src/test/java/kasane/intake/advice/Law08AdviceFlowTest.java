package kasane.intake.advice;

import kasane.intake.advice.AdviceFlow.Side;
import kasane.intake.advice.AdviceFlow.State;
import kasane.intake.advice.AdviceFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;

@Tag("rules")
@Promise({"F3", "F13"})
class Law08AdviceFlowTest extends FlowTest<State, Step, Side> {

    Law08AdviceFlowTest() {
        super(AdviceFlow.FLOW, "intake.advice-");
    }
}
