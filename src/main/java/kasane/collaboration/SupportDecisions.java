package kasane.collaboration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.settings.Numbers;
import kasane.shared.Decision;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.shared.Wareki;
import org.springframework.stereotype.Component;

/** 支援決定: the municipality's act on a version that a conference found fit; nothing else puts a plan in force. */
@Component
public class SupportDecisions {

    private final Db db;
    private final PlanStore store;
    private final Plans plans;
    private final Cases cases;
    private final Numbers numbers;
    private final AuditTrail audit;

    SupportDecisions(Db db, PlanStore store, Plans plans, Cases cases, Numbers numbers, AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.plans = plans;
        this.cases = cases;
        this.numbers = numbers;
        this.audit = audit;
    }

    /**
     * A decision as it was taken.
     *
     * @param item the 議題 that found the version fit
     */
    public record Taken(
            UUID id, UUID item, LocalDate decidedOn, String documentNo, String agency, String title, String decider) {}

    /** 再協議を求めたわけ. */
    public record Reconsidered(String words, Instant at, String agency, String by) {}

    /** Why a version was not decided on, the latest first, as far as the viewer may see everybody it is about. */
    public List<Reconsidered> reconsidered(Viewer.Staff viewer, UUID plan) {
        return db.transact(viewer, () -> store.reconsidered(viewer, plan));
    }

    /** The decision on a version. */
    public Optional<Taken> of(Viewer.Staff viewer, UUID plan) {
        return db.transact(viewer, () -> store.decision(viewer, plan));
    }

    /** A version for whoever decides for the municipality; for anybody else there is no such page. */
    public Plan toDecide(Viewer.Staff viewer, UUID plan) {
        viewer.require(Duty.MUNICIPAL_DECIDER);
        return plans.find(viewer, plan);
    }

    /** Puts the version in force in place of the former one; the next monitoring is then due. */
    public Decision<UUID> decide(Viewer.Staff viewer, UUID id, LocalDate on, String documentNo) {
        return db.transact(viewer, () -> {
            Plan plan = toDecide(viewer, id);
            Decision<Plan.State> taken =
                    PlanFlow.FLOW.take(plan.state(), PlanFlow.Step.DECIDE, Set.of(PlanFlow.Party.DECIDER));
            if (taken instanceof Decision.Refused<Plan.State>(Reason reason)) {
                return Decision.refuse(reason);
            }
            Optional<Plans.Talk> fit = store.talks(viewer, id).stream()
                    .filter(Plans.Talk::foundFit)
                    .findFirst();
            if (fit.isEmpty()) {
                return Decision.refuse(Reason.of("collaboration.refused.decision-without-conference"));
            }
            if (plan.frame().appliedOn() == null && numbers.number("plan.application-first", db.today(viewer)) > 0) {
                return Decision.refuse(Reason.of("collaboration.refused.decision-without-application"));
            }
            LocalDate heldOn = fit.get().heldOn();
            if (on.isBefore(heldOn) || on.isAfter(db.today(viewer))) {
                return Decision.refuse(Reason.of("collaboration.refused.decided-when", Wareki.compact(heldOn)));
            }
            store.inForce(viewer, plan.caseId())
                    .ifPresent(former -> store.move(viewer, former, Plan.State.IN_FORCE, Plan.State.REPLACED));
            UUID decision = Ids.next();
            if (!store.decide(viewer, decision, plan, fit.get().item(), on, documentNo)) {
                return Decision.refuse(Reason.of("collaboration.refused.plan-meanwhile"));
            }
            Decision<CaseFlow.State> step = cases.step(
                    viewer,
                    plan.caseId(),
                    CaseFlow.Step.DECIDE,
                    Cases.Happening.about(id).on(on).due(plan.frame().nextMonitoring()));
            if (step instanceof Decision.Refused<CaseFlow.State>(Reason reason)) {
                return Decision.refuse(reason);
            }
            audit.written(viewer, "plan.decision", List.of(plan.household()), Detail.NONE.item(id));
            return Decision.allow(decision);
        });
    }

    /** 支援決定せず、再協議を求める: the version becomes a draft again, to be written and conferred about anew. */
    public Decision<UUID> reconsider(Viewer.Staff viewer, UUID id, String words) {
        return db.transact(viewer, () -> {
            Plan plan = toDecide(viewer, id);
            if (words.isBlank()) {
                return Decision.refuse(Reason.of("collaboration.refused.reconsider-why"));
            }
            return plans.move(viewer, plan, PlanFlow.Step.RECONSIDER)
                    .flatMap(state ->
                            cases.step(viewer, plan.caseId(), CaseFlow.Step.NOT_DECIDED, Cases.Happening.about(id)))
                    .map(state -> {
                        store.reconsider(viewer, plan, words);
                        return id;
                    });
        });
    }
}
