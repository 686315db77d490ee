package kasane.conference;

import java.time.LocalDate;
import kasane.shared.Decision;
import kasane.shared.Reason;

/** 会議の進め方: what may be done with a meeting and with its items, before the day, on the day and afterwards. */
public final class ConferenceFlow {

    private ConferenceFlow() {}

    /** Where a meeting stands. */
    public enum State {
        /** まだひらいていない. */
        PLANNED,
        /** きょうまたは過ぎた日のもので、出欠をまだ記録していない. */
        DAY_HAS_COME,
        /** 開催済み. */
        HELD,
        /** 中止. */
        CALLED_OFF
    }

    /** Where an item stands. */
    public enum Stage {
        /** 協議の結果がまだない. */
        OPEN,
        /** 結果が出た. */
        CONCLUDED,
        /** 会議録が確定した. */
        CONFIRMED
    }

    /** What is done with a meeting. */
    public enum Act {
        /** 日時・場所を変える. */
        CHANGE,
        /** 招集する. */
        INVITE,
        /** 議題をのせる. */
        PUT,
        /** 出欠を答える. */
        ANSWER,
        /** 出欠を記録して閉じる. */
        CLOSE,
        /** 中止する. */
        CALL_OFF
    }

    /** What is done with an item. */
    public enum ItemAct {
        /** 会議録を書く. */
        WRITE,
        /** 決定事項を加える・取り消す. */
        DECIDE,
        /** 結果を出す. */
        CONCLUDE,
        /** 会議録を確定する. */
        CONFIRM,
        /** 確定した会議録を訂正する. */
        CORRECT
    }

    /** Where a meeting of that day stands. */
    static State state(LocalDate heldOn, boolean closed, boolean calledOff, LocalDate today) {
        if (calledOff) {
            return State.CALLED_OFF;
        }
        if (closed) {
            return State.HELD;
        }
        return heldOn.isAfter(today) ? State.PLANNED : State.DAY_HAS_COME;
    }

    /** Whether the act is possible in this state; a refusal says what stands in the way. */
    public static Decision<Act> may(Act act, State state) {
        return switch (state) {
            case CALLED_OFF -> refuse("conference.refused.called-off");
            case HELD ->
                act == Act.CALL_OFF || act == Act.CLOSE
                        ? refuse("conference.refused.held")
                        : act(act, "conference.refused.held-already");
            case DAY_HAS_COME -> Decision.allow(act);
            case PLANNED -> act == Act.CLOSE ? refuse("conference.refused.not-yet") : Decision.allow(act);
        };
    }

    private static Decision<Act> act(Act act, String otherwise) {
        // What was talked about can be entered afterwards; who was asked and when cannot.
        return act == Act.PUT ? Decision.allow(act) : refuse(otherwise);
    }

    /** Whether the act is possible with an item at this stage of a meeting in this state. */
    public static Decision<ItemAct> may(ItemAct act, State state, Stage stage) {
        if (state == State.CALLED_OFF) {
            return refuse("conference.refused.called-off");
        }
        if (act == ItemAct.CORRECT) {
            return stage == Stage.CONFIRMED ? Decision.allow(act) : refuse("conference.refused.not-confirmed");
        }
        if (stage == Stage.CONFIRMED) {
            return refuse("conference.refused.confirmed");
        }
        return switch (act) {
            case CONCLUDE -> {
                if (stage == Stage.CONCLUDED) {
                    yield refuse("conference.refused.concluded");
                }
                yield state == State.PLANNED ? refuse("conference.refused.not-yet") : Decision.allow(act);
            }
            case CONFIRM -> {
                if (stage == Stage.OPEN) {
                    yield refuse("conference.refused.not-concluded");
                }
                yield state == State.HELD ? Decision.allow(act) : refuse("conference.refused.not-held");
            }
            case DECIDE -> state == State.PLANNED ? refuse("conference.refused.not-yet") : Decision.allow(act);
            default -> Decision.allow(act);
        };
    }

    private static <T> Decision<T> refuse(String key) {
        return Decision.refuse(Reason.of(key));
    }
}
