package kasane.referral.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import kasane.referral.sheet.ReferralFlow.Side;
import kasane.referral.sheet.ReferralFlow.State;
import kasane.referral.sheet.ReferralFlow.Step;
import kasane.shared.Decision;
import kasane.shared.Texts;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("G10")
class Law08NoDeadEndsTest {

    @Test
    void every_state_has_one_owner_one_action_and_one_clock_unless_it_has_ended() {
        for (State state : State.values()) {
            assertThat(ReferralFlow.next(state).isEmpty())
                    .as(state.name())
                    .isEqualTo(ReferralFlow.ENDED.contains(state));
            ReferralFlow.next(state).ifPresent(next -> {
                assertThat(Texts.find(next.task().replace("referral.", "referral.task.")))
                        .isPresent();
                assertThat(Texts.find(next.task().replace("referral.", "referral.action.")))
                        .isPresent();
                assertThat(next.clock()).startsWith("referral.");
            });
            assertThat(Texts.find("referral.state." + state)).isPresent();
        }
        for (Step step : Step.values()) {
            assertThat(Texts.find("referral.step." + step)).isPresent();
        }
    }

    @Test
    void a_sheet_without_its_consent_is_the_senders_and_one_that_had_ended_stays_so_without_the_receivers_steps() {
        assertThat(ReferralFlow.BASIS_ENDED.owner()).isEqualTo(Side.SENDER);
        assertThat(Texts.find("referral.task.basis-ended")).isPresent();
        assertThat(Texts.find("referral.action.basis-ended")).isPresent();
        assertThat(ReferralFlow.after(List.of(Step.CONFIRM))).isEqualTo(State.CONFIRMED);
        assertThat(ReferralFlow.after(List.of(Step.KEEP))).isEqualTo(State.KEPT);
        assertThat(ReferralFlow.after(List.of(Step.REDIRECT))).isEqualTo(State.REDIRECTED);
        assertThat(ReferralFlow.after(List.of(Step.WITHDRAW))).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void the_owner_of_an_open_state_can_always_move_it_and_from_everywhere_an_end_is_reached() {
        for (State state : State.values()) {
            if (ReferralFlow.ENDED.contains(state)) {
                continue;
            }
            Side owner = ReferralFlow.next(state).orElseThrow().owner();
            assertThat(Arrays.stream(Step.values())
                            .filter(step ->
                                    ReferralFlow.take(state, step, owner).isAllowed()))
                    .as(state.name())
                    .isNotEmpty();
            assertThat(endReachable(state)).as(state.name()).isTrue();
        }
    }

    private static boolean endReachable(State from) {
        Set<State> seen = EnumSet.of(from);
        List<State> todo = new ArrayList<>(List.of(from));
        while (!todo.isEmpty()) {
            State state = todo.removeLast();
            if (ReferralFlow.ENDED.contains(state)) {
                return true;
            }
            for (ReferralFlow.Transition line : ReferralFlow.TABLE) {
                if (line.from() == state && seen.add(line.to())) {
                    todo.add(line.to());
                }
            }
        }
        return false;
    }

    @Test
    void no_run_of_random_steps_ever_stands_where_nobody_has_to_act() {
        Random random = new Random(106_4);
        Set<State> ends = EnumSet.noneOf(State.class);
        State state = State.SENT;
        List<Step> taken = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            Step step = Step.values()[random.nextInt(Step.values().length)];
            Side side = Side.values()[random.nextInt(2)];
            Decision<State> decision = ReferralFlow.take(state, step, side);
            if (decision instanceof Decision.Allowed<State>(State to)) {
                taken.add(step);
                state = to;
            } else if (decision instanceof Decision.Refused<State> refused) {
                assertThat(refused.reason().text()).doesNotContain("〔");
            }
            assertThat(ReferralFlow.after(taken)).isEqualTo(state);
            if (ReferralFlow.ENDED.contains(state)) {
                ends.add(state);
                for (Step after : Step.values()) {
                    assertThat(ReferralFlow.take(state, after, side).isAllowed())
                            .isFalse();
                }
                state = State.SENT;
                taken.clear();
            } else {
                assertThat(ReferralFlow.next(state)).isPresent();
            }
        }
        assertThat(ends).isEqualTo(ReferralFlow.ENDED);
    }

    @Test
    void a_sheet_is_withdrawn_only_before_it_is_received() {
        assertThat(ReferralFlow.take(State.SENT, Step.WITHDRAW, Side.SENDER).isAllowed())
                .isTrue();
        assertThat(ReferralFlow.take(State.SENT, Step.WITHDRAW, Side.RECEIVER).isAllowed())
                .isFalse();
        assertThat(ReferralFlow.take(State.RECEIVED, Step.WITHDRAW, Side.SENDER).isAllowed())
                .isFalse();
    }

    @Test
    void an_urgent_sheet_is_received_by_the_urgent_clock() {
        ReferralFlow.Next receive = ReferralFlow.next(State.SENT).orElseThrow();
        assertThat(ReferralFlow.clock(receive, true)).isEqualTo("referral.receipt-urgent");
        assertThat(ReferralFlow.clock(receive, false)).isEqualTo("referral.receipt");
        ReferralFlow.Next reply = ReferralFlow.next(State.ACCEPTED).orElseThrow();
        assertThat(ReferralFlow.clock(reply, true)).isEqualTo("referral.reply");
    }
}
