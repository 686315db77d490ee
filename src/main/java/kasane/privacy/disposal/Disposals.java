package kasane.privacy.disposal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.settings.Clocks;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Flow;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 廃棄: what an agency keeps about one household goes when its years are over, nothing of it is open or held, and two people said
 * so. The database checks everything again and removes it; here it is proposed, decided and told.
 */
@Component
class Disposals {

    private static final String DISPOSABLE = """
            select d.household_id, d.class, d.last_on, d.due_on, d.kept_for from privacy.disposable(:most) d
            order by d.due_on, d.household_id
            """;

    private static final String PROPOSE = "select privacy.propose_disposal(:id, :units::uuid[]) as count";

    private static final String DECIDE = "select privacy.decide_disposal(:id, :approved, :words) as done";

    private static final String BLOCKED = "select privacy.blocked_units(:id) as units";

    private static final String DISPOSE = "select privacy.dispose(:id) as removed";

    private static final String COLUMNS = """
            d.id, d.no, d.owner_agency, a.name as agency, d.proposed_by, p.name as proposer, d.proposed_at, d.units, d.decided_at,
                   c.name as decider, case when d.approved then 'YES' when not d.approved then 'NO' end as approved,
                   d.words, d.done_at, e.name as doer, d.records, d.backups_end
            from privacy.disposal d
            join access.pub_agency a on a.id = d.owner_agency
            join access.pub_staff p on p.id = d.proposed_by
            left join access.pub_staff c on c.id = d.decided_by
            left join access.pub_staff e on e.id = d.done_by
            """;

    private static final String LATEST = "select " + COLUMNS + "order by d.no desc limit :most";

    private static final String ONE = "select " + COLUMNS + "where d.id = :id";

    private static final String UNITS = """
            select u.unit, u.class, u.last_on, u.due_on, u.records from privacy.disposal_unit u
            where u.disposal_id = :id order by u.due_on, u.last_on, u.unit
            """;

    private static final String HOLDS = """
            select h.id, h.household_id, h.reason, s.name as staff, h.set_at, h.asked_by, q.name as asker
            from privacy.hold h join access.pub_staff s on s.id = h.set_by left join access.pub_staff q on q.id = h.asked_by
            where h.lifted_at is null order by h.set_at desc, h.id desc
            """;

    private static final String ADD_HOLD = """
            insert into privacy.hold (id, household_id, owner_agency, reason, set_by, set_at)
            values (:id, :household, :agency, :reason, :staff, :now) on conflict do nothing
            """;

    private static final String ASK_LIFT = """
            update privacy.hold set asked_by = :staff, asked_at = :now
            where id = :id and lifted_at is null and asked_by is null
            """;

    private static final String LIFT = """
            update privacy.hold set lifted_by = :staff, lifted_at = :now
            where id = :id and lifted_at is null and asked_by is not null and asked_by <> :staff
            """;

    /** So many records are looked at for one page: every table is asked about each of them. */
    static final int MOST = 100;

    private final Db db;
    private final Households households;
    private final Agencies agencies;
    private final Tasks tasks;
    private final Clocks clocks;
    private final AuditTrail audit;

    Disposals(Db db, Households households, Agencies agencies, Tasks tasks, Clocks clocks, AuditTrail audit) {
        this.db = db;
        this.households = households;
        this.agencies = agencies;
        this.tasks = tasks;
        this.clocks = clocks;
        this.audit = audit;
    }

    /** A record whose years are over; {@code keptFor} says why it stays all the same, and is empty when nothing stands in the way. */
    record Unit(HouseholdId household, String title, String kind, LocalDate last, LocalDate due, String keptFor) {}

    /** One of the units of a disposal; {@code records} are what was removed of it. */
    record Gone(
            UUID unit,
            String kind,
            LocalDate last,
            LocalDate due,
            @Nullable Integer records) {}

    /** 廃棄停止 in force. */
    record Hold(
            UUID id,
            HouseholdId household,
            String title,
            String reason,
            String staff,
            Instant at,
            @Nullable StaffId askedBy,
            String asker) {}

    /** One disposal. */
    record Disposal(
            UUID id,
            int no,
            AgencyId agency,
            String agencyName,
            StaffId proposedBy,
            String proposer,
            Instant proposedAt,
            int units,
            @Nullable Instant decidedAt,
            String decider,
            @Nullable Boolean approved,
            String words,
            @Nullable Instant doneAt,
            String doer,
            @Nullable Integer records,
            @Nullable LocalDate backupsEnd) {

        DisposalFlow.State state() {
            if (doneAt != null) {
                return DisposalFlow.State.DONE;
            }
            return approved == null
                    ? DisposalFlow.State.PROPOSED
                    : approved ? DisposalFlow.State.APPROVED : DisposalFlow.State.RETURNED;
        }
    }

    /** One disposal with its units, and the part that the viewer plays. */
    record Opened(Disposal disposal, List<Gone> units, boolean keeper, boolean officer) {

        /** Whether the viewer takes this step now; nobody approves what they proposed. */
        boolean mayTake(Viewer.Staff viewer, DisposalFlow.Step step) {
            return keeper
                            && DisposalFlow.FLOW
                                    .open(disposal.state(), DisposalFlow.Side.KEEPER)
                                    .contains(step)
                    || officer
                            && !disposal.proposedBy().equals(viewer.staff())
                            && DisposalFlow.FLOW
                                    .open(disposal.state(), DisposalFlow.Side.OFFICER)
                                    .contains(step);
        }
    }

    static String path(UUID id) {
        return "/disposals/" + id;
    }

    private static void requirePart(Viewer.Staff viewer) {
        if (!viewer.has(Duty.MANAGER) && !viewer.has(Duty.PRIVACY_OFFICER)) {
            throw new NotVisible();
        }
    }

    /** 保存年数のすぎた記録 of the viewer's agency, so many at a time; what is shut to the viewer is not among them. */
    List<Unit> disposable(Viewer.Staff viewer, int most) {
        viewer.require(Duty.MANAGER);
        return db.transact(viewer, () -> {
            List<Unit> units = db.sql(viewer, DISPOSABLE)
                    .param("most", most)
                    .list(row -> new Unit(
                            row.household("household_id"),
                            households
                                    .find(viewer, row.household("household_id"))
                                    .title(),
                            row.text("class"),
                            row.date("last_on"),
                            row.date("due_on"),
                            row.textOrEmpty("kept_for")));
            audit.read(
                    viewer, "disposal.list", units.stream().map(Unit::household).toList());
            return units;
        });
    }

    /** The disposals that the viewer may see, the latest first. */
    List<Disposal> latest(Viewer.Staff viewer, int most) {
        requirePart(viewer);
        return db.transact(
                viewer, () -> db.sql(viewer, LATEST).param("most", most).list(Disposals::disposal));
    }

    /** One disposal; {@link NotVisible} for whoever has no part in it. */
    Opened find(Viewer.Staff viewer, UUID id) {
        requirePart(viewer);
        return db.transact(viewer, () -> {
            Disposal disposal = db.sql(viewer, ONE)
                    .param("id", id)
                    .optional(Disposals::disposal)
                    .orElseThrow(NotVisible::new);
            audit.read(viewer, "disposal.page", List.of(), Detail.NONE.item(id));
            return new Opened(
                    disposal,
                    db.sql(viewer, UNITS)
                            .param("id", id)
                            .list(row -> new Gone(
                                    row.uuid("unit"),
                                    row.text("class"),
                                    row.date("last_on"),
                                    row.date("due_on"),
                                    row.integerOrNull("records"))),
                    viewer.has(Duty.MANAGER) && disposal.agency().equals(viewer.agency()),
                    viewer.has(Duty.PRIVACY_OFFICER));
        });
    }

    /** 申し出: the units go to somebody else to be approved. */
    Decision<UUID> propose(Viewer.Staff viewer, Collection<HouseholdId> units) {
        return db.transact(viewer, () -> {
            List<HouseholdId> open = disposable(viewer, MOST).stream()
                    .filter(unit -> unit.keptFor().isEmpty())
                    .map(Unit::household)
                    .toList();
            if (!open.containsAll(units)) {
                return Decision.refuse(Reason.of("privacy.refused.disposal.meanwhile"));
            }
            UUID id = Ids.next();
            db.sql(viewer, PROPOSE).param("id", id).param("units", units).one(row -> row.integer("count"));
            List<AgencyId> officers = agencies.with(viewer, Duty.PRIVACY_OFFICER);
            Flow.Next<DisposalFlow.Side> next =
                    DisposalFlow.FLOW.next(DisposalFlow.State.PROPOSED).orElseThrow();
            officers.forEach(agency -> task(viewer, id, next, agency));
            audit.written(viewer, "disposal.propose", List.copyOf(units), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    private void task(Viewer.Staff viewer, UUID id, Flow.Next<DisposalFlow.Side> next, AgencyId agency) {
        tasks.open(
                viewer,
                new Tasks.NewTask(
                        next.task(),
                        id,
                        viewer.agency(),
                        null,
                        agency,
                        null,
                        clocks.due(next.clock(), db.today(viewer)),
                        path(id)));
    }

    /** 承認 or 差戻し by a 個人情報保護担当. */
    Decision<UUID> decide(Viewer.Staff viewer, UUID id, boolean approved, String words) {
        viewer.require(Duty.PRIVACY_OFFICER);
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            DisposalFlow.Step step = approved ? DisposalFlow.Step.APPROVE : DisposalFlow.Step.RETURN;
            if (!opened.mayTake(viewer, step)) {
                return Decision.refuse(Reason.of("privacy.refused.disposal.not-now"));
            }
            if (!db.sql(viewer, DECIDE)
                    .param("id", id)
                    .param("approved", approved)
                    .param("words", words)
                    .one(row -> row.bool("done"))) {
                throw new Stale();
            }
            tasks.doneAll(viewer, id);
            if (approved) {
                task(
                        viewer,
                        id,
                        DisposalFlow.FLOW.next(DisposalFlow.State.APPROVED).orElseThrow(),
                        opened.disposal().agency());
            }
            audit.written(viewer, "disposal.decide", List.of(), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** 廃棄する: it cannot be taken back. */
    Decision<UUID> dispose(Viewer.Staff viewer, UUID id, int units) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            if (!opened.mayTake(viewer, DisposalFlow.Step.DISPOSE)) {
                return Decision.refuse(Reason.of("privacy.refused.disposal.not-now"));
            }
            if (units != opened.disposal().units()) {
                return Decision.refuse(Reason.of("privacy.refused.disposal.count"));
            }
            int open = db.sql(viewer, BLOCKED).param("id", id).one(row -> row.integer("units"));
            if (open > 0) {
                return Decision.refuse(Reason.of("privacy.refused.disposal.open", open));
            }
            // Written first: afterwards nobody knows any more about whom it was but by the key.
            audit.written(
                    viewer,
                    "disposal.dispose",
                    opened.units().stream()
                            .map(gone -> new HouseholdId(gone.unit()))
                            .toList(),
                    Detail.NONE.item(id));
            db.sql(viewer, DISPOSE).param("id", id).one(row -> row.integer("removed"));
            tasks.doneAll(viewer, id);
            return Decision.allow(id);
        });
    }

    /** 廃棄停止 in force, for the agency that keeps the records. */
    List<Hold> holds(Viewer.Staff viewer) {
        return db.transact(
                viewer,
                () -> db.sql(viewer, HOLDS)
                        .list(row -> new Hold(
                                row.uuid("id"),
                                row.household("household_id"),
                                households
                                        .find(viewer, row.household("household_id"))
                                        .title(),
                                row.text("reason"),
                                row.text("staff"),
                                row.instant("set_at"),
                                row.staffOrNull("asked_by"),
                                row.textOrEmpty("asker"))));
    }

    /** 廃棄停止: the own record stays, whatever its years. */
    void hold(Viewer.Staff viewer, HouseholdId household, String reason) {
        db.run(viewer, () -> {
            requireOwn(viewer, household);
            db.sql(viewer, ADD_HOLD)
                    .param("id", Ids.next())
                    .param("household", household)
                    .param("agency", viewer.agency())
                    .param("reason", reason)
                    .param("staff", viewer.staff())
                    .param("now", db.now(viewer))
                    .update();
            audit.written(viewer, "disposal.hold", List.of(household));
        });
    }

    /** The own record, for its manager; {@link NotVisible} otherwise. */
    String requireOwn(Viewer.Staff viewer, HouseholdId household) {
        viewer.require(Duty.MANAGER);
        Households.Household record = households.find(viewer, household);
        if (!record.owner().equals(viewer.agency())) {
            throw new NotVisible();
        }
        audit.read(viewer, "disposal.hold-form", List.of(household));
        return record.title();
    }

    /** The first of two asks that the hold ends; the second, somebody else, ends it. */
    Decision<UUID> lift(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Hold hold = holds(viewer).stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            if (viewer.staff().equals(hold.askedBy())) {
                return Decision.refuse(Reason.of("privacy.refused.disposal.same-person"));
            }
            boolean first = hold.askedBy() == null;
            int changed = (first ? db.sql(viewer, ASK_LIFT) : db.sql(viewer, LIFT))
                    .param("id", id)
                    .param("staff", viewer.staff())
                    .param("now", db.now(viewer))
                    .update();
            if (changed != 1) {
                throw new Stale();
            }
            audit.written(viewer, first ? "disposal.ask-lift" : "disposal.lift", List.of(hold.household()));
            return Decision.allow(id);
        });
    }

    /** Opens a disposal that is done for its 廃棄証明. */
    Opened certificate(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            if (opened.disposal().doneAt() == null) {
                throw new NotVisible();
            }
            audit.printed(viewer, "disposal.certificate", List.of(), Detail.NONE.item(id));
            return opened;
        });
    }

    private static Disposal disposal(Row row) {
        return new Disposal(
                row.uuid("id"),
                row.integer("no"),
                row.agency("owner_agency"),
                row.text("agency"),
                row.staff("proposed_by"),
                row.text("proposer"),
                row.instant("proposed_at"),
                row.integer("units"),
                row.instantOrNull("decided_at"),
                row.textOrEmpty("decider"),
                row.textOrNull("approved") == null ? null : row.text("approved").equals("YES"),
                row.text("words"),
                row.instantOrNull("done_at"),
                row.textOrEmpty("doer"),
                row.integerOrNull("records"),
                row.dateOrNull("backups_end"));
    }
}
