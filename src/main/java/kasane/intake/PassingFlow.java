package kasane.intake;

import kasane.shared.Flow;

/** 相談をまわす流れ: a colleague is asked to take a consultation over; until they do, it stays with those who passed it. */
public final class PassingFlow {

    private PassingFlow() {}

    /** Who acts. */
    public enum Side {
        /** まわした側: the agency but for the colleague. */
        PASSER,
        /** まわされた人. */
        RECEIVER
    }

    /** Where it stands. */
    public enum State {
        /** 引き受け待ち. */
        PASSED,
        /** 引き受けた. */
        TAKEN,
        /** もどってきた. */
        BACK,
        /** つづけている. */
        KEPT,
        /** 取りやめ. */
        RECALLED
    }

    /** What is done with it. */
    public enum Step {
        /** 引き受ける. */
        TAKE,
        /** もどす. */
        GIVE_BACK,
        /** 取りやめ. */
        RECALL,
        /** そのままつづける. */
        KEEP
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.PASSED)
            .refusing("intake.refused.other-side", "intake.refused.passing-ended", "intake.refused.not-now")
            .at(State.PASSED, Side.RECEIVER, "intake.pass", "intake.pass")
            .step(Step.TAKE, Side.RECEIVER, State.TAKEN)
            .step(Step.GIVE_BACK, Side.RECEIVER, State.BACK)
            .step(Step.RECALL, Side.PASSER, State.RECALLED)
            .at(State.BACK, Side.PASSER, "intake.passed-back", "intake.passed-back")
            .step(Step.KEEP, Side.PASSER, State.KEPT)
            .build();
}
