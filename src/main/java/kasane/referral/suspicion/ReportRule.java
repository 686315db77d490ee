package kasane.referral.suspicion;

import java.util.List;
import java.util.Optional;
import kasane.access.Agencies;
import kasane.referral.Roads;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Reason;
import org.jspecify.annotations.Nullable;

/** だれに通報するか: the window that the law names for the kind of abuse, and never the one that is suspected. */
final class ReportRule {

    private ReportRule() {}

    /** The windows that receive a report of this kind: of the kind of agency the law names, and not the suspected one. */
    static List<Agencies.Agency> windows(
            Roads.@Nullable Road road, List<Agencies.Agency> all, @Nullable AgencyId accused) {
        if (road == null || !road.isReported()) {
            return List.of();
        }
        return all.stream()
                .filter(agency -> agency.kind().equals(road.reportKind()))
                .filter(Agencies.Agency::takesReferrals)
                .filter(agency -> !agency.isBoundByOwnSecrecy())
                .filter(agency -> !agency.id().equals(accused))
                .toList();
    }

    /**
     * Where the report goes. The only window there is needs not be chosen; without any, the sender is told to ring.
     *
     * @param chosen the window chosen on the form; null for none
     */
    static Decision<Agencies.Agency> addressee(
            Roads.@Nullable Road road,
            List<Agencies.Agency> all,
            @Nullable AgencyId accused,
            @Nullable AgencyId chosen) {
        if (accused != null && accused.equals(chosen)) {
            return Decision.refuse(Reason.of("referral.refused.report-accused"));
        }
        List<Agencies.Agency> windows = windows(road, all, accused);
        if (windows.isEmpty()) {
            return Decision.refuse(Reason.of("referral.refused.report-nowhere", road == null ? "" : road.call()));
        }
        if (chosen == null) {
            return windows.size() == 1
                    ? Decision.allow(windows.getFirst())
                    : Decision.refuse(Reason.of("referral.refused.report-choose"));
        }
        Optional<Agencies.Agency> window =
                windows.stream().filter(agency -> agency.id().equals(chosen)).findFirst();
        return window.map(Decision::allow)
                .orElseGet(() -> Decision.refuse(Reason.of("referral.refused.report-other-window")));
    }
}
