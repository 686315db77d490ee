package kasane.collaboration.joint;

import kasane.shared.Flow;

/**
 * 連携支援の流れ: what two or three agencies do together is looked at again until it has ended or 多機関協働 is asked; the agency
 * that leads owns it all the time.
 */
public final class JointFlow {

    private JointFlow() {}

    /** Who acts. */
    public enum Party {
        /** 取りまとめ役: the agency that keeps the household's record. */
        LEAD
    }

    /** Where it stands. */
    public enum State {
        /** いっしょに支援している. */
        RUNNING,
        /** 同意が終わり、続け方を決める. */
        RECONSIDER,
        /** 多機関協働へ支援依頼を出すところ. */
        HANDING_UP,
        /** 終わり. */
        ENDED
    }

    /** What is done with it. */
    public enum Step {
        /** 振り返り. */
        REVIEW,
        /** 同意の終わり. */
        LOSE_CONSENT,
        /** 続ける. */
        GO_ON,
        /** 終える. */
        END,
        /** 多機関協働へ. */
        HAND_UP,
        /** 支援依頼を出した. */
        CLOSE
    }

    /** The flow itself. */
    public static final Flow<State, Step, Party> FLOW = Flow.<State, Step, Party>from(State.RUNNING)
            .refusing(
                    "collaboration.refused.other-side",
                    "collaboration.refused.joint-ended",
                    "collaboration.refused.not-now")
            .at(State.RUNNING, Party.LEAD, "collaboration.joint-review", "joint.review")
            .step(Step.REVIEW, Party.LEAD, State.RUNNING)
            .step(Step.LOSE_CONSENT, Party.LEAD, State.RECONSIDER)
            .step(Step.HAND_UP, Party.LEAD, State.HANDING_UP)
            .step(Step.END, Party.LEAD, State.ENDED)
            .at(State.RECONSIDER, Party.LEAD, "collaboration.joint-reconsider", "case.review")
            .step(Step.GO_ON, Party.LEAD, State.RUNNING)
            .step(Step.HAND_UP, Party.LEAD, State.HANDING_UP)
            .step(Step.END, Party.LEAD, State.ENDED)
            .at(State.HANDING_UP, Party.LEAD, "collaboration.joint-hand-up", "joint.hand-up")
            .step(Step.CLOSE, Party.LEAD, State.ENDED)
            .build();
}
