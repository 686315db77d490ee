package kasane.collaboration;

import java.util.Optional;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.conference.Agenda;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.Decision;
import kasane.shared.Reason;
import org.springframework.stereotype.Component;

/** 支援プランを会議にかける: a draft goes onto the agenda of a conference, and the case with it. */
@Component
public class PlanProposals {

    private final Db db;
    private final Plans plans;
    private final Agenda agenda;
    private final Cases cases;
    private final Agencies agencies;

    PlanProposals(Db db, Plans plans, Agenda agenda, Cases cases, Agencies agencies) {
        this.db = db;
        this.plans = plans;
        this.agenda = agenda;
        this.cases = cases;
        this.agencies = agencies;
    }

    /** Puts the version onto the agenda of a meeting of one's own that is still to be held. */
    public Decision<Plans.Talk> propose(Viewer.Staff viewer, UUID id, UUID meeting) {
        return db.transact(viewer, () -> {
            Plan plan = plans.own(viewer, id);
            if (plan.lines().isEmpty()) {
                return Decision.refuse(Reason.of("collaboration.refused.plan-without-lines"));
            }
            Optional<String> unseeing = unseeingDecider(viewer, plan);
            if (unseeing.isPresent()) {
                return Decision.refuse(Reason.of("collaboration.refused.decider-without-consent", unseeing.get()));
            }
            return plans.move(viewer, plan, PlanFlow.Step.PROPOSE)
                    .flatMap(state -> agenda.put(viewer, meeting, Plans.AGENDA, id))
                    .flatMap(item -> cases.step(
                                    viewer, plan.caseId(), CaseFlow.Step.PROPOSE_PLAN, Cases.Happening.about(id))
                            .map(state -> item))
                    .map(item -> plans.talks(viewer, id).stream()
                            .filter(talk -> talk.item().equals(item))
                            .findFirst()
                            .orElseThrow(NotVisible::new));
        });
    }

    /** Who takes the 支援決定 and may not read the version: told before a conference spends its time on it. */
    private Optional<String> unseeingDecider(Viewer.Staff viewer, Plan plan) {
        Cases.Standing standing = cases.standing(viewer, plan.caseId());
        return cases.decider(viewer, standing)
                .filter(agency -> !agency.equals(plan.owner())
                        && !cases.coverage(viewer, plan.household()).coversAll(agency, plan.persons()))
                .map(agency -> agencies.find(viewer, agency).name());
    }
}
