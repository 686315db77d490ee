package kasane.collaboration;

import java.util.ArrayList;
import java.util.List;
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
import kasane.shared.Reason;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import org.springframework.stereotype.Component;

/** 議題「支援プラン」: what a conference may conclude about a version, and what follows from it. */
@Component
class PlanAgenda implements AgendaKind {

    private static final String AGAIN = "AGAIN";

    private final Db db;
    private final PlanStore store;
    private final Plans plans;
    private final Cases cases;
    private final HandBacks handBacks;

    PlanAgenda(Db db, PlanStore store, Plans plans, Cases cases, HandBacks handBacks) {
        this.db = db;
        this.store = store;
        this.plans = plans;
        this.cases = cases;
        this.handBacks = handBacks;
    }

    @Override
    public String kind() {
        return Plans.AGENDA;
    }

    @Override
    public Optional<Topic> topic(Viewer.Staff viewer, UUID subject) {
        return db.transact(
                viewer,
                () -> store.find(viewer, subject)
                        .map(plan -> new Topic(
                                Texts.text("collaboration.plan.title", plan.no()),
                                plan.caseId(),
                                plan.household(),
                                plan.persons(),
                                "/plans/" + plan.id())));
    }

    @Override
    public Optional<Panel> panel(Viewer.Staff viewer, UUID subject) {
        return db.transact(viewer, () -> store.find(viewer, subject).map(PlanAgenda::panel));
    }

    private static Panel panel(Plan plan) {
        List<Panel.Fact> facts = new ArrayList<>();
        Plan.Words words = plan.words();
        if (words != null) {
            fact(facts, "本人の意向", words.wishes());
            fact(facts, "長期の目標", words.longGoal());
            fact(facts, "短期の目標", words.shortGoal());
        }
        return new Panel(
                facts,
                plan.lines().stream()
                        .map(line -> new Panel.Line(
                                line.persons(),
                                line.goal(),
                                line.action() + (line.frequency().isEmpty() ? "" : "　" + line.frequency()),
                                line.agency() == null ? "ご本人・ご家族" : line.agencyName(),
                                line.due() == null ? "" : Wareki.compact(line.due()),
                                line.byFamily()))
                        .toList());
    }

    private static void fact(List<Panel.Fact> facts, String label, String text) {
        if (!text.isEmpty()) {
            facts.add(new Panel.Fact(label, text));
        }
    }

    /** While the conference talks about it, what it decides can become a line under one of the goals. */
    @Override
    public List<String> goals(Viewer.Staff viewer, UUID subject) {
        return db.transact(
                viewer,
                () -> store.find(viewer, subject)
                        .filter(plan -> plan.state() == Plan.State.PROPOSED)
                        .map(plan -> plan.lines().stream()
                                .map(Plan.Line::goal)
                                .distinct()
                                .toList())
                        .orElse(List.of()));
    }

    @Override
    public Optional<Reason> hinders(Viewer.Staff viewer, UUID subject, String goal, AgencyId agency) {
        return db.transact(viewer, () -> plans.mayAdd(viewer, plans.find(viewer, subject), goal, agency));
    }

    @Override
    public Set<String> conclusions() {
        return Set.of("FIT", "FIT_AMENDED", AGAIN, "LEAD_BACK", "PASS_ON");
    }

    @Override
    public Set<String> conclusionsWithLead() {
        return Set.of("LEAD_BACK", "PASS_ON");
    }

    @Override
    public Decision<UUID> conclude(Viewer.Staff viewer, UUID subject, Conclusion conclusion) {
        return db.transact(viewer, () -> {
            Plan plan = plans.find(viewer, subject);
            boolean confers = cases.standing(viewer, plan.caseId()).state() == CaseFlow.State.IN_CONFERENCE;
            if (!confers || plan.state() != Plan.State.PROPOSED) {
                return aside(viewer, plan, conclusion);
            }
            Cases.Happening about = Cases.Happening.about(subject);
            return switch (conclusion.code()) {
                case "FIT" ->
                    conclusion.resolved().isEmpty()
                            ? both(viewer, plan, PlanFlow.Step.AGREE, CaseFlow.Step.AGREE, about)
                            : Decision.refuse(Reason.of("collaboration.refused.plan-is-amended"));
                case "FIT_AMENDED" ->
                    both(viewer, plan, PlanFlow.Step.AGREE, CaseFlow.Step.AGREE, about)
                            .flatMap(done -> plans.add(viewer, subject, conclusion.resolved()));
                case AGAIN -> both(viewer, plan, PlanFlow.Step.SEND_BACK, CaseFlow.Step.AGAIN, about);
                default -> handBack(viewer, plan, conclusion);
            };
        });
    }

    /** 主担当をもどす: the version will not come into force, and the lead is asked to take the case. */
    private Decision<UUID> handBack(Viewer.Staff viewer, Plan plan, Conclusion conclusion) {
        AgencyId lead = conclusion.lead();
        if (lead == null) {
            return Decision.refuse(Reason.of("collaboration.refused.lead-missing"));
        }
        Plan.Words words = plan.words();
        return plans.move(viewer, plan, PlanFlow.Step.DROP)
                .flatMap(state -> handBacks.concluded(
                        viewer,
                        plan.caseId(),
                        CaseFlow.Step.LEAD_BACK,
                        new HandBacks.Offer(
                                lead,
                                plan.persons(),
                                conclusion.leadAgreed(),
                                conclusion.item(),
                                words == null ? "" : words.issues(),
                                words == null ? "" : words.wishes(),
                                handBacks.followOn(viewer)),
                        "",
                        0))
                .map(offer -> plan.id());
    }

    /** The case went another way meanwhile: the item must still come to an end, which changes nothing more. */
    private Decision<UUID> aside(Viewer.Staff viewer, Plan plan, Conclusion conclusion) {
        if (!conclusion.code().equals(AGAIN)) {
            return Decision.refuse(Reason.of("collaboration.refused.plan-not-proposed"));
        }
        return plan.state() == Plan.State.PROPOSED
                ? plans.move(viewer, plan, PlanFlow.Step.SEND_BACK).map(state -> plan.id())
                : Decision.allow(plan.id());
    }

    private Decision<UUID> both(
            Viewer.Staff viewer, Plan plan, PlanFlow.Step step, CaseFlow.Step ofCase, Cases.Happening about) {
        return plans.move(viewer, plan, step)
                .flatMap(state -> cases.step(viewer, plan.caseId(), ofCase, about))
                .map(state -> plan.id());
    }
}
