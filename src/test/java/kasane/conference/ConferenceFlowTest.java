package kasane.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import kasane.conference.ConferenceFlow.Act;
import kasane.conference.ConferenceFlow.ItemAct;
import kasane.conference.ConferenceFlow.Stage;
import kasane.conference.ConferenceFlow.State;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("C3")
class ConferenceFlowTest {

    private static Set<Act> open(State state) {
        return Arrays.stream(Act.values())
                .filter(act -> ConferenceFlow.may(act, state).isAllowed())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Act.class)));
    }

    private static Set<ItemAct> open(State state, Stage stage) {
        return Arrays.stream(ItemAct.values())
                .filter(act -> ConferenceFlow.may(act, state, stage).isAllowed())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ItemAct.class)));
    }

    @Test
    void a_meeting_is_prepared_before_its_day_closed_on_it_and_fixed_afterwards() {
        assertThat(open(State.PLANNED)).isEqualTo(EnumSet.complementOf(EnumSet.of(Act.CLOSE)));
        assertThat(open(State.DAY_HAS_COME)).isEqualTo(EnumSet.allOf(Act.class));
        assertThat(open(State.HELD)).containsExactly(Act.PUT);
        assertThat(open(State.CALLED_OFF)).isEmpty();
    }

    @Test
    void nothing_is_decided_before_the_day_and_nothing_is_confirmed_before_who_came_is_known() {
        assertThat(open(State.PLANNED, Stage.OPEN)).containsExactly(ItemAct.WRITE);
        assertThat(open(State.DAY_HAS_COME, Stage.OPEN))
                .containsExactly(ItemAct.WRITE, ItemAct.DECIDE, ItemAct.CONCLUDE);
        assertThat(open(State.DAY_HAS_COME, Stage.CONCLUDED)).containsExactly(ItemAct.WRITE, ItemAct.DECIDE);
        assertThat(open(State.HELD, Stage.OPEN)).containsExactly(ItemAct.WRITE, ItemAct.DECIDE, ItemAct.CONCLUDE);
        assertThat(open(State.HELD, Stage.CONCLUDED)).containsExactly(ItemAct.WRITE, ItemAct.DECIDE, ItemAct.CONFIRM);
    }

    @Test
    void confirmed_minutes_are_only_corrected() {
        assertThat(open(State.HELD, Stage.CONFIRMED)).containsExactly(ItemAct.CORRECT);
        for (Stage stage : EnumSet.complementOf(EnumSet.of(Stage.CONFIRMED))) {
            assertThat(open(State.HELD, stage)).as(stage.name()).doesNotContain(ItemAct.CORRECT);
        }
        for (Stage stage : Stage.values()) {
            assertThat(open(State.CALLED_OFF, stage)).as(stage.name()).isEmpty();
        }
    }

    @Test
    void every_refusal_is_a_sentence() {
        for (State state : State.values()) {
            for (Act act : Act.values()) {
                sentence(ConferenceFlow.may(act, state));
            }
            for (Stage stage : Stage.values()) {
                for (ItemAct act : ItemAct.values()) {
                    sentence(ConferenceFlow.may(act, state, stage));
                }
            }
        }
    }

    private static <T> void sentence(Decision<T> decision) {
        if (decision instanceof Decision.Refused<T>(Reason reason)) {
            assertThat(reason.text()).endsWith("。").doesNotContain("〔");
        }
    }

    @Test
    void the_day_itself_has_come_and_a_day_that_passed_unnoted_waits() {
        LocalDate today = LocalDate.of(2026, 6, 15);
        assertThat(ConferenceFlow.state(today.plusDays(1), false, false, today)).isEqualTo(State.PLANNED);
        assertThat(ConferenceFlow.state(today, false, false, today)).isEqualTo(State.DAY_HAS_COME);
        assertThat(ConferenceFlow.state(today.minusDays(9), false, false, today))
                .isEqualTo(State.DAY_HAS_COME);
        assertThat(ConferenceFlow.state(today, true, false, today)).isEqualTo(State.HELD);
        assertThat(ConferenceFlow.state(today.plusDays(1), false, true, today)).isEqualTo(State.CALLED_OFF);
    }
}
