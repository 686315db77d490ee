package kasane.access;

import kasane.gate.Viewer;
import kasane.shared.StaffId;

/** A second proof of identity besides the password; an account names the kind it needs, a bean of that kind checks it. */
public interface SecondFactor {

    /** The kind an account names in {@code second_factor}. */
    String kind();

    /** What the person is asked for, in Japanese. */
    String question();

    /** Whether the answer proves the person; called inside the sign-in transaction of the given viewer. */
    boolean accepts(Viewer.Job viewer, StaffId staff, String answer);
}
