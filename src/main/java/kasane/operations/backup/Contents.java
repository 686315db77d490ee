package kasane.operations.backup;

import java.util.List;
import kasane.postgres.Snapshot;
import org.jspecify.annotations.Nullable;

/** The manifest of a backup: what stands before its rows, and what stands after them. */
public record Contents(Head head, Tail tail) {

    /** Before the rows: when, by which schema, which tables; the anchor of the log, unless nothing was sealed yet. */
    public record Head(
            int format,
            String takenAt,
            String postgres,
            List<Migration> migrations,
            List<Snapshot.Table> tables,
            @Nullable String anchor) {

        /** The newest migration of the schema. */
        public String schema() {
            return migrations.isEmpty() ? "none" : migrations.getLast().version();
        }
    }

    /** One migration, by the number and the checksum that the history of the database keeps. */
    public record Migration(String version, int checksum) {}

    /** After the rows: how many each table has, and their SHA-256. */
    public record Tail(List<Counted> tables, List<Snapshot.Counter> counters) {

        /** All rows together. */
        public long rows() {
            return tables.stream().mapToLong(Counted::rows).sum();
        }

        /** All bytes of the rows, unpacked. */
        public long bytes() {
            return tables.stream().mapToLong(Counted::bytes).sum();
        }
    }

    /** What one table holds. */
    public record Counted(String name, long rows, long bytes, String sha256) {}
}
