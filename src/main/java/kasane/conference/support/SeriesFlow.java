package kasane.conference.support;

import kasane.shared.Flow;

/** 支援会議の流れ: from the decision to convene until it is closed or passes into a 重層的支援会議; the municipality owns it. */
public final class SeriesFlow {

    private SeriesFlow() {}

    /** Who acts: the municipality alone. */
    public enum Side {
        /** 市町村（招集者）. */
        CONVENOR
    }

    /** Where it stands. */
    public enum State {
        /** 日を決める. */
        TO_CALL,
        /** 会議を待つ・結果を出す. */
        CALLED,
        /** 見守り. */
        WATCHING,
        /** 同意を得て重層的支援会議へ. */
        PASSED,
        /** 終了. */
        CLOSED
    }

    /** What is done with it. */
    public enum Step {
        /** 招集. */
        CALL,
        /** 中止. */
        CALL_OFF,
        /** もう一度ひらく. */
        AGAIN,
        /** 見守る. */
        WATCH,
        /** 重層的支援会議へ移す. */
        PASS,
        /** 終える. */
        CLOSE
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.TO_CALL)
            .refusing("conference.refused.other-side", "conference.refused.series-ended", "conference.refused.not-now")
            .at(State.TO_CALL, Side.CONVENOR, "conference.call", "conference.call")
            .step(Step.CALL, Side.CONVENOR, State.CALLED)
            .step(Step.PASS, Side.CONVENOR, State.PASSED)
            .step(Step.CLOSE, Side.CONVENOR, State.CLOSED)
            .at(State.CALLED, Side.CONVENOR, "conference.sitting", "conference.sitting")
            .step(Step.AGAIN, Side.CONVENOR, State.TO_CALL)
            .step(Step.CALL_OFF, Side.CONVENOR, State.TO_CALL)
            .step(Step.WATCH, Side.CONVENOR, State.WATCHING)
            .step(Step.PASS, Side.CONVENOR, State.PASSED)
            .step(Step.CLOSE, Side.CONVENOR, State.CLOSED)
            .at(State.WATCHING, Side.CONVENOR, "conference.look-again", "conference.look-again")
            .step(Step.CALL, Side.CONVENOR, State.CALLED)
            .step(Step.PASS, Side.CONVENOR, State.PASSED)
            .step(Step.CLOSE, Side.CONVENOR, State.CLOSED)
            .build();
}
