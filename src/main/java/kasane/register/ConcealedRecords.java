package kasane.register;

import kasane.gate.Viewer;
import kasane.shared.HouseholdId;

/** 秘匿の記録: a record of the own agency that is shut from its first moment, for everybody but the one who opens it. */
public interface ConcealedRecords {

    /** Why a record is shut from the start. */
    enum Why {
        /** ご本人の申し出. */
        WISH,
        /** 送り手の機関が秘匿にしている. */
        OTHER_AGENCY
    }

    /** Shuts all of a record that was opened in this transaction. */
    void shut(Viewer.Staff viewer, HouseholdId household, Why why);
}
