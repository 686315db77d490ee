package kasane.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import kasane.casework.CaseFlow.Party;
import kasane.casework.CaseFlow.State;
import kasane.casework.CaseFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Law 8 for cases: no state that nobody owns, and none without a way out. */
@Tag("rules")
@Promise({"C4", "F13"})
class Law08CaseFlowTest extends FlowTest<State, Step, Party> {

    Law08CaseFlowTest() {
        super(CaseFlow.FLOW, "casework.");
    }

    @Test
    void the_agency_that_carries_a_case_can_end_it_wherever_it_stands() {
        for (State state : State.values()) {
            assertThat(CaseFlow.FLOW.open(state, Party.COORDINATOR).contains(Step.EXIT))
                    .as(state.name())
                    .isEqualTo(state != State.ENDED);
        }
    }

    @Test
    void whoever_records_the_end_of_a_consent_brings_the_case_into_review_unless_it_is_there_or_handed_over() {
        for (State state : State.values()) {
            assertThat(CaseFlow.FLOW.take(state, Step.LOSE_CONSENT, Set.of()).isAllowed())
                    .as(state.name())
                    .isEqualTo(!EnumSet.of(State.REVIEW, State.FOLLOW_UP, State.ENDED)
                            .contains(state));
        }
    }

    @Test
    void a_refused_hand_back_is_offered_again_or_conferred_about_and_nothing_else_leads_out_of_it_but_an_exit() {
        assertThat(CaseFlow.FLOW.open(State.WITHOUT_LEAD, Party.COORDINATOR))
                .containsExactly(Step.OFFER_AGAIN, Step.CONFER_AGAIN, Step.EXIT);
        assertThat(CaseFlow.FLOW.open(State.HANDING_BACK, Party.LEAD))
                .containsExactly(Step.ACCEPT_LEAD, Step.REFUSE_LEAD);
        assertThat(CaseFlow.FLOW
                        .take(State.HANDING_BACK, Step.ACCEPT_LEAD, Party.COORDINATOR)
                        .isAllowed())
                .isFalse();
    }
}
