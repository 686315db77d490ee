package kasane.collaboration;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kasane.shared.Decision;
import kasane.shared.Reason;

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
            new Transition(State.ASKED, Step.COME, Side.COORDINATOR, State.COMING),
            new Transition(State.ASKED, Step.CANNOT, Side.COORDINATOR, State.ALONE),
            new Transition(State.ASKED, Step.END, Side.ASKER, State.ENDED),
            new Transition(State.COMING, Step.MET, Side.ASKER, State.MET),
            new Transition(State.COMING, Step.END, Side.ASKER, State.ENDED),
            new Transition(State.ALONE, Step.MET, Side.ASKER, State.MET),
            new Transition(State.ALONE, Step.END, Side.ASKER, State.ENDED));

    private static final Map<State, Next> NEXT = new EnumMap<>(Map.of(
            State.ASKED, new Next(Side.COORDINATOR, "collaboration.introduction", "introduction.answer"),
            State.COMING, new Next(Side.ASKER, "collaboration.meeting", "introduction.meet"),
            State.ALONE, new Next(Side.ASKER, "collaboration.meeting", "introduction.meet")));

    /** Nothing is left to do. */
    static final Set<State> ENDED = Set.of(State.MET, State.ENDED);

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
        State state = State.ASKED;
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
