package kasane.referral.suspicion;

import java.util.List;
import kasane.shared.Flow;

/** 虐待の疑いの流れ: from the moment it is sent the window owns it; nobody can take it back or hand it away. */
public final class SuspicionFlow {

    private SuspicionFlow() {}

    /** Who acts: the window alone. Whoever told has done their part. */
    public enum Side {
        /** 受け取る窓口. */
        WINDOW
    }

    /** Where a report stands. */
    public enum State {
        /** 送付済み・受理待ち. */
        SENT,
        /** 受理・安全確認中. */
        RECEIVED,
        /** 対応を決めた. */
        CONCLUDED
    }

    /** What the window does with it. */
    public enum Step {
        /** 受理. */
        RECEIVE,
        /** 対応の決定. */
        CONCLUDE
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.SENT)
            .refusing("referral.refused.other-side", "referral.refused.ended", "referral.refused.not-now")
            .at(State.SENT, Side.WINDOW, "referral.report-receive", "referral.report")
            .step(Step.RECEIVE, Side.WINDOW, State.RECEIVED)
            .at(State.RECEIVED, Side.WINDOW, "referral.report-check", "referral.report-check")
            .step(Step.CONCLUDE, Side.WINDOW, State.CONCLUDED)
            .build();

    /** The state after the steps taken; whoever told sees only that it arrived. */
    static State after(List<Step> steps) {
        return FLOW.after(steps);
    }
}
