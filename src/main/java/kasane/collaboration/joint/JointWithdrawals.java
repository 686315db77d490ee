package kasane.collaboration.joint;

import java.util.UUID;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import kasane.sharing.WithdrawalFollowUp;
import org.springframework.stereotype.Component;

/** 同意の撤回と連携支援: whoever no longer sees everybody is freed at once, and the lead has to say how it goes on. */
@Component
class JointWithdrawals implements WithdrawalFollowUp {

    private final JointSupports supports;

    JointWithdrawals(JointSupports supports) {
        this.supports = supports;
    }

    @Override
    public void withdrawn(Viewer.Staff viewer, HouseholdId household, UUID consent) {
        supports.loseConsent(viewer, household);
    }
}
