package kasane.shared;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 流れ: the states of one kind of matter, the steps between them, and who has the next action in each.
 *
 * <p>A flow that could lose a matter cannot be built: every open state has one owner, one action and one clock, the owner
 * has a step to take, the start leads to every state, and from every state an end is reached. A flow whose next action
 * follows from another flow names no owner at all.
 *
 * @param <S> where the matter stands; a state that the flow does not describe with {@link Builder#at} has ended
 * @param <T> what somebody does with it
 * @param <P> who takes part
 */
public final class Flow<S extends Enum<S>, T extends Enum<T>, P extends Enum<P>> {

    private final S start;
    private final List<Line<S, T, P>> lines;
    private final Map<S, Map<T, Line<S, T, P>>> ways;
    private final Map<S, Next<P>> next;
    private final Set<S> ended;
    private final Refusals refusals;
    private final Map<S, String> refusedAt;
    private final Map<T, String> refusedStep;

    /**
     * What an open state asks for.
     *
     * @param task  the next action, as the kind of its task
     * @param clock the setting that says how long it may take, unless a step sets the day
     */
    public record Next<P>(P owner, String task, String clock) {}

    /**
     * One way from a state to another.
     *
     * @param by who may go it; null for whoever has to record it
     */
    public record Line<S, T, P>(S from, T step, @Nullable P by, S to) {}

    private record Refusals(String otherParty, String ended, String notNow) {}

    private Flow(Builder<S, T, P> parts, Refusals refusals) {
        this.start = parts.start;
        this.lines =
                parts.lines.stream().sorted(Comparator.comparing(Line::from)).toList();
        this.ways = ways(lines);
        this.next = Map.copyOf(parts.next);
        Set<S> closed = EnumSet.allOf(start.getDeclaringClass());
        closed.removeAll(parts.open);
        this.ended = Collections.unmodifiableSet(closed);
        this.refusals = refusals;
        this.refusedAt = Map.copyOf(parts.refusedAt);
        this.refusedStep = Map.copyOf(parts.refusedStep);
        parts.open.forEach(this::check);
        for (S state : start.getDeclaringClass().getEnumConstants()) {
            require(reachable(start).contains(state), "never reached", state);
        }
    }

    private static <S extends Enum<S>, T extends Enum<T>, P extends Enum<P>> Map<S, Map<T, Line<S, T, P>>> ways(
            List<Line<S, T, P>> lines) {
        Map<S, Map<T, Line<S, T, P>>> ways = new HashMap<>();
        for (Line<S, T, P> line : lines) {
            Line<S, T, P> other =
                    ways.computeIfAbsent(line.from(), state -> new HashMap<>()).put(line.step(), line);
            require(other == null, "one step leads to two states", line.from());
        }
        return ways;
    }

    private void check(S state) {
        require(!Collections.disjoint(reachable(state), ended), "no way to an end", state);
        if (!next.isEmpty()) {
            Next<P> work = next.get(state);
            require(work != null && !open(state, work.owner()).isEmpty(), "no owner who can move it", state);
        }
    }

    private static void require(boolean holds, String what, Enum<?> state) {
        if (!holds) {
            throw new IllegalArgumentException(state.getDeclaringClass().getName() + "." + state + ": " + what);
        }
    }

    private Set<S> reachable(S from) {
        Set<S> seen = EnumSet.of(from);
        List<S> todo = new ArrayList<>(seen);
        while (!todo.isEmpty()) {
            S state = todo.removeLast();
            lines.stream()
                    .filter(line -> line.from() == state && seen.add(line.to()))
                    .forEach(line -> todo.add(line.to()));
        }
        return seen;
    }

    /** Begins the description of a flow with the state in which every matter starts. */
    public static <S extends Enum<S>, T extends Enum<T>, P extends Enum<P>> Builder<S, T, P> from(S start) {
        return new Builder<>(start);
    }

    /** Where every matter starts. */
    public S start() {
        return start;
    }

    /** Every way between two states, state by state. */
    public List<Line<S, T, P>> lines() {
        return lines;
    }

    /** Owner, next action and clock; empty only for a state that has ended. */
    public Optional<Next<P>> next(S state) {
        return Optional.ofNullable(next.get(state));
    }

    /** Whether nothing is left to do in the state. */
    public boolean hasEnded(S state) {
        return ended.contains(state);
    }

    /** The states in which nothing is left to do. */
    public Set<S> ended() {
        return ended;
    }

    /** The steps that the party may take now, in the order of the flow. */
    public Set<T> open(S from, P by) {
        return open(from, Set.of(by));
    }

    /** The steps that somebody who plays all these parts may take now, in the order of the flow. */
    public Set<T> open(S from, Set<P> by) {
        Set<T> steps = new LinkedHashSet<>();
        for (Line<S, T, P> line : lines) {
            if (line.from() == from && line.by() != null && by.contains(line.by())) {
                steps.add(line.step());
            }
        }
        return steps;
    }

    /** Where the step leads, or why the party cannot take it. */
    public Decision<S> take(S from, T step, P by) {
        return take(from, step, Set.of(by));
    }

    /** Where the step leads, or why somebody who plays all these parts cannot take it. */
    public Decision<S> take(S from, T step, Set<P> by) {
        Line<S, T, P> line = line(from, step).orElse(null);
        if (line == null) {
            return Decision.refuse(Reason.of(standsInTheWay(from, step)));
        }
        return line.by() == null || by.contains(line.by())
                ? Decision.allow(line.to())
                : Decision.refuse(Reason.of(refusals.otherParty()));
    }

    private String standsInTheWay(S from, T step) {
        return hasEnded(from)
                ? refusals.ended()
                : refusedAt.getOrDefault(from, refusedStep.getOrDefault(step, refusals.notNow()));
    }

    private Optional<Line<S, T, P>> line(S from, T step) {
        return Optional.ofNullable(ways.getOrDefault(from, Map.of()).get(step));
    }

    /** The state after the steps taken so far, in their order; what is no step of the flow changes nothing. */
    public S after(List<T> steps) {
        S state = start;
        for (T step : steps) {
            state = line(state, step).map(Line::to).orElse(state);
        }
        return state;
    }

    /** A flow being described, state by state. */
    public static final class Builder<S extends Enum<S>, T extends Enum<T>, P extends Enum<P>> {

        private final S start;
        private final Set<S> open;
        private final List<Line<S, T, P>> lines = new ArrayList<>();
        private final Map<S, Next<P>> next;
        private final Map<S, String> refusedAt;
        private final Map<T, String> refusedStep = new HashMap<>();
        private @Nullable Refusals refusals;
        private S at;

        private Builder(S start) {
            this.start = start;
            this.at = start;
            this.open = EnumSet.noneOf(start.getDeclaringClass());
            this.next = new EnumMap<>(start.getDeclaringClass());
            this.refusedAt = new EnumMap<>(start.getDeclaringClass());
        }

        /** An open state with its owner, its next action and its clock; the steps that follow lead out of it. */
        public Builder<S, T, P> at(S state, P owner, String task, String clock) {
            next.put(state, new Next<>(owner, task, clock));
            return at(state);
        }

        /** An open state whose next action follows from another flow. */
        public Builder<S, T, P> at(S state) {
            require(open.add(state), "described twice", state);
            at = state;
            return this;
        }

        /** A step of this party. */
        public Builder<S, T, P> step(T step, P by, S to) {
            lines.add(new Line<>(at, step, by, to));
            return this;
        }

        /** The refusal of every step that does not lead out of the state described last, in words of its own. */
        public Builder<S, T, P> otherwise(String notNow) {
            refusedAt.put(at, notNow);
            return this;
        }

        /** A step of this party out of every state described so far. */
        public Builder<S, T, P> everywhere(T step, P by, S to) {
            open.forEach(state -> lines.add(new Line<>(state, step, by, to)));
            return this;
        }

        /** A step out of every state described so far, for whoever has to record it. */
        public Builder<S, T, P> everywhereByAnybody(T step, S to) {
            open.forEach(state -> lines.add(new Line<>(state, step, null, to)));
            return this;
        }

        /**
         * Why steps are refused, as keys of texts.
         *
         * @param otherParty somebody else takes the step
         * @param ended      nothing is done any more
         * @param notNow     it does not lead out of where the matter stands
         */
        public Builder<S, T, P> refusing(String otherParty, String ended, String notNow) {
            refusals = new Refusals(otherParty, ended, notNow);
            return this;
        }

        /** The refusal of a step that does not lead out of where the matter stands, in words of its own. */
        public Builder<S, T, P> refusing(T step, String notNow) {
            refusedStep.put(step, notNow);
            return this;
        }

        /** The flow, if it can lose nothing. */
        public Flow<S, T, P> build() {
            if (refusals == null) {
                throw new IllegalArgumentException(start.getDeclaringClass().getName() + ": no words for a refusal");
            }
            return new Flow<>(this, refusals);
        }
    }
}
