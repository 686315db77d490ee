package kasane.collaboration.joint;

import kasane.collaboration.joint.JointFlow.Party;
import kasane.collaboration.joint.JointFlow.State;
import kasane.collaboration.joint.JointFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;

@Tag("rules")
@Promise({"F2", "F13"})
class Law08JointFlowTest extends FlowTest<State, Step, Party> {

    Law08JointFlowTest() {
        super(JointFlow.FLOW, "collaboration.joint-");
    }
}
