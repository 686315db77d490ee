package kasane.collaboration;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kasane.collaboration.Plan.State;
import kasane.shared.Decision;
import kasane.shared.Reason;

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

    /** One line of the table. */
    record Transition(State from, Step step, Party by, State to) {}

    static final List<Transition> TABLE = List.of(
            new Transition(State.DRAFT, Step.WRITE, Party.COORDINATOR, State.DRAFT),
            new Transition(State.DRAFT, Step.APPLY, Party.COORDINATOR, State.DRAFT),
            new Transition(State.DRAFT, Step.PROPOSE, Party.COORDINATOR, State.PROPOSED),
            new Transition(State.DRAFT, Step.DROP, Party.COORDINATOR, State.DROPPED),
            new Transition(State.PROPOSED, Step.APPLY, Party.COORDINATOR, State.PROPOSED),
            new Transition(State.PROPOSED, Step.AGREE, Party.COORDINATOR, State.FIT),
            new Transition(State.PROPOSED, Step.SEND_BACK, Party.COORDINATOR, State.DRAFT),
            new Transition(State.PROPOSED, Step.DROP, Party.COORDINATOR, State.DROPPED),
            new Transition(State.FIT, Step.APPLY, Party.COORDINATOR, State.FIT),
            new Transition(State.FIT, Step.AMEND, Party.COORDINATOR, State.FIT),
            new Transition(State.FIT, Step.DROP, Party.COORDINATOR, State.DROPPED),
            new Transition(State.FIT, Step.DECIDE, Party.DECIDER, State.IN_FORCE),
            new Transition(State.FIT, Step.RECONSIDER, Party.DECIDER, State.DRAFT),
            new Transition(State.IN_FORCE, Step.APPLY, Party.COORDINATOR, State.IN_FORCE),
            new Transition(State.IN_FORCE, Step.REPLACE, Party.DECIDER, State.REPLACED),
            new Transition(State.IN_FORCE, Step.END, Party.COORDINATOR, State.ENDED));

    /** The states in which a version can still come into force. */
    public static final Set<State> OPEN = Set.copyOf(EnumSet.of(State.DRAFT, State.PROPOSED, State.FIT));

    /** Where the step leads, or why it cannot be taken; {@code by} holds every part that the viewer plays. */
    public static Decision<State> take(State from, Step step, Set<Party> by) {
        for (Transition line : TABLE) {
            if (line.from() == from && line.step() == step) {
                return by.contains(line.by())
                        ? Decision.allow(line.to())
                        : Decision.refuse(Reason.of("collaboration.refused.plan-other-party"));
            }
        }
        return Decision.refuse(Reason.of(
                OPEN.contains(from) ? "collaboration.refused.plan-not-now" : "collaboration.refused.plan-fixed"));
    }

    /** The steps that these parts may take now. */
    public static Set<Step> open(State from, Set<Party> by) {
        Set<Step> steps = EnumSet.noneOf(Step.class);
        TABLE.stream()
                .filter(line -> line.from() == from && by.contains(line.by()))
                .forEach(line -> steps.add(line.step()));
        return steps;
    }
}
