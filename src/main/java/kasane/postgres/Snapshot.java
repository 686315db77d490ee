package kasane.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Every row of the house's tables as of one moment, read while others go on writing; and the way back into tables that
 * the migrations have just made. Knows the catalogue only, not what is stored.
 */
public final class Snapshot {

    /** One table: its name and columns as they stand in SQL, the order of its rows, and where it is attached, if it is. */
    public record Table(
            String name,
            List<String> columns,
            String order,
            @Nullable String partitionOf,
            @Nullable String bounds) {}

    /** A sequence and where it stands. */
    public record Counter(String name, long value, boolean called) {}

    private static final String HOUSE =
            "n.nspname not in ('pg_catalog', 'information_schema', 'public', 'migrations') and n.nspname not like 'pg\\_%'";

    // Text, not binary: it is read by every later PostgreSQL, and the order of rows is that of no locale.
    private static final String TABLES = """
            select format('%I.%I', n.nspname, c.relname) as name,
              (select array_agg(format('%I', a.attname) order by a.attnum) from pg_attribute a
               where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
              (select string_agg(format('t.%I', a.attname) || case when a.attcollation = 0 then '' else ' collate "C"' end,
                                 ', ' order by k.place)
               from pg_index i cross join lateral unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
               join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
               where i.indrelid = c.oid and i.indisprimary) as key,
              (select format('%I.%I', pn.nspname, p.relname) from pg_inherits h join pg_class p on p.oid = h.inhparent
               join pg_namespace pn on pn.oid = p.relnamespace where h.inhrelid = c.oid and c.relispartition) as parent,
              pg_get_expr(c.relpartbound, c.oid) as bounds
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and c.relpersistence <> 't' and """ + " " + HOUSE + " order by 1";

    private static final String SEQUENCES = """
            select format('%I.%I', n.nspname, c.relname) as name
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'S' and """ + " " + HOUSE + " order by 1";

    /** The triggers that a new partition needs are those of its parent's default partition. */
    private static final String TRIGGERS_OF_DEFAULT = """
            select format('%I.%I', dn.nspname, d.relname) as twin, pg_get_triggerdef(g.oid) as definition
            from pg_inherits h join pg_class d on d.oid = h.inhrelid join pg_namespace dn on dn.oid = d.relnamespace
            join pg_trigger g on g.tgrelid = d.oid and not g.tgisinternal and g.tgparentid = 0
            where h.inhparent = to_regclass('%s') and pg_get_expr(d.relpartbound, d.oid) = 'DEFAULT'
            """;

    private final Connection connection;

    private Snapshot(Connection connection) {
        this.connection = connection;
    }

    /** Begins reading: the connection belongs to a role that row-level security does not bind, and is the caller's. */
    public static Snapshot reading(Connection connection) throws SQLException {
        prepare(connection);
        connection.setAutoCommit(true);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        return new Snapshot(connection);
    }

    /** Begins refilling in one transaction, past triggers and references: what is written was consistent before. */
    public static Snapshot refilling(Connection superuser) throws SQLException {
        prepare(superuser);
        superuser.setAutoCommit(false);
        Snapshot snapshot = new Snapshot(superuser);
        snapshot.execute("set session_replication_role = replica");
        return snapshot;
    }

    private static void prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    set transaction_timeout = 0; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0;
                    set lock_timeout = '30s'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres';
                    set timezone = 'UTC'; set extra_float_digits = 1; set bytea_output = 'hex'; set row_security = off
                    """);
        }
    }

    /** Every table that holds rows, partitions one by one, by name. */
    public List<Table> tables() throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                String key = rows.getString("key");
                tables.add(new Table(
                        rows.getString("name"),
                        texts(rows.getArray("columns")),
                        key == null ? "t::text collate \"C\"" : key,
                        rows.getString("parent"),
                        rows.getString("bounds")));
            }
        }
        return tables;
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
    }

    /** Writes the rows of a table in the order of its key; the number of rows. */
    public long copyOut(Table table, OutputStream out) throws SQLException, IOException {
        String columns =
                String.join(", ", table.columns().stream().map(c -> "t." + c).toList());
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                        "copy (select " + columns + " from " + table.name() + " t order by " + table.order()
                                + ") to stdout (encoding 'UTF8')",
                        out);
    }

    /** Sequences do not belong to the moment: they are read last, and may stand higher than the rows need. */
    public List<Counter> counters() throws SQLException {
        List<Counter> counters = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(SEQUENCES)) {
                while (rows.next()) {
                    names.add(rows.getString("name"));
                }
            }
            for (String name : names) {
                try (ResultSet row = statement.executeQuery("select last_value, is_called from " + name)) {
                    row.next();
                    counters.add(new Counter(name, row.getLong(1), row.getBoolean(2)));
                }
            }
        }
        return counters;
    }

    /** Empties every table, and makes the partitions of the snapshot that are missing. */
    public void empty(List<Table> wanted) throws SQLException {
        List<String> have = tables().stream().map(Table::name).toList();
        for (Table table : wanted) {
            if (!have.contains(table.name()) && table.partitionOf() != null && table.bounds() != null) {
                partition(table.name(), table.partitionOf(), table.bounds());
            }
        }
        List<Table> now = tables();
        for (Table table : wanted) {
            if (now.stream()
                    .noneMatch(t -> t.name().equals(table.name()) && t.columns().equals(table.columns()))) {
                throw new SQLException("the table " + table.name() + " is not as it was");
            }
        }
        execute("truncate " + String.join(", ", now.stream().map(Table::name).toList()));
    }

    private void partition(String name, String parent, String bounds) throws SQLException {
        if (!bounds.matches("FOR VALUES FROM \\('[0-9:+ -]+'\\) TO \\('[0-9:+ -]+'\\)")
                || !name.matches("[a-z_]+\\.[a-z0-9_]+")
                || !parent.matches("[a-z_]+\\.[a-z0-9_]+")) {
            throw new SQLException("the partition " + name + " is of no known kind");
        }
        execute("set role kasane_owner");
        execute("create table " + name + " (like " + parent + " including defaults including constraints)");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TRIGGERS_OF_DEFAULT.replace("%s", parent))) {
            while (rows.next()) {
                execute(rows.getString("definition")
                        .replace(" ON " + rows.getString("twin") + " ", " ON " + name + " "));
            }
        }
        execute("alter table " + name + " enable row level security");
        execute("alter table " + name + " force row level security");
        execute("alter table " + parent + " attach partition " + name + " " + bounds);
        execute("reset role");
    }

    /** Reads the rows of a table, as {@link #copyOut} wrote them; the number of rows. */
    public long copyIn(Table table, java.io.InputStream in) throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "copy " + table.name() + " (" + String.join(", ", table.columns())
                                + ") from stdin (encoding 'UTF8')",
                        in);
    }

    /** Sets the sequences to where they stood. */
    public void count(List<Counter> counters) throws SQLException {
        for (Counter counter : counters) {
            try (var set = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
                set.setString(1, counter.name());
                set.setLong(2, counter.value());
                set.setBoolean(3, counter.called());
                set.execute();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
