package kasane.postgres;

import org.jspecify.annotations.Nullable;

/** Says in one sentence, meant for the person at the terminal, why the database cannot be used. */
public class PostgresRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PostgresRefused(String sentence) {
        this(sentence, null);
    }

    public PostgresRefused(String sentence, @Nullable Throwable cause) {
        super(oneLine(sentence), cause);
    }

    /** Whatever PostgreSQL or the operating system contributes, the person reads exactly one line. */
    private static String oneLine(String sentence) {
        return sentence.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
