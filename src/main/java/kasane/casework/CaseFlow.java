package kasane.casework;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kasane.shared.Decision;
import kasane.shared.Reason;

/**
 * ケースの流れ: every state of a case with its one owner, its one next action and its one clock, and every step that leads
 * from one to another.
 */
public final class CaseFlow {

    private CaseFlow() {}

    /** Who takes a step, and who has the next action. */
    public enum Party {
        /** 多機関協働: the agency that carries the case. */
        COORDINATOR,
        /** 所管課: decides for the municipality. */
        DECIDER,
        /** つぎの主担当: the agency to which the case is handed. */
        LEAD,
        /** Whoever records that a consent has ended. */
        ANYBODY
    }

    /** Where a case stands. */
    public enum State {
        /** アセスメント・プラン作成中. */
        PLANNING,
        /** プランを会議にかけている. */
        IN_CONFERENCE,
        /** 会議で適切とされ、支援決定を待っている. */
        FIT,
        /** プラン実行中. */
        RUNNING,
        /** 終結を会議にかけている. */
        CLOSING,
        /** もどし先の答えを待っている. */
        HANDING_BACK,
        /** もどし先が対応不可. */
        WITHOUT_LEAD,
        /** 終結後、様子を見る日を待っている. */
        FOLLOW_UP,
        /** 同意の取りやめで見直し中. */
        REVIEW,
        /** 終わった. */
        ENDED
    }

    /** What somebody does with a case. */
    public enum Step {
        /** 開始. */
        BEGIN,
        /** プランを会議にかける. */
        PROPOSE_PLAN,
        /** 会議: プランは適切. */
        AGREE,
        /** 会議: 再協議. */
        AGAIN,
        /** 会議: 紹介元などが主担当となる、答えを待つ. */
        LEAD_BACK,
        /** 会議: 紹介元などが主担当となり、その場で引き受けた. */
        LEAD_BACK_AGREED,
        /** 支援決定. */
        DECIDE,
        /** 支援決定せず再協議を求める. */
        NOT_DECIDED,
        /** モニタリング. */
        MONITOR,
        /** 再プラン. */
        REVISE,
        /** 終結を会議にかける. */
        PROPOSE_CLOSURE,
        /** 会議: 支援を続ける. */
        CONTINUE,
        /** 会議: 終結、もどし先は答えを待つ. */
        CLOSE,
        /** 会議: 終結、もどし先がその場で引き受けた. */
        CLOSE_AGREED,
        /** もどし先の引き受け. */
        ACCEPT_LEAD,
        /** もどし先の対応不可. */
        REFUSE_LEAD,
        /** 別の機関にもどしを頼む. */
        OFFER_AGAIN,
        /** もう一度会議にかける. */
        CONFER_AGAIN,
        /** 終結後の様子を見て、もう一度見る日を決める. */
        FOLLOW_AGAIN,
        /** 終結後の見守りを終える. */
        FOLLOW,
        /** 同意の取りやめ. */
        LOSE_CONSENT,
        /** 見直しを終えて続ける. */
        RESUME,
        /** 転出・死亡・連絡がとれないなどで終える. */
        EXIT
    }

    /**
     * What an open state asks for.
     *
     * @param task  the next action, as the kind of its task
     * @param clock the setting that says how long it may take, unless the step sets a day
     */
    public record Next(Party owner, String task, String clock) {}

    /** One line of the table. */
    record Transition(State from, Step step, Party by, State to) {}

    /** The states in which the coordinator may end a case for a reason that leaves nothing to hand over. */
    private static final Set<State> MAY_EXIT = EnumSet.of(
            State.PLANNING,
            State.IN_CONFERENCE,
            State.FIT,
            State.RUNNING,
            State.CLOSING,
            State.HANDING_BACK,
            State.WITHOUT_LEAD,
            // The lead may have lost its sight with a consent; somebody must still be able to end it.
            State.FOLLOW_UP,
            State.REVIEW);

    static final List<Transition> TABLE = table();

    private static List<Transition> table() {
        List<Transition> table = new java.util.ArrayList<>(List.of(
                new Transition(State.PLANNING, Step.PROPOSE_PLAN, Party.COORDINATOR, State.IN_CONFERENCE),
                new Transition(State.IN_CONFERENCE, Step.AGREE, Party.COORDINATOR, State.FIT),
                new Transition(State.IN_CONFERENCE, Step.AGAIN, Party.COORDINATOR, State.PLANNING),
                new Transition(State.IN_CONFERENCE, Step.LEAD_BACK, Party.COORDINATOR, State.HANDING_BACK),
                new Transition(State.IN_CONFERENCE, Step.LEAD_BACK_AGREED, Party.COORDINATOR, State.FOLLOW_UP),
                new Transition(State.FIT, Step.DECIDE, Party.DECIDER, State.RUNNING),
                new Transition(State.FIT, Step.NOT_DECIDED, Party.DECIDER, State.PLANNING),
                new Transition(State.RUNNING, Step.MONITOR, Party.COORDINATOR, State.RUNNING),
                new Transition(State.RUNNING, Step.REVISE, Party.COORDINATOR, State.PLANNING),
                new Transition(State.RUNNING, Step.PROPOSE_CLOSURE, Party.COORDINATOR, State.CLOSING),
                new Transition(State.CLOSING, Step.CONTINUE, Party.COORDINATOR, State.RUNNING),
                // Nobody took the lead of a case that has no plan in force: it is planned anew.
                new Transition(State.CLOSING, Step.AGAIN, Party.COORDINATOR, State.PLANNING),
                new Transition(State.CLOSING, Step.CLOSE, Party.COORDINATOR, State.HANDING_BACK),
                new Transition(State.CLOSING, Step.CLOSE_AGREED, Party.COORDINATOR, State.FOLLOW_UP),
                new Transition(State.HANDING_BACK, Step.ACCEPT_LEAD, Party.LEAD, State.FOLLOW_UP),
                new Transition(State.HANDING_BACK, Step.REFUSE_LEAD, Party.LEAD, State.WITHOUT_LEAD),
                new Transition(State.WITHOUT_LEAD, Step.OFFER_AGAIN, Party.COORDINATOR, State.HANDING_BACK),
                new Transition(State.WITHOUT_LEAD, Step.CONFER_AGAIN, Party.COORDINATOR, State.CLOSING),
                new Transition(State.FOLLOW_UP, Step.FOLLOW_AGAIN, Party.LEAD, State.FOLLOW_UP),
                new Transition(State.FOLLOW_UP, Step.FOLLOW, Party.LEAD, State.ENDED),
                new Transition(State.REVIEW, Step.RESUME, Party.COORDINATOR, State.PLANNING)));
        for (State state : MAY_EXIT) {
            table.add(new Transition(state, Step.EXIT, Party.COORDINATOR, State.ENDED));
            table.add(new Transition(state, Step.LOSE_CONSENT, Party.ANYBODY, State.REVIEW));
        }
        return List.copyOf(table);
    }

    private static final Map<State, Next> NEXT = new EnumMap<>(Map.of(
            State.PLANNING, new Next(Party.COORDINATOR, "casework.plan", "case.plan"),
            State.IN_CONFERENCE, new Next(Party.COORDINATOR, "casework.confer", "case.conference"),
            State.FIT, new Next(Party.DECIDER, "casework.decide", "case.decision"),
            State.RUNNING, new Next(Party.COORDINATOR, "casework.monitor", "monitoring"),
            State.CLOSING, new Next(Party.COORDINATOR, "casework.confer-closure", "case.conference"),
            State.HANDING_BACK, new Next(Party.LEAD, "casework.accept-lead", "handback.accept"),
            State.WITHOUT_LEAD, new Next(Party.COORDINATOR, "casework.find-lead", "case.conference"),
            State.FOLLOW_UP, new Next(Party.LEAD, "casework.follow-up", "case.follow-up"),
            State.REVIEW, new Next(Party.COORDINATOR, "casework.review", "case.review")));

    /** Owner, next action and clock; empty only for a state that has ended. */
    public static Optional<Next> next(State state) {
        return Optional.ofNullable(NEXT.get(state));
    }

    /** The steps that the party may take now, in the order of the table. */
    public static Set<Step> open(State from, Party by) {
        Set<Step> steps = EnumSet.noneOf(Step.class);
        TABLE.stream().filter(line -> line.from() == from && line.by() == by).forEach(line -> steps.add(line.step()));
        return steps;
    }

    /** Where the step leads, or why it cannot be taken; {@code by} holds every part that the viewer plays in the case. */
    public static Decision<State> take(State from, Step step, Set<Party> by) {
        for (Transition line : TABLE) {
            if (line.from() == from && line.step() == step) {
                return line.by() == Party.ANYBODY || by.contains(line.by())
                        ? Decision.allow(line.to())
                        : Decision.refuse(Reason.of("casework.refused.other-party"));
            }
        }
        return Decision.refuse(Reason.of(from == State.ENDED ? "casework.refused.ended" : "casework.refused.not-now"));
    }

    /** The state after the steps taken so far, in their order. */
    public static State after(List<Step> steps) {
        State state = State.PLANNING;
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
