package kasane.access.web;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what the database answered by its SQLSTATE alone: messages can hold values and are never shown or logged. */
final class SqlStates {

    private SqlStates() {}

    /** Refused by a policy, by a missing parent or by a definer function: for the viewer there is no such record. */
    static boolean hidden(Throwable cause) {
        String state = of(cause);
        return state != null && (state.equals("42501") || state.equals("23503") || state.startsWith("KA"));
    }

    /** The connection broke or the server is going down. */
    static boolean connectionLost(Throwable cause) {
        String state = of(cause);
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    private static @Nullable String of(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }

    /** Class names, SQLSTATE and the top of the stack, without any message. */
    static String withoutValues(Throwable cause) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = cause; t != null; t = t.getCause()) {
            text.append(t.getClass().getName());
            if (t instanceof SQLException sql) {
                text.append(" [").append(sql.getSQLState()).append(']');
            }
            text.append(Arrays.stream(t.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith("kasane."))
                    .limit(8)
                    .map(frame -> "\n    at " + frame)
                    .collect(Collectors.joining()));
            text.append('\n');
        }
        return text.toString();
    }
}
