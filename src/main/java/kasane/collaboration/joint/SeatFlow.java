package kasane.collaboration.joint;

import kasane.shared.Flow;

/** 連携支援に加わる機関の流れ: an invitation is answered, a part that somebody took is told of, and one that is free is seen to. */
public final class SeatFlow {

    private SeatFlow() {}

    /** Who acts. */
    public enum Party {
        /** 取りまとめ役. */
        LEAD,
        /** 加わる機関. */
        MEMBER
    }

    /** Where a seat stands. */
    public enum State {
        /** 誘っている. */
        INVITED,
        /** 加わっている. */
        JOINED,
        /** 加われない. */
        DECLINED,
        /** 抜けた. */
        LEFT,
        /** 終わり. */
        CLOSED
    }

    /** What is done with it. */
    public enum Step {
        /** 加わる. */
        JOIN,
        /** 加われない. */
        DECLINE,
        /** 誘いの取下げ. */
        WITHDRAW,
        /** 様子を知らせる. */
        REPORT,
        /** 抜ける. */
        LEAVE,
        /** 受けもちを終えてもらう. */
        RELEASE,
        /** 決め直した. */
        SEEN
    }

    /** The flow itself. */
    public static final Flow<State, Step, Party> FLOW = Flow.<State, Step, Party>from(State.INVITED)
            .refusing(
                    "collaboration.refused.other-side",
                    "collaboration.refused.seat-closed",
                    "collaboration.refused.not-now")
            .at(State.INVITED, Party.MEMBER, "collaboration.joint-answer", "joint.answer")
            .step(Step.JOIN, Party.MEMBER, State.JOINED)
            .step(Step.DECLINE, Party.MEMBER, State.DECLINED)
            .step(Step.WITHDRAW, Party.LEAD, State.CLOSED)
            .at(State.JOINED, Party.MEMBER, "collaboration.joint-report", "joint.report")
            .step(Step.REPORT, Party.MEMBER, State.JOINED)
            .step(Step.LEAVE, Party.MEMBER, State.LEFT)
            .step(Step.RELEASE, Party.LEAD, State.CLOSED)
            .at(State.DECLINED, Party.LEAD, "collaboration.joint-gone", "joint.gone")
            .step(Step.SEEN, Party.LEAD, State.CLOSED)
            .at(State.LEFT, Party.LEAD, "collaboration.joint-gone", "joint.gone")
            .step(Step.SEEN, Party.LEAD, State.CLOSED)
            .build();

    /** Whether the agency still takes part, or may yet. */
    static boolean isTaken(State state) {
        return state == State.INVITED || state == State.JOINED;
    }
}
