package kasane.gate;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Replaces all policies of the database by those that the modules declare, whenever one of the texts has changed, and
 * forces row-level security on every table of the house. A table nobody declared a policy for shows nothing.
 */
public final class R__Policies extends BaseJavaMigration {

    /** 廃棄 acts as this role through definer functions alone; nobody signs in as it. */
    private static final String DISPOSAL = "kasane_disposal";

    /** Where rows about households can stand: a table that comes later is emptied with the others, without anybody thinking of it. */
    private static final String OF_HOUSEHOLDS = """
            select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p')
              and n.nspname not like 'pg\\_%'
              and (n.nspname not in ('information_schema', 'public', 'migrations', 'gate', 'audit', 'settings', 'access',
                                     'editing', 'privacy')
                   or n.nspname || '.' || c.relname in ('editing.draft', 'privacy.namesake_inquiry', 'privacy.hold'))
            """;

    private final List<Policy> policies;

    /** The policies of all modules. */
    public R__Policies(List<PolicySource> sources) {
        List<Policy> all = new ArrayList<>();
        sources.forEach(source -> all.addAll(source.policies()));
        all.sort(Comparator.comparing(Policy::table).thenComparing(Policy::name));
        this.policies = List.copyOf(all);
    }

    /** All policies, sorted by table and name. */
    public List<Policy> policies() {
        return policies;
    }

    @Override
    public Integer getChecksum() {
        CRC32 crc = new CRC32();
        policies.forEach(policy -> crc.update(policy.create().getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }

    @Override
    public void migrate(Context context) throws Exception {
        try (Statement statement = context.getConnection().createStatement()) {
            for (String drop : read(statement, """
                    select format('drop policy %I on %I.%I', policyname, schemaname, tablename) from pg_policies
                    where schemaname not in ('pg_catalog', 'information_schema')
                    """)) {
                statement.execute(drop);
            }
            for (String table : read(statement, """
                    select format('%I.%I', n.nspname, c.relname)
                    from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'p')
                      and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'migrations')
                      and n.nspname not like 'pg\\_%'
                    """)) {
                statement.execute("alter table " + table + " enable row level security");
                statement.execute("alter table " + table + " force row level security");
            }
            for (Policy policy : policies) {
                statement.execute(policy.create());
            }
            for (String table : read(statement, OF_HOUSEHOLDS)) {
                statement.execute(
                        "grant usage on schema " + table.substring(0, table.indexOf('.')) + " to " + DISPOSAL);
                statement.execute("grant select, delete on " + table + " to " + DISPOSAL);
                statement.execute(
                        "create policy disposal_select on " + table + " for select to " + DISPOSAL + " using (true)");
                statement.execute(
                        "create policy disposal_delete on " + table + " for delete to " + DISPOSAL + " using (true)");
            }
        }
    }

    private static List<String> read(Statement statement, String sql) throws java.sql.SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rs = statement.executeQuery(sql)) {
            while (rs.next()) {
                lines.add(rs.getString(1));
            }
        }
        return lines;
    }
}
