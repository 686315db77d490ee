package kasane.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import kasane.shared.Decision;
import kasane.shared.Flow;
import kasane.shared.Reason;
import kasane.shared.Texts;
import kasane.tasks.Tasks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What holds for every flow; the test of one flow extends it and adds what only that flow promises.
 *
 * <p>That every open state has an owner who can move it and a way to an end is checked when a flow is built; here it is
 * looked at again from outside, by the steps that are allowed and not by the table.
 */
@Tag("rules")
public abstract class FlowTest<S extends Enum<S>, T extends Enum<T>, P extends Enum<P>> {

    private static final int WALKS = 100_000;

    private final Flow<S, T, P> flow;
    private final String words;
    private final Set<S> states;
    private final Set<T> steps;
    private final Set<P> parties;

    /** The flow, and what the keys of its texts begin with. */
    protected FlowTest(Flow<S, T, P> flow, String words) {
        this.flow = flow;
        this.words = words;
        this.states = EnumSet.allOf(flow.start().getDeclaringClass());
        this.steps = EnumSet.allOf(flow.lines().getFirst().step().getDeclaringClass());
        this.parties = EnumSet.allOf(
                Objects.requireNonNull(flow.lines().getFirst().by()).getDeclaringClass());
    }

    /** Whether the matter has its own owner, action and clock, or follows another flow. */
    protected boolean isOwnWork() {
        return true;
    }

    /** The state after these steps, as the product reads it from its rows. */
    protected S after(List<T> taken) {
        return flow.after(taken);
    }

    @Test
    void every_state_step_and_party_has_its_words() {
        states.forEach(state -> assertThat(Texts.find(words + "state." + state))
                .as(state.name())
                .isPresent());
        steps.forEach(step ->
                assertThat(Texts.find(words + "step." + step)).as(step.name()).isPresent());
        parties.forEach(party -> assertThat(Texts.find(words + "party." + party))
                .as(party.name())
                .isPresent());
    }

    @Test
    void every_state_has_one_owner_one_action_and_one_clock_unless_it_has_ended() {
        for (S state : states) {
            assertThat(flow.next(state).isPresent()).as(state.name()).isEqualTo(isOwnWork() && !flow.hasEnded(state));
            flow.next(state).ifPresent(next -> {
                assertThat(Tasks.title(next.task())).as(next.task()).doesNotContain("〔");
                assertThat(Tasks.action(next.task())).as(next.task()).doesNotContain("〔");
                assertThat(next.clock()).as(state.name()).isNotEmpty();
            });
        }
    }

    @Test
    void whoever_has_the_next_action_can_take_a_step_and_nobody_can_after_the_end() {
        for (S state : states) {
            flow.next(state)
                    .ifPresent(next -> assertThat(steps)
                            .as(state.name())
                            .anyMatch(
                                    step -> flow.take(state, step, next.owner()).isAllowed()));
            if (flow.hasEnded(state)) {
                assertThat(steps)
                        .as(state.name())
                        .noneMatch(step -> flow.take(state, step, parties).isAllowed());
            }
        }
    }

    @Test
    void the_steps_offered_to_a_party_are_steps_it_can_take() {
        for (S state : states) {
            for (P party : parties) {
                Set<T> offered = flow.open(state, party);
                for (T step : steps) {
                    boolean allowed = flow.take(state, step, party).isAllowed();
                    boolean anybodys = flow.take(state, step, Set.of()).isAllowed();
                    assertThat(offered.contains(step))
                            .as("%s %s %s", state, step, party)
                            .isEqualTo(allowed && !anybodys);
                }
            }
        }
    }

    @Test
    void every_refusal_is_a_sentence() {
        for (S state : states) {
            for (T step : steps) {
                Stream.concat(parties.stream().map(Set::of), Stream.of(Set.<P>of()))
                        .forEach(by -> {
                            if (flow.take(state, step, by) instanceof Decision.Refused<S>(Reason reason)) {
                                assertThat(reason.text()).endsWith("。").doesNotContain("〔");
                            }
                        });
            }
        }
    }

    /** Each walk goes on until the matter has ended; what is allowed is chosen by lot, and so is who tries. */
    @Test
    void no_walk_of_random_steps_ever_stands_where_nobody_has_to_act_and_each_comes_to_an_end() {
        Random random = new Random(106_4);
        List<T> everyStep = List.copyOf(steps);
        List<P> everybody = List.copyOf(parties);
        Set<S> seen = EnumSet.of(flow.start());
        List<T> taken = new ArrayList<>();
        for (int walk = 0; walk < WALKS; walk++) {
            S state = flow.start();
            taken.clear();
            while (!flow.hasEnded(state)) {
                T step = everyStep.get(random.nextInt(everyStep.size()));
                P by = everybody.get(random.nextInt(everybody.size()));
                if (flow.take(state, step, by) instanceof Decision.Allowed<S>(S to)) {
                    taken.add(step);
                    state = to;
                    seen.add(to);
                    if (isOwnWork() && !flow.hasEnded(to)) {
                        assertThat(flow.next(to)).as("walk %d: %s", walk, taken).isPresent();
                    }
                }
            }
            assertThat(after(taken)).as("walk %d: %s", walk, taken).isEqualTo(state);
        }
        assertThat(seen).isEqualTo(states);
    }
}
