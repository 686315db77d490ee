package kasane.collaboration;

import kasane.shared.Flow;

/**
 * 初回面談の流れ: the coordinator comes along before there is a consent. Every state with its one owner, its one next action
 * and its one clock; also when nobody can come, the asker goes to meet the person.
 */
public final class IntroductionFlow {

    private IntroductionFlow() {}

    /** The two agencies of an introduction. */
    public enum Side {
        /** 頼んだ側. */
        ASKER,
        /** 多機関協働. */
        COORDINATOR
    }

    /** Where an introduction stands. */
    public enum State {
        /** 頼んだ・答え待ち. */
        ASKED,
        /** 同席する・面談待ち. */
        COMING,
        /** 同席できない・頼んだ側だけで会う. */
        ALONE,
        /** 面談の結果あり. */
        MET,
        /** やめた. */
        ENDED
    }

    /** What somebody does with an introduction. */
    public enum Step {
        /** 同席する. */
        COME,
        /** 対応不可. */
        CANNOT,
        /** 面談の結果. */
        MET,
        /** 取りやめ. */
        END
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.ASKED)
            .refusing(
                    "collaboration.refused.other-side", "collaboration.refused.ended", "collaboration.refused.not-now")
            .at(State.ASKED, Side.COORDINATOR, "collaboration.introduction", "introduction.answer")
            .step(Step.COME, Side.COORDINATOR, State.COMING)
            .step(Step.CANNOT, Side.COORDINATOR, State.ALONE)
            .at(State.COMING, Side.ASKER, "collaboration.meeting", "introduction.meet")
            .step(Step.MET, Side.ASKER, State.MET)
            .at(State.ALONE, Side.ASKER, "collaboration.meeting", "introduction.meet")
            .step(Step.MET, Side.ASKER, State.MET)
            .everywhere(Step.END, Side.ASKER, State.ENDED)
            .build();
}
