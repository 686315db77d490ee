package kasane.collaboration;

import kasane.shared.Flow;

/**
 * 出来事の流れ: what an agency of the team tells of a case is looked at by whoever carries the case within days, beside the
 * day that was set for the next モニタリング.
 */
public final class OccurrenceFlow {

    private OccurrenceFlow() {}

    /** Who tells and who looks; they may be the same. */
    public enum Side {
        /** 知らせた機関. */
        TELLER,
        /** 多機関協働の担当機関. */
        CARRIER
    }

    /** Where it stands. */
    public enum State {
        /** 知らせた・モニタリング待ち. */
        TOLD,
        /** モニタリングで見た. */
        MONITORED,
        /** モニタリングをせずに済ませた. */
        NOTED,
        /** 取下げ. */
        WITHDRAWN,
        /** ケースが見直しになった、または終わった. */
        LAPSED
    }

    /** What somebody does with it. */
    public enum Step {
        /** モニタリング. */
        MONITOR,
        /** モニタリングをせずに済ませる. */
        NOTE,
        /** 取下げ. */
        WITHDRAW,
        /** ケースの見直し・終わり. */
        LAPSE
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.TOLD)
            .refusing(
                    "collaboration.refused.other-side", "collaboration.refused.ended", "collaboration.refused.not-now")
            .at(State.TOLD, Side.CARRIER, "collaboration.occurrence", "monitoring.occurrence")
            .step(Step.MONITOR, Side.CARRIER, State.MONITORED)
            .step(Step.NOTE, Side.CARRIER, State.NOTED)
            .step(Step.WITHDRAW, Side.TELLER, State.WITHDRAWN)
            .everywhereByAnybody(Step.LAPSE, State.LAPSED)
            .build();
}
