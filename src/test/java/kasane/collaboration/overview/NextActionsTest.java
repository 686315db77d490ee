package kasane.collaboration.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.casework.CaseFlow;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("C2")
class NextActionsTest {

    private static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000001");

    private static NextActions.Facts facts(CaseFlow.State state, Set<CaseFlow.Party> parties, boolean sight) {
        return new NextActions.Facts(
                ID,
                state,
                parties,
                sight,
                false,
                true,
                ID,
                true,
                ID,
                "/conferences/" + ID + "/items/" + ID,
                null,
                ID,
                false,
                null,
                true);
    }

    @Test
    void whoever_has_the_turn_has_exactly_one_filled_button_and_it_comes_first() {
        for (CaseFlow.State state : CaseFlow.State.values()) {
            CaseFlow.FLOW.next(state).ifPresent(next -> {
                List<CasePages.Action> actions = NextActions.of(facts(state, EnumSet.of(next.owner()), true));
                assertThat(actions).as(state.name()).isNotEmpty();
                assertThat(actions.getFirst().primary()).as(state.name()).isTrue();
                assertThat(actions.stream().filter(CasePages.Action::primary))
                        .as(state.name())
                        .hasSize(1);
            });
        }
        assertThat(NextActions.of(facts(CaseFlow.State.ENDED, EnumSet.allOf(CaseFlow.Party.class), true)))
                .isEmpty();
    }

    @Test
    void nobody_else_has_a_filled_button() {
        for (CaseFlow.State state : CaseFlow.State.values()) {
            CaseFlow.FLOW.next(state).ifPresent(next -> {
                Set<CaseFlow.Party> others = EnumSet.complementOf(EnumSet.of(next.owner()));
                assertThat(NextActions.of(facts(state, others, true)).stream().filter(CasePages.Action::primary))
                        .as(state.name())
                        .isEmpty();
                assertThat(NextActions.of(facts(state, Set.of(), true)).stream().filter(CasePages.Action::primary))
                        .as(state.name())
                        .isEmpty();
            });
        }
    }

    @Test
    void planning_leads_from_the_assessment_over_the_draft_to_the_conference() {
        Set<CaseFlow.Party> coordinator = EnumSet.of(CaseFlow.Party.COORDINATOR);
        assertThat(first(new NextActions.Facts(
                        ID,
                        CaseFlow.State.PLANNING,
                        coordinator,
                        true,
                        false,
                        false,
                        null,
                        false,
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        false)))
                .isEqualTo("/cases/" + ID + "/assessments/new");
        assertThat(first(new NextActions.Facts(
                        ID,
                        CaseFlow.State.PLANNING,
                        coordinator,
                        true,
                        false,
                        true,
                        null,
                        false,
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        false)))
                .isEqualTo("/cases/" + ID + "/plans/new");
        assertThat(first(new NextActions.Facts(
                        ID,
                        CaseFlow.State.PLANNING,
                        coordinator,
                        true,
                        false,
                        true,
                        ID,
                        false,
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        false)))
                .isEqualTo("/plans/" + ID + "/edit");
        assertThat(first(new NextActions.Facts(
                        ID,
                        CaseFlow.State.PLANNING,
                        coordinator,
                        true,
                        false,
                        true,
                        ID,
                        true,
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        false)))
                .isEqualTo("/plans/" + ID + "/proposal");
    }

    @Test
    void without_sight_of_the_household_a_case_can_only_be_ended() {
        Set<CaseFlow.Party> coordinator = EnumSet.of(CaseFlow.Party.COORDINATOR);
        for (CaseFlow.State state : List.of(CaseFlow.State.PLANNING, CaseFlow.State.RUNNING, CaseFlow.State.REVIEW)) {
            assertThat(NextActions.of(facts(state, coordinator, false)))
                    .extracting(CasePages.Action::href)
                    .containsExactly("/cases/" + ID + "/exit");
            assertThat(NextActions.beside(facts(state, coordinator, false))).isEmpty();
        }
        assertThat(NextActions.beside(facts(CaseFlow.State.PLANNING, coordinator, true)))
                .extracting(CasePages.Action::href)
                .contains("/cases/" + ID + "/exit", "/cases/" + ID + "/team/new");
        assertThat(NextActions.beside(facts(CaseFlow.State.RUNNING, Set.of(), true)))
                .isEmpty();
    }

    private static String first(NextActions.Facts facts) {
        return NextActions.of(facts).getFirst().href();
    }
}
