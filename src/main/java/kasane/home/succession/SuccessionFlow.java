package kasane.home.succession;

import kasane.shared.Flow;

/** 異動の流れ: planned, taken effect by its day alone, and settled where something could not pass as it was meant. */
public final class SuccessionFlow {

    private SuccessionFlow() {}

    /** Who acts. */
    public enum Side {
        /** 機関: whoever leaves writes, the manager plans and settles. */
        AGENCY
    }

    /** Where it stands. */
    public enum State {
        /** その日を待っている. */
        PLANNED,
        /** 残りをきめる. */
        SETTLING,
        /** 引き継いだ. */
        FINISHED,
        /** 取りやめ. */
        WITHDRAWN
    }

    /** What happens to it. */
    public enum Step {
        /** 取りやめる. */
        WITHDRAW,
        /** その日になった: everything passed. */
        PASS,
        /** その日になった: something is left to be settled. */
        PASS_IN_PART,
        /** 残りをきめた. */
        SETTLE
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.PLANNED)
            .refusing("home.refused.not-yours", "home.refused.succession-ended", "home.refused.not-now")
            .at(State.PLANNED, Side.AGENCY, "home.write-notes", "succession.notes")
            .step(Step.WITHDRAW, Side.AGENCY, State.WITHDRAWN)
            .step(Step.PASS, Side.AGENCY, State.FINISHED)
            .step(Step.PASS_IN_PART, Side.AGENCY, State.SETTLING)
            .at(State.SETTLING, Side.AGENCY, "home.settle-succession", "succession.rest")
            .step(Step.SETTLE, Side.AGENCY, State.FINISHED)
            .build();
}
