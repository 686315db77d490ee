package kasane.shared;

import java.util.UUID;

/** 世帯: the id of one household. */
public record HouseholdId(UUID value) implements Id {

    /** A new id, later in order than every id this process has made before. */
    public static HouseholdId next() {
        return new HouseholdId(Ids.next());
    }
}
