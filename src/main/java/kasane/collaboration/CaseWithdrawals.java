package kasane.collaboration;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import kasane.sharing.WithdrawalFollowUp;
import org.springframework.stereotype.Component;

/** 同意の撤回とケース: the case goes into review, and the agency that carries it has to say how it goes on. */
@Component
class CaseWithdrawals implements WithdrawalFollowUp {

    /** Where nothing is left that a review could change. */
    private static final Set<CaseFlow.State> PAST_REVIEW =
            EnumSet.of(CaseFlow.State.REVIEW, CaseFlow.State.FOLLOW_UP, CaseFlow.State.ENDED);

    private final Cases cases;

    CaseWithdrawals(Cases cases) {
        this.cases = cases;
    }

    @Override
    public void withdrawn(Viewer.Staff viewer, HouseholdId household, UUID consent) {
        cases.ofHousehold(viewer, household).stream()
                .filter(standing -> !PAST_REVIEW.contains(standing.state()))
                .forEach(standing -> cases.step(
                                viewer,
                                standing.file().id(),
                                CaseFlow.Step.LOSE_CONSENT,
                                Cases.Happening.about(consent))
                        .orElseThrow());
    }
}
