package kasane.conference.poll;

import kasane.shared.Flow;

/** 日程調整の流れ: days are asked for until the convenor has chosen one, or gives it up. */
public final class PollFlow {

    private PollFlow() {}

    /** Who acts. */
    public enum Side {
        /** ひらく機関. */
        CONVENOR,
        /** 都合を聞かれた機関. */
        ASKED
    }

    /** Where it stands. */
    public enum State {
        /** 都合を聞いている. */
        ASKING,
        /** 日が決まった. */
        SETTLED,
        /** 取りやめた. */
        DROPPED
    }

    /** What is done with it. */
    public enum Step {
        /** 日を決める. */
        SETTLE,
        /** 取りやめる. */
        DROP
    }

    /** The flow itself; what each agency answers is its own work and moves nothing. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.ASKING)
            .refusing("conference.refused.other-side", "conference.refused.poll-ended", "conference.refused.not-now")
            .at(State.ASKING, Side.CONVENOR, "conference.settle", "conference.settle")
            .step(Step.SETTLE, Side.CONVENOR, State.SETTLED)
            .step(Step.DROP, Side.CONVENOR, State.DROPPED)
            .build();
}
