package kasane.collaboration;

import java.util.UUID;
import kasane.casework.Cases;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import kasane.sharing.Category;
import kasane.sharing.Consents;
import kasane.sharing.WithdrawalFollowUp;
import org.springframework.stereotype.Component;

/** 同意の撤回とケース: the case goes into review, and the agency that carries it has to say how it goes on. */
@Component
class CaseWithdrawals implements WithdrawalFollowUp {

    private final Cases cases;
    private final Consents consents;
    private final CaseExits exits;

    CaseWithdrawals(Cases cases, Consents consents, CaseExits exits) {
        this.cases = cases;
        this.consents = consents;
        this.exits = exits;
    }

    @Override
    public void withdrawn(Viewer.Staff viewer, HouseholdId household, UUID consent) {
        boolean ofTheCase = consents.of(viewer, household).stream()
                .anyMatch(one -> one.id().equals(consent) && one.categories().contains(Category.PLAN));
        if (ofTheCase) {
            cases.ofHousehold(viewer, household).forEach(standing -> exits.loseConsent(viewer, standing, consent));
        }
    }
}
