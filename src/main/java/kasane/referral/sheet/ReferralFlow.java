package kasane.referral.sheet;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kasane.shared.Decision;
import kasane.shared.Reason;

/**
 * つなぎの流れ: every state of a つなぐシート with its one owner, its one next action and its one clock, and every step that
 * leads from one to another.
 */
public final class ReferralFlow {

    private ReferralFlow() {}

    /** The two agencies of a sheet. */
    public enum Side {
        /** 送った側. */
        SENDER,
        /** 受けた側. */
        RECEIVER
    }

    /** Where a sheet stands. */
    public enum State {
        /** 送付済み・受領待ち. */
        SENT,
        /** 受領済み・返答待ち. */
        RECEIVED,
        /** 引き受け済み・対応中. */
        ACCEPTED,
        /** 結果の返事あり・確認待ち. */
        REPLIED,
        /** 対応不可・別の窓口へつなぎ直し待ち. */
        DECLINED,
        /** 確認済み. */
        CONFIRMED,
        /** 別の窓口へつなぎ直した. */
        REDIRECTED,
        /** 送った側で続ける. */
        KEPT,
        /** 取下げ. */
        WITHDRAWN
    }

    /** What somebody does with a sheet. */
    public enum Step {
        /** 受領. */
        RECEIVE,
        /** 引き受け. */
        ACCEPT,
        /** 対応不可. */
        DECLINE,
        /** 結果の返事. */
        REPLY,
        /** 確認. */
        CONFIRM,
        /** 別の窓口へつなぐ. */
        REDIRECT,
        /** 送った側で続ける. */
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
            new Transition(State.SENT, Step.RECEIVE, Side.RECEIVER, State.RECEIVED),
            new Transition(State.SENT, Step.WITHDRAW, Side.SENDER, State.WITHDRAWN),
            new Transition(State.RECEIVED, Step.ACCEPT, Side.RECEIVER, State.ACCEPTED),
            new Transition(State.RECEIVED, Step.DECLINE, Side.RECEIVER, State.DECLINED),
            new Transition(State.ACCEPTED, Step.REPLY, Side.RECEIVER, State.REPLIED),
            new Transition(State.REPLIED, Step.CONFIRM, Side.SENDER, State.CONFIRMED),
            new Transition(State.DECLINED, Step.REDIRECT, Side.SENDER, State.REDIRECTED),
            new Transition(State.DECLINED, Step.KEEP, Side.SENDER, State.KEPT));

    private static final Map<State, Next> NEXT = new EnumMap<>(Map.of(
            State.SENT, new Next(Side.RECEIVER, "referral.receive", "referral.receipt"),
            State.RECEIVED, new Next(Side.RECEIVER, "referral.answer", "referral.answer"),
            State.ACCEPTED, new Next(Side.RECEIVER, "referral.reply", "referral.reply"),
            State.REPLIED, new Next(Side.SENDER, "referral.confirm", "referral.answer"),
            State.DECLINED, new Next(Side.SENDER, "referral.redirect", "referral.receipt")));

    /**
     * What is left when the person withdraws the consent on which a sheet rests, wherever it stood: the receiver no longer
     * sees it, and the sender takes it back.
     */
    static final Next BASIS_ENDED = new Next(Side.SENDER, "referral.basis-ended", "referral.receipt");

    /** Nothing is left to do. */
    static final Set<State> ENDED = Set.of(State.CONFIRMED, State.REDIRECTED, State.KEPT, State.WITHDRAWN);

    /** Owner, next action and clock; empty only for a state that has ended. */
    public static Optional<Next> next(State state) {
        return Optional.ofNullable(NEXT.get(state));
    }

    /** The clock of a state; an urgent sheet is received, and after 対応不可 passed on, by the urgent one. */
    public static String clock(Next next, boolean urgent) {
        return urgent && next.clock().equals("referral.receipt") ? "referral.receipt-urgent" : next.clock();
    }

    /** Where the step leads, or why it cannot be taken. */
    public static Decision<State> take(State from, Step step, Side by) {
        for (Transition line : TABLE) {
            if (line.from() == from && line.step() == step) {
                return line.by() == by
                        ? Decision.allow(line.to())
                        : Decision.refuse(Reason.of("referral.refused.other-side"));
            }
        }
        return Decision.refuse(Reason.of(
                ENDED.contains(from)
                        ? "referral.refused.ended"
                        : step == Step.WITHDRAW ? "referral.refused.received-already" : "referral.refused.not-now"));
    }

    /**
     * The state after the steps taken so far, in their order. Each step leads to one state only, so the last one tells:
     * also to a sender who sees no step of the receiver any more, because the consent was withdrawn.
     */
    public static State after(List<Step> steps) {
        return steps.isEmpty() ? State.SENT : arrival(steps.getLast());
    }

    private static State arrival(Step step) {
        return TABLE.stream()
                .filter(line -> line.step() == step)
                .map(Transition::to)
                .findFirst()
                .orElseThrow();
    }
}
