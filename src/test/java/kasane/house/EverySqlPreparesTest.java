package kasane.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.postgres.Connections;
import kasane.testing.AsRole;
import kasane.testing.MigratedDatabase;
import kasane.testing.Promise;
import kasane.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every statement of the house is understood by PostgreSQL and permitted to a role that the server connects as. */
@Tag("sql")
@Promise("G3")
class EverySqlPreparesTest {

    private static final Pattern TOKEN = Pattern.compile("'[^']*'|--[^\n]*|::\\w+|:([a-zA-Z]\\w*)");

    @Test
    void every_statement_prepares_with_the_rights_of_the_role_that_sends_it() {
        List<House.Sql> statements = House.statements();
        assertThat(statements).hasSizeGreaterThan(30);
        List<String> failures = new ArrayList<>();
        try (TestDatabase database = MigratedDatabase.create()) {
            Connections connections = plain(database.connections());
            try (AsRole app = AsRole.unbound(connections, connections.app());
                    AsRole job = AsRole.unbound(connections, connections.job());
                    AsRole visitor = AsRole.unbound(connections, connections.publicPages())) {
                for (House.Sql sql : statements) {
                    // A generic plan resolves names and types like PREPARE, and checks the rights as well.
                    String explain = "explain (generic_plan) " + numbered(sql.text());
                    String answer = "";
                    for (AsRole role : List.of(app, job, visitor)) {
                        answer = refusal(role, explain);
                        if (!answer.startsWith("42501")) {
                            break;
                        }
                    }
                    if (!answer.isEmpty()) {
                        failures.add(sql + ": " + answer);
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    /** Statements are sent as they are: the driver would ask for a value of every {@code $1}. */
    private static Connections plain(Connections c) {
        return new Connections(
                c.url() + "&preferQueryMode=simple", c.owner(), c.app(), c.job(), c.publicPages(), c.superuser());
    }

    private static String refusal(AsRole role, String sql) {
        try (var statement = role.connection().createStatement()) {
            statement.execute(sql);
            return "";
        } catch (java.sql.SQLException e) {
            return e.getSQLState() + " " + e.getMessage();
        }
    }

    /** Named parameters as {@code $1, $2 …}: as the driver sends them, every place is a parameter of its own. */
    private static String numbered(String sql) {
        int number = 0;
        Matcher token = TOKEN.matcher(sql);
        StringBuilder text = new StringBuilder();
        while (token.find()) {
            String name = token.group(1);
            String replacement = name == null ? token.group() : "$" + ++number;
            token.appendReplacement(text, Matcher.quoteReplacement(replacement));
        }
        token.appendTail(text);
        return text.toString();
    }
}
