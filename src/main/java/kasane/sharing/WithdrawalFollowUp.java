package kasane.sharing;

import java.util.UUID;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;

/**
 * 同意の撤回のあと: what a module does about its own things that rested on a consent. It is called in the transaction that
 * withdraws, after sight has ended, so that nothing is left without somebody who has to act.
 */
public interface WithdrawalFollowUp {

    /** The consent of a person of this household has just been withdrawn by the viewer's agency, which had taken it. */
    void withdrawn(Viewer.Staff viewer, HouseholdId household, UUID consent);
}
