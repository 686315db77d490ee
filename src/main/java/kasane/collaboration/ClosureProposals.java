package kasane.collaboration;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.conference.Agenda;
import kasane.conference.Meetings;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import org.springframework.stereotype.Component;

/** 終結を会議にかける: an evaluation that leads to the end, or a つなぎもどし that nobody took, goes onto an agenda. */
@Component
public class ClosureProposals {

    private final Db db;
    private final Evaluations evaluations;
    private final HandBacks handBacks;
    private final Plans plans;
    private final Cases cases;
    private final Agenda agenda;
    private final AuditTrail audit;

    ClosureProposals(
            Db db,
            Evaluations evaluations,
            HandBacks handBacks,
            Plans plans,
            Cases cases,
            Agenda agenda,
            AuditTrail audit) {
        this.db = db;
        this.evaluations = evaluations;
        this.handBacks = handBacks;
        this.plans = plans;
        this.cases = cases;
        this.agenda = agenda;
        this.audit = audit;
    }

    /** What the form stands on: the case, and the meetings on whose agenda it can go. */
    public record Ground(UUID caseId, HouseholdId household, List<Agenda.Upcoming> meetings) {}

    /** Where an evaluation of one's own case can go. */
    public Ground ofEvaluation(Viewer.Staff viewer, UUID evaluation) {
        return db.transact(viewer, () -> {
            Evaluations.Evaluation found = evaluations.find(viewer, evaluation);
            return ground(viewer, found.caseId(), found.persons());
        });
    }

    /** Where the refused つなぎもどし of one's own case can go. */
    public Ground ofHandBack(Viewer.Staff viewer, UUID caseId) {
        return db.transact(
                viewer, () -> ground(viewer, caseId, last(viewer, caseId).persons()));
    }

    private Ground ground(Viewer.Staff viewer, UUID caseId, Set<PersonId> persons) {
        Cases.Standing standing = cases.own(viewer, caseId);
        HouseholdId household = standing.file().household();
        audit.read(viewer, "closure.form", Evaluations.subjects(household, persons), Detail.NONE.item(caseId));
        return new Ground(caseId, household, agenda.upcoming(viewer, Meetings.MULTI));
    }

    private HandBacks.HandBack last(Viewer.Staff viewer, UUID caseId) {
        return handBacks.ofCase(viewer, caseId).stream().findFirst().orElseThrow(NotVisible::new);
    }

    /** Puts an evaluation that leads to the end before a conference; the page of the item. */
    public Decision<String> propose(Viewer.Staff viewer, UUID id, UUID meeting) {
        return db.transact(viewer, () -> {
            Evaluations.Evaluation evaluation = evaluations.find(viewer, id);
            Cases.Standing standing = cases.own(viewer, evaluation.caseId());
            if (evaluation.closing() == null) {
                return Decision.refuse(Reason.of("collaboration.refused.no-closure"));
            }
            if (plans.inForce(viewer, evaluation.caseId())
                    .filter(plan -> plan.id().equals(evaluation.plan()))
                    .isEmpty()) {
                return Decision.refuse(Reason.of("collaboration.refused.old-evaluation"));
            }
            return put(viewer, standing, CaseFlow.Step.PROPOSE_CLOSURE, id, meeting);
        });
    }

    /** もう一度会議へ: who leads is talked about again; the page of the item. */
    public Decision<String> conferAgain(Viewer.Staff viewer, UUID caseId, UUID meeting) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = cases.own(viewer, caseId);
            return put(
                    viewer,
                    standing,
                    CaseFlow.Step.CONFER_AGAIN,
                    last(viewer, caseId).id(),
                    meeting);
        });
    }

    private Decision<String> put(
            Viewer.Staff viewer, Cases.Standing standing, CaseFlow.Step step, UUID subject, UUID meeting) {
        UUID caseId = standing.file().id();
        LocalDate heldOn = agenda.upcoming(viewer, Meetings.MULTI).stream()
                .filter(upcoming -> upcoming.meeting().equals(meeting))
                .map(upcoming -> CaseDays.notBefore(upcoming.at().on(), db.today(viewer)))
                .findFirst()
                .orElse(null);
        if (heldOn == null) {
            return Decision.refuse(Reason.of("collaboration.refused.meeting-gone"));
        }
        return CaseFlow.FLOW
                .take(standing.state(), step, standing.parties())
                .flatMap(state -> agenda.put(viewer, meeting, ClosureAgenda.KIND, subject))
                .flatMap(item -> cases.step(
                                viewer,
                                caseId,
                                step,
                                Cases.Happening.about(subject).due(heldOn))
                        .map(state -> agenda.ofCase(viewer, caseId).stream()
                                .filter(entry -> entry.id().equals(item))
                                .findFirst()
                                .orElseThrow(NotVisible::new)
                                .path()));
    }
}
