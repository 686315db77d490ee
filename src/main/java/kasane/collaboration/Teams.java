package kasane.collaboration;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kasane.casework.Cases;
import kasane.conference.Minutes;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import org.springframework.stereotype.Component;

/**
 * 支援チーム: agencies join on a consent and leave for a reason, each on its day. Whoever leaves keeps no work: what a
 * conference gave them comes back, what they were asked is taken back, and their lines of the plan wait for its next version.
 * What they may still read ends with the consent.
 */
@Component
public class Teams {

    private final Db db;
    private final Cases cases;
    private final Plans plans;
    private final Minutes minutes;
    private final InformationRequests information;
    private final PartialHandBacks partials;
    private final Codes codes;

    Teams(
            Db db,
            Cases cases,
            Plans plans,
            Minutes minutes,
            InformationRequests information,
            PartialHandBacks partials,
            Codes codes) {
        this.db = db;
        this.cases = cases;
        this.plans = plans;
        this.minutes = minutes;
        this.information = information;
        this.partials = partials;
        this.codes = codes;
    }

    /** Whoever takes part now, or {@link NotVisible}. */
    public Cases.TeamMember member(Viewer.Staff viewer, UUID caseId, AgencyId agency) {
        return db.transact(viewer, () -> {
            cases.own(viewer, caseId);
            return cases.team(viewer, caseId).stream()
                    .filter(member -> member.agency().equals(agency) && member.leftOn() == null)
                    .findFirst()
                    .orElseThrow(NotVisible::new);
        });
    }

    /** An agency joins; {@code reason} of {@code team-join}. */
    public Decision<UUID> join(Viewer.Staff viewer, UUID caseId, AgencyId agency, LocalDate on, String reason) {
        return db.transact(
                viewer,
                () -> cases.join(
                        viewer,
                        caseId,
                        agency,
                        on,
                        new Cases.Why(reason, codes.edition("team-join", db.today(viewer)))));
    }

    /** An agency leaves; {@code reason} of {@code team-leave}. */
    public Decision<UUID> leave(Viewer.Staff viewer, UUID caseId, AgencyId agency, LocalDate on, String reason) {
        return db.transact(viewer, () -> {
            Decision<UUID> left = cases.leave(
                    viewer, caseId, agency, on, new Cases.Why(reason, codes.edition("team-leave", db.today(viewer))));
            if (left.isAllowed()) {
                minutes.takeFrom(viewer, cases.own(viewer, caseId).file().household(), agency);
                information.withdrawFrom(viewer, caseId, agency);
                partials.keepFrom(viewer, caseId, agency);
            }
            return left;
        });
    }

    /** The lines of the plan in force of an agency; of one that has left, they wait for the next version. */
    public List<Plan.Line> lines(Viewer.Staff viewer, UUID caseId, AgencyId agency) {
        return db.transact(
                viewer,
                () -> plans.inForce(viewer, caseId)
                        .map(plan -> plan.lines().stream()
                                .filter(line -> agency.equals(line.agency()))
                                .toList())
                        .orElse(List.of()));
    }
}
