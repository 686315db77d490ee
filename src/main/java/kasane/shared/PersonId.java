package kasane.shared;

import java.util.UUID;

/** 人: the id of one agency's record of a person. */
public record PersonId(UUID value) implements Id {

    /** A new id, later in order than every id this process has made before. */
    public static PersonId next() {
        return new PersonId(Ids.next());
    }
}
