package kasane.collaboration;

import kasane.shared.Flow;

/** 引継書の流れ: what goes to another municipality is prepared, and then handed over or taken back; it never just lies there. */
public final class HandoverFlow {

    private HandoverFlow() {}

    /** Who takes the steps. */
    public enum Side {
        /** 多機関協働. */
        CARRIER
    }

    /** Where a handover file stands. */
    public enum State {
        /** 準備中. */
        PREPARING,
        /** 渡した. */
        GIVEN,
        /** 取りやめ. */
        WITHDRAWN
    }

    /** What is done with it. */
    public enum Step {
        /** 渡した. */
        GIVE,
        /** 取りやめ. */
        WITHDRAW
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.PREPARING)
            .refusing(
                    "collaboration.refused.other-side", "collaboration.refused.ended", "collaboration.refused.not-now")
            .at(State.PREPARING, Side.CARRIER, "collaboration.handover", "case.handover")
            .step(Step.GIVE, Side.CARRIER, State.GIVEN)
            .step(Step.WITHDRAW, Side.CARRIER, State.WITHDRAWN)
            .build();
}
