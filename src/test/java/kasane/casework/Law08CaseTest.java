package kasane.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import kasane.casework.CaseFlow.Party;
import kasane.casework.CaseFlow.State;
import kasane.casework.CaseFlow.Step;
import kasane.shared.Decision;
import kasane.shared.Texts;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Law 8 for cases: no state that nobody owns, and none without a way out. */
@Tag("rules")
@Promise("C4")
class Law08CaseTest {

    private static String words(String task, String what) {
        return task.replace("casework.", "casework." + what + ".");
    }

    @Test
    void every_state_has_one_owner_one_action_and_one_clock_unless_it_has_ended() {
        for (State state : State.values()) {
            assertThat(CaseFlow.next(state).isEmpty()).as(state.name()).isEqualTo(state == State.ENDED);
            CaseFlow.next(state).ifPresent(next -> {
                assertThat(Texts.find(words(next.task(), "task")))
                        .as(next.task())
                        .isPresent();
                assertThat(Texts.find(words(next.task(), "action")))
                        .as(next.task())
                        .isPresent();
                assertThat(next.clock()).isNotEmpty();
            });
            assertThat(Texts.find("casework.state." + state)).as(state.name()).isPresent();
        }
        for (Step step : Step.values()) {
            assertThat(Texts.find("casework.step." + step)).as(step.name()).isPresent();
        }
    }

    @Test
    void the_owner_of_an_open_state_can_move_it_and_from_everywhere_the_end_is_reached() {
        for (State state : State.values()) {
            if (state == State.ENDED) {
                continue;
            }
            Party owner = CaseFlow.next(state).orElseThrow().owner();
            assertThat(CaseFlow.open(state, owner)).as(state.name()).isNotEmpty();
            assertThat(reachable(state)).as(state.name()).contains(State.ENDED);
        }
    }

    @Test
    void the_agency_that_carries_a_case_can_end_it_wherever_it_stands() {
        for (State state : State.values()) {
            if (state != State.ENDED) {
                assertThat(CaseFlow.open(state, Party.COORDINATOR))
                        .as(state.name())
                        .contains(Step.EXIT);
            }
        }
    }

    @Test
    void a_refused_hand_back_is_offered_again_or_conferred_about_and_nothing_else_leads_out_of_it_but_an_exit() {
        assertThat(CaseFlow.open(State.WITHOUT_LEAD, Party.COORDINATOR))
                .containsExactlyInAnyOrder(Step.OFFER_AGAIN, Step.CONFER_AGAIN, Step.EXIT);
        assertThat(CaseFlow.open(State.HANDING_BACK, Party.LEAD))
                .containsExactlyInAnyOrder(Step.ACCEPT_LEAD, Step.REFUSE_LEAD);
        assertThat(CaseFlow.take(State.HANDING_BACK, Step.ACCEPT_LEAD, Set.of(Party.COORDINATOR))
                        .isAllowed())
                .isFalse();
    }

    @Test
    void no_run_of_random_steps_ever_stands_where_nobody_has_to_act() {
        Random random = new Random(106_4);
        State state = State.PLANNING;
        List<Step> taken = new ArrayList<>();
        Set<State> seen = EnumSet.noneOf(State.class);
        for (int i = 0; i < 200_000; i++) {
            Step step = Step.values()[random.nextInt(Step.values().length)];
            Set<Party> by = Set.of(Party.values()[random.nextInt(Party.values().length)]);
            switch (CaseFlow.take(state, step, by)) {
                case Decision.Allowed<State>(State to) -> {
                    taken.add(step);
                    state = to;
                    seen.add(to);
                }
                case Decision.Refused<State> refused ->
                    assertThat(refused.reason().text()).doesNotContain("〔");
            }
            assertThat(CaseFlow.after(taken)).isEqualTo(state);
            if (state == State.ENDED) {
                for (Step after : Step.values()) {
                    assertThat(CaseFlow.take(state, after, EnumSet.allOf(Party.class))
                                    .isAllowed())
                            .isFalse();
                }
                state = State.PLANNING;
                taken.clear();
            }
        }
        assertThat(seen).isEqualTo(EnumSet.allOf(State.class));
    }

    private static Set<State> reachable(State from) {
        Set<State> seen = EnumSet.of(from);
        List<State> todo = new ArrayList<>(List.of(from));
        while (!todo.isEmpty()) {
            State state = todo.removeLast();
            CaseFlow.TABLE.stream()
                    .filter(line -> line.from() == state && seen.add(line.to()))
                    .forEach(line -> todo.add(line.to()));
        }
        return seen;
    }
}
