package kasane.shared;

/**
 * 支援機関: the id of one agency; a positive number given by the database.
 *
 * @param value boxed because {@link Id#value()} is an object; compare ids with {@code equals}
 */
public record AgencyId(Integer value) implements Id {

    /** Refuses zero and negative numbers with an {@link IllegalArgumentException}. */
    public AgencyId {
        if (value <= 0) {
            throw new IllegalArgumentException("An id is positive, not " + value);
        }
    }
}
