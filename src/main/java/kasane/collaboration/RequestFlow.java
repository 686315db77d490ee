package kasane.collaboration;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kasane.shared.Decision;
import kasane.shared.Reason;

/**
 * 支援依頼の流れ: every state of a 支援依頼 with its one owner, its one next action and its one clock, and every step that
 * leads from one to another. Once it is accepted the case carries on: {@link kasane.casework.CaseFlow}.
 */
public final class RequestFlow {

    private RequestFlow() {}

    /** The two agencies of a request. */
    public enum Side {
        /** 依頼した側. */
        ASKER,
        /** 多機関協働. */
        COORDINATOR
    }

    /** Where a request stands. */
    public enum State {
        /** 送付済み・答え待ち. */
        SENT,
        /** 引き受け済み. */
        ACCEPTED,
        /** 返された・つぎを決める. */
        RETURNED,
        /** 別の窓口へ送り直した. */
        REDIRECTED,
        /** 依頼した側で続ける. */
        KEPT,
        /** 取下げ. */
        WITHDRAWN
    }

    /** What somebody does with a request. */
    public enum Step {
        /** 引き受け. */
        ACCEPT,
        /** 返す. */
        RETURN,
        /** 別の窓口へ送り直す. */
        REDIRECT,
        /** 依頼した側で続ける. */
        KEEP,
        /** 取下げ. */
        WITHDRAW
    }

    /**
     * What an open state asks for.
     *
     * @param task  the next action, as the kind of its task
     * @param clock the setting that says how long it may take
     */
    public record Next(Side owner, String task, String clock) {}

    /** One line of the table. */
    record Transition(State from, Step step, Side by, State to) {}

    static final List<Transition> TABLE = List.of(
            new Transition(State.SENT, Step.ACCEPT, Side.COORDINATOR, State.ACCEPTED),
            new Transition(State.SENT, Step.RETURN, Side.COORDINATOR, State.RETURNED),
            new Transition(State.SENT, Step.WITHDRAW, Side.ASKER, State.WITHDRAWN),
            new Transition(State.RETURNED, Step.REDIRECT, Side.ASKER, State.REDIRECTED),
            new Transition(State.RETURNED, Step.KEEP, Side.ASKER, State.KEPT));

    private static final Map<State, Next> NEXT = new EnumMap<>(Map.of(
            State.SENT, new Next(Side.COORDINATOR, "collaboration.request", "request.answer"),
            State.RETURNED, new Next(Side.ASKER, "collaboration.returned", "request.returned")));

    /** Nothing is left to do with the request itself. */
    static final Set<State> ENDED = Set.of(State.ACCEPTED, State.REDIRECTED, State.KEPT, State.WITHDRAWN);

    /** Owner, next action and clock; empty only for a state that has ended. */
    public static Optional<Next> next(State state) {
        return Optional.ofNullable(NEXT.get(state));
    }

    /** Where the step leads, or why it cannot be taken. */
    public static Decision<State> take(State from, Step step, Side by) {
        for (Transition line : TABLE) {
            if (line.from() == from && line.step() == step) {
                return line.by() == by
                        ? Decision.allow(line.to())
                        : Decision.refuse(Reason.of("collaboration.refused.other-side"));
            }
        }
        return Decision.refuse(
                Reason.of(ENDED.contains(from) ? "collaboration.refused.ended" : "collaboration.refused.not-now"));
    }

    /** The state after the steps taken so far, in their order. */
    public static State after(List<Step> steps) {
        State state = State.SENT;
        for (Step step : steps) {
            state = arrival(state, step);
        }
        return state;
    }

    private static State arrival(State from, Step step) {
        return TABLE.stream()
                .filter(line -> line.from() == from && line.step() == step)
                .map(Transition::to)
                .findFirst()
                .orElse(from);
    }
}
