package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import kasane.collaboration.IntroductionFlow.Side;
import kasane.collaboration.IntroductionFlow.State;
import kasane.collaboration.IntroductionFlow.Step;
import kasane.shared.Decision;
import kasane.shared.Texts;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("C1")
class IntroductionFlowTest {

    @Test
    void every_state_has_one_owner_one_action_and_one_clock_unless_it_has_ended() {
        for (State state : State.values()) {
            assertThat(IntroductionFlow.next(state).isEmpty())
                    .as(state.name())
                    .isEqualTo(IntroductionFlow.ENDED.contains(state));
            IntroductionFlow.next(state).ifPresent(next -> {
                assertThat(Texts.find(next.task().replace("collaboration.", "collaboration.task.")))
                        .isPresent();
                assertThat(Texts.find(next.task().replace("collaboration.", "collaboration.action.")))
                        .isPresent();
                assertThat(next.clock()).startsWith("introduction.");
            });
            assertThat(Texts.find("collaboration.introduction-state." + state)).isPresent();
        }
        for (Step step : Step.values()) {
            assertThat(Texts.find("collaboration.introduction-step." + step)).isPresent();
        }
    }

    @Test
    void the_owner_of_an_open_state_can_always_move_it_and_from_everywhere_an_end_is_reached() {
        for (State state : State.values()) {
            if (IntroductionFlow.ENDED.contains(state)) {
                continue;
            }
            Side owner = IntroductionFlow.next(state).orElseThrow().owner();
            assertThat(Arrays.stream(Step.values())
                            .filter(step ->
                                    IntroductionFlow.take(state, step, owner).isAllowed()))
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
            if (IntroductionFlow.ENDED.contains(state)) {
                return true;
            }
            for (IntroductionFlow.Transition line : IntroductionFlow.TABLE) {
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
        State state = State.ASKED;
        List<Step> taken = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            Step step = Step.values()[random.nextInt(Step.values().length)];
            Side side = Side.values()[random.nextInt(2)];
            Decision<State> decision = IntroductionFlow.take(state, step, side);
            if (decision instanceof Decision.Allowed<State>(State to)) {
                taken.add(step);
                state = to;
            } else if (decision instanceof Decision.Refused<State> refused) {
                assertThat(refused.reason().text()).doesNotContain("〔");
            }
            assertThat(IntroductionFlow.after(taken)).isEqualTo(state);
            if (IntroductionFlow.ENDED.contains(state)) {
                ends.add(state);
                for (Step after : Step.values()) {
                    assertThat(IntroductionFlow.take(state, after, side).isAllowed())
                            .isFalse();
                }
                state = State.ASKED;
                taken.clear();
            } else {
                assertThat(IntroductionFlow.next(state)).isPresent();
            }
        }
        assertThat(ends).isEqualTo(IntroductionFlow.ENDED);
    }

    @Test
    void also_when_the_coordinator_cannot_come_the_asker_meets_the_person() {
        State alone = IntroductionFlow.take(State.ASKED, Step.CANNOT, Side.COORDINATOR)
                .orElseThrow();
        assertThat(IntroductionFlow.next(alone).orElseThrow().owner()).isEqualTo(Side.ASKER);
        assertThat(IntroductionFlow.take(alone, Step.MET, Side.ASKER).isAllowed())
                .isTrue();
        assertThat(IntroductionFlow.take(State.COMING, Step.MET, Side.COORDINATOR)
                        .isAllowed())
                .isFalse();
    }
}
