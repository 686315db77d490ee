package kasane.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import org.jspecify.annotations.Nullable;

/**
 * A connection that signs in as one of the server's database roles and is bound as the gate would bind it: for laws that
 * must hold in plain SQL, whatever the Java code forgets.
 */
public final class AsRole implements AutoCloseable {

    private final Connection connection;

    private AsRole(Connections connections, Connections.Login login) {
        try {
            connection = connections.open(login);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The administrator of the test cluster, whom no policy stops: for seeding and for reading the catalogue. */
    public static AsRole superuser(Connections connections) {
        return new AsRole(connections, connections.requireSuperuser());
    }

    /** The server's role for staff, bound to a viewer. */
    public static AsRole staff(Connections connections, int agency, int staff, Instant now, Duty... duties) {
        return new AsRole(connections, connections.app()).bind(bindings(agency, staff, now, duties));
    }

    /** The server's role for staff, bound to a viewer. */
    public static AsRole staff(Connections connections, Viewer.Staff viewer, Instant now) {
        return staff(
                connections,
                viewer.agency().value(),
                viewer.staff().value(),
                now,
                viewer.duties().toArray(new Duty[0]));
    }

    /** The server's role for jobs, bound to a purpose as the database knows it. */
    public static AsRole job(Connections connections, String purpose, Instant now) {
        return new AsRole(connections, connections.job()).bind(bindings(purpose, now));
    }

    /** A role that nobody has bound to a viewer. */
    public static AsRole unbound(Connections connections, Connections.Login login) {
        return new AsRole(connections, login);
    }

    /** The settings of a viewer; an empty text is what PostgreSQL leaves behind after a transaction. */
    public static Map<String, String> bindings(int agency, int staff, Instant now, Duty... duties) {
        Map<String, String> values = empty();
        values.put("agency", Integer.toString(agency));
        values.put("staff", Integer.toString(staff));
        values.put("duties", Arrays.stream(duties).map(Duty::name).sorted().collect(Collectors.joining(",")));
        values.put("now", now.toString());
        return values;
    }

    /** The settings of a job. */
    public static Map<String, String> bindings(String purpose, Instant now) {
        Map<String, String> values = empty();
        values.put("purpose", purpose);
        values.put("now", now.toString());
        return values;
    }

    /** The settings of nobody. */
    public static Map<String, String> empty() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : List.of("agency", "staff", "duties", "purpose", "now", "link", "item")) {
            values.put(name, "");
        }
        return values;
    }

    /** Binds the session anew. */
    public AsRole bind(Map<String, String> values) {
        values.forEach((name, value) -> {
            try (PreparedStatement set = connection.prepareStatement("select set_config(?, ?, false)")) {
                set.setString(1, "kasane." + name);
                set.setString(2, value);
                set.execute();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        return this;
    }

    /** Executes something that must work, and tells how many rows it changed. */
    public int run(String sql, @Nullable Object... params) {
        try (PreparedStatement statement = prepare(sql, params)) {
            statement.execute();
            return statement.getUpdateCount();
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " → " + e.getSQLState() + " " + e.getMessage(), e);
        }
    }

    /** The SQLSTATE with which a statement is refused, or {@code rows n} when it is not; nothing of it is kept. */
    public String attempt(String sql, @Nullable Object... params) {
        try {
            boolean alone = connection.getAutoCommit();
            connection.setAutoCommit(false);
            var before = connection.setSavepoint();
            try (PreparedStatement statement = prepare(sql, params)) {
                statement.execute();
                return "rows " + statement.getUpdateCount();
            } catch (SQLException e) {
                return e.getSQLState();
            } finally {
                connection.rollback(before);
                if (alone) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** All values of the first column, as text. */
    public List<String> texts(String sql, @Nullable Object... params) {
        return rows(sql, params).stream().map(List::getFirst).toList();
    }

    /** All rows, every value as text; a null is the word null. */
    public List<List<String>> rows(String sql, @Nullable Object... params) {
        try (PreparedStatement statement = prepare(sql, params);
                ResultSet rs = statement.executeQuery()) {
            List<List<String>> rows = new ArrayList<>();
            int columns = rs.getMetaData().getColumnCount();
            while (rs.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(rs.getString(i)));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " → " + e.getSQLState() + " " + e.getMessage(), e);
        }
    }

    /** The only number of a result. */
    public long number(String sql, @Nullable Object... params) {
        return Long.parseLong(rows(sql, params).getFirst().getFirst());
    }

    /** The connection itself, for what these words do not say. */
    public Connection connection() {
        return connection;
    }

    private PreparedStatement prepare(String sql, @Nullable Object... params) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < params.length; i++) {
            statement.setObject(i + 1, params[i]);
        }
        return statement;
    }

    /** Executes DDL or several statements at once. */
    public void script(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " → " + e.getSQLState() + " " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
