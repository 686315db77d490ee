package kasane.register;

import java.time.LocalDate;
import java.util.Optional;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import org.jspecify.annotations.Nullable;

/** 主担当: which agency leads the support of a household now, told to its strip by the module that knows. */
public interface HouseholdLead {

    /**
     * Who leads.
     *
     * @param agency      its name
     * @param pausedUntil the day on which somebody looks whether support can go on; null when it does not rest
     */
    record Led(String agency, @Nullable LocalDate pausedUntil) {}

    /** Who leads, as far as the viewer may know that there is support; one statement. */
    Optional<Led> of(Viewer.Staff viewer, HouseholdId household);
}
