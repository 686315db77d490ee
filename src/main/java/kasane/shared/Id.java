package kasane.shared;

/** 識別子: a key of one kind of thing, so that a person cannot be passed where a household is meant. */
public interface Id {

    /** The bare key as the database knows it: a {@code UUID} or an {@code Integer}. */
    Object value();
}
