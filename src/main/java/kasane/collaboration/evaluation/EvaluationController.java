package kasane.collaboration.evaluation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.collaboration.CaseDays;
import kasane.collaboration.ClosingKinds;
import kasane.collaboration.Evaluations;
import kasane.collaboration.Plan;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Strips;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.Wareki;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 評価: the form over the goals of the plan in force, and one evaluation with the way it leads. */
@Controller
class EvaluationController {

    static final String TAB = "case";

    private final Evaluations evaluations;
    private final Households households;
    private final Strips strips;
    private final ClosingKinds kinds;
    private final Codes codes;
    private final Forms forms;
    private final Db db;

    EvaluationController(
            Evaluations evaluations,
            Households households,
            Strips strips,
            ClosingKinds kinds,
            Codes codes,
            Forms forms,
            Db db) {
        this.evaluations = evaluations;
        this.households = households;
        this.strips = strips;
        this.kinds = kinds;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
    }

    @GetMapping("/cases/{id}/evaluations/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            Evaluations.Ground ground = evaluations.ground(viewer, id);
            Plan plan = ground.plan();
            Map<String, List<String>> initial = new HashMap<>();
            initial.put("on", List.of(Wareki.compact(ground.today())));
            for (Plan.Line line : ground.goals()) {
                initial.put("before-" + line.id(), List.of(line.issue()));
            }
            initial.put("followOn", List.of(Wareki.compact(ground.followOn())));
            AgencyId expected = plan == null ? null : plan.frame().nextLead();
            if (expected != null) {
                initial.put("lead", List.of(expected.value().toString()));
            }
            return form(viewer, ground, forms.open(viewer, initial));
        });
    }

    private Screen form(Viewer.Staff viewer, Evaluations.Ground ground, FormView form) {
        Cases.CaseFile file = ground.standing().file();
        Plan plan = ground.plan();
        EvaluationPages.Form page = new EvaluationPages.Form(
                form,
                "/cases/" + file.id() + "/evaluations",
                plan == null
                        ? ""
                        : "支援プラン第" + plan.no() + "版（"
                                + Wareki.compact(plan.frame().from()) + "〜"
                                + Wareki.compact(plan.frame().until()) + "）",
                plan == null ? "実行中の支援プランがありません。評価は、プランを実行しているあいだに書きます。" : "",
                ground.goals().stream()
                        .map(line -> new EvaluationPages.Row(line.id().toString(), line.goal(), line.issue()))
                        .toList(),
                options("goal-result", ground.today()),
                options("change", ground.today()),
                options("evaluation-direction", ground.today()),
                kinds.reasons(ground.today()),
                ground.leads().stream()
                        .map(member ->
                                new Option(member.agency().value().toString(), member.name(), role(member, file, plan)))
                        .toList(),
                "/cases/" + file.id());
        return Screen.form("collaboration/evaluation/form", "評価", page, form)
                .with(strips.of(viewer, file.household(), TAB));
    }

    private static String role(Cases.TeamMember member, Cases.CaseFile file, @Nullable Plan plan) {
        String expected = plan != null && member.agency().equals(plan.frame().nextLead()) ? "プランで見込んだ主担当" : "";
        String asked = member.agency().equals(file.referrer()) ? "紹介元" : "";
        return asked.isEmpty() || expected.isEmpty() ? asked + expected : asked + "、" + expected;
    }

    private List<Option> options(String list, LocalDate on) {
        return codes.list(list, on).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    private Set<String> offered(String list, LocalDate on) {
        return codes.list(list, on).stream().map(Codes.Code::code).collect(Collectors.toSet());
    }

    @PostMapping("/cases/{id}/evaluations")
    Object write(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> db.transact(viewer, () -> form(viewer, evaluations.ground(viewer, id), again)),
                in -> {
                    Evaluations.Written written = read(in, evaluations.ground(viewer, id));
                    return in.hasErrors()
                            ? in.invalid()
                            : Outcome.of(
                                    evaluations.write(viewer, id, written),
                                    "direction",
                                    "評価を記録しました。",
                                    evaluation -> "/evaluations/" + evaluation);
                });
    }

    private Evaluations.Written read(Reading in, Evaluations.Ground ground) {
        LocalDate today = ground.today();
        LocalDate on = in.requiredDate("on", "評価した日", today);
        mend(in, "on", CaseDays.done(on, ground.standing().file().begunOn(), today));
        Set<String> results = offered("goal-result", today);
        int edition = codes.edition("goal-result", today);
        Map<UUID, Evaluations.Reached> goals = new HashMap<>();
        for (Plan.Line line : ground.goals()) {
            String result = in.code("goal-" + line.id(), results);
            String before = in.line("before-" + line.id(), 500);
            String now = in.line("now-" + line.id(), 500);
            String own = in.line("own-" + line.id(), 500);
            if (result.isEmpty()) {
                in.error("goal-" + line.id(), "達成度を選んでください。");
            } else {
                goals.put(line.id(), new Evaluations.Reached(result, edition, before, now, own));
            }
        }
        List<String> changes = in.codes("changes", offered("change", today));
        String remaining = in.block("remaining", 4000);
        String wishes = in.block("wishes", 4000);
        String opinion = in.block("opinion", 4000);
        String direction = in.code("direction", offered("evaluation-direction", today));
        if (direction.isEmpty()) {
            in.error("direction", "方針を選んでください。");
        }
        return new Evaluations.Written(
                on,
                goals,
                changes,
                codes.edition("change", today),
                remaining,
                wishes,
                opinion,
                direction,
                codes.edition("evaluation-direction", today),
                direction.equals(Evaluations.CLOSE) ? closing(in, ground) : null);
    }

    /** What belongs to an end is read only when it was chosen: what was typed before a change of mind does not count. */
    private Evaluations.@Nullable Closing closing(Reading in, Evaluations.Ground ground) {
        LocalDate today = ground.today();
        String reason = in.code("reason", offered("closing-reason", today));
        if (reason.isEmpty()) {
            in.error("reason", "終わる理由を選んでください。");
        }
        String lead = in.code(
                "lead",
                ground.leads().stream()
                        .map(member -> member.agency().value().toString())
                        .collect(Collectors.toSet()));
        if (lead.isEmpty()) {
            in.error("lead", "終結後の主担当を選んでください。");
        }
        LocalDate followOn = in.requiredDate("followOn", "様子を見る日", ground.followOn());
        mend(in, "followOn", CaseDays.next(followOn, today));
        String followHow = in.line("followHow", 200);
        return lead.isEmpty()
                ? null
                : new Evaluations.Closing(
                        reason,
                        codes.edition("closing-reason", today),
                        new AgencyId(Integer.valueOf(lead)),
                        "",
                        followOn,
                        followHow);
    }

    private static void mend(Reading in, String field, Decision<LocalDate> decision) {
        if (decision instanceof Decision.Refused<LocalDate>(Reason reason)) {
            in.error(field, reason);
        }
    }

    @GetMapping("/evaluations/{id}")
    Screen one(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            Evaluations.Opened opened = evaluations.read(viewer, id);
            Evaluations.Evaluation e = opened.evaluation();
            Evaluations.Closing closing = e.closing();
            EvaluationPages.One page = new EvaluationPages.One(
                    forms.button(),
                    "/cases/" + e.caseId(),
                    "/plans/" + e.plan(),
                    "支援プラン第" + e.planNo() + "版",
                    Wareki.formatWithWeekday(e.on()),
                    people(viewer, e.household(), e.persons()),
                    e.agency() + "　" + e.writer(),
                    closing == null ? Tone.ACTIVE : Tone.DONE,
                    codes.label("evaluation-direction", e.direction(), e.directionEdition()),
                    closing == null
                            ? null
                            : new EvaluationPages.Closing(
                                    kinds.words(closing.reason(), closing.edition(), e.on()),
                                    closing.leadName(),
                                    Wareki.formatWithWeekday(closing.followOn()),
                                    closing.followHow()),
                    opened.goals().stream()
                            .map(goal -> new EvaluationPages.Goal(
                                    goal.goal(),
                                    goal.issue(),
                                    codes.label("goal-result", goal.result(), goal.resultEdition()),
                                    goal.before(),
                                    goal.now(),
                                    goal.own()))
                            .toList(),
                    e.changes().stream()
                            .map(change -> codes.label("change", change, e.changeEdition()))
                            .toList(),
                    e.remaining(),
                    e.wishes(),
                    e.opinion(),
                    next(viewer, opened));
            return Screen.of("collaboration/evaluation/page", "評価", page).with(strips.of(viewer, e.household(), TAB));
        });
    }

    private String people(Viewer.Staff viewer, HouseholdId household, Set<PersonId> persons) {
        return households.members(viewer, household).stream()
                .filter(member -> persons.contains(member.person()))
                .map(member -> member.name().called())
                .collect(Collectors.joining("、"));
    }

    private static EvaluationPages.@Nullable Action next(Viewer.Staff viewer, Evaluations.Opened opened) {
        Evaluations.Evaluation e = opened.evaluation();
        boolean paused = opened.standing().state() == CaseFlow.State.RUNNING_PAUSED;
        if (!e.owner().equals(viewer.agency()) || !paused && opened.standing().state() != CaseFlow.State.RUNNING) {
            return null;
        }
        return switch (e.direction()) {
            case Evaluations.CLOSE ->
                new EvaluationPages.Action("終結を会議にかける", "/evaluations/" + e.id() + "/proposal", false);
            case "REPLAN" ->
                paused ? null : new EvaluationPages.Action("プランを見直す", "/cases/" + e.caseId() + "/revision", true);
            default -> null;
        };
    }
}
