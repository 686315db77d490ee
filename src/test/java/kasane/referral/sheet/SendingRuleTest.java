package kasane.referral.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import kasane.shared.Decision;
import kasane.sharing.Basis;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rules")
@Promise("G10")
class SendingRuleTest {

    private static final String TAX = "地方税法22条";

    private static Decision<Basis> decide(
            String law, SendingRule.Answer answer, boolean money, boolean statutory, String reason, String text) {
        return SendingRule.decide(new SendingRule.Facts(law, answer, money, statutory, reason, text));
    }

    private static String refusal(Decision<Basis> decision) {
        return ((Decision.Refused<Basis>) decision).reason().text();
    }

    @Test
    void without_a_yes_nothing_leaves_and_the_tax_counter_is_told_which_law_says_so() {
        assertThat(refusal(decide(TAX, SendingRule.Answer.NOT_YET, true, true, "危険", "")))
                .contains(TAX)
                .contains("案内カード");
        assertThat(refusal(decide("", SendingRule.Answer.NOT_YET, false, false, "", "")))
                .contains("案内カード");
    }

    @Test
    void with_a_yes_it_leaves_by_consent() {
        assertThat(decide(TAX, SendingRule.Answer.GIVEN, false, false, "", "生活に困っています")
                        .orElseThrow())
                .isEqualTo(Basis.CONSENT);
    }

    @Test
    @Promise({"F1", "G10"})
    void danger_needs_its_reason_and_a_suspicion_of_abuse_is_never_a_sheet() {
        assertThat(refusal(decide(TAX, SendingRule.Answer.DANGER, false, false, " ", "")))
                .contains("何が危ない");
        assertThat(decide(TAX, SendingRule.Answer.DANGER, false, false, "けがをしている", "")
                        .orElseThrow())
                .isEqualTo(Basis.PROTECTION_OF_LIFE);
        assertThat(refusal(decide(TAX, SendingRule.Answer.DANGER, false, true, "けがをしている", "")))
                .contains("虐待の疑いを伝える");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "住民税を32万円滞納しています",
                "滞納額は３２０，０００円です",
                "固定資産税の未納が 15,000 円",
                "国保の保険料 12万 が払えない",
                "三十二万円の税の滞納",
            })
    void the_tax_counter_never_tells_the_amount_of_arrears_unless_the_person_agreed_to_it(String text) {
        assertThat(refusal(decide(TAX, SendingRule.Answer.GIVEN, false, false, "", text)))
                .contains("滞納額は書かないでください");
        assertThat(decide(TAX, SendingRule.Answer.GIVEN, true, false, "", text).isAllowed())
                .isTrue();
        assertThat(decide(TAX, SendingRule.Answer.DANGER, true, false, "危険", text)
                        .isAllowed())
                .isFalse();
        assertThat(decide("", SendingRule.Answer.GIVEN, false, false, "", text).isAllowed())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"納付の相談に来て、生活費がないと話された", "家賃が2か月おくれている", "母は82歳。税の窓口で泣いていた"})
    void words_without_an_amount_pass(String text) {
        assertThat(decide(TAX, SendingRule.Answer.GIVEN, false, false, "", text).isAllowed())
                .isTrue();
    }
}
