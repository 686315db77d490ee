package kasane.collaboration;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.conference.AgendaKind;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 終結の協議: an evaluation that proposes the end of a case, or a つなぎもどし that was refused, on the agenda of a conference.
 */
@Component
class ClosureAgenda implements AgendaKind {

    static final String KIND = "collaboration.closure";

    private static final String CLOSE = "CLOSE";
    private static final String CONTINUE = "CONTINUE";

    private final Db db;
    private final EvaluationStore evaluations;
    private final HandBackStore offers;
    private final HandBacks handBacks;
    private final Plans plans;
    private final Cases cases;

    ClosureAgenda(
            Db db, EvaluationStore evaluations, HandBackStore offers, HandBacks handBacks, Plans plans, Cases cases) {
        this.db = db;
        this.evaluations = evaluations;
        this.offers = offers;
        this.handBacks = handBacks;
        this.plans = plans;
        this.cases = cases;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> conclusions() {
        return Set.of(CLOSE, CONTINUE);
    }

    @Override
    public Set<String> conclusionsWithLead() {
        return Set.of(CLOSE);
    }

    @Override
    public Optional<Topic> topic(Viewer.Staff viewer, UUID subject) {
        return db.transact(
                viewer,
                () -> evaluations
                        .find(viewer, subject)
                        .map(e -> new Topic(
                                "終結（支援プラン第" + e.planNo() + "版の評価）",
                                e.caseId(),
                                e.household(),
                                e.persons(),
                                "/evaluations/" + e.id()))
                        .or(() -> offers.find(viewer, subject)
                                .map(h -> new Topic(
                                        "つぎの主担当（" + h.toName() + "は対応不可）",
                                        h.caseId(),
                                        h.household(),
                                        h.persons(),
                                        "/hand-backs/" + h.id()))));
    }

    /** What a conclusion needs to know, whichever of the two it is about. */
    private record Matter(
            UUID caseId,
            Set<PersonId> persons,
            String remaining,
            String wishes,
            LocalDate followOn,
            String code,
            int edition) {}

    @Override
    public Decision<UUID> conclude(Viewer.Staff viewer, UUID subject, Conclusion conclusion) {
        return db.transact(viewer, () -> {
            Matter matter = matter(viewer, subject);
            if (matter == null) {
                return Decision.refuse(Reason.of("collaboration.refused.no-closure"));
            }
            if (cases.own(viewer, matter.caseId()).state() != CaseFlow.State.CLOSING) {
                // The case went another way meanwhile: the item still comes to an end, and changes nothing more.
                return conclusion.code().equals(CONTINUE)
                        ? Decision.allow(matter.caseId())
                        : Decision.refuse(Reason.of("collaboration.refused.not-closing"));
            }
            return switch (conclusion.code()) {
                case CLOSE -> close(viewer, matter, conclusion);
                case CONTINUE -> goOn(viewer, matter, subject);
                default -> Decision.refuse(Reason.of("collaboration.refused.conclusion"));
            };
        });
    }

    private Decision<UUID> close(Viewer.Staff viewer, Matter matter, Conclusion conclusion) {
        AgencyId lead = conclusion.lead();
        return lead == null
                ? Decision.refuse(Reason.of("collaboration.refused.lead-missing"))
                : handBacks.concluded(
                        viewer,
                        matter.caseId(),
                        CaseFlow.Step.CLOSE,
                        new HandBacks.Offer(
                                lead,
                                matter.persons(),
                                conclusion.leadAgreed(),
                                conclusion.item(),
                                matter.remaining(),
                                matter.wishes(),
                                matter.followOn()),
                        matter.code(),
                        matter.edition());
    }

    /** The plan in force goes on until the day that was set for it, or is looked at today; without one, it is planned anew. */
    private Decision<UUID> goOn(Viewer.Staff viewer, Matter matter, UUID subject) {
        Cases.Standing standing = cases.own(viewer, matter.caseId());
        boolean running = plans.inForce(viewer, matter.caseId()).isPresent();
        LocalDate today = db.today(viewer);
        LocalDate set = running ? standing.nextMonitoring() : null;
        LocalDate due = set == null ? null : CaseDays.notBefore(set, today);
        return cases.step(
                        viewer,
                        matter.caseId(),
                        running ? CaseFlow.Step.CONTINUE : CaseFlow.Step.AGAIN,
                        Cases.Happening.about(subject).due(due))
                .map(state -> matter.caseId());
    }

    private @Nullable Matter matter(Viewer.Staff viewer, UUID subject) {
        Evaluations.Evaluation evaluation = evaluations.find(viewer, subject).orElse(null);
        if (evaluation != null) {
            Evaluations.Closing closing = evaluation.closing();
            return closing == null
                    ? null
                    : new Matter(
                            evaluation.caseId(),
                            evaluation.persons(),
                            evaluation.remaining(),
                            evaluation.wishes(),
                            closing.followOn(),
                            closing.reason(),
                            closing.edition());
        }
        HandBacks.HandBack refused = offers.find(viewer, subject).orElse(null);
        if (refused == null) {
            return null;
        }
        Cases.Taken first = cases.own(viewer, refused.caseId()).steps().stream()
                .filter(step -> step.kind() == CaseFlow.Step.CLOSE)
                .reduce((earlier, later) -> later)
                .orElse(null);
        return new Matter(
                refused.caseId(),
                refused.persons(),
                refused.remaining(),
                refused.wishes(),
                refused.followOn(),
                first == null ? "" : first.code(),
                first == null ? 0 : first.codeEdition());
    }
}
