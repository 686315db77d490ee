package kasane.collaboration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 休止（入院・一時保護など）: a case rests until a day on which somebody looks whether it can go on. Meanwhile the clock of
 * its planning or monitoring stands still; decisions of a conference, information asked for, consents and the period of the
 * plan run on.
 */
@Component
public class Pauses {

    private static final Set<CaseFlow.State> PAUSED =
            Set.of(CaseFlow.State.PLANNING_PAUSED, CaseFlow.State.RUNNING_PAUSED);

    private final Db db;
    private final PauseStore store;
    private final Cases cases;
    private final Clocks clocks;
    private final Codes codes;
    private final AuditTrail audit;

    Pauses(Db db, PauseStore store, Cases cases, Clocks clocks, Codes codes, AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.cases = cases;
        this.clocks = clocks;
        this.codes = codes;
        this.audit = audit;
    }

    /**
     * One 休止, or one look that found that the case still rests.
     *
     * @param persons  whom it is about: whoever is away, and nobody else
     * @param reason   code of {@code pause-reason}
     * @param checkOn  再開予定日
     * @param daysLeft of the work that rests, when it came to rest
     */
    public record Pause(
            UUID id,
            UUID caseId,
            HouseholdId household,
            Set<PersonId> persons,
            AgencyId owner,
            String agency,
            String writer,
            String reason,
            int reasonEdition,
            LocalDate since,
            LocalDate checkOn,
            String words,
            int daysLeft,
            Instant writtenAt) {
        public Pause {
            persons = Set.copyOf(persons);
        }
    }

    /** A pause to be written down, or its continuation. */
    public record Written(Set<PersonId> persons, String reason, LocalDate since, LocalDate checkOn, String words) {
        public Written {
            persons = Set.copyOf(persons);
        }
    }

    /**
     * What the forms stand on.
     *
     * @param persons those whose consent lives
     * @param current the pause that lasts; null when the case does not rest
     * @param checkOn the day that the clock proposes
     * @param due     the last day of the work that would come to rest
     */
    public record Ground(
            Cases.Standing standing,
            Set<PersonId> persons,
            @Nullable Pause current,
            LocalDate today,
            LocalDate checkOn,
            @Nullable LocalDate due) {

        /** Whether the case rests. */
        public boolean isPaused() {
            return Pauses.isPaused(standing.state());
        }

        /** つぎのモニタリング or, where the plan was being made, its last day: as many days as were left. */
        public LocalDate goesOnUntil() {
            return PauseRule.due(current == null ? 0 : current.daysLeft(), today);
        }
    }

    /** Whether a case that stands there rests. */
    public static boolean isPaused(CaseFlow.State state) {
        return PAUSED.contains(state);
    }

    /** What can be paused or taken up again in a case that the viewer's agency carries. */
    public Ground ground(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> {
            Ground ground = of(viewer, caseId);
            audit.read(
                    viewer,
                    "pause.form",
                    Evaluations.subjects(ground.standing().file().household(), ground.persons()),
                    Detail.NONE.item(caseId));
            return ground;
        });
    }

    private Ground of(Viewer.Staff viewer, UUID caseId) {
        Cases.Standing standing = cases.own(viewer, caseId);
        Set<PersonId> persons = new LinkedHashSet<>(cases.persons(viewer, caseId));
        persons.removeAll(cases.coverage(viewer, standing.file().household()).missing(viewer.agency(), persons));
        LocalDate today = db.today(viewer);
        return new Ground(
                standing,
                persons,
                current(viewer, standing).orElse(null),
                today,
                clocks.due("case.pause", today),
                standing.due());
    }

    /** Why the case rests, as far as the viewer may see whom that is about; the page that shows it writes the log. */
    public Optional<Pause> current(Viewer.Staff viewer, Cases.Standing standing) {
        return standing.steps().stream()
                .filter(step -> isPaused(standing.state())
                        && (step.kind() == CaseFlow.Step.PAUSE || step.kind() == CaseFlow.Step.STAY_PAUSED))
                .map(Cases.Taken::about)
                .reduce((earlier, later) -> later)
                .flatMap(id -> ofCase(viewer, standing.file().id()).stream()
                        .filter(pause -> pause.id().equals(id))
                        .findFirst());
    }

    /** The pauses of a case that the viewer may see, the latest first; the page that shows them writes the log. */
    public List<Pause> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> store.ofCase(viewer, caseId));
    }

    /** 休止する, or まだ再開できない: the reason with its people, and the day on which somebody looks again. */
    public Decision<UUID> pause(Viewer.Staff viewer, UUID caseId, Written written) {
        return db.transact(viewer, () -> {
            Ground ground = of(viewer, caseId);
            Pause current = ground.current();
            LocalDate since = current == null ? written.since() : current.since();
            Decision<LocalDate> days = PauseRule.check(
                    written.persons(),
                    ground.persons(),
                    since,
                    written.checkOn(),
                    ground.standing().file().begunOn(),
                    ground.today());
            if (days instanceof Decision.Refused<LocalDate>(Reason reason)) {
                return Decision.refuse(reason);
            }
            UUID id = Ids.next();
            Decision<CaseFlow.State> moved = cases.step(
                    viewer,
                    caseId,
                    ground.isPaused() ? CaseFlow.Step.STAY_PAUSED : CaseFlow.Step.PAUSE,
                    Cases.Happening.about(id)
                            .on(ground.isPaused() ? ground.today() : since)
                            .due(written.checkOn()));
            if (moved instanceof Decision.Refused<CaseFlow.State>(Reason reason)) {
                return Decision.refuse(reason);
            }
            HouseholdId household = ground.standing().file().household();
            store.add(
                    viewer,
                    id,
                    caseId,
                    household,
                    new Written(written.persons(), written.reason(), since, written.checkOn(), written.words()),
                    codes.edition("pause-reason", ground.today()),
                    current == null ? PauseRule.left(ground.due(), ground.today()) : current.daysLeft());
            audit.written(
                    viewer, "pause.write", Evaluations.subjects(household, written.persons()), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /**
     * 再開する, where the case came to rest: what it was doing goes on with the days that were left.
     *
     * @param next つぎのモニタリング, where a plan runs; null for the days that were left
     */
    public Decision<CaseFlow.State> takeUp(Viewer.Staff viewer, UUID caseId, LocalDate on, @Nullable LocalDate next) {
        return db.transact(viewer, () -> {
            Ground ground = of(viewer, caseId);
            Pause current = ground.current();
            Decision<LocalDate> days = CaseDays.done(
                            on, current == null ? ground.standing().file().begunOn() : current.since(), ground.today())
                    .flatMap(day -> next == null ? Decision.allow(day) : CaseDays.next(next, ground.today()));
            if (days instanceof Decision.Refused<LocalDate>(Reason reason)) {
                return Decision.refuse(reason);
            }
            return cases.step(
                    viewer,
                    caseId,
                    CaseFlow.Step.TAKE_UP,
                    Cases.Happening.about(current == null ? null : current.id())
                            .on(on)
                            .due(next == null ? ground.goesOnUntil() : next));
        });
    }
}
