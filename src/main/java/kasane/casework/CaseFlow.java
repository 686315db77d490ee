package kasane.casework;

import kasane.shared.Flow;

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
        LEAD
    }

    /** Where a case stands. */
    public enum State {
        /** アセスメント・プラン作成中. */
        PLANNING,
        /** プランを会議にかけている. */
        IN_CONFERENCE,
        /** 会議で適切とされ、支援決定を待っている. */
        FIT,
        /** プラン作成の途中で休止している. */
        PLANNING_PAUSED,
        /** プラン実行中. */
        RUNNING,
        /** プラン実行の途中で休止している. */
        RUNNING_PAUSED,
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
        /** 入院・一時保護などで休止する. */
        PAUSE,
        /** まだ再開できず、つぎに確かめる日を決める. */
        STAY_PAUSED,
        /** 休止していたところから再開する. */
        TAKE_UP,
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
        /** 多機関協働を再開するため、新しいケースに引き継ぐ. */
        REOPEN,
        /** 同意の取りやめ. */
        LOSE_CONSENT,
        /** 見直しを終えて続ける. */
        RESUME,
        /** 転出・死亡・連絡がとれないなどで終える. */
        EXIT
    }

    /** The flow itself. */
    public static final Flow<State, Step, Party> FLOW = Flow.<State, Step, Party>from(State.PLANNING)
            .refusing("casework.refused.other-party", "casework.refused.ended", "casework.refused.not-now")
            .at(State.PLANNING, Party.COORDINATOR, "casework.plan", "case.plan")
            .step(Step.PROPOSE_PLAN, Party.COORDINATOR, State.IN_CONFERENCE)
            .step(Step.PAUSE, Party.COORDINATOR, State.PLANNING_PAUSED)
            // The clock of the work that rests stands still: it goes on with the days that were left.
            .at(State.PLANNING_PAUSED, Party.COORDINATOR, "casework.take-up", "case.pause")
            .step(Step.STAY_PAUSED, Party.COORDINATOR, State.PLANNING_PAUSED)
            .step(Step.TAKE_UP, Party.COORDINATOR, State.PLANNING)
            .at(State.IN_CONFERENCE, Party.COORDINATOR, "casework.confer", "case.conference")
            .step(Step.AGREE, Party.COORDINATOR, State.FIT)
            .step(Step.AGAIN, Party.COORDINATOR, State.PLANNING)
            .step(Step.LEAD_BACK, Party.COORDINATOR, State.HANDING_BACK)
            .step(Step.LEAD_BACK_AGREED, Party.COORDINATOR, State.FOLLOW_UP)
            .at(State.FIT, Party.DECIDER, "casework.decide", "case.decision")
            .step(Step.DECIDE, Party.DECIDER, State.RUNNING)
            .step(Step.NOT_DECIDED, Party.DECIDER, State.PLANNING)
            .at(State.RUNNING, Party.COORDINATOR, "casework.monitor", "monitoring")
            .step(Step.MONITOR, Party.COORDINATOR, State.RUNNING)
            .step(Step.REVISE, Party.COORDINATOR, State.PLANNING)
            .step(Step.PROPOSE_CLOSURE, Party.COORDINATOR, State.CLOSING)
            .step(Step.PAUSE, Party.COORDINATOR, State.RUNNING_PAUSED)
            .at(State.RUNNING_PAUSED, Party.COORDINATOR, "casework.take-up", "case.pause")
            .step(Step.STAY_PAUSED, Party.COORDINATOR, State.RUNNING_PAUSED)
            .step(Step.TAKE_UP, Party.COORDINATOR, State.RUNNING)
            .step(Step.PROPOSE_CLOSURE, Party.COORDINATOR, State.CLOSING)
            .at(State.CLOSING, Party.COORDINATOR, "casework.confer-closure", "case.conference")
            .step(Step.CONTINUE, Party.COORDINATOR, State.RUNNING)
            // Nobody took the lead of a case that has no plan in force: it is planned anew.
            .step(Step.AGAIN, Party.COORDINATOR, State.PLANNING)
            .step(Step.CLOSE, Party.COORDINATOR, State.HANDING_BACK)
            .step(Step.CLOSE_AGREED, Party.COORDINATOR, State.FOLLOW_UP)
            .at(State.HANDING_BACK, Party.LEAD, "casework.accept-lead", "handback.accept")
            .step(Step.ACCEPT_LEAD, Party.LEAD, State.FOLLOW_UP)
            .step(Step.REFUSE_LEAD, Party.LEAD, State.WITHOUT_LEAD)
            .at(State.WITHOUT_LEAD, Party.COORDINATOR, "casework.find-lead", "case.conference")
            .step(Step.OFFER_AGAIN, Party.COORDINATOR, State.HANDING_BACK)
            .step(Step.CONFER_AGAIN, Party.COORDINATOR, State.CLOSING)
            // After a closure and in a review there is nothing left to review: the work alone may change hands.
            .everywhereByAnybody(Step.LOSE_CONSENT, State.REVIEW)
            .at(State.FOLLOW_UP, Party.LEAD, "casework.follow-up", "case.follow-up")
            .step(Step.FOLLOW_AGAIN, Party.LEAD, State.FOLLOW_UP)
            .step(Step.FOLLOW, Party.LEAD, State.ENDED)
            // What was closed begins anew as a case of its own, with new consents and a new team.
            .step(Step.REOPEN, Party.COORDINATOR, State.ENDED)
            .at(State.REVIEW, Party.COORDINATOR, "casework.review", "case.review")
            .step(Step.RESUME, Party.COORDINATOR, State.PLANNING)
            // For a reason that leaves nothing to hand over; also where the lead has lost its sight with a consent.
            .everywhere(Step.EXIT, Party.COORDINATOR, State.ENDED)
            .build();
}
