package kasane.access;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;
import kasane.shared.Wareki;

/**
 * A person of the staff whose session is alive: the viewer of the current hat and the hats to change into.
 *
 * @param mustChange the password was given by somebody else and has to be replaced before anything is shown
 */
public record SignedIn(
        Viewer.Staff viewer, String staffName, String agencyName, int hatId, List<HatChoice> hats, boolean mustChange) {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern(" H:mm");

    /** A hat that the person may put on. */
    public record HatChoice(int hatId, AgencyId agency, String agencyName) {}

    /** At the foot of what is printed or taken away: by whom, for which agency, when. */
    public String foot(ZonedDateTime now) {
        return agencyName + "　" + staffName + "　" + Wareki.format(now.toLocalDate()) + CLOCK.format(now);
    }

    /** Who it is, whatever the hat. */
    public StaffId staff() {
        return viewer.staff();
    }
}
