package kasane.collaboration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 出来事（入院、警察・救急、退職など）: an agency of the team tells what happened, and whoever carries the case looks within
 * days: by a モニタリング of its own day, or by saying why none is needed.
 */
@Component
public class Occurrences {

    /** The work of whoever carries the case. */
    static final String TOLD = "collaboration.occurrence";

    /** While the case waits for somebody else than its carrier, or has ended, it is told to them and not here. */
    private static final Set<CaseFlow.State> NOT_TOLD = EnumSet.of(
            CaseFlow.State.HANDING_BACK, CaseFlow.State.FOLLOW_UP, CaseFlow.State.REVIEW, CaseFlow.State.ENDED);

    private final Db db;
    private final OccurrenceStore store;
    private final Cases cases;
    private final Households households;
    private final Tasks tasks;
    private final Clocks clocks;
    private final Codes codes;
    private final AuditTrail audit;

    Occurrences(
            Db db,
            OccurrenceStore store,
            Cases cases,
            Households households,
            Tasks tasks,
            Clocks clocks,
            Codes codes,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.cases = cases;
        this.households = households;
        this.tasks = tasks;
        this.clocks = clocks;
        this.codes = codes;
        this.audit = audit;
    }

    /** What became of it; {@code monitoring} where it was looked at in one. */
    public record Ending(@Nullable UUID monitoring, String words, Instant at, String by) {}

    /**
     * One 出来事 as it was told.
     *
     * @param owner  who tells
     * @param kind   code of {@code occurrence-kind}
     * @param ending null as long as nobody has looked
     */
    public record Occurrence(
            UUID id,
            UUID caseId,
            HouseholdId household,
            Set<PersonId> persons,
            AgencyId owner,
            String agency,
            String phone,
            String writer,
            AgencyId carrier,
            String carrierName,
            String kind,
            int kindEdition,
            LocalDate on,
            String words,
            Instant toldAt,
            OccurrenceFlow.State state,
            @Nullable Ending ending) {
        public Occurrence {
            persons = Set.copyOf(persons);
        }

        /** Whether somebody still has to look. */
        public boolean isOpen() {
            return state == OccurrenceFlow.State.TOLD;
        }
    }

    /**
     * What is to be told.
     *
     * @param by until when somebody should look, where the clock is too slow; null for the clock
     */
    public record Written(
            Set<PersonId> persons,
            String kind,
            LocalDate on,
            String words,
            @Nullable LocalDate by) {
        public Written {
            persons = Set.copyOf(persons);
        }
    }

    /**
     * What the form stands on.
     *
     * @param persons of the case, as far as the viewer may see them
     * @param due     the last day that the clock sets
     */
    public record Ground(Cases.Standing standing, Set<PersonId> persons, LocalDate today, LocalDate due) {}

    /** An occurrence that is opened; {@code due} is the last day of the open work. */
    public record Opened(
            Occurrence occurrence,
            Cases.Standing standing,
            Set<OccurrenceFlow.Side> sides,
            @Nullable LocalDate due) {

        /** What the viewer may do now. */
        public Set<OccurrenceFlow.Step> open() {
            return OccurrenceFlow.FLOW.open(occurrence.state(), sides);
        }
    }

    /** Whether the viewer's agency may tell something of a case that stands so. */
    public boolean mayTell(Viewer.Staff viewer, Cases.Standing standing) {
        return db.transact(
                viewer,
                () -> !NOT_TOLD.contains(standing.state())
                        && cases.team(viewer, standing.file().id()).stream()
                                .anyMatch(member -> member.leftOn() == null
                                        && member.agency().equals(viewer.agency())));
    }

    /** What the viewer's agency may tell of the case, or {@link NotVisible} for whoever does not take part. */
    public Ground ground(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> {
            Ground ground = of(viewer, caseId);
            audit.read(
                    viewer,
                    "occurrence.form",
                    Evaluations.subjects(ground.standing().file().household(), ground.persons()),
                    Detail.NONE.item(caseId));
            return ground;
        });
    }

    private Ground of(Viewer.Staff viewer, UUID caseId) {
        Cases.Standing standing = cases.standing(viewer, caseId);
        if (!mayTell(viewer, standing)) {
            throw new NotVisible();
        }
        Set<PersonId> persons = new LinkedHashSet<>(cases.persons(viewer, caseId));
        Set<PersonId> seen = new LinkedHashSet<>();
        households.members(viewer, standing.file().household()).forEach(member -> seen.add(member.person()));
        persons.retainAll(seen);
        LocalDate today = db.today(viewer);
        return new Ground(standing, persons, today, clocks.due("monitoring.occurrence", today));
    }

    /** 知らせる: the row, the work of whoever carries the case, the log. */
    public Decision<UUID> tell(Viewer.Staff viewer, UUID caseId, Written written) {
        return db.transact(viewer, () -> {
            Ground ground = of(viewer, caseId);
            if (written.persons().isEmpty() || !ground.persons().containsAll(written.persons())) {
                return Decision.refuse(Reason.of("collaboration.refused.nobody"));
            }
            Cases.CaseFile file = ground.standing().file();
            Decision<LocalDate> days = CaseDays.done(written.on(), file.begunOn(), ground.today());
            if (days instanceof Decision.Refused<LocalDate>(Reason reason)) {
                return Decision.refuse(reason);
            }
            LocalDate by = written.by();
            if (by != null && by.isBefore(ground.today())) {
                return Decision.refuse(Reason.of("collaboration.refused.due-past"));
            }
            UUID id = Ids.next();
            store.add(
                    viewer,
                    id,
                    caseId,
                    file.household(),
                    file.owner(),
                    ground.standing().steps().getLast().no(),
                    written,
                    codes.edition("occurrence-kind", ground.today()));
            OccurrenceFlow.FLOW
                    .next(OccurrenceFlow.State.TOLD)
                    .ifPresent(next -> tasks.open(
                            viewer,
                            new Tasks.NewTask(
                                    next.task(),
                                    id,
                                    file.owner(),
                                    file.household(),
                                    file.owner(),
                                    file.staff(),
                                    by == null || by.isAfter(ground.due()) ? ground.due() : by,
                                    "/occurrences/" + id)));
            audit.written(
                    viewer,
                    "occurrence.tell",
                    Evaluations.subjects(file.household(), written.persons()),
                    Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** Opens one, or {@link NotVisible}; the page that shows it writes the log. */
    public Opened find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Occurrence found = store.find(viewer, id).orElseThrow(NotVisible::new);
            return new Opened(
                    found,
                    cases.standing(viewer, found.caseId()),
                    sides(viewer, found),
                    tasks.due(viewer, id).orElse(null));
        });
    }

    private static Set<OccurrenceFlow.Side> sides(Viewer.Staff viewer, Occurrence occurrence) {
        Set<OccurrenceFlow.Side> sides = EnumSet.noneOf(OccurrenceFlow.Side.class);
        if (occurrence.owner().equals(viewer.agency())) {
            sides.add(OccurrenceFlow.Side.TELLER);
        }
        if (occurrence.carrier().equals(viewer.agency())) {
            sides.add(OccurrenceFlow.Side.CARRIER);
        }
        return sides;
    }

    /** What was told of a case, as far as the viewer may see it, the latest first; the page that shows it writes the log. */
    public List<Occurrence> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.transact(
                viewer,
                () -> store.ofCase(viewer, caseId).stream()
                        .flatMap(id -> store.find(viewer, id).stream())
                        .toList());
    }

    /** What somebody still has to look at. */
    public List<Occurrence> openOf(Viewer.Staff viewer, UUID caseId) {
        return ofCase(viewer, caseId).stream().filter(Occurrence::isOpen).toList();
    }

    /** What a monitoring was made for, as far as the viewer may see it; the page that shows it writes the log. */
    public List<Occurrence> ofMonitoring(Viewer.Staff viewer, UUID monitoring) {
        return db.transact(
                viewer,
                () -> store.ofMonitoring(viewer, monitoring).stream()
                        .flatMap(id -> store.find(viewer, id).stream())
                        .toList());
    }

    /** モニタリングをせずに済ませる, with the reason. */
    public Decision<UUID> note(Viewer.Staff viewer, UUID id, String words) {
        return db.transact(
                viewer,
                () -> words.isBlank()
                        ? Decision.refuse(Reason.of("collaboration.refused.noted-why"))
                        : step(viewer, open(viewer, id), OccurrenceFlow.Step.NOTE, null, words));
    }

    /** 取下げ, when it was told by mistake. */
    public Decision<UUID> withdraw(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> step(viewer, open(viewer, id), OccurrenceFlow.Step.WITHDRAW, null, ""));
    }

    private Occurrence open(Viewer.Staff viewer, UUID id) {
        return store.find(viewer, id).orElseThrow(NotVisible::new);
    }

    /** It was looked at in this monitoring. */
    Decision<UUID> monitored(Viewer.Staff viewer, UUID id, UUID monitoring) {
        return step(viewer, open(viewer, id), OccurrenceFlow.Step.MONITOR, monitoring, "");
    }

    /** Whether all that was told has been looked at; otherwise the case is not handed on to somebody else. */
    boolean isAllSeen(Viewer.Staff viewer, HouseholdId household) {
        return tasks.shown(viewer, household, TOLD).isEmpty();
    }

    /** The case went into review or has ended, which says what became of all that was told: nobody keeps work on it. */
    void lapse(Viewer.Staff viewer, HouseholdId household) {
        tasks.endAll(viewer, household, TOLD);
    }

    private Decision<UUID> step(
            Viewer.Staff viewer,
            Occurrence occurrence,
            OccurrenceFlow.Step step,
            @Nullable UUID monitoring,
            String words) {
        return OccurrenceFlow.FLOW
                .take(occurrence.state(), step, sides(viewer, occurrence))
                .flatMap(state -> {
                    if (!store.end(viewer, occurrence, step, monitoring, words)) {
                        return Decision.refuse(Reason.of("collaboration.refused.meanwhile"));
                    }
                    tasks.doneAll(viewer, occurrence.id());
                    audit.written(
                            viewer,
                            "occurrence.step",
                            Evaluations.subjects(occurrence.household(), occurrence.persons()),
                            Detail.fields(step.name()).item(occurrence.id()));
                    return Decision.allow(occurrence.id());
                });
    }
}
