package kasane.collaboration;

import java.util.UUID;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import kasane.sharing.WithdrawalFollowUp;
import org.springframework.stereotype.Component;

/** 同意の撤回と支援依頼: what waits for an answer that nobody may give any more is taken back and frees its addressee. */
@Component
class RequestWithdrawals implements WithdrawalFollowUp {

    private final SupportRequests requests;

    RequestWithdrawals(SupportRequests requests) {
        this.requests = requests;
    }

    @Override
    public void withdrawn(Viewer.Staff viewer, HouseholdId household, UUID consent) {
        requests.rest(viewer, household);
    }
}
