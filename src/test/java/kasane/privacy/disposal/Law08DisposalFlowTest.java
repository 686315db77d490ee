package kasane.privacy.disposal;

import static org.assertj.core.api.Assertions.assertThat;

import kasane.privacy.disposal.DisposalFlow.Side;
import kasane.privacy.disposal.DisposalFlow.State;
import kasane.privacy.disposal.DisposalFlow.Step;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("P13")
class Law08DisposalFlowTest extends FlowTest<State, Step, Side> {

    Law08DisposalFlowTest() {
        super(DisposalFlow.FLOW, "privacy.disposal-");
    }

    @Test
    void nothing_goes_without_the_approval_of_the_other_side() {
        assertThat(DisposalFlow.FLOW
                        .take(State.PROPOSED, Step.DISPOSE, Side.KEEPER)
                        .isAllowed())
                .isFalse();
        assertThat(DisposalFlow.FLOW
                        .take(State.PROPOSED, Step.APPROVE, Side.KEEPER)
                        .isAllowed())
                .isFalse();
        assertThat(DisposalFlow.FLOW
                        .take(State.APPROVED, Step.DISPOSE, Side.KEEPER)
                        .isAllowed())
                .isTrue();
    }
}
