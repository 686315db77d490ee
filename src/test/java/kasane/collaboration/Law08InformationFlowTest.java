package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import kasane.collaboration.InformationFlow.Side;
import kasane.collaboration.InformationFlow.State;
import kasane.collaboration.InformationFlow.Step;
import kasane.tasks.Tasks;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise({"F4", "F13"})
class Law08InformationFlowTest extends FlowTest<State, Step, Side> {

    Law08InformationFlowTest() {
        super(InformationFlow.FLOW, "collaboration.information-");
    }

    @Test
    void an_answer_that_nobody_read_is_not_the_end() {
        State answered = InformationFlow.FLOW
                .take(State.ASKED, Step.ANSWER, Side.ADDRESSEE)
                .orElseThrow();
        assertThat(InformationFlow.FLOW.next(answered).orElseThrow().owner()).isEqualTo(Side.ASKER);
        assertThat(InformationFlow.FLOW.open(answered, Side.ADDRESSEE)).isEmpty();
    }

    @Test
    @Promise("F12")
    void at_an_agency_without_accounts_whoever_asks_owns_every_open_state() {
        for (State state : State.values()) {
            var next = InformationFlow.nextOnPaper(state);
            assertThat(next.isPresent()).isEqualTo(!InformationFlow.FLOW.hasEnded(state));
            next.ifPresent(one -> {
                assertThat(one.owner()).isEqualTo(Side.ASKER);
                assertThat(Tasks.title(one.task())).doesNotContain("〔");
                assertThat(Tasks.action(one.task())).doesNotContain("〔");
                assertThat(one.clock())
                        .isEqualTo(
                                InformationFlow.FLOW.next(state).orElseThrow().clock());
            });
        }
    }
}
