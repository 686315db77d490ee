package kasane.access;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;
import kasane.shared.Wareki;
import org.jspecify.annotations.Nullable;

/**
 * A person of the staff whose session is alive: the viewer of the current hat and the hats to change into.
 *
 * @param mustChange the password was given by somebody else and has to be replaced before anything is shown
 * @param mustEnrol  a duty needs a second factor, its time of grace is over, and there is none yet
 * @param hasFactor  the account has a second factor
 * @param provedAt   when the person last proved in this session who they are
 * @param notice     the kind of what they must hear about their own account; null for nothing
 */
public record SignedIn(
        Viewer.Staff viewer,
        String staffName,
        String agencyName,
        int hatId,
        List<HatChoice> hats,
        boolean mustChange,
        boolean mustEnrol,
        boolean hasFactor,
        Instant provedAt,
        @Nullable String notice) {

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
