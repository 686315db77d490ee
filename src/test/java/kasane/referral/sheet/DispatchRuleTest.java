package kasane.referral.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import kasane.access.Reach;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("F12")
class DispatchRuleTest {

    private static final String CARD = "0000-10-8409";

    private static Decision<DispatchRule.Sent> fax(String onCard, String dialled, String reported, String givenBy) {
        return DispatchRule.decide(new DispatchRule.Facts(Reach.FAX, onCard, dialled, reported, givenBy));
    }

    private static String refusal(Decision<?> decision) {
        return decision instanceof Decision.Refused<?>(Reason reason) ? reason.key() : "";
    }

    @Test
    void a_fax_counts_as_sent_when_the_dialled_and_the_reported_number_are_that_of_the_card() {
        assertThat(fax(CARD, "0000108409", "0000-10-8409", "").orElseThrow())
                .isEqualTo(new DispatchRule.Sent(Reach.FAX, "0000108409", ""));
        assertThat(fax(CARD, "００００－１０－８４０９", CARD, "誰か").orElseThrow().otherNumber())
                .isEmpty();
    }

    @Test
    void a_number_that_the_machine_did_not_show_or_that_differs_by_a_digit_is_no_sending() {
        assertThat(refusal(fax(CARD, CARD, " ", ""))).isEqualTo("referral.refused.number-not-read-back");
        assertThat(refusal(fax(CARD, CARD, "0000-10-8408", ""))).isEqualTo("referral.refused.numbers-differ");
        assertThat(refusal(fax(CARD, CARD, "わからない", ""))).isEqualTo("referral.refused.numbers-differ");
        assertThat(refusal(fax(CARD, "8409", "8409", ""))).startsWith("shared.refused.phone");
    }

    @Test
    void another_number_than_that_of_the_card_needs_somebody_who_gave_it() {
        assertThat(refusal(fax(CARD, "0000-10-8408", "0000-10-8408", "")))
                .isEqualTo("referral.refused.number-not-on-card");
        assertThat(refusal(fax("", CARD, CARD, ""))).isEqualTo("referral.refused.number-unknown");
        assertThat(fax(CARD, "0000-10-8408", "0000-10-8408", "受付の方に電話で聞いた")
                        .orElseThrow()
                        .otherNumber())
                .isEqualTo("受付の方に電話で聞いた");
    }

    @Test
    void a_letter_or_what_is_handed_over_has_no_number() {
        for (Reach way : new Reach[] {Reach.POST, Reach.HAND}) {
            assertThat(DispatchRule.decide(new DispatchRule.Facts(way, CARD, "12", "34", "x"))
                            .orElseThrow())
                    .isEqualTo(new DispatchRule.Sent(way, "", ""));
        }
    }
}
