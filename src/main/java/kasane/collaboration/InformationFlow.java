package kasane.collaboration;

import java.util.Optional;
import kasane.shared.Flow;

/**
 * 情報収集依頼の流れ: 多機関協働 asks an agency to gather what it needs for the assessment. Every state with its one owner, its
 * one next action and its one clock; an answer that nobody read is not yet an answer.
 */
public final class InformationFlow {

    private InformationFlow() {}

    /** The two agencies of a request. */
    public enum Side {
        /** 多機関協働. */
        ASKER,
        /** 頼まれた機関. */
        ADDRESSEE
    }

    /** Where a request stands. */
    public enum State {
        /** 頼んだ・回答待ち. */
        ASKED,
        /** 回答あり・確認待ち. */
        ANSWERED,
        /** 対応不可・ほかの集め方を考える. */
        REFUSED,
        /** 確認済み. */
        READ,
        /** 取下げ. */
        WITHDRAWN
    }

    /** What somebody does with a request. */
    public enum Step {
        /** 回答. */
        ANSWER,
        /** 対応不可. */
        CANNOT,
        /** 確認. */
        READ,
        /** 取下げ. */
        WITHDRAW
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.ASKED)
            .refusing(
                    "collaboration.refused.other-side", "collaboration.refused.ended", "collaboration.refused.not-now")
            .at(State.ASKED, Side.ADDRESSEE, "collaboration.information", "information.answer")
            .step(Step.ANSWER, Side.ADDRESSEE, State.ANSWERED)
            .step(Step.CANNOT, Side.ADDRESSEE, State.REFUSED)
            .step(Step.WITHDRAW, Side.ASKER, State.WITHDRAWN)
            .at(State.ANSWERED, Side.ASKER, "collaboration.information-answered", "information.read")
            .step(Step.READ, Side.ASKER, State.READ)
            .at(State.REFUSED, Side.ASKER, "collaboration.information-refused", "information.read")
            .step(Step.READ, Side.ASKER, State.READ)
            .build();

    /** At an agency for which nobody signs in nobody can have work: whoever asks also finds out what is answered. */
    public static Optional<Flow.Next<Side>> nextOnPaper(State state) {
        return FLOW.next(state)
                .map(next -> next.owner() == Side.ASKER
                        ? next
                        : new Flow.Next<>(Side.ASKER, "collaboration.information-on-paper", next.clock()));
    }
}
