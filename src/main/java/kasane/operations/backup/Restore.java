package kasane.operations.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kasane.audit.Anchor;
import kasane.audit.LogVerification;
import kasane.gate.Gate;
import kasane.postgres.Connections;
import kasane.postgres.Snapshot;

/**
 * 復元: makes an empty database into what a backup holds, and proves it: every row read again and hashed, the policies in
 * force, the log whole up to the anchor of the backup. What is not proved is refused.
 */
public final class Restore {

    private Restore() {}

    /** What was restored, and what the log's verification said. */
    public record Proof(Contents contents, int policies, LogVerification.Result log) {}

    /** Fills a database that has no table yet; the file was verified before, and is verified again while it is read. */
    public static Proof into(Connections connections, Path file, Passphrase passphrase, Opener opener) {
        try (Connection superuser = connections.open(connections.administrator())) {
            if (!Schema.history(superuser).isEmpty()) {
                throw new BackupRefused("the database is not empty; a restore never replaces anything.");
            }
            Contents contents = refill(connections, superuser, file, passphrase);
            int policies = Schema.complete(connections);
            // The tail of the log that was not sealed yet is sealed under its old numbers; this cluster counts anew.
            try (Connection owner = connections.open(connections.owner());
                    PreparedStatement begin = owner.prepareStatement("select audit.begin_era(?)")) {
                begin.setTimestamp(1, Timestamp.from(Instant.now()));
                begin.execute();
            }
            connections.requireUsable();
            requireGuarded(superuser, policies);
            try (Statement statement = superuser.createStatement()) {
                statement.execute("analyze");
            }
            return new Proof(contents, policies, log(opener, contents));
        } catch (SQLException e) {
            throw new BackupRefused("the database could not be restored: " + e.getMessage(), e);
        }
    }

    /** Opens the gate over the restored database. */
    @FunctionalInterface
    public interface Opener {
        /** A gate that the caller closes. */
        Gate open();
    }

    private static Contents refill(Connections connections, Connection superuser, Path file, Passphrase passphrase)
            throws SQLException {
        List<Snapshot> refilling = new ArrayList<>();
        Contents contents = Backup.read(
                file,
                passphrase,
                head -> {
                    Schema.requireKnown(head.migrations(), connections);
                    Schema.makeUpTo(connections, head.schema());
                    Snapshot snapshot = Snapshot.refilling(superuser);
                    snapshot.empty(head.tables());
                    refilling.add(snapshot);
                },
                (table, in) -> refilling.getFirst().copyIn(table, in));
        Snapshot snapshot = refilling.getFirst();
        try {
            snapshot.count(contents.tail().counters());
            requireSame(snapshot, contents);
        } catch (IOException e) {
            throw new BackupRefused("the restored rows could not be read again: " + e.getMessage(), e);
        }
        superuser.commit();
        superuser.setAutoCommit(true);
        try (Statement statement = superuser.createStatement()) {
            statement.execute("set session_replication_role = origin");
        }
        return contents;
    }

    /** Row by row: each table is read again in the order of its key, and must give the bytes that the manifest hashed. */
    private static void requireSame(Snapshot snapshot, Contents contents) throws SQLException, IOException {
        List<Snapshot.Table> tables = snapshot.tables();
        for (int i = 0; i < contents.head().tables().size(); i++) {
            Snapshot.Table table = contents.head().tables().get(i);
            Counting counting = new Counting(OutputStream.nullOutputStream());
            snapshot.copyOut(table, counting);
            Contents.Counted expected = contents.tail().tables().get(i);
            if (!counting.counted(table.name()).equals(expected)) {
                throw new BackupRefused("the table " + table.name() + " is not the same after the restore.");
            }
        }
        // What the backup does not know is empty: every table was emptied before.
        if (!tables.stream()
                .map(Snapshot.Table::name)
                .toList()
                .containsAll(contents.head().tables().stream()
                        .map(Snapshot.Table::name)
                        .toList())) {
            throw new BackupRefused("a table of the backup is missing after the restore.");
        }
    }

    /** Every table is under forced row-level security, and all policies are there. */
    private static void requireGuarded(Connection superuser, int policies) throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery("""
                        select (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                where c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
                                  and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'migrations')
                                  and n.nspname not like 'pg\\_%'),
                               (select count(*) from pg_policies where policyname not like 'disposal\\_%')
                        """)) {
            row.next();
            if (row.getInt(1) != 0 || row.getInt(2) != policies) {
                throw new BackupRefused("the policies are not complete after the restore.");
            }
        }
    }

    private static LogVerification.Result log(Opener opener, Contents contents) {
        try (Gate gate = opener.open()) {
            String anchor = contents.head().anchor();
            LogVerification.Result result =
                    new LogVerification(gate.db()).verify(anchor == null ? null : Anchor.parse(anchor));
            if (!result.whole()) {
                throw new BackupRefused("the log of the backup is not whole: "
                        + result.findings().getFirst());
            }
            return result;
        }
    }
}
