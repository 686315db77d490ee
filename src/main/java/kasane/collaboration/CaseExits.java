package kasane.collaboration;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.conference.Minutes;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** ケースの終わりと再開: ending a case that leaves nothing to hand over, and going on after a 見直し. */
@Component
public class CaseExits {

    /** Only what was decided has been in force and can end; everything else is dropped. */
    private static final String END_PLANS = """
            update collaboration.plan set state = case when decision_id is null then 'DROPPED' else 'ENDED' end,
              changed_at = :now, changed_by = :staff, version = version + 1
            where case_id = :case and owner_agency = :agency and state in ('DRAFT', 'PROPOSED', 'FIT', 'IN_FORCE')
            """;

    private final Db db;
    private final Cases cases;
    private final Minutes minutes;
    private final InformationRequests information;
    private final HandoverStore handovers;
    private final Occurrences occurrences;
    private final PartialHandBacks partials;
    private final Households households;
    private final Codes codes;

    CaseExits(
            Db db,
            Cases cases,
            Minutes minutes,
            InformationRequests information,
            HandoverStore handovers,
            Occurrences occurrences,
            PartialHandBacks partials,
            Households households,
            Codes codes) {
        this.db = db;
        this.cases = cases;
        this.minutes = minutes;
        this.information = information;
        this.handovers = handovers;
        this.occurrences = occurrences;
        this.partials = partials;
        this.households = households;
        this.codes = codes;
    }

    /**
     * 終わり: for a reason of {@code closing-reason}, on a day since the case began. No meeting is asked for and nothing
     * handed back; what others still had to do ends with it, without a word about why.
     */
    public Decision<CaseFlow.State> exit(Viewer.Staff viewer, UUID id, LocalDate on, String reason) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = cases.own(viewer, id);
            LocalDate today = db.today(viewer);
            if (on.isAfter(today) || on.isBefore(standing.file().begunOn())) {
                return Decision.refuse(Reason.of("collaboration.refused.exit-when"));
            }
            if (isInSight(viewer, standing)) {
                db.sql(viewer, END_PLANS)
                        .param("case", id)
                        .param("agency", viewer.agency())
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update();
                information.withdrawAll(viewer, id);
            }
            minutes.endWork(viewer, standing.file().household());
            occurrences.lapse(viewer, standing.file().household());
            partials.lapse(viewer, standing.file().household());
            handovers.withdrawAll(viewer, id);
            return cases.step(
                    viewer,
                    id,
                    CaseFlow.Step.EXIT,
                    new Cases.Happening(on, null, null, null, reason, codes.edition("closing-reason", today)));
        });
    }

    /** Whether the agency that carries the case no longer sees everybody it is about, and no review has begun. */
    public boolean isToReview(Viewer.Staff viewer, Cases.Standing standing) {
        return standing.file().owner().equals(viewer.agency())
                && isReviewed(standing.state())
                && !cases.isCarried(viewer, standing);
    }

    /** Whether a consent that ends puts a case that stands there into review; for whoever has to record it. */
    private static boolean isReviewed(CaseFlow.State state) {
        return CaseFlow.FLOW.take(state, CaseFlow.Step.LOSE_CONSENT, Set.of()).isAllowed();
    }

    /** 見直し after a consent has ended by itself; the agency that carries the case takes it up. */
    public Decision<CaseFlow.State> review(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = cases.own(viewer, id);
            if (!isToReview(viewer, standing)) {
                return Decision.refuse(Reason.of("collaboration.refused.still-agreed"));
            }
            loseConsent(viewer, standing, null);
            return Decision.allow(CaseFlow.State.REVIEW);
        });
    }

    /** What a consent that has ended means for a case, in whatever state: nobody keeps work on what they no longer see. */
    void loseConsent(Viewer.Staff viewer, Cases.Standing standing, @Nullable UUID consent) {
        Set<AgencyId> seeing = cases.seeing(viewer, standing);
        minutes.takeBack(viewer, standing.file().household(), seeing);
        information.takeBack(viewer, standing.file().household(), seeing);
        occurrences.lapse(viewer, standing.file().household());
        partials.lapse(viewer, standing.file().household());
        if (standing.state() == CaseFlow.State.FOLLOW_UP) {
            cases.takeFollowUpBack(viewer, standing, seeing);
        } else if (isReviewed(standing.state())) {
            cases.step(
                            viewer,
                            standing.file().id(),
                            CaseFlow.Step.LOSE_CONSENT,
                            new Cases.Happening(null, null, null, consent, "", 0))
                    .orElseThrow();
        }
    }

    /** 見直しの終わり: the case goes on about those whose consent lives; without any it cannot. */
    public Decision<CaseFlow.State> resume(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            cases.own(viewer, id);
            return cases.step(viewer, id, CaseFlow.Step.RESUME, new Cases.Happening(null, null, null, null, "", 0));
        });
    }

    private boolean isInSight(Viewer.Staff viewer, Cases.Standing standing) {
        return !households.members(viewer, standing.file().household()).isEmpty();
    }
}
