package kasane.referral.sheet;

import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.sharing.Basis;

/**
 * 送ってよいか: a つなぐシート leaves with the person's yes or in danger, and from whoever is bound by its own secrecy law
 * (地方税法22条 and the like) never with an amount of arrears that the person has not agreed to tell.
 */
final class SendingRule {

    private SendingRule() {}

    /** What the person at the counter said about consent. */
    enum Answer {
        /** いただいた. */
        GIVEN,
        /** まだ. */
        NOT_YET,
        /** 命・身体の危険. */
        DANGER
    }

    /**
     * What the rule knows.
     *
     * @param ownSecrecy    the sender's own secrecy law; empty for none
     * @param moneyAgreed   the person agreed that the amount of arrears is told
     * @param reported      the danger is of a kind that a law wants reported: no sheet is the way
     * @param dangerReason  what makes it a danger, in the sender's words
     * @param text          everything that was written
     */
    record Facts(
            String ownSecrecy,
            Answer answer,
            boolean moneyAgreed,
            boolean reported,
            String dangerReason,
            String text) {}

    /**
     * 添付してよいか: nobody can read in a picture whether it tells an amount of arrears. Whoever is bound by its own secrecy
     * law attaches something only where the person agreed that the amount may be told.
     */
    static Decision<Boolean> attaches(String ownSecrecy, boolean moneyAgreed) {
        return ownSecrecy.isEmpty() || moneyAgreed
                ? Decision.allow(true)
                : Decision.refuse(Reason.of("referral.refused.attachment-secrecy", ownSecrecy));
    }

    /** The basis on which the sheet leaves. */
    static Decision<Basis> decide(Facts sheet) {
        if (sheet.answer() == Answer.NOT_YET) {
            return Decision.refuse(
                    sheet.ownSecrecy().isEmpty()
                            ? Reason.of("referral.refused.no-consent")
                            : Reason.of("referral.refused.own-secrecy", sheet.ownSecrecy()));
        }
        boolean agreed = sheet.answer() == Answer.GIVEN && sheet.moneyAgreed();
        if (!sheet.ownSecrecy().isEmpty() && !agreed && ArrearsAmount.isIn(sheet.text())) {
            return Decision.refuse(Reason.of("referral.refused.arrears"));
        }
        if (sheet.answer() == Answer.GIVEN) {
            return Decision.allow(Basis.CONSENT);
        }
        if (sheet.reported()) {
            return Decision.refuse(Reason.of("referral.refused.report-road"));
        }
        if (sheet.dangerReason().isBlank()) {
            return Decision.refuse(Reason.of("referral.refused.danger-reason"));
        }
        return Decision.allow(Basis.PROTECTION_OF_LIFE);
    }
}
