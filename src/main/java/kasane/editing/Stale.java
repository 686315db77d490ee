package kasane.editing;

/** Somebody saved the record in between: the version a form was opened with is no longer the newest. */
public final class Stale extends RuntimeException {
    /** Carries nothing: what the other person wrote is read anew for the merge page. */
    public Stale() {
        super("stale", null, false, false);
    }

    /** Throws when an update with {@code where version = :version} changed nothing. */
    public static void unlessOne(int updated) {
        if (updated != 1) {
            throw new Stale();
        }
    }
}
