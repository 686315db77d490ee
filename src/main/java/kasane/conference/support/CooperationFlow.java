package kasane.conference.support;

import kasane.shared.Flow;

/** 協力依頼の流れ: the municipality asks an agency for what it knows, and reads what comes back. */
public final class CooperationFlow {

    private CooperationFlow() {}

    /** Who acts. */
    public enum Side {
        /** 市町村（招集者）. */
        CONVENOR,
        /** 協力を求められた機関. */
        ADDRESSEE
    }

    /** Where it stands. */
    public enum State {
        /** 回答待ち. */
        ASKED,
        /** 回答あり. */
        ANSWERED,
        /** 協力できない. */
        REFUSED,
        /** 確認済み. */
        READ,
        /** 取下げ. */
        WITHDRAWN
    }

    /** What is done with it. */
    public enum Step {
        /** 回答. */
        ANSWER,
        /** 協力できない. */
        CANNOT,
        /** 確認. */
        READ,
        /** 取下げ. */
        WITHDRAW
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.ASKED)
            .refusing("conference.refused.other-side", "conference.refused.request-ended", "conference.refused.not-now")
            .at(State.ASKED, Side.ADDRESSEE, "conference.cooperate", "conference.cooperate")
            .step(Step.ANSWER, Side.ADDRESSEE, State.ANSWERED)
            .step(Step.CANNOT, Side.ADDRESSEE, State.REFUSED)
            .step(Step.WITHDRAW, Side.CONVENOR, State.WITHDRAWN)
            .at(State.ANSWERED, Side.CONVENOR, "conference.cooperated", "conference.cooperated")
            .step(Step.READ, Side.CONVENOR, State.READ)
            .at(State.REFUSED, Side.CONVENOR, "conference.cooperated", "conference.cooperated")
            .step(Step.READ, Side.CONVENOR, State.READ)
            .build();
}
