package kasane.collaboration;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import org.springframework.stereotype.Component;

/** 支援プラン: reading a version and finding the one that counts. */
@Component
public class Plans {

    private final Db db;
    private final PlanStore store;

    Plans(Db db, PlanStore store) {
        this.db = db;
        this.store = store;
    }

    /** A version, or {@link NotVisible}; the page that shows it writes the log. */
    public Plan find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> store.find(viewer, id).orElseThrow(NotVisible::new));
    }

    /** The versions of a case that the viewer may see, the newest first. */
    public List<Plan> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.transact(
                viewer,
                () -> store.ofCase(viewer, caseId).stream()
                        .flatMap(id -> store.find(viewer, id).stream())
                        .toList());
    }

    /** The version in force, as far as the viewer may see it. */
    public Optional<Plan> inForce(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> store.inForce(viewer, caseId).flatMap(id -> store.find(viewer, id)));
    }
}
