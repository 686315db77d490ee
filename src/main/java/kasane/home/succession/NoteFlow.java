package kasane.home.succession;

import kasane.shared.Flow;

/** 引継書の流れ: once the case has passed it waits for whoever took it over to say so. */
public final class NoteFlow {

    private NoteFlow() {}

    /** Who acts. */
    public enum Side {
        /** 引き継いだ人. */
        SUCCESSOR
    }

    /** Where it stands. */
    public enum State {
        /** 確かめ待ち. */
        HANDED,
        /** 引き継いだ. */
        CONFIRMED
    }

    /** What is done with it. */
    public enum Step {
        /** 引き継ぎました. */
        CONFIRM
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.HANDED)
            .refusing("home.refused.not-yours", "home.refused.note-confirmed", "home.refused.not-now")
            .at(State.HANDED, Side.SUCCESSOR, "home.confirm-note", "succession.confirm")
            .step(Step.CONFIRM, Side.SUCCESSOR, State.CONFIRMED)
            .build();
}
