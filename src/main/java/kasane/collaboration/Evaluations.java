package kasane.collaboration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.Cases;
import kasane.casework.Coverage;
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

/** 評価: what the plan in force has reached, and how it goes on; a closure goes to the conference from here. */
@Component
public class Evaluations {

    /** 終結へ, of {@code evaluation-direction}. */
    public static final String CLOSE = "CLOSE";

    private final Db db;
    private final EvaluationStore store;
    private final Cases cases;
    private final Agencies agencies;
    private final Plans plans;
    private final Clocks clocks;
    private final AuditTrail audit;

    Evaluations(
            Db db,
            EvaluationStore store,
            Cases cases,
            Agencies agencies,
            Plans plans,
            Clocks clocks,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.cases = cases;
        this.agencies = agencies;
        this.plans = plans;
        this.clocks = clocks;
        this.audit = audit;
    }

    /**
     * One 評価.
     *
     * @param changes   codes of {@code change}
     * @param direction code of {@code evaluation-direction}
     * @param closing   only when it leads to the end
     */
    public record Evaluation(
            UUID id,
            UUID caseId,
            UUID plan,
            int planNo,
            HouseholdId household,
            Set<PersonId> persons,
            AgencyId owner,
            String agency,
            String writer,
            LocalDate on,
            List<String> changes,
            int changeEdition,
            String remaining,
            String wishes,
            String opinion,
            String direction,
            int directionEdition,
            @Nullable Closing closing,
            Instant writtenAt) {
        public Evaluation {
            persons = Set.copyOf(persons);
            changes = List.copyOf(changes);
        }
    }

    /**
     * What belongs to an end.
     *
     * @param reason code of {@code closing-reason}
     * @param lead   終結後の主担当, as proposed to the conference
     */
    public record Closing(
            String reason, int edition, AgencyId lead, String leadName, LocalDate followOn, String followHow) {}

    /** What it says of one goal: how it was, how it is now, and what the person says. */
    public record Goal(
            int no,
            String issue,
            String goal,
            String result,
            int resultEdition,
            String before,
            String now,
            String own) {}

    /**
     * 達成度: code of {@code goal-result}, with what has changed.
     *
     * @param before はじめの様子
     * @param now    いまの様子
     * @param own    ご本人のことば
     */
    public record Reached(String result, int edition, String before, String now, String own) {}

    /** An evaluation to be recorded; goals by the key of the first line that has this goal. */
    public record Written(
            LocalDate on,
            Map<UUID, Reached> goals,
            List<String> changes,
            int changeEdition,
            String remaining,
            String wishes,
            String opinion,
            String direction,
            int directionEdition,
            @Nullable Closing closing) {
        public Written {
            goals = Map.copyOf(goals);
            changes = List.copyOf(changes);
        }
    }

    /**
     * What the form stands on.
     *
     * @param plan     in force; null when there is none
     * @param goals    the first line of each goal
     * @param leads    who could lead afterwards: the agencies of the team that may learn about everybody concerned
     * @param followOn the day that the clock proposes
     */
    public record Ground(
            Cases.Standing standing,
            @Nullable Plan plan,
            List<Plan.Line> goals,
            List<Cases.TeamMember> leads,
            LocalDate today,
            LocalDate followOn) {}

    /** An evaluation that is opened, with the case it belongs to. */
    public record Opened(Evaluation evaluation, List<Goal> goals, Cases.Standing standing) {}

    /** What can be evaluated in a case that the viewer's agency carries. */
    public Ground ground(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> {
            Ground ground = of(viewer, caseId);
            audit.read(
                    viewer, "evaluation.form", List.of(ground.standing().file().household()), Detail.NONE.item(caseId));
            return ground;
        });
    }

    private Ground of(Viewer.Staff viewer, UUID caseId) {
        Cases.Standing standing = cases.own(viewer, caseId);
        Plan plan = plans.inForce(viewer, caseId).orElse(null);
        LocalDate today = db.today(viewer);
        return new Ground(
                standing,
                plan,
                plan == null ? List.of() : goals(plan.lines()),
                plan == null ? List.of() : leads(viewer, standing, about(viewer, plan)),
                today,
                clocks.due("case.follow-up", today));
    }

    /** One line stands for its goal; several lines often serve the same. */
    static List<Plan.Line> goals(List<Plan.Line> lines) {
        record Key(String goal, Set<PersonId> persons) {}
        Map<Key, Plan.Line> first = new LinkedHashMap<>();
        lines.forEach(line -> first.putIfAbsent(new Key(line.goal(), line.persons()), line));
        return List.copyOf(first.values());
    }

    /** The agencies of the team that have accounts and may learn about every one of these persons, the one that asked first. */
    List<Cases.TeamMember> leads(Viewer.Staff viewer, Cases.Standing standing, Set<PersonId> persons) {
        Coverage coverage = cases.coverage(viewer, standing.file().household());
        Set<AgencyId> reachable = agencies.withAccounts(viewer);
        return cases.team(viewer, standing.file().id()).stream()
                .filter(member -> member.leftOn() == null
                        && coverage.coversAll(member.agency(), persons)
                        && reachable.contains(member.agency()))
                .sorted(Comparator.comparing((Cases.TeamMember member) ->
                                !member.agency().equals(standing.file().referrer()))
                        .thenComparing(
                                member -> member.agency().equals(standing.file().owner())))
                .toList();
    }

    private Set<PersonId> about(Viewer.Staff viewer, Plan plan) {
        Set<PersonId> persons = new LinkedHashSet<>(plan.persons());
        persons.removeAll(cases.coverage(viewer, plan.household()).missing(viewer.agency(), plan.persons()));
        return persons;
    }

    /** Records it; the case moves only when its end is put before the conference or the plan is revised. */
    public Decision<UUID> write(Viewer.Staff viewer, UUID caseId, Written written) {
        return db.transact(viewer, () -> {
            Ground ground = of(viewer, caseId);
            Plan plan = ground.plan();
            if (plan == null) {
                return Decision.refuse(Reason.of("collaboration.refused.no-plan-in-force"));
            }
            Set<PersonId> persons = about(viewer, plan);
            if (persons.isEmpty()) {
                return Decision.refuse(Reason.of("collaboration.refused.consent-ended"));
            }
            Decision<LocalDate> days =
                    CaseDays.done(written.on(), ground.standing().file().begunOn(), ground.today());
            if (days instanceof Decision.Refused<LocalDate>(Reason reason)) {
                return Decision.refuse(reason);
            }
            Decision<Boolean> closing = ClosingRule.check(
                    written.direction(),
                    written.closing(),
                    ground.leads().stream().map(Cases.TeamMember::agency).toList(),
                    ground.today());
            if (closing instanceof Decision.Refused<Boolean>(Reason reason)) {
                return Decision.refuse(reason);
            }
            UUID id = Ids.next();
            store.add(viewer, id, plan, persons, written);
            for (Plan.Line line : ground.goals()) {
                Reached reached = written.goals().get(line.id());
                if (reached != null) {
                    store.addGoal(viewer, id, plan, line, reached);
                }
            }
            audit.written(viewer, "evaluation.write", subjects(plan.household(), persons), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** Opens one, or {@link NotVisible}. */
    public Opened read(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Evaluation found = find(viewer, id);
            audit.read(viewer, "evaluation.page", subjects(found.household(), found.persons()), Detail.NONE.item(id));
            return new Opened(found, store.goals(viewer, id), cases.standing(viewer, found.caseId()));
        });
    }

    Evaluation find(Viewer.Staff viewer, UUID id) {
        return store.find(viewer, id).orElseThrow(NotVisible::new);
    }

    /** The evaluations of a case that the viewer may see, the latest first; the page that shows them writes the log. */
    public List<Evaluation> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.transact(
                viewer,
                () -> store.ofCase(viewer, caseId).stream()
                        .flatMap(id -> store.find(viewer, id).stream())
                        .toList());
    }

    static List<Id> subjects(HouseholdId household, Set<PersonId> persons) {
        List<Id> subjects = new ArrayList<>();
        subjects.add(household);
        subjects.addAll(persons);
        return subjects;
    }
}
