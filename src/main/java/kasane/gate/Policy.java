package kasane.gate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row-level security policy as a Java text, so that the rule that the database enforces is read, reviewed and reused
 * beside the code; {@code using} selects existing rows, {@code check} admits new ones.
 */
public record Policy(
        String table,
        String name,
        Command command,
        String role,
        @Nullable String using,
        @Nullable String check) {

    /** What the policy governs. There is no ALL on purpose: each act is permitted by itself. */
    public enum Command {
        SELECT,
        INSERT,
        UPDATE,
        DELETE
    }

    /** A policy for reading as the given role. */
    public static Policy select(String table, String role, String using) {
        return new Policy(table, "see_" + role, Command.SELECT, role, using, null);
    }

    /** A policy for adding rows as the given role. */
    public static Policy insert(String table, String role, String check) {
        return new Policy(table, "add_" + role, Command.INSERT, role, null, check);
    }

    /** A policy for changing rows as the given role: which rows, and what they may become. */
    public static Policy update(String table, String role, String using, String check) {
        return new Policy(table, "change_" + role, Command.UPDATE, role, using, check);
    }

    /** A policy for removing rows as the given role. */
    public static Policy delete(String table, String role, String using) {
        return new Policy(table, "remove_" + role, Command.DELETE, role, using, null);
    }

    /** A table that holds no personal content: everybody signed in and every job reads it; writing stays as granted. */
    public static List<Policy> openForReading(String table) {
        return openForReading(table, "kasane_app", "kasane_job", "kasane_public");
    }

    /** The same for some of the roles: a policy for a role without the right to read would only mislead its reader. */
    public static List<Policy> openForReading(String table, String... roles) {
        List<Policy> policies = new ArrayList<>();
        for (String role : roles) {
            policies.add(select(table, role, "true"));
        }
        return policies;
    }

    /**
     * The same, where every row that the command touches must also meet the condition; {@code {t}} in it is the table's name
     * without its schema.
     */
    public Policy andFor(Command governed, String condition) {
        if (command != governed) {
            return this;
        }
        String also = ") and (" + condition.replace("{t}", table.substring(table.indexOf('.') + 1)) + ")";
        return new Policy(
                table,
                name,
                command,
                role,
                using == null ? null : "(" + using + also,
                check == null ? null : "(" + check + also);
    }

    /** The statement that creates it. */
    String create() {
        return "CREATE POLICY " + name + " ON " + table + " FOR " + command + " TO " + role
                + (using == null ? "" : " USING (" + using + ")")
                + (check == null ? "" : " WITH CHECK (" + check + ")");
    }
}
