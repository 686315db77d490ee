package kasane.shared;

/**
 * 職員: the id of one member of staff; a positive number given by the database.
 *
 * @param value boxed because {@link Id#value()} is an object; compare ids with {@code equals}
 */
public record StaffId(Integer value) implements Id {

    /** Refuses zero and negative numbers with an {@link IllegalArgumentException}. */
    public StaffId {
        if (value <= 0) {
            throw new IllegalArgumentException("An id is positive, not " + value);
        }
    }
}
