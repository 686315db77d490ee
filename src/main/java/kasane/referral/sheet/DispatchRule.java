package kasane.referral.sheet;

import kasane.access.Reach;
import kasane.shared.Decision;
import kasane.shared.Phone;
import kasane.shared.Reason;

/**
 * 送ったと言ってよいか: the accident of every FAX is the wrong number. It counts as sent when the number that was dialled and
 * the one that the machine reports are the same, and are that of the 機関カード or of somebody who gave another.
 */
final class DispatchRule {

    private DispatchRule() {}

    /** How a sheet left; a number only for a FAX. */
    record Sent(Reach way, String number, String otherNumber) {}

    /**
     * What somebody says about the sending.
     *
     * @param onCard   the number of the 機関カード; empty for none
     * @param dialled  the number as it was dialled
     * @param reported the number as the machine shows it after sending
     * @param givenBy  who gave a number that is not the one of the card
     */
    record Facts(Reach way, String onCard, String dialled, String reported, String givenBy) {}

    /** The sending to be noted. */
    static Decision<Sent> decide(Facts facts) {
        if (facts.way() != Reach.FAX) {
            return Decision.allow(new Sent(facts.way(), "", ""));
        }
        return Phone.parse(facts.dialled()).flatMap(dialled -> {
            if (facts.reported().isBlank()) {
                return Decision.refuse(Reason.of("referral.refused.number-not-read-back"));
            }
            if (!digits(facts.reported()).equals(dialled.digits())) {
                return Decision.refuse(Reason.of("referral.refused.numbers-differ"));
            }
            boolean other = !digits(facts.onCard()).equals(dialled.digits());
            if (other && facts.givenBy().isBlank()) {
                return Decision.refuse(
                        facts.onCard().isEmpty()
                                ? Reason.of("referral.refused.number-unknown")
                                : Reason.of("referral.refused.number-not-on-card", facts.onCard()));
            }
            return Decision.allow(new Sent(Reach.FAX, dialled.display(), other ? facts.givenBy() : ""));
        });
    }

    private static String digits(String number) {
        return Phone.parse(number) instanceof Decision.Allowed<Phone>(Phone phone) ? phone.digits() : "";
    }
}
