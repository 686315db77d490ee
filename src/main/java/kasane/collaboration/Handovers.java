package kasane.collaboration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.sharing.Category;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 転出の引継書: exactly what each person agreed to is written down for the municipality they move to, printed, and handed
 * over; with that the case ends.
 */
@Component
public class Handovers {

    /** The kinds of content that can go; what agencies of this town wrote to each other stays here. */
    public static final List<Category> KINDS = List.of(
            Category.CONTACT,
            Category.HEALTH,
            Category.SCHOOL_WORK,
            Category.MONEY,
            Category.WELFARE,
            Category.LIFE,
            Category.PLAN);

    private final Db db;
    private final HandoverStore store;
    private final Cases cases;
    private final CaseExits exits;
    private final Plans plans;
    private final Tasks tasks;
    private final Clocks clocks;
    private final AuditTrail audit;

    Handovers(
            Db db,
            HandoverStore store,
            Cases cases,
            CaseExits exits,
            Plans plans,
            Tasks tasks,
            Clocks clocks,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.cases = cases;
        this.exits = exits;
        this.plans = plans;
        this.tasks = tasks;
        this.clocks = clocks;
        this.audit = audit;
    }

    /** How the person agreed. */
    public enum How {
        /** 書面. */
        WRITTEN,
        /** 口頭. */
        SPOKEN
    }

    /** How the file was handed over. */
    public enum Way {
        /** ご本人に渡した. */
        PERSON,
        /** 相手の窓口に手渡した. */
        HAND,
        /** 書留などで送った. */
        POST,
        /** そのほか. */
        OTHER
    }

    /**
     * A file to be prepared.
     *
     * @param to     the municipality or agency that gets it, as the person heard it named
     * @param agreed what each person agreed to; who agreed to nothing is not in it
     */
    public record NewHandover(
            UUID caseId,
            String to,
            LocalDate movesOn,
            LocalDate agreedOn,
            How how,
            Map<PersonId, Set<Category>> agreed) {}

    /** What is told of one person, of one kind that they agreed to. */
    public record Part(PersonId person, Category category, String words) {}

    /** A file as it stands. */
    public record Handover(
            UUID id,
            UUID caseId,
            HouseholdId household,
            Set<PersonId> persons,
            String to,
            LocalDate movesOn,
            LocalDate agreedOn,
            How how,
            Instant madeAt,
            String maker,
            Instant changedAt,
            String changer,
            @Nullable LocalDate givenOn,
            String givenTo,
            @Nullable Way way,
            String giver,
            HandoverFlow.State state,
            int version,
            List<Part> parts) {

        /** Whom it is about, for the log. */
        public List<Id> subjects() {
            List<Id> subjects = new ArrayList<>(List.of(household));
            subjects.addAll(persons);
            return subjects;
        }
    }

    /** Prepares a file: from any state of a case that has not ended, and for those alone whom the case is about. */
    public Decision<UUID> prepare(Viewer.Staff viewer, NewHandover file) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = cases.own(viewer, file.caseId());
            LocalDate today = db.today(viewer);
            if (standing.state() == CaseFlow.State.ENDED) {
                return Decision.refuse(Reason.of("collaboration.refused.ended"));
            }
            if (file.agreed().isEmpty()
                    || file.agreed().values().stream().anyMatch(Set::isEmpty)
                    || !KINDS.containsAll(file.agreed().values().stream()
                            .flatMap(Collection::stream)
                            .collect(Collectors.toSet()))) {
                return Decision.refuse(Reason.of("collaboration.refused.nothing-agreed"));
            }
            if (!cases.persons(viewer, file.caseId()).containsAll(file.agreed().keySet())) {
                throw new NotVisible();
            }
            if (file.agreedOn().isAfter(today)) {
                return Decision.refuse(Reason.of("collaboration.refused.agreed-when"));
            }
            UUID id = Ids.next();
            HouseholdId household = standing.file().household();
            store.add(viewer, id, household, file);
            file.agreed()
                    .forEach((person, kinds) -> kinds.forEach(kind -> store.addPart(
                            viewer,
                            id,
                            household,
                            person,
                            kind,
                            kind == Category.PLAN ? plan(viewer, file, person) : "")));
            HandoverFlow.FLOW
                    .next(HandoverFlow.State.PREPARING)
                    .ifPresent(next -> tasks.open(
                            viewer,
                            new Tasks.NewTask(
                                    next.task(),
                                    id,
                                    viewer.agency(),
                                    household,
                                    viewer.agency(),
                                    standing.file().staff(),
                                    clocks.due(next.clock(), today),
                                    "/handovers/" + id)));
            audit.written(
                    viewer,
                    "handover.prepare",
                    subjects(household, file.agreed().keySet()),
                    Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    private static List<Id> subjects(HouseholdId household, Collection<PersonId> persons) {
        List<Id> subjects = new ArrayList<>(List.of(household));
        subjects.addAll(persons);
        return subjects;
    }

    /** The lines of the plan in force about this person, as far as everybody they are about agreed to the plan. */
    private String plan(Viewer.Staff viewer, NewHandover file, PersonId person) {
        Set<PersonId> agreeing = new HashSet<>();
        file.agreed().forEach((who, kinds) -> {
            if (kinds.contains(Category.PLAN)) {
                agreeing.add(who);
            }
        });
        return plans.ofCase(viewer, file.caseId()).stream()
                .filter(plan -> plan.state() == Plan.State.IN_FORCE)
                .flatMap(plan -> plan.lines().stream())
                .filter(line -> line.persons().contains(person) && agreeing.containsAll(line.persons()))
                .map(line -> line.goal() + "：" + line.action()
                        + (line.frequency().isEmpty() ? "" : "（" + line.frequency() + "）"))
                .collect(Collectors.joining("\n"));
    }

    /** A file of the viewer's agency, or {@link NotVisible}; the page that shows it writes the log. */
    public Handover find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> store.find(viewer, id).orElseThrow(NotVisible::new));
    }

    /** The files of a case, the newest first. */
    public List<Handover> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.transact(
                viewer,
                () -> store.ofCase(viewer, caseId).stream()
                        .map(id -> find(viewer, id))
                        .toList());
    }

    /** Writes what is told; only of what was agreed, for there is no other place. */
    public Decision<UUID> write(Viewer.Staff viewer, UUID id, int version, List<Part> parts) {
        return db.transact(viewer, () -> {
            Handover file = find(viewer, id);
            if (file.state() != HandoverFlow.State.PREPARING) {
                return Decision.refuse(Reason.of("collaboration.refused.ended"));
            }
            Stale.unlessOne(store.touch(viewer, id, version) ? 1 : 0);
            parts.forEach(part -> store.write(viewer, id, part));
            audit.written(viewer, "handover.write", file.subjects(), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** 渡した: who got it, when and how is kept, and the case ends with the move. */
    public Decision<UUID> give(Viewer.Staff viewer, UUID id, LocalDate on, String to, Way how) {
        return db.transact(viewer, () -> {
            Handover file = find(viewer, id);
            Cases.Standing standing = cases.own(viewer, file.caseId());
            if (on.isAfter(db.today(viewer)) || on.isBefore(standing.file().begunOn())) {
                return Decision.refuse(Reason.of("collaboration.refused.exit-when"));
            }
            if (file.parts().stream().allMatch(part -> part.words().isBlank())) {
                return Decision.refuse(Reason.of("collaboration.refused.nothing-written"));
            }
            return HandoverFlow.FLOW
                    .take(file.state(), HandoverFlow.Step.GIVE, Set.of(HandoverFlow.Side.CARRIER))
                    .flatMap(given -> {
                        if (!store.give(viewer, id, on, to, how)) {
                            return Decision.refuse(Reason.of("collaboration.refused.meanwhile"));
                        }
                        tasks.doneAll(viewer, id);
                        audit.written(viewer, "handover.given", file.subjects(), Detail.NONE.item(id));
                        return standing.state() == CaseFlow.State.ENDED
                                ? Decision.allow(id)
                                : exits.exit(viewer, file.caseId(), on, "MOVED").map(ended -> id);
                    });
        });
    }

    /** 取りやめ: the person takes the agreement back, or nothing is to go after all. */
    public Decision<UUID> withdraw(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Handover file = find(viewer, id);
            return HandoverFlow.FLOW
                    .take(file.state(), HandoverFlow.Step.WITHDRAW, Set.of(HandoverFlow.Side.CARRIER))
                    .flatMap(withdrawn -> {
                        if (!store.withdraw(viewer, id)) {
                            return Decision.refuse(Reason.of("collaboration.refused.meanwhile"));
                        }
                        audit.written(viewer, "handover.withdrawn", file.subjects(), Detail.NONE.item(id));
                        return Decision.allow(id);
                    });
        });
    }
}
