package kasane.referral.sheet;

import java.util.List;
import java.util.Optional;
import kasane.shared.Flow;

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
        WITHDRAW,
        /** 取戻し: it went to the wrong window. */
        RECALL
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.SENT)
            .refusing("referral.refused.other-side", "referral.refused.ended", "referral.refused.not-now")
            .refusing(Step.WITHDRAW, "referral.refused.received-already")
            .at(State.SENT, Side.RECEIVER, "referral.receive", "referral.receipt")
            .step(Step.RECEIVE, Side.RECEIVER, State.RECEIVED)
            .step(Step.WITHDRAW, Side.SENDER, State.WITHDRAWN)
            .at(State.RECEIVED, Side.RECEIVER, "referral.answer", "referral.answer")
            .step(Step.ACCEPT, Side.RECEIVER, State.ACCEPTED)
            .step(Step.DECLINE, Side.RECEIVER, State.DECLINED)
            .step(Step.RECALL, Side.SENDER, State.WITHDRAWN)
            .at(State.ACCEPTED, Side.RECEIVER, "referral.reply", "referral.reply")
            .step(Step.REPLY, Side.RECEIVER, State.REPLIED)
            .step(Step.RECALL, Side.SENDER, State.WITHDRAWN)
            .at(State.REPLIED, Side.SENDER, "referral.confirm", "referral.answer")
            .step(Step.CONFIRM, Side.SENDER, State.CONFIRMED)
            .step(Step.RECALL, Side.SENDER, State.WITHDRAWN)
            .at(State.DECLINED, Side.SENDER, "referral.redirect", "referral.receipt")
            .step(Step.REDIRECT, Side.SENDER, State.REDIRECTED)
            .step(Step.KEEP, Side.SENDER, State.KEPT)
            .build();

    /**
     * What is left when the person withdraws the consent on which a sheet rests, wherever it stood: the receiver no longer
     * sees it, and the sender takes it back.
     */
    public static final Flow.Next<Side> BASIS_ENDED =
            new Flow.Next<>(Side.SENDER, "referral.basis-ended", "referral.receipt");

    /** A sheet on paper that has not left yet. */
    public static final Flow.Next<Side> TO_DISPATCH =
            new Flow.Next<>(Side.SENDER, "referral.dispatch", "referral.dispatch");

    /**
     * 紙でつないだときの次: at an agency for which nobody signs in nobody can have work, so that the sender finds out what is
     * the receiver's to do. The states, the steps and the clocks stay those of the flow.
     */
    public static Optional<Flow.Next<Side>> nextOnPaper(State state, boolean dispatched) {
        return FLOW.next(state).map(next -> switch (state) {
            case SENT ->
                dispatched ? new Flow.Next<>(Side.SENDER, "referral.check-receipt", next.clock()) : TO_DISPATCH;
            case RECEIVED -> new Flow.Next<>(Side.SENDER, "referral.check-answer", next.clock());
            case ACCEPTED -> new Flow.Next<>(Side.SENDER, "referral.check-reply", next.clock());
            default -> next;
        });
    }

    /** Whether a step is the receiver's, and therefore keyed in by the sender when the receiver has no account. */
    public static boolean isReceivers(Step step) {
        return FLOW.lines().stream().anyMatch(line -> line.step() == step && line.by() == Side.RECEIVER);
    }

    /** The clock of a state; an urgent sheet is received, and after 対応不可 passed on, by the urgent one. */
    public static String clock(Flow.Next<Side> next, boolean urgent) {
        return urgent && (next.clock().equals("referral.receipt") || next.equals(TO_DISPATCH))
                ? "referral.receipt-urgent"
                : next.clock();
    }

    /**
     * The state after the steps taken so far, in their order. Each step leads to one state only, so the last one tells:
     * also to a sender who sees no step of the receiver any more, because the consent was withdrawn.
     */
    public static State after(List<Step> steps) {
        return steps.isEmpty() ? FLOW.start() : arrival(steps.getLast());
    }

    private static State arrival(Step step) {
        return FLOW.lines().stream()
                .filter(line -> line.step() == step)
                .map(Flow.Line::to)
                .findFirst()
                .orElseThrow();
    }
}
