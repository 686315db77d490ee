package kasane.referral.sheet;

import java.util.List;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.shared.Flow;
import kasane.shared.HouseholdId;
import kasane.sharing.WithdrawalFollowUp;
import kasane.tasks.Tasks;
import org.springframework.stereotype.Component;

/** 同意の撤回とつなぎ: the receiver is freed of a sheet it can no longer see, and the sender has to take it back. */
@Component
class Withdrawals implements WithdrawalFollowUp {

    private final Db db;
    private final SheetStore store;
    private final LinkStore links;
    private final Tasks tasks;
    private final Clocks clocks;
    private final AuditTrail audit;

    Withdrawals(Db db, SheetStore store, LinkStore links, Tasks tasks, Clocks clocks, AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.links = links;
        this.tasks = tasks;
        this.clocks = clocks;
        this.audit = audit;
    }

    @Override
    public void withdrawn(Viewer.Staff viewer, HouseholdId household, UUID consent) {
        Flow.Next<ReferralFlow.Side> next = ReferralFlow.BASIS_ENDED;
        for (SheetStore.Standing sheet : store.resting(viewer, household, consent)) {
            if (ReferralFlow.FLOW.hasEnded(sheet.state())) {
                continue;
            }
            tasks.doneAll(viewer, sheet.id());
            links.revoke(viewer, sheet.id());
            tasks.open(
                    viewer,
                    new Tasks.NewTask(
                            next.task(),
                            sheet.id(),
                            viewer.agency(),
                            household,
                            viewer.agency(),
                            null,
                            clocks.due(next.clock(), db.today(viewer)),
                            "/referrals/" + sheet.id()));
            audit.written(
                    viewer, "referral.basis-ended", List.of(household, sheet.person()), Detail.NONE.item(sheet.id()));
        }
    }
}
