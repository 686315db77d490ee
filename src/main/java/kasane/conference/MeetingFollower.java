package kasane.conference;

import java.time.LocalDate;
import java.util.UUID;
import kasane.gate.Viewer;

/** Whoever has a clock that hangs on a meeting: told in the transaction that moves it or calls it off. */
public interface MeetingFollower {

    /** The meeting is on another day. */
    void moved(Viewer.Staff viewer, UUID meeting, LocalDate on);

    /** The meeting was held, and who came is recorded. */
    default void held(Viewer.Staff viewer, UUID meeting) {}

    /** The meeting will not be held. */
    void calledOff(Viewer.Staff viewer, UUID meeting);
}
