package kasane.conference.support;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 支援会議の議題: what lies on the table of one sitting, its minutes and decisions. Whoever came in reads and adds; the convenor
 * writes the minutes, decides and carries forward. Nobody who is outside learns that any of it is there.
 */
@Component
class Sittings {

    /** An agency has to do what was decided; the words stand inside. */
    static final String DECIDED = "conference.sealed-decided";
    /** The convenor looks whether it was done. */
    static final String CHECK = "conference.sealed-check";

    private final Db db;
    private final SittingStore store;
    private final SupportConferences conferences;
    private final Tasks tasks;
    private final Clocks clocks;
    private final AuditTrail audit;

    Sittings(Db db, SittingStore store, SupportConferences conferences, Tasks tasks, Clocks clocks, AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.conferences = conferences;
        this.tasks = tasks;
        this.clocks = clocks;
        this.audit = audit;
    }

    /** 共有された情報の要旨, 見立て, 保留. */
    record Words(String summary, String view, String pending) {
        /** As they are before anybody wrote. */
        static final Words NONE = new Words("", "", "");
    }

    /**
     * A sitting from inside.
     *
     * @param subject    on which the compartment stands
     * @param conclusion a step of {@link SeriesFlow}, or empty
     */
    record Sitting(
            UUID id,
            UUID series,
            UUID meeting,
            int no,
            HouseholdId subject,
            AgencyId convenor,
            String called,
            String purpose,
            Words words,
            @Nullable Instant writtenAt,
            String writer,
            String conclusion,
            @Nullable Instant concludedAt,
            String concluder,
            int version) {}

    /** 資料 on the table. */
    record Material(
            UUID id,
            String title,
            String words,
            boolean carried,
            String carriedWhy,
            Instant at,
            String agency,
            String staff) {}

    /** 決定事項 and what became of it; {@code reportedAt} is null while it is to be done. */
    record Decided(
            UUID id,
            int no,
            String what,
            AgencyId agency,
            String agencyName,
            LocalDate due,
            @Nullable Instant reportedAt,
            boolean dropped,
            String words) {}

    /** What stood in the minutes before. */
    record Revision(Words words, String reason, Instant at, String by) {}

    /** Everything on the table. */
    record Table(Sitting sitting, List<Material> materials, List<Decided> decisions, List<Revision> revisions) {}

    static String path(UUID sitting) {
        return "/sittings/" + sitting;
    }

    /** A sitting for whoever came in; empty for a member who has not; {@link NotVisible} for everybody else. */
    Optional<Sitting> find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Optional<Sitting> sitting = store.find(viewer, id);
            if (sitting.isEmpty()) {
                conferences.slot(viewer, id);
            }
            return sitting;
        });
    }

    /** Nothing is there for whoever did not come in. */
    void requireInside(Viewer.Staff viewer, UUID id) {
        if (find(viewer, id).isEmpty()) {
            throw new NotVisible();
        }
    }

    private Sitting inside(Viewer.Staff viewer, UUID id) {
        return store.find(viewer, id).orElseThrow(NotVisible::new);
    }

    private Sitting own(Viewer.Staff viewer, UUID id) {
        Sitting sitting = inside(viewer, id);
        if (!sitting.convenor().equals(viewer.agency())) {
            throw new NotVisible();
        }
        return sitting;
    }

    /** A sitting of the own agency, or {@link NotVisible}. */
    Sitting forConvenor(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> own(viewer, id));
    }

    /** What lies on the table; the page that shows it writes the log. */
    Table table(Viewer.Staff viewer, Sitting sitting) {
        return db.transact(
                viewer,
                () -> new Table(
                        sitting,
                        store.materials(viewer, sitting.id()),
                        store.decisions(viewer, sitting.id()),
                        store.revisions(viewer, sitting.id())));
    }

    /** 資料 of the own agency, put on the table. */
    Decision<UUID> add(Viewer.Staff viewer, UUID id, String title, String words) {
        return db.transact(viewer, () -> {
            Sitting sitting = inside(viewer, id);
            if (sitting.concludedAt() != null) {
                return Decision.refuse(Reason.of("conference.refused.concluded"));
            }
            store.addMaterial(viewer, sitting, title, words, null, "");
            log(viewer, sitting, "material");
            return Decision.allow(id);
        });
    }

    /** Writes the minutes; what stood there is kept, and once there is a result the reason too. */
    Decision<UUID> write(Viewer.Staff viewer, UUID id, int version, Words words, String reason) {
        return db.transact(viewer, () -> {
            Sitting sitting = own(viewer, id);
            if (sitting.version() == version && sitting.words().equals(words)) {
                return Decision.refuse(Reason.of("conference.refused.unchanged"));
            }
            if (sitting.concludedAt() != null && reason.isEmpty()) {
                return Decision.refuse(Reason.of("conference.refused.correction-reason"));
            }
            Stale.unlessOne(store.write(viewer, id, version, words));
            if (!sitting.words().equals(Words.NONE)) {
                store.keepOld(viewer, sitting, reason);
            }
            log(viewer, sitting, "minutes");
            return Decision.allow(id);
        });
    }

    /**
     * 決定: what a member does until when. The work that leaves the room says no more than that something was decided; late,
     * it is shown to the convenor and to nobody else.
     */
    Decision<UUID> decide(Viewer.Staff viewer, UUID id, String what, AgencyId by, LocalDate due) {
        return db.transact(viewer, () -> {
            Sitting sitting = own(viewer, id);
            if (sitting.concludedAt() != null) {
                return Decision.refuse(Reason.of("conference.refused.concluded"));
            }
            if (conferences.seats(viewer, id).stream()
                    .noneMatch(seat -> seat.agency().equals(by))) {
                return Decision.refuse(Reason.of("conference.refused.no-member"));
            }
            if (due.isBefore(db.today(viewer))) {
                return Decision.refuse(Reason.of("conference.refused.day-past"));
            }
            UUID decision = Ids.next();
            if (!store.decide(viewer, decision, sitting, what, by, due)) {
                return Decision.refuse(Reason.of("conference.refused.meanwhile"));
            }
            tasks.openWithin(
                    viewer,
                    new Tasks.NewTask(
                            DECIDED, decision, viewer.agency(), null, by, onlyOne(viewer, id, by), due, path(id)));
            tasks.openWithin(
                    viewer,
                    new Tasks.NewTask(
                            CHECK,
                            decision,
                            by, // so that whoever reports it done also ends the convenor's watch
                            null,
                            viewer.agency(),
                            viewer.staff(),
                            clocks.due(CHECK, due),
                            path(id),
                            due));
            log(viewer, sitting, "decision");
            return Decision.allow(decision);
        });
    }

    /** The one person of the agency who came in, who can therefore read what was decided; null when there are more or none. */
    private @Nullable StaffId onlyOne(Viewer.Staff viewer, UUID sitting, AgencyId agency) {
        Set<StaffId> inside = conferences.entries(viewer, sitting).stream()
                .filter(entry -> entry.left() == null && entry.agencyId().equals(agency))
                .map(SupportConferences.Entry::staff)
                .collect(java.util.stream.Collectors.toSet());
        return inside.size() == 1 ? inside.iterator().next() : null;
    }

    /** What became of a decision, told by the agency that had it; dropped by the convenor. */
    Decision<UUID> report(Viewer.Staff viewer, UUID id, UUID decision, boolean dropped, String words) {
        return db.transact(viewer, () -> {
            Sitting sitting = dropped ? own(viewer, id) : inside(viewer, id);
            Decided decided = store.decisions(viewer, id).stream()
                    .filter(one -> one.id().equals(decision))
                    .filter(one -> one.agency().equals(viewer.agency())
                            || sitting.convenor().equals(viewer.agency()))
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            if (decided.reportedAt() != null || !store.report(viewer, sitting, decision, dropped, words)) {
                return Decision.refuse(Reason.of("conference.refused.done"));
            }
            tasks.doneAll(viewer, decision);
            log(viewer, sitting, "report");
            return Decision.allow(decision);
        });
    }

    /** What an earlier sitting offers to be carried forward: its minutes and its materials, by their keys. */
    record Piece(String key, String title, String words) {}

    /** The pieces of an earlier sitting that the convenor is inside of. */
    List<Piece> pieces(Viewer.Staff viewer, Sitting earlier) {
        Table table = table(viewer, earlier);
        java.util.ArrayList<Piece> pieces = new java.util.ArrayList<>();
        if (!earlier.words().summary().isEmpty()) {
            pieces.add(new Piece(
                    "minutes",
                    "第" + earlier.no() + "回の会議録",
                    (earlier.words().summary() + "\n" + earlier.words().view()).strip()));
        }
        table.materials()
                .forEach(material ->
                        pieces.add(new Piece(material.id().toString(), material.title(), material.words())));
        table.decisions().stream()
                .filter(decided -> !decided.dropped())
                .forEach(decided -> pieces.add(new Piece(
                        decided.id().toString(),
                        "第" + earlier.no() + "回の決定（" + decided.agencyName() + "）",
                        decided.what())));
        return pieces;
    }

    /** The earlier sittings of the same series that the viewer is inside of. */
    List<Sitting> earlier(Viewer.Staff viewer, Sitting sitting) {
        return db.transact(
                viewer,
                () -> conferences.find(viewer, sitting.series()).slots().stream()
                        .filter(slot -> slot.no() < sitting.no())
                        .flatMap(slot -> store.find(viewer, slot.sitting()).stream())
                        .toList());
    }

    /** 引き継ぎ: the convenor's recorded decision to lay pieces of an earlier sitting before the members of this one. */
    Decision<UUID> carry(Viewer.Staff viewer, UUID id, Set<String> keys, String why) {
        return db.transact(viewer, () -> {
            Sitting sitting = own(viewer, id);
            if (sitting.concludedAt() != null) {
                return Decision.refuse(Reason.of("conference.refused.concluded"));
            }
            int carried = 0;
            for (Sitting before : earlier(viewer, sitting)) {
                for (Piece piece : pieces(viewer, before)) {
                    if (keys.contains(key(before, piece))) {
                        store.addMaterial(viewer, sitting, piece.title(), piece.words(), before.id(), why);
                        carried++;
                    }
                }
            }
            if (carried == 0) {
                return Decision.refuse(Reason.of("conference.refused.nothing-carried"));
            }
            log(viewer, sitting, "carried");
            return Decision.allow(id);
        });
    }

    /** What names a piece across the sittings. */
    static String key(Sitting sitting, Piece piece) {
        return sitting.no() + "/" + piece.key();
    }

    private void log(Viewer.Staff viewer, Sitting sitting, String field) {
        audit.written(
                viewer,
                "support-conference.sitting",
                List.of(sitting.subject()),
                Detail.fields(field).item(sitting.id()).bases(List.of(2)));
    }
}
