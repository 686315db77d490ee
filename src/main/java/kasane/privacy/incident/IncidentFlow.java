package kasane.privacy.incident;

import kasane.shared.Flow;

/**
 * 漏えい等の流れ: judged at once, reported in two steps by the clocks of the law, ended by whoever answers for it. What is brought
 * back and who is told goes on beside it.
 */
public final class IncidentFlow {

    private IncidentFlow() {}

    /** Who takes part. */
    public enum Side {
        /** 知らせた機関. */
        REPORTER,
        /** 個人情報保護担当. */
        OFFICER
    }

    /** Where an incident stands. */
    public enum State {
        /** 判断待ち. */
        TOLD,
        /** 速報待ち. */
        PROMPT_DUE,
        /** 確報待ち. */
        FULL_DUE,
        /** 終結待ち. */
        REMEDY,
        /** 終結. */
        CLOSED
    }

    /** What moves it. */
    public enum Step {
        /** 報告の対象と判断. */
        REPORT,
        /** 報告の対象でないと判断. */
        SPARE,
        /** 速報. */
        PROMPT,
        /** 確報. */
        FULL,
        /** 終結. */
        CLOSE
    }

    /** The flow itself. */
    public static final Flow<State, Step, Side> FLOW = Flow.<State, Step, Side>from(State.TOLD)
            .refusing(
                    "privacy.refused.incident.other-side",
                    "privacy.refused.incident.ended",
                    "privacy.refused.incident.not-now")
            .at(State.TOLD, Side.OFFICER, "privacy.incident-judge", "privacy.incident-judge")
            .step(Step.REPORT, Side.OFFICER, State.PROMPT_DUE)
            .step(Step.SPARE, Side.OFFICER, State.REMEDY)
            .at(State.PROMPT_DUE, Side.OFFICER, "privacy.incident-prompt", "privacy.incident-prompt")
            .step(Step.PROMPT, Side.OFFICER, State.FULL_DUE)
            .step(Step.SPARE, Side.OFFICER, State.REMEDY)
            .at(State.FULL_DUE, Side.OFFICER, "privacy.incident-full", "privacy.incident-full")
            .step(Step.FULL, Side.OFFICER, State.REMEDY)
            .at(State.REMEDY, Side.OFFICER, "privacy.incident-close", "privacy.incident-close")
            .step(Step.REPORT, Side.OFFICER, State.PROMPT_DUE)
            .step(Step.CLOSE, Side.OFFICER, State.CLOSED)
            .build();
}
