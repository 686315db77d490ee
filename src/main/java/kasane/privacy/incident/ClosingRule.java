package kasane.privacy.incident;

import java.util.Collection;
import kasane.shared.Decision;
import kasane.shared.Reason;

/** 終結の条件: an incident ends when what went out is settled, whoever it is about was thought of, and it is said how it will not happen again. */
final class ClosingRule {

    private ClosingRule() {}

    /** Results of bringing it back with which nothing is left to be done. */
    static boolean settles(String recall) {
        return !recall.isEmpty() && !recall.equals("ASKED");
    }

    /**
     * Whether it may end.
     *
     * @param recalls    the results so far, as codes of the dated list
     * @param notified   whether it is noted what the persons were told
     * @param prevention how it will not happen again
     */
    static Decision<Boolean> check(Collection<String> recalls, boolean notified, String prevention) {
        if (recalls.stream().noneMatch(ClosingRule::settles)) {
            return Decision.refuse(Reason.of("privacy.refused.incident.recall"));
        }
        if (!notified) {
            return Decision.refuse(Reason.of("privacy.refused.incident.notice"));
        }
        if (prevention.isBlank()) {
            return Decision.refuse(Reason.of("privacy.refused.incident.prevention"));
        }
        return Decision.allow(true);
    }
}
