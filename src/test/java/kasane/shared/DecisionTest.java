package kasane.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
class DecisionTest {
    private final Decision<Integer> refused = Decision.refuse(Reason.of("shared.refused.date-no-such-month", 13));

    @Test
    void anAllowedValueIsChangedAndHandedOn() {
        Decision<String> decision = Decision.allow(20).map(n -> n + 1).flatMap(n -> Decision.allow("令和" + n + "年"));
        assertThat(decision.isAllowed()).isTrue();
        assertThat(decision.orElseThrow()).isEqualTo("令和21年");
    }

    @Test
    void theFirstRefusalWins() {
        Decision<String> decision =
                refused.map(n -> n + 1).flatMap(n -> Decision.refuse(Reason.of("shared.refused.date-blank")));
        assertThat(decision).isEqualTo(Decision.refuse(Reason.of("shared.refused.date-no-such-month", 13)));
        assertThat(decision.isAllowed()).isFalse();
    }

    @Test
    void takingTheValueOfARefusalIsABugAndDoesNotPrintWhatWasTyped() {
        Decision<String> decision = Decision.refuse(Reason.of("shared.refused.date-years-disagree", "架空山トメ", "x"));
        assertThatThrownBy(decision::orElseThrow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("shared.refused.date-years-disagree")
                .hasMessageNotContaining("架空山");
    }

    @Test
    void aReasonReadsAsAJapaneseSentence() {
        assertThat(Reason.of("shared.refused.date-no-such-day", 2, 30).text()).isEqualTo("2月30日はありません。日付をお確かめください。");
    }
}
