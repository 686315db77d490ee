package kasane.sharing;

import java.util.UUID;
import kasane.shared.HouseholdId;
import org.jspecify.annotations.Nullable;

/** かかえているもの: the key of something that hangs on one of the staff, and whose record it belongs to. */
public record Held(UUID id, @Nullable HouseholdId household) {

    /** As the modules' functions tell it. */
    public static Held of(UUID id, @Nullable UUID household) {
        return new Held(id, household == null ? null : new HouseholdId(household));
    }
}
