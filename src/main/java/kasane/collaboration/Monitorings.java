package kasane.collaboration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * モニタリング: 多機関協働 looks at the whole of the plan in force, an agency of the team at its own lines. Only the first
 * moves the case.
 */
@Component
public class Monitorings {

    private final Db db;
    private final MonitoringStore store;
    private final Cases cases;
    private final Plans plans;
    private final Occurrences occurrences;
    private final Clocks clocks;
    private final AuditTrail audit;

    Monitorings(
            Db db,
            MonitoringStore store,
            Cases cases,
            Plans plans,
            Occurrences occurrences,
            Clocks clocks,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.cases = cases;
        this.plans = plans;
        this.occurrences = occurrences;
        this.clocks = clocks;
        this.audit = audit;
    }

    /**
     * One モニタリング.
     *
     * @param whole  by the agency that carries the case
     * @param method code of {@code contact-method}
     * @param verdict code of {@code monitoring-verdict}
     */
    public record Monitoring(
            UUID id,
            UUID caseId,
            UUID plan,
            int planNo,
            HouseholdId household,
            Set<PersonId> persons,
            AgencyId owner,
            String agency,
            String writer,
            boolean whole,
            LocalDate doneOn,
            String method,
            int methodEdition,
            String situation,
            String view,
            String verdict,
            int verdictEdition,
            @Nullable LocalDate nextOn,
            Instant writtenAt) {
        public Monitoring {
            persons = Set.copyOf(persons);
        }
    }

    /** What it says of one line of the plan. */
    public record Line(
            int no,
            String goal,
            String action,
            String agency,
            String who,
            @Nullable LocalDate due,
            String result,
            int resultEdition,
            String words) {}

    /** 進みぐあい: code of {@code line-result} with a word on it. */
    public record Progress(String result, int edition, String words) {}

    /**
     * A monitoring to be recorded.
     *
     * @param lines  by the key of the line; what is left out was not looked at
     * @param nextOn つぎの日, only of the whole
     * @param occurrences what happened and is looked at with it, only of the whole
     */
    public record Written(
            LocalDate doneOn,
            String method,
            int methodEdition,
            Map<UUID, Progress> lines,
            String situation,
            String view,
            String verdict,
            int verdictEdition,
            @Nullable LocalDate nextOn,
            Set<UUID> occurrences) {
        public Written {
            lines = Map.copyOf(lines);
            occurrences = Set.copyOf(occurrences);
        }
    }

    /**
     * What the form stands on.
     *
     * @param plan  in force; null when there is none
     * @param whole all of the plan, which moves the case; otherwise the own lines
     * @param lines those that the viewer's agency may write about
     * @param occurrences what happened and nobody has looked at yet; only for the whole
     * @param next  the day that the clock proposes
     */
    public record Ground(
            Cases.Standing standing,
            @Nullable Plan plan,
            boolean whole,
            List<Plan.Line> lines,
            List<Occurrences.Occurrence> occurrences,
            LocalDate today,
            LocalDate next) {

        /** Whether this monitoring takes the step of the case. */
        public boolean moves() {
            return whole && standing.state() == CaseFlow.State.RUNNING;
        }
    }

    /** A monitoring that is opened, with what it was made for and the case it belongs to. */
    public record Opened(
            Monitoring monitoring,
            List<Line> lines,
            List<Occurrences.Occurrence> occurrences,
            Cases.Standing standing) {}

    /** What the viewer's agency may monitor in the case, or {@link NotVisible} for whoever does not take part. */
    public Ground ground(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> {
            Ground ground = of(viewer, caseId);
            audit.read(
                    viewer, "monitoring.form", List.of(ground.standing().file().household()), detail(caseId));
            return ground;
        });
    }

    private Ground of(Viewer.Staff viewer, UUID caseId) {
        Cases.Standing standing = cases.standing(viewer, caseId);
        boolean whole = standing.file().owner().equals(viewer.agency());
        if (!whole && cases.team(viewer, caseId).stream().noneMatch(member -> takesPart(member, viewer))) {
            throw new NotVisible();
        }
        Plan plan = plans.inForce(viewer, caseId).orElse(null);
        List<Plan.Line> lines = plan == null
                ? List.of()
                : plan.lines().stream()
                        .filter(line -> whole || viewer.agency().equals(line.agency()))
                        .toList();
        LocalDate today = db.today(viewer);
        return new Ground(
                standing,
                plan,
                whole,
                lines,
                whole ? occurrences.openOf(viewer, caseId) : List.of(),
                today,
                clocks.due("monitoring", today));
    }

    private static boolean takesPart(Cases.TeamMember member, Viewer.Staff viewer) {
        return member.leftOn() == null && member.agency().equals(viewer.agency());
    }

    /** Records it; the monitoring of the whole sets the day of the next one. */
    public Decision<UUID> write(Viewer.Staff viewer, UUID caseId, Written written) {
        return db.transact(viewer, () -> {
            Ground ground = of(viewer, caseId);
            Plan plan = ground.plan();
            if (plan == null) {
                return Decision.refuse(Reason.of("collaboration.refused.no-plan-in-force"));
            }
            Set<PersonId> persons = about(viewer, ground, plan);
            if (persons.isEmpty()) {
                return Decision.refuse(Reason.of(
                        ground.whole()
                                ? "collaboration.refused.consent-ended"
                                : "collaboration.refused.no-line-of-yours"));
            }
            Decision<LocalDate> days =
                    CaseDays.done(written.doneOn(), ground.standing().file().begunOn(), ground.today());
            LocalDate next = written.nextOn();
            if (ground.moves()) {
                days = next == null
                        ? Decision.refuse(Reason.of("collaboration.refused.next-missing"))
                        : days.flatMap(day -> CaseDays.next(next, ground.today()));
            }
            if (days instanceof Decision.Refused<LocalDate>(Reason reason)) {
                return Decision.refuse(reason);
            }
            UUID id = Ids.next();
            if (ground.moves()) {
                Decision<CaseFlow.State> moved = cases.step(
                        viewer,
                        caseId,
                        CaseFlow.Step.MONITOR,
                        Cases.Happening.about(id).on(written.doneOn()).due(next));
                if (moved instanceof Decision.Refused<CaseFlow.State>(Reason reason)) {
                    return Decision.refuse(reason);
                }
            }
            store.add(viewer, id, plan, persons, written);
            for (Plan.Line line : ground.lines()) {
                Progress progress = written.lines().get(line.id());
                if (progress != null) {
                    store.addLine(viewer, id, plan, line, progress);
                }
            }
            for (Occurrences.Occurrence occurrence : ground.occurrences()) {
                if (written.occurrences().contains(occurrence.id())) {
                    occurrences.monitored(viewer, occurrence.id(), id).orElseThrow();
                }
            }
            audit.written(viewer, "monitoring.write", subjects(plan.household(), persons), detail(id));
            return Decision.allow(id);
        });
    }

    /** The whole is about everybody of the plan whom the consents still cover, a part about those of its lines. */
    private Set<PersonId> about(Viewer.Staff viewer, Ground ground, Plan plan) {
        Set<PersonId> persons = new LinkedHashSet<>();
        if (ground.whole()) {
            persons.addAll(plan.persons());
            persons.removeAll(cases.coverage(viewer, plan.household()).missing(viewer.agency(), plan.persons()));
        } else {
            ground.lines().forEach(line -> persons.addAll(line.persons()));
        }
        return persons;
    }

    /** Opens one, or {@link NotVisible}. */
    public Opened read(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Monitoring found = store.find(viewer, id).orElseThrow(NotVisible::new);
            audit.read(viewer, "monitoring.page", subjects(found.household(), found.persons()), detail(id));
            return new Opened(
                    found,
                    store.lines(viewer, id),
                    occurrences.ofMonitoring(viewer, id),
                    cases.standing(viewer, found.caseId()));
        });
    }

    /** The monitorings of a case that the viewer may see, the latest first; the page that shows them writes the log. */
    public List<Monitoring> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> store.ofCase(viewer, caseId));
    }

    /** 再プラン: the plan in force is worked over in a new version; until that is decided it stays in force. */
    public Decision<CaseFlow.State> revise(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> {
            cases.own(viewer, caseId);
            UUID about = store.ofCase(viewer, caseId).stream()
                    .filter(Monitoring::whole)
                    .map(Monitoring::id)
                    .findFirst()
                    .orElse(null);
            return cases.step(
                    viewer, caseId, CaseFlow.Step.REVISE, new Cases.Happening(null, null, null, about, "", 0));
        });
    }

    /**
     * 再プラン straight from what was seen: the next version is begun for those of the plan in force whose consent lives,
     * with its lines to start from.
     */
    public Decision<UUID> replan(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> {
            cases.own(viewer, caseId);
            Plan plan = plans.inForce(viewer, caseId).orElse(null);
            return revise(viewer, caseId).flatMap(state -> {
                Set<PersonId> persons = new LinkedHashSet<>(cases.persons(viewer, caseId));
                if (plan == null) {
                    return Decision.refuse(Reason.of("collaboration.refused.no-plan-in-force"));
                }
                if (!Collections.disjoint(persons, plan.persons())) {
                    persons.retainAll(plan.persons());
                }
                return plans.begin(viewer, caseId, persons, plan.frame().kind());
            });
        });
    }

    /** The last monitoring of the whole of a plan in force, for whoever plans anew; the page that shows it writes the log. */
    public Optional<Opened> last(Viewer.Staff viewer, UUID caseId) {
        return db.transact(
                viewer,
                () -> store.ofCase(viewer, caseId).stream()
                        .filter(Monitoring::whole)
                        .findFirst()
                        .map(found -> new Opened(
                                found, store.lines(viewer, found.id()), List.of(), cases.standing(viewer, caseId))));
    }

    private static List<Id> subjects(HouseholdId household, Set<PersonId> persons) {
        List<Id> subjects = new ArrayList<>();
        subjects.add(household);
        subjects.addAll(persons);
        return subjects;
    }

    private static Detail detail(UUID item) {
        return Detail.NONE.item(item);
    }
}
