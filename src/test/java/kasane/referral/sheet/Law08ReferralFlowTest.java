package kasane.referral.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kasane.referral.sheet.ReferralFlow.Side;
import kasane.referral.sheet.ReferralFlow.State;
import kasane.referral.sheet.ReferralFlow.Step;
import kasane.shared.Flow;
import kasane.tasks.Tasks;
import kasane.testing.FlowTest;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise({"G10", "F13"})
class Law08ReferralFlowTest extends FlowTest<State, Step, Side> {

    Law08ReferralFlowTest() {
        super(ReferralFlow.FLOW, "referral.");
    }

    @Override
    protected State after(List<Step> taken) {
        return ReferralFlow.after(taken);
    }

    @Test
    void a_sheet_without_its_consent_is_the_senders_and_one_that_had_ended_stays_so_without_the_receivers_steps() {
        assertThat(ReferralFlow.BASIS_ENDED.owner()).isEqualTo(Side.SENDER);
        assertThat(Tasks.title(ReferralFlow.BASIS_ENDED.task())).doesNotContain("〔");
        assertThat(Tasks.action(ReferralFlow.BASIS_ENDED.task())).doesNotContain("〔");
        assertThat(ReferralFlow.after(List.of(Step.CONFIRM))).isEqualTo(State.CONFIRMED);
        assertThat(ReferralFlow.after(List.of(Step.KEEP))).isEqualTo(State.KEPT);
        assertThat(ReferralFlow.after(List.of(Step.REDIRECT))).isEqualTo(State.REDIRECTED);
        assertThat(ReferralFlow.after(List.of(Step.WITHDRAW))).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void a_sheet_is_withdrawn_only_before_it_is_received() {
        assertThat(ReferralFlow.FLOW.open(State.SENT, Side.SENDER)).containsExactly(Step.WITHDRAW);
        assertThat(ReferralFlow.FLOW.open(State.SENT, Side.RECEIVER)).containsExactly(Step.RECEIVE);
        assertThat(ReferralFlow.FLOW
                        .take(State.RECEIVED, Step.WITHDRAW, Side.SENDER)
                        .isAllowed())
                .isFalse();
    }

    @Test
    void an_urgent_sheet_is_received_by_the_urgent_clock() {
        Flow.Next<Side> receive = ReferralFlow.FLOW.next(State.SENT).orElseThrow();
        assertThat(ReferralFlow.clock(receive, true)).isEqualTo("referral.receipt-urgent");
        assertThat(ReferralFlow.clock(receive, false)).isEqualTo("referral.receipt");
        Flow.Next<Side> reply = ReferralFlow.FLOW.next(State.ACCEPTED).orElseThrow();
        assertThat(ReferralFlow.clock(reply, true)).isEqualTo("referral.reply");
    }

    @Test
    @Promise("F12")
    void on_paper_the_sender_owns_every_open_state_and_the_states_stay_those_of_the_flow() {
        for (State state : State.values()) {
            for (boolean dispatched : new boolean[] {false, true}) {
                var next = ReferralFlow.nextOnPaper(state, dispatched);
                assertThat(next.isPresent()).isEqualTo(!ReferralFlow.FLOW.hasEnded(state));
                next.ifPresent(one -> {
                    assertThat(one.owner()).isEqualTo(Side.SENDER);
                    assertThat(Tasks.title(one.task())).doesNotContain("〔");
                    assertThat(Tasks.action(one.task())).doesNotContain("〔");
                });
            }
        }
        assertThat(ReferralFlow.clock(ReferralFlow.TO_DISPATCH, true)).isEqualTo("referral.receipt-urgent");
        assertThat(ReferralFlow.clock(ReferralFlow.TO_DISPATCH, false)).isEqualTo("referral.dispatch");
        for (Step step : Step.values()) {
            assertThat(ReferralFlow.isReceivers(step))
                    .isEqualTo(java.util.Set.of(Step.RECEIVE, Step.ACCEPT, Step.DECLINE, Step.REPLY)
                            .contains(step));
        }
    }
}
