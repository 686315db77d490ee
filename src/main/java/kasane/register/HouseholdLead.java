package kasane.register;

import java.util.Optional;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;

/** 主担当: which agency leads the support of a household now, told to its strip by the module that knows. */
public interface HouseholdLead {

    /** The name of the agency, as far as the viewer may know that there is support; one statement. */
    Optional<String> of(Viewer.Staff viewer, HouseholdId household);
}
