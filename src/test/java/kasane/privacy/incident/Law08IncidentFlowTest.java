package kasane.privacy.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kasane.privacy.incident.IncidentFlow.Side;
import kasane.privacy.incident.IncidentFlow.State;
import kasane.privacy.incident.IncidentFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("P9")
class Law08IncidentFlowTest extends FlowTest<State, Step, Side> {

    Law08IncidentFlowTest() {
        super(IncidentFlow.FLOW, "privacy.incident-");
    }

    @Test
    void what_must_be_reported_is_reported_twice_before_it_ends() {
        assertThat(IncidentFlow.FLOW.after(List.of(Step.REPORT, Step.PROMPT, Step.FULL)))
                .isEqualTo(State.REMEDY);
        assertThat(IncidentFlow.FLOW
                        .take(State.PROMPT_DUE, Step.CLOSE, Side.OFFICER)
                        .isAllowed())
                .isFalse();
        assertThat(IncidentFlow.FLOW
                        .take(State.FULL_DUE, Step.CLOSE, Side.OFFICER)
                        .isAllowed())
                .isFalse();
    }

    @Test
    void a_judgement_that_was_too_mild_can_be_made_again() {
        assertThat(IncidentFlow.FLOW.after(List.of(Step.SPARE, Step.REPORT))).isEqualTo(State.PROMPT_DUE);
    }

    @Test
    void it_does_not_end_before_what_went_out_is_settled_and_whoever_it_is_about_was_thought_of() {
        assertThat(ClosingRule.check(List.of(), true, "見本").isAllowed()).isFalse();
        assertThat(ClosingRule.check(List.of("ASKED"), true, "見本").isAllowed()).isFalse();
        assertThat(ClosingRule.check(List.of("ASKED", "LOST"), false, "見本").isAllowed())
                .isFalse();
        assertThat(ClosingRule.check(List.of("RETURNED"), true, " ").isAllowed())
                .isFalse();
        assertThat(ClosingRule.check(List.of("ASKED", "LOST"), true, "見本").isAllowed())
                .isTrue();
    }
}
