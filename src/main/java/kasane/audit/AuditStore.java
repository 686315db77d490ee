package kasane.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;

/** The SQL that adds to the log and seals it. */
final class AuditStore {

    private static final String ADD = """
            insert into audit.entry (at, staff, agency, purpose, act, what, subjects, fields, bases, item,
                                     writer, writer_no)
            values (:at, :staff::int, :agency::int, :purpose::text, :act, :what, :subjects::uuid[], :fields::text[],
                    :bases::smallint[], :item::uuid, :writer, :no)
            """;

    private static final String ADD_HEARTBEAT = """
            insert into audit.entry (at, purpose, act, what, writer, writer_no, settled, lost)
            values (:at, :purpose, 'HEARTBEAT', 'audit.heartbeat', :writer, :no, :settled, :lost::bigint[])
            """;

    private static final String MAKE_PARTITIONS = "select audit.make_partitions() as made";

    private static final String SEAL = "select sealed, waiting_since from audit.seal()";

    private final Db db;

    AuditStore(Db db) {
        this.db = db;
    }

    void add(
            Viewer viewer,
            Act act,
            String what,
            @Nullable StaffId named,
            Collection<UUID> subjects,
            Detail detail,
            UUID writer,
            long no) {
        Viewer.Staff hat = viewer instanceof Viewer.Staff s ? s : null;
        db.sql(viewer, ADD)
                .param("at", db.now(viewer))
                .param("staff", hat == null ? named : hat.staff())
                .param("agency", agency(viewer))
                .param("purpose", purpose(viewer))
                .param("act", act)
                .param("what", what)
                .param("subjects", subjects)
                .param("fields", detail.fields())
                .param("bases", detail.bases())
                .param("item", detail.item())
                .param("writer", writer)
                .param("no", no)
                .update();
    }

    void addHeartbeat(Viewer.Job viewer, long settled, List<Long> lost, UUID writer, long no) {
        db.sql(viewer, ADD_HEARTBEAT)
                .param("at", db.now(viewer))
                .param("purpose", viewer.purpose().code())
                .param("writer", writer)
                .param("no", no)
                .param("settled", settled)
                .param("lost", lost)
                .update();
    }

    int makePartitions(Viewer viewer) {
        return db.sql(viewer, MAKE_PARTITIONS).one(row -> row.integer("made"));
    }

    /** {@code entries} is null while another server is sealing. */
    record Sealed(@Nullable Long entries, @Nullable Instant waitingSince) {}

    Sealed seal(Viewer viewer) {
        return db.sql(viewer, SEAL).one(row -> {
            String sealed = row.textOrNull("sealed");
            return new Sealed(sealed == null ? null : Long.valueOf(sealed), row.instantOrNull("waiting_since"));
        });
    }

    private static @Nullable AgencyId agency(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Staff s -> s.agency();
            case Viewer.Guest g -> g.agency();
            case Viewer.Job j -> null;
            case Viewer.Visitor v -> null;
        };
    }

    private static @Nullable String purpose(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Staff s -> null;
            case Viewer.Job j -> j.purpose().code();
            case Viewer.Guest g -> "guest";
            case Viewer.Visitor v -> "visit";
        };
    }
}
