package kasane.intake.advice;

import kasane.shared.Flow;

/** 支援者からの相談の流れ: asked, answered with advice or company, and how it went on. */
public final class AdviceFlow {

    private AdviceFlow() {}

    /** Who acts. */
    public enum Side {
        /** 相談した機関. */
        ASKER,
        /** 多機関協働（推進員）. */
        COORDINATOR
    }

    /** Where it stands. */
    public enum State {
        /** 答え待ち. */
        ASKED,
        /** 答えあり. */
        ANSWERED,
        /** その後を聞いて終わり. */
        CLOSED,
        /** 取下げ. */
        WITHDRAWN
    }

    /** What is done with it. */
    public enum Step {
        /** 助言. */
        ADVISE,
        /** 同行. */
        ACCOMPANY,
        /** もう少し聞く. */
        MORE,
        /** その後を知らせて終える. */
        CLOSE,
        /** 取下げ. */
        WITHDRAW
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.ASKED)
            .refusing("intake.refused.other-side", "intake.refused.advice-ended", "intake.refused.not-now")
            .at(State.ASKED, Side.COORDINATOR, "intake.advise", "intake.advise")
            .step(Step.ADVISE, Side.COORDINATOR, State.ANSWERED)
            .step(Step.ACCOMPANY, Side.COORDINATOR, State.ANSWERED)
            .step(Step.WITHDRAW, Side.ASKER, State.WITHDRAWN)
            .at(State.ANSWERED, Side.ASKER, "intake.advised", "intake.advised")
            .step(Step.MORE, Side.ASKER, State.ASKED)
            .step(Step.CLOSE, Side.ASKER, State.CLOSED)
            .build();
}
