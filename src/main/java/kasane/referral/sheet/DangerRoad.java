package kasane.referral.sheet;

import java.util.List;
import java.util.Optional;
import kasane.access.Agencies;
import kasane.shared.Texts;

/**
 * 通告・通報先: which kind of agency a law names for a danger. The pairs stand in {@code text/referral.properties}, because
 * the law and the town's commissions change them.
 */
final class DangerRoad {

    private DangerRoad() {}

    /** The kind of agency that a law names for the danger; empty where none is named. */
    static Optional<String> kind(String danger) {
        return danger.isEmpty() ? Optional.empty() : Texts.find("referral.danger-window." + danger);
    }

    /** Whether reporting this danger to this kind of agency is what the law asks for. */
    static boolean leadsTo(String danger, String kind) {
        return kind(danger).filter(kind::equals).isPresent();
    }

    /** The windows named for the danger. */
    static List<Agencies.Agency> windows(String danger, List<Agencies.Agency> all) {
        return kind(danger)
                .map(kind -> all.stream()
                        .filter(agency -> agency.kind().equals(kind))
                        .toList())
                .orElse(List.of());
    }
}
