package kasane.collaboration;

import kasane.shared.Flow;

/**
 * 一部のもどしの流れ: an agency is asked to take over some of a case that goes on. Until it accepts, whoever carries the case
 * has it; what nobody takes is talked about at the next conference, or stays.
 */
public final class PartialHandBackFlow {

    private PartialHandBackFlow() {}

    /** Who hands over and who is asked. */
    public enum Side {
        /** 多機関協働の担当機関. */
        CARRIER,
        /** もどし先. */
        RECEIVER
    }

    /** Where it stands. */
    public enum State {
        /** 頼んだ・答え待ち. */
        OFFERED,
        /** 対応不可・つぎを決める. */
        REFUSED,
        /** 会議にかけている. */
        CONFERRING,
        /** 引き受け. */
        TAKEN,
        /** 別の機関に頼んだ. */
        PASSED_ON,
        /** 多機関協働で続ける. */
        KEPT,
        /** ケースが見直しになった、または終わった. */
        LAPSED
    }

    /** What somebody does with it. */
    public enum Step {
        /** 会議で引き受け. */
        AGREE,
        /** 引き受け. */
        ACCEPT,
        /** 対応不可. */
        REFUSE,
        /** 別の機関に頼む. */
        ASK_ANOTHER,
        /** 会議にかける. */
        CONFER,
        /** 多機関協働で続ける. */
        KEEP,
        /** ケースの見直し・終わり. */
        LAPSE
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.OFFERED)
            .refusing(
                    "collaboration.refused.other-side", "collaboration.refused.ended", "collaboration.refused.not-now")
            .at(State.OFFERED, Side.RECEIVER, "collaboration.part", "handback.accept")
            .step(Step.AGREE, Side.CARRIER, State.TAKEN)
            .step(Step.ACCEPT, Side.RECEIVER, State.TAKEN)
            .step(Step.REFUSE, Side.RECEIVER, State.REFUSED)
            .step(Step.KEEP, Side.CARRIER, State.KEPT)
            .at(State.REFUSED, Side.CARRIER, "collaboration.part-refused", "case.conference")
            .step(Step.ASK_ANOTHER, Side.CARRIER, State.PASSED_ON)
            .step(Step.CONFER, Side.CARRIER, State.CONFERRING)
            .step(Step.KEEP, Side.CARRIER, State.KEPT)
            .at(State.CONFERRING, Side.CARRIER, "collaboration.part-conferred", "case.conference")
            .step(Step.ASK_ANOTHER, Side.CARRIER, State.PASSED_ON)
            .step(Step.KEEP, Side.CARRIER, State.KEPT)
            .everywhereByAnybody(Step.LAPSE, State.LAPSED)
            .build();
}
