package kasane.collaboration;

import java.time.LocalDate;
import java.util.Collection;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Reason;
import org.jspecify.annotations.Nullable;

/** 終結の要件: an end is proposed with its reason, with somebody who leads afterwards, and with a day to look again. */
final class ClosingRule {

    private ClosingRule() {}

    /** Whether it ends; an end without what belongs to it is refused. {@code leads} may learn about everybody concerned. */
    static Decision<Boolean> check(
            String direction, Evaluations.@Nullable Closing closing, Collection<AgencyId> leads, LocalDate today) {
        if (!direction.equals(Evaluations.CLOSE)) {
            return closing == null
                    ? Decision.allow(false)
                    : Decision.refuse(Reason.of("collaboration.refused.closing-not-asked"));
        }
        if (closing == null) {
            return Decision.refuse(Reason.of("collaboration.refused.closing-missing"));
        }
        if (!leads.contains(closing.lead())) {
            return Decision.refuse(Reason.of("collaboration.refused.lead-not-covered"));
        }
        return CaseDays.next(closing.followOn(), today).map(day -> true);
    }
}
