package kasane.home.succession;

import kasane.home.succession.NoteFlow.Side;
import kasane.home.succession.NoteFlow.State;
import kasane.home.succession.NoteFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;

/** Law 8 for a 引継書: once the case has passed, whoever took it over is asked until they say so. */
@Tag("rules")
@Promise("P11")
class Law08NoteFlowTest extends FlowTest<State, Step, Side> {

    Law08NoteFlowTest() {
        super(NoteFlow.FLOW, "home.note-");
    }
}
