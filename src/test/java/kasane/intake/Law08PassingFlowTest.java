package kasane.intake;

import kasane.intake.PassingFlow.Side;
import kasane.intake.PassingFlow.State;
import kasane.intake.PassingFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;

/** Law 8 for a consultation that is passed to a colleague: until they take it over, it stays with whoever passed it. */
@Tag("rules")
@Promise({"F1", "F13"})
class Law08PassingFlowTest extends FlowTest<State, Step, Side> {

    Law08PassingFlowTest() {
        super(PassingFlow.FLOW, "intake.passing-");
    }
}
