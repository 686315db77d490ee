package kasane.conference.support;

import kasane.shared.Flow;

/** 開催依頼の流れ: an agency asks, the municipality judges; whatever it answers, somebody has the next step. */
public final class ConveningFlow {

    private ConveningFlow() {}

    /** Who acts. */
    public enum Side {
        /** 依頼した機関. */
        ASKER,
        /** 市町村（招集者）. */
        MUNICIPALITY
    }

    /** Where a request stands. */
    public enum State {
        /** 要否の判断待ち. */
        FILED,
        /** 見守る: the asking agency looks on until a day. */
        WATCHING,
        /** ほかの道: the asking agency takes it or asks again. */
        OTHER_ROAD,
        /** 支援会議をひらく. */
        CONVENED,
        /** 依頼した機関が終えた. */
        ENDED,
        /** 取下げ. */
        WITHDRAWN
    }

    /** What is done with it. */
    public enum Step {
        /** 要: 支援会議をひらく. */
        CONVENE,
        /** 見守る. */
        WATCH,
        /** ほかの道を示す. */
        OTHER,
        /** 取下げ. */
        WITHDRAW,
        /** もう一度依頼する. */
        AGAIN,
        /** 終える. */
        END
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.FILED)
            .refusing("conference.refused.other-side", "conference.refused.request-ended", "conference.refused.not-now")
            .at(State.FILED, Side.MUNICIPALITY, "conference.judge", "conference.judge")
            .step(Step.CONVENE, Side.MUNICIPALITY, State.CONVENED)
            .step(Step.WATCH, Side.MUNICIPALITY, State.WATCHING)
            .step(Step.OTHER, Side.MUNICIPALITY, State.OTHER_ROAD)
            .step(Step.WITHDRAW, Side.ASKER, State.WITHDRAWN)
            .at(State.WATCHING, Side.ASKER, "conference.watch", "conference.watch")
            .step(Step.AGAIN, Side.ASKER, State.FILED)
            .step(Step.END, Side.ASKER, State.ENDED)
            .at(State.OTHER_ROAD, Side.ASKER, "conference.other-road", "conference.other-road")
            .step(Step.AGAIN, Side.ASKER, State.FILED)
            .step(Step.END, Side.ASKER, State.ENDED)
            .build();
}
