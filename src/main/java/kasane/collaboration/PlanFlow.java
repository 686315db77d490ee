package kasane.collaboration;

import java.util.EnumSet;
import java.util.Set;
import kasane.collaboration.Plan.State;
import kasane.shared.Flow;

/**
 * 支援プランの流れ: every step by which a version comes to count, and no way past the 支援決定. Who has the next action, and
 * until when, follows from the case: {@link kasane.casework.CaseFlow}.
 */
public final class PlanFlow {

    private PlanFlow() {}

    /** Who takes a step. */
    public enum Party {
        /** 多機関協働: the agency that carries the case. */
        COORDINATOR,
        /** 所管課: decides for the municipality. */
        DECIDER
    }

    /** What somebody does with a version. */
    public enum Step {
        /** 書く. */
        WRITE,
        /** ご本人の確認・申込を記録する. */
        APPLY,
        /** 会議にかける. */
        PROPOSE,
        /** 会議: 適切. */
        AGREE,
        /** 会議: 再協議. */
        SEND_BACK,
        /** 会議で求められた修正を書く. */
        AMEND,
        /** 支援決定. */
        DECIDE,
        /** 支援決定せず、再協議を求める. */
        RECONSIDER,
        /** つぎの版の支援決定により、代わる. */
        REPLACE,
        /** 支援の終わり. */
        END,
        /** 支援決定に至らずに終わる. */
        DROP
    }

    /** The flow itself. */
    public static final Flow<State, Step, Party> FLOW = Flow.<State, Step, Party>from(State.DRAFT)
            .refusing(
                    "collaboration.refused.plan-other-party",
                    "collaboration.refused.plan-fixed",
                    "collaboration.refused.plan-not-now")
            .at(State.DRAFT)
            .step(Step.WRITE, Party.COORDINATOR, State.DRAFT)
            .step(Step.APPLY, Party.COORDINATOR, State.DRAFT)
            .step(Step.PROPOSE, Party.COORDINATOR, State.PROPOSED)
            .step(Step.DROP, Party.COORDINATOR, State.DROPPED)
            .at(State.PROPOSED)
            .step(Step.APPLY, Party.COORDINATOR, State.PROPOSED)
            .step(Step.AGREE, Party.COORDINATOR, State.FIT)
            .step(Step.SEND_BACK, Party.COORDINATOR, State.DRAFT)
            .step(Step.DROP, Party.COORDINATOR, State.DROPPED)
            .at(State.FIT)
            .step(Step.APPLY, Party.COORDINATOR, State.FIT)
            .step(Step.AMEND, Party.COORDINATOR, State.FIT)
            .step(Step.DROP, Party.COORDINATOR, State.DROPPED)
            .step(Step.DECIDE, Party.DECIDER, State.IN_FORCE)
            .step(Step.RECONSIDER, Party.DECIDER, State.DRAFT)
            .at(State.IN_FORCE)
            .otherwise("collaboration.refused.plan-fixed")
            .step(Step.APPLY, Party.COORDINATOR, State.IN_FORCE)
            .step(Step.REPLACE, Party.DECIDER, State.REPLACED)
            .step(Step.END, Party.COORDINATOR, State.ENDED)
            .build();

    /** The states in which a version can still come into force. */
    public static final Set<State> OPEN = Set.copyOf(EnumSet.of(State.DRAFT, State.PROPOSED, State.FIT));
}
