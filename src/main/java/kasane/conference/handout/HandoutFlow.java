package kasane.conference.handout;

import kasane.shared.Flow;

/** 配付資料の回収: a copy is out until it has come back, or until the convenor has said what became of it. */
public final class HandoutFlow {

    private HandoutFlow() {}

    /** Who acts. */
    public enum Side {
        /** ひらいた機関. */
        CONVENOR
    }

    /** Where a copy is. */
    public enum State {
        /** まだ戻っていない. */
        OUT,
        /** 戻った. */
        BACK,
        /** 先方で廃棄した. */
        DESTROYED,
        /** ご本人などの手元に残した. */
        KEPT,
        /** 見つからず、紛失として報告した. */
        REPORTED
    }

    /** What becomes of a copy. */
    public enum Step {
        /** 戻る. */
        RETURN,
        /** 廃棄を確かめる. */
        DESTROY,
        /** 手元に残す. */
        KEEP,
        /** 紛失として報告する. */
        REPORT
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.OUT)
            .refusing("conference.refused.other-side", "conference.refused.copy-settled", "conference.refused.not-now")
            .at(State.OUT, Side.CONVENOR, Handouts.COLLECT, Handouts.COLLECT)
            .step(Step.RETURN, Side.CONVENOR, State.BACK)
            .step(Step.DESTROY, Side.CONVENOR, State.DESTROYED)
            .step(Step.KEEP, Side.CONVENOR, State.KEPT)
            .step(Step.REPORT, Side.CONVENOR, State.REPORTED)
            .build();
}
