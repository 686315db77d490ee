package kasane.access;

import kasane.gate.Viewer;
import kasane.shared.StaffId;

/** 二つ目の確認: a second proof of identity besides the password; an account names the kind it needs, a bean of that kind checks it. */
public interface SecondFactor {

    /** What an answer was. */
    enum Answer {
        WRONG,
        RIGHT,
        /** One of the codes on paper, which is used up by it. */
        SPARE
    }

    /** The kind an account names in {@code second_factor}. */
    String kind();

    /** What the person is asked for, in Japanese. */
    String question();

    /** What the answer proves; called inside the sign-in transaction of the given viewer, and right only once. */
    Answer judge(Viewer.Job viewer, StaffId staff, String answer);
}
