package kasane.collaboration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.casework.CaseFlow;
import kasane.conference.Agenda;
import kasane.conference.Minutes;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.testing.AsRole;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * 架空谷家 with a plan in force: one line about both persons by 自立相談, one about ミホン by 障害相談, one about モケイ by 包括北.
 * 障害相談 is covered for ミホン only.
 */
final class RunningStory {

    final PlanStory plan;
    final Monitorings monitorings;
    final Evaluations evaluations;
    final HandBacks handBacks;
    final FollowUps followUps;
    final ClosureProposals proposals;
    final Pauses pauses;
    final Occurrences occurrences;
    final PartialHandBacks partials;
    final Reopenings reopenings;
    final Viewer.Staff suishin;
    final UUID caseId;
    final LocalDate today;
    private final Agenda agenda;
    private final Minutes minutes;
    private final Connections connections;
    private UUID meeting = new UUID(0, 0);

    RunningStory(ApplicationContext context) {
        this(context, "架空谷");
    }

    /** About a household of this name, which a walk finds among others. */
    RunningStory(ApplicationContext context, String family) {
        plan = new PlanStory(context, family);
        monitorings = context.getBean(Monitorings.class);
        evaluations = context.getBean(Evaluations.class);
        handBacks = context.getBean(HandBacks.class);
        followUps = context.getBean(FollowUps.class);
        proposals = context.getBean(ClosureProposals.class);
        pauses = context.getBean(Pauses.class);
        occurrences = context.getBean(Occurrences.class);
        partials = context.getBean(PartialHandBacks.class);
        reopenings = context.getBean(Reopenings.class);
        agenda = context.getBean(Agenda.class);
        minutes = context.getBean(Minutes.class);
        connections = context.getBean(Connections.class);
        suishin = plan.suishin;
        caseId = plan.caseId;
        today = plan.db.transact(suishin, () -> plan.db.today(suishin));
    }

    /** With a plan in force. */
    static RunningStory running(ApplicationContext context) {
        RunningStory story = new RunningStory(context);
        UUID draft = story.draft();
        story.plan.confer(draft, "FIT");
        story.plan
                .decisions
                .decide(story.plan.kacho, draft, story.today, "見本第1号")
                .orElseThrow();
        return story;
    }

    /** A version with its three lines. */
    UUID draft() {
        UUID draft = plan.draft();
        Plan now = plan.plans.find(suishin, draft);
        Plan.Frame frame = now.frame();
        plan.plans
                .write(
                        suishin,
                        draft,
                        now.version(),
                        new Plans.Written(
                                frame.kind(),
                                "NO",
                                "NO",
                                frame.from(),
                                frame.until(),
                                frame.nextMonitoring(),
                                frame.lead(),
                                agency("houkatsu"),
                                new Plan.Words("見本の意向", "", "", "", "", "", "", "", "", "", ""),
                                List.of(
                                        line(1, "家計を整える", "ふたりの家計簿", Set.copyOf(plan.persons), "jiritsu"),
                                        line(2, "日中の居場所", "ミホンの通所", Set.of(plan.persons.get(0)), "shougai"),
                                        line(3, "体調を保つ", "モケイの見守り", Set.of(plan.persons.get(1)), "houkatsu"))))
                .orElseThrow();
        return draft;
    }

    private PlanRules.NewLine line(
            int no, String goal, String action, Set<kasane.shared.PersonId> persons, String login) {
        return new PlanRules.NewLine(no, persons, "", goal, action, "", agency(login), "", "", null);
    }

    Viewer.Staff as(String login) {
        return plan.as(login);
    }

    AgencyId agency(String login) {
        return as(login).agency();
    }

    CaseFlow.State state() {
        return plan.cases.standing(suishin, caseId).state();
    }

    Plan inForceOrLast() {
        return plan.plans
                .inForce(suishin, caseId)
                .orElseGet(() -> plan.plans.ofCase(suishin, caseId).getFirst());
    }

    /** Written by the agency about every line it may write about. */
    Decision<UUID> monitor(Viewer.Staff by, String verdict, @Nullable LocalDate nextOn) {
        return monitor(by, verdict, nextOn, Set.of());
    }

    /** The same, looking at what was told. */
    Decision<UUID> monitor(Viewer.Staff by, String verdict, @Nullable LocalDate nextOn, Set<UUID> told) {
        Map<UUID, Monitorings.Progress> lines = new LinkedHashMap<>();
        monitorings
                .ground(by, caseId)
                .lines()
                .forEach(line -> lines.put(line.id(), new Monitorings.Progress("DOING", 1, line.action() + "は続いた")));
        return monitorings.write(
                by,
                caseId,
                new Monitorings.Written(today, "03", 1, lines, "見本の様子", "見本の見立て", verdict, 1, nextOn, told));
    }

    /** An evaluation that leads to the end with this lead. */
    Decision<UUID> evaluate(String lead) {
        return evaluate("CLOSE", new Evaluations.Closing("SETTLED", 1, agency(lead), "", today.plusDays(90), "訪問"));
    }

    Decision<UUID> evaluate(String direction, Evaluations.@Nullable Closing closing) {
        Map<UUID, Evaluations.Reached> goals = new LinkedHashMap<>();
        evaluations
                .ground(suishin, caseId)
                .goals()
                .forEach(
                        line -> goals.put(line.id(), new Evaluations.Reached("PARTLY", 1, "見本のはじめ", "あと少し", "見本のことば")));
        return evaluations.write(
                suishin,
                caseId,
                new Evaluations.Written(
                        today, goals, List.of("02", "10"), 1, "見本の残された課題", "見本の希望", "見本の意見", direction, 1, closing));
    }

    /** The end is put before a conference of today; the item. */
    UUID propose(UUID evaluation) {
        meeting = plan.meeting();
        proposals.propose(suishin, evaluation, meeting).orElseThrow();
        return item();
    }

    /** The refused hand-back is put before a conference of today; the item. */
    UUID conferAgain() {
        meeting = plan.meeting();
        proposals.conferAgain(suishin, caseId, meeting).orElseThrow();
        return item();
    }

    private UUID item() {
        return item(meeting);
    }

    /** The item of the case in that meeting. */
    UUID item(UUID of) {
        return agenda.ofCase(suishin, caseId).stream()
                .filter(entry -> entry.meeting().equals(of))
                .findFirst()
                .orElseThrow()
                .id();
    }

    Decision<UUID> conclude(UUID item, String code, @Nullable AgencyId lead, boolean agreed) {
        return conclude(meeting, item, code, lead, agreed);
    }

    /** A refusal keeps nothing, as when it comes from the form. */
    Decision<UUID> conclude(UUID of, UUID item, String code, @Nullable AgencyId lead, boolean agreed) {
        List<Decision<UUID>> answer = new ArrayList<>();
        try {
            plan.db.run(suishin, () -> {
                answer.add(minutes.conclude(suishin, of, item, code, lead, agreed));
                answer.getFirst().orElseThrow();
            });
        } catch (IllegalStateException refused) {
            // the answer says why
        }
        return answer.getFirst();
    }

    /** A closure that the conference decided with this lead; the hand-back. */
    HandBacks.HandBack closed(String lead, boolean agreed) {
        UUID item = propose(evaluate(lead).orElseThrow());
        conclude(item, "CLOSE", agency(lead), agreed).orElseThrow();
        return last();
    }

    HandBacks.HandBack last() {
        return handBacks.ofCase(suishin, caseId).getFirst();
    }

    /** The open work of the case as kind, owner and last day; whoever may see it. */
    List<List<String>> open() {
        try (AsRole root = AsRole.superuser(connections)) {
            return root.rows("""
                    select kind, assignee_agency::text, due::text from tasks.task
                    where item_id = ?::uuid and done_at is null
                    """, caseId.toString());
        }
    }
}
