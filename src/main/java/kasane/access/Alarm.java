package kasane.access;

import java.util.Optional;
import kasane.gate.Viewer;
import kasane.ui.Frame;

/**
 * 警報: what somebody has to know on every page, contributed by the module that watches over it. It is asked for each page of
 * whoever is signed in, so that it must cost nothing for those it does not concern.
 */
public interface Alarm {

    /** The message for this viewer; nothing as long as all is well, or for whom it is not. */
    Optional<Frame.Banner> of(Viewer.Staff viewer);
}
