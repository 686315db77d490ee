package kasane.privacy.disposal;

import kasane.shared.Flow;

/** 廃棄の流れ: proposed by the agency, approved by somebody else, carried out by the agency; it can be sent back. */
public final class DisposalFlow {

    private DisposalFlow() {}

    /** Who takes part. */
    public enum Side {
        /** 記録を持つ機関の管理者. */
        KEEPER,
        /** 個人情報保護担当. */
        OFFICER
    }

    /** Where it stands. */
    public enum State {
        /** 承認待ち. */
        PROPOSED,
        /** 承認済み・廃棄待ち. */
        APPROVED,
        /** 差戻し. */
        RETURNED,
        /** 廃棄済み. */
        DONE
    }

    /** What moves it. */
    public enum Step {
        /** 承認. */
        APPROVE,
        /** 差戻し. */
        RETURN,
        /** 廃棄. */
        DISPOSE
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.PROPOSED)
            .refusing(
                    "privacy.refused.disposal.other-side",
                    "privacy.refused.disposal.ended",
                    "privacy.refused.disposal.not-now")
            .at(State.PROPOSED, Side.OFFICER, "privacy.disposal-decide", "privacy.disposal-decide")
            .step(Step.APPROVE, Side.OFFICER, State.APPROVED)
            .step(Step.RETURN, Side.OFFICER, State.RETURNED)
            .at(State.APPROVED, Side.KEEPER, "privacy.disposal-execute", "privacy.disposal-execute")
            .step(Step.DISPOSE, Side.KEEPER, State.DONE)
            .build();
}
