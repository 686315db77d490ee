package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import kasane.collaboration.RequestFlow.Side;
import kasane.collaboration.RequestFlow.State;
import kasane.collaboration.RequestFlow.Step;
import kasane.shared.Decision;
import kasane.shared.Texts;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("C1")
class RequestFlowTest {

    @Test
    void every_state_has_one_owner_one_action_and_one_clock_unless_it_has_ended() {
        for (State state : State.values()) {
            assertThat(RequestFlow.next(state).isEmpty()).as(state.name()).isEqualTo(RequestFlow.ENDED.contains(state));
            RequestFlow.next(state).ifPresent(next -> {
                assertThat(Texts.find(next.task().replace("collaboration.", "collaboration.task.")))
                        .isPresent();
                assertThat(Texts.find(next.task().replace("collaboration.", "collaboration.action.")))
                        .isPresent();
                assertThat(next.clock()).startsWith("request.");
            });
            assertThat(Texts.find("collaboration.request-state." + state)).isPresent();
        }
        for (Step step : Step.values()) {
            assertThat(Texts.find("collaboration.request-step." + step)).isPresent();
        }
    }

    @Test
    void the_owner_of_an_open_state_can_always_move_it_and_from_everywhere_an_end_is_reached() {
        for (State state : State.values()) {
            if (RequestFlow.ENDED.contains(state)) {
                continue;
            }
            Side owner = RequestFlow.next(state).orElseThrow().owner();
            assertThat(Arrays.stream(Step.values())
                            .filter(step -> RequestFlow.take(state, step, owner).isAllowed()))
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
            if (RequestFlow.ENDED.contains(state)) {
                return true;
            }
            for (RequestFlow.Transition line : RequestFlow.TABLE) {
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
            Decision<State> decision = RequestFlow.take(state, step, side);
            if (decision instanceof Decision.Allowed<State>(State to)) {
                taken.add(step);
                state = to;
            } else if (decision instanceof Decision.Refused<State> refused) {
                assertThat(refused.reason().text()).doesNotContain("〔");
            }
            assertThat(RequestFlow.after(taken)).isEqualTo(state);
            if (RequestFlow.ENDED.contains(state)) {
                ends.add(state);
                for (Step after : Step.values()) {
                    assertThat(RequestFlow.take(state, after, side).isAllowed()).isFalse();
                }
                state = State.SENT;
                taken.clear();
            } else {
                assertThat(RequestFlow.next(state)).isPresent();
            }
        }
        assertThat(ends).isEqualTo(RequestFlow.ENDED);
    }

    @Test
    void a_request_is_withdrawn_only_before_it_is_answered_and_never_by_the_coordinator() {
        assertThat(RequestFlow.take(State.SENT, Step.WITHDRAW, Side.ASKER).isAllowed())
                .isTrue();
        assertThat(RequestFlow.take(State.SENT, Step.WITHDRAW, Side.COORDINATOR).isAllowed())
                .isFalse();
        assertThat(RequestFlow.take(State.ACCEPTED, Step.WITHDRAW, Side.ASKER).isAllowed())
                .isFalse();
        assertThat(RequestFlow.take(State.SENT, Step.ACCEPT, Side.ASKER).isAllowed())
                .isFalse();
    }
}
