package kasane.conference.support;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.sharing.Basis;
import kasane.sharing.Category;
import kasane.sharing.Grants;
import kasane.tasks.Tasks;
import org.springframework.stereotype.Component;

/** 持ち出しの決定: the one way out of a compartment, a named piece in its own words for named agencies on a named basis. */
@Component
class Releases {

    /** An agency has to read what came out of a 支援会議. */
    static final String RELEASED = "conference.released";

    private final Db db;
    private final ReleaseStore store;
    private final Sittings sittings;
    private final Grants grants;
    private final Tasks tasks;
    private final Clocks clocks;
    private final AuditTrail audit;

    Releases(
            Db db, ReleaseStore store, Sittings sittings, Grants grants, Tasks tasks, Clocks clocks, AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.sittings = sittings;
        this.grants = grants;
        this.tasks = tasks;
        this.clocks = clocks;
        this.audit = audit;
    }

    /**
     * What is to leave.
     *
     * @param piece which material or decision it is taken from
     * @param words as it leaves; no more than is needed
     */
    record NewRelease(String piece, String words, Basis basis, String reason, Set<AgencyId> to) {
        NewRelease {
            to = Set.copyOf(to);
        }
    }

    /** What left. */
    record Release(
            UUID id,
            UUID sitting,
            HouseholdId subject,
            AgencyId from,
            String fromName,
            String fromPhone,
            String staff,
            String piece,
            String called,
            String words,
            Basis basis,
            String reason,
            List<AgencyId> to,
            List<String> names,
            Instant at) {}

    static String path(UUID id) {
        return "/releases/" + id;
    }

    /** Decides that a piece leaves; each agency sees it alone and has to read it. */
    Decision<UUID> decide(Viewer.Staff viewer, UUID sitting, NewRelease release) {
        return db.transact(viewer, () -> {
            Sittings.Sitting own = sittings.forConvenor(viewer, sitting);
            if (release.to().isEmpty()) {
                return Decision.refuse(Reason.of("conference.refused.nobody"));
            }
            UUID id = Ids.next();
            store.add(viewer, id, own, release);
            Set<AgencyId> recipients = new LinkedHashSet<>(release.to());
            recipients.add(viewer.agency());
            grants.give(
                    viewer,
                    new Grants.Gift(
                            own.subject(),
                            null,
                            id,
                            recipients,
                            Set.of(Category.LIFE),
                            release.basis(),
                            null,
                            null,
                            "release"));
            for (AgencyId to : release.to()) {
                tasks.openWithin(
                        viewer,
                        new Tasks.NewTask(
                                RELEASED,
                                id,
                                viewer.agency(),
                                null,
                                to,
                                null,
                                clocks.due(RELEASED, db.today(viewer)),
                                path(id)));
            }
            audit.written(viewer, "support-conference.released", List.of(own.subject()), detail(id, release.basis()));
            return Decision.allow(id);
        });
    }

    private static Detail detail(UUID id, Basis basis) {
        return Detail.NONE.item(id).bases(List.of(basis.code()));
    }

    /** A release for its recipients and the convenor; logged. */
    Release read(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Release release = store.find(viewer, id).orElseThrow(NotVisible::new);
            audit.read(viewer, "support-conference.release", List.of(release.subject()), detail(id, release.basis()));
            return release;
        });
    }

    List<Release> ofSitting(Viewer.Staff viewer, UUID sitting) {
        return db.transact(viewer, () -> store.ofSitting(viewer, sitting));
    }

    /** The agencies that have read it, as far as the viewer may know. */
    List<String> readers(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> store.readers(viewer, id));
    }

    /** The own agency has read it. */
    Decision<UUID> acknowledge(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Release release = store.find(viewer, id).orElseThrow(NotVisible::new);
            if (!release.to().contains(viewer.agency())) {
                return Decision.refuse(Reason.of("conference.refused.other-side"));
            }
            store.read(viewer, release);
            tasks.doneHere(viewer, RELEASED, id);
            audit.written(viewer, "support-conference.read", List.of(release.subject()), detail(id, release.basis()));
            return Decision.allow(id);
        });
    }
}
