package kasane.collaboration;

import kasane.shared.Flow;

/**
 * 支援依頼の流れ: every state of a 支援依頼 with its one owner, its one next action and its one clock, and every step that
 * leads from one to another. Once it is accepted the case carries on: {@link kasane.casework.CaseFlow}.
 */
public final class RequestFlow {

    private RequestFlow() {}

    /** The two agencies of a request. */
    public enum Side {
        /** 依頼した側. */
        ASKER,
        /** 多機関協働. */
        COORDINATOR
    }

    /** Where a request stands. */
    public enum State {
        /** 送付済み・答え待ち. */
        SENT,
        /** 引き受け済み. */
        ACCEPTED,
        /** 返された・つぎを決める. */
        RETURNED,
        /** 別の窓口へ送り直した. */
        REDIRECTED,
        /** 依頼した側で続ける. */
        KEPT,
        /** 取下げ. */
        WITHDRAWN
    }

    /** What somebody does with a request. */
    public enum Step {
        /** 引き受け. */
        ACCEPT,
        /** 返す. */
        RETURN,
        /** 別の窓口へ送り直す. */
        REDIRECT,
        /** 依頼した側で続ける. */
        KEEP,
        /** 取下げ. */
        WITHDRAW
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.SENT)
            .refusing(
                    "collaboration.refused.other-side", "collaboration.refused.ended", "collaboration.refused.not-now")
            .at(State.SENT, Side.COORDINATOR, "collaboration.request", "request.answer")
            .step(Step.ACCEPT, Side.COORDINATOR, State.ACCEPTED)
            .step(Step.RETURN, Side.COORDINATOR, State.RETURNED)
            .step(Step.WITHDRAW, Side.ASKER, State.WITHDRAWN)
            .at(State.RETURNED, Side.ASKER, "collaboration.returned", "request.returned")
            .step(Step.REDIRECT, Side.ASKER, State.REDIRECTED)
            .step(Step.KEEP, Side.ASKER, State.KEPT)
            .build();
}
