package kasane.collaboration.monitoring;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.collaboration.CaseDays;
import kasane.collaboration.Monitorings;
import kasane.collaboration.Occurrences;
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
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.Wareki;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** モニタリング: the form over the lines of the plan in force, one monitoring, and the beginning of 再プラン. */
@Controller
class MonitoringController {

    private static final String TAB = "case";

    private final Monitorings monitorings;
    private final Households households;
    private final Strips strips;
    private final Codes codes;
    private final Forms forms;
    private final Db db;

    MonitoringController(
            Monitorings monitorings, Households households, Strips strips, Codes codes, Forms forms, Db db) {
        this.monitorings = monitorings;
        this.households = households;
        this.strips = strips;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
    }

    @GetMapping("/cases/{id}/monitorings/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            Monitorings.Ground ground = monitorings.ground(viewer, id);
            Map<String, List<String>> initial = new HashMap<>();
            initial.put("doneOn", List.of(Wareki.compact(ground.today())));
            if (ground.moves()) {
                initial.put("nextOn", List.of(Wareki.compact(ground.next())));
            }
            initial.put(
                    "occurrences",
                    ground.occurrences().stream().map(o -> o.id().toString()).toList());
            return form(viewer, ground, forms.open(viewer, initial));
        });
    }

    private Screen form(Viewer.Staff viewer, Monitorings.Ground ground, FormView form) {
        Cases.CaseFile file = ground.standing().file();
        Plan plan = ground.plan();
        String empty = plan == null
                ? "実行中の支援プランがありません。支援決定のあとに、ここへ書けます。"
                : ground.lines().isEmpty() ? "いまのプランに、こちらが担当する支援内容はありません。" : "";
        MonitoringPages.Form page = new MonitoringPages.Form(
                form,
                "/cases/" + file.id() + "/monitorings",
                plan == null ? "" : planWords(plan),
                !ground.moves(),
                empty,
                ground.lines().stream().map(MonitoringController::row).toList(),
                options("line-result", ground.today()),
                options("contact-method", ground.today()),
                options("monitoring-verdict", ground.today()),
                occurrences(viewer, ground),
                "/cases/" + file.id());
        return Screen.form("collaboration/monitoring/form", "モニタリング", page, form)
                .with(strips.of(viewer, file.household(), TAB));
    }

    private List<Option> occurrences(Viewer.Staff viewer, Monitorings.Ground ground) {
        return ground.occurrences().stream()
                .map(o -> new Option(o.id().toString(), told(viewer, o), o.agency() + "から"))
                .toList();
    }

    private String told(Viewer.Staff viewer, Occurrences.Occurrence occurrence) {
        return Wareki.compact(occurrence.on()) + "　"
                + codes.label("occurrence-kind", occurrence.kind(), occurrence.kindEdition()) + "（"
                + people(viewer, occurrence.household(), occurrence.persons()) + "）";
    }

    private static String planWords(Plan plan) {
        return "支援プラン第" + plan.no() + "版（" + Wareki.compact(plan.frame().from()) + "〜"
                + Wareki.compact(plan.frame().until()) + "）";
    }

    private static MonitoringPages.Row row(Plan.Line line) {
        return new MonitoringPages.Row(
                line.id().toString(),
                line.action(),
                line.goal(),
                who(line.agencyName(), line.who()),
                line.due() == null ? "" : Wareki.compact(line.due()) + "まで");
    }

    /** The agency and the person in it; a line without an agency is the household's own. */
    private static String who(String agency, String who) {
        return agency.isEmpty() ? "ご本人・ご家族" : who.isEmpty() ? agency : agency + "　" + who;
    }

    private List<Option> options(String list, LocalDate on) {
        return codes.list(list, on).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    @PostMapping("/cases/{id}/monitorings")
    Object write(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> db.transact(viewer, () -> form(viewer, monitorings.ground(viewer, id), again)),
                in -> {
                    Monitorings.Ground ground = monitorings.ground(viewer, id);
                    Monitorings.Written written = read(in, ground);
                    return in.hasErrors()
                            ? in.invalid()
                            : Outcome.of(
                                    monitorings.write(viewer, id, written),
                                    "situation",
                                    "モニタリングを記録しました。",
                                    monitoring -> "/monitorings/" + monitoring);
                });
    }

    private Monitorings.Written read(Reading in, Monitorings.Ground ground) {
        LocalDate today = ground.today();
        LocalDate doneOn = in.requiredDate("doneOn", "行った日", today);
        mend(in, "doneOn", CaseDays.done(doneOn, ground.standing().file().begunOn(), today));
        String method = required(in, "method", "方法", "contact-method", today);
        Set<String> results = offered("line-result", today);
        int edition = codes.edition("line-result", today);
        Map<UUID, Monitorings.Progress> lines = new HashMap<>();
        for (Plan.Line line : ground.lines()) {
            String result = in.code("result-" + line.id(), results);
            String words = in.line("words-" + line.id(), 500);
            if (!result.isEmpty()) {
                lines.put(line.id(), new Monitorings.Progress(result, edition, words));
            } else if (!words.isEmpty()) {
                in.error("result-" + line.id(), "ひとことを書いた行は、進みぐあいも選んでください。");
            }
        }
        String situation = in.requiredBlock("situation", "様子（事実）", 8000);
        String view = in.block("view", 8000);
        String verdict = required(in, "verdict", "まとめ", "monitoring-verdict", today);
        LocalDate nextOn = null;
        if (ground.moves()) {
            nextOn = in.requiredDate("nextOn", "つぎのモニタリングの日", ground.next());
            mend(in, "nextOn", CaseDays.next(nextOn, today));
        }
        return new Monitorings.Written(
                doneOn,
                method,
                codes.edition("contact-method", today),
                lines,
                situation,
                view,
                verdict,
                codes.edition("monitoring-verdict", today),
                nextOn,
                in
                        .codes(
                                "occurrences",
                                ground.occurrences().stream()
                                        .map(o -> o.id().toString())
                                        .collect(Collectors.toSet()))
                        .stream()
                        .map(UUID::fromString)
                        .collect(Collectors.toSet()));
    }

    private static void mend(Reading in, String field, Decision<LocalDate> decision) {
        if (decision instanceof Decision.Refused<LocalDate>(Reason reason)) {
            in.error(field, reason);
        }
    }

    private String required(Reading in, String field, String label, String list, LocalDate today) {
        String chosen = in.code(field, offered(list, today));
        if (chosen.isEmpty()) {
            in.error(field, label + "を選んでください。");
        }
        return chosen;
    }

    private Set<String> offered(String list, LocalDate today) {
        return codes.list(list, today).stream().map(Codes.Code::code).collect(Collectors.toSet());
    }

    @GetMapping("/monitorings/{id}")
    Screen one(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            Monitorings.Opened opened = monitorings.read(viewer, id);
            Monitorings.Monitoring m = opened.monitoring();
            String caseHref = "/cases/" + m.caseId();
            MonitoringPages.One page = new MonitoringPages.One(
                    forms.button(),
                    m.whole() ? "モニタリング" : "モニタリング（" + m.agency() + "の担当分）",
                    caseHref,
                    "/plans/" + m.plan(),
                    "支援プラン第" + m.planNo() + "版",
                    Wareki.formatWithWeekday(m.doneOn()),
                    codes.label("contact-method", m.method(), m.methodEdition()),
                    people(viewer, m.household(), m.persons()),
                    m.agency() + "　" + m.writer(),
                    tone(m.verdict()),
                    codes.label("monitoring-verdict", m.verdict(), m.verdictEdition()),
                    m.nextOn() == null ? null : Wareki.formatWithWeekday(m.nextOn()),
                    m.situation(),
                    m.view(),
                    opened.lines().stream().map(this::line).toList(),
                    opened.occurrences().stream()
                            .map(o -> new MonitoringPages.Occurrence(told(viewer, o), "/occurrences/" + o.id()))
                            .toList(),
                    actions(viewer, opened, caseHref));
            return Screen.of("collaboration/monitoring/page", "モニタリング", page)
                    .with(strips.of(viewer, m.household(), TAB));
        });
    }

    private String people(Viewer.Staff viewer, HouseholdId household, Set<PersonId> persons) {
        return households.members(viewer, household).stream()
                .filter(member -> persons.contains(member.person()))
                .map(member -> member.name().called())
                .collect(Collectors.joining("、"));
    }

    private static Tone tone(String verdict) {
        return switch (verdict) {
            case "ON_TRACK" -> Tone.ACTIVE;
            case "GOAL_NEAR" -> Tone.DONE;
            default -> Tone.CAUTION;
        };
    }

    private MonitoringPages.Line line(Monitorings.Line line) {
        return new MonitoringPages.Line(
                line.action(),
                line.goal(),
                who(line.agency(), line.who()),
                line.due() == null ? "" : Wareki.compact(line.due()) + "まで",
                codes.label("line-result", line.result(), line.resultEdition()),
                line.words());
    }

    /** Where the verdict leads; only whoever carries the case goes there, and only while the plan runs. */
    private static List<MonitoringPages.Action> actions(
            Viewer.Staff viewer, Monitorings.Opened opened, String caseHref) {
        List<MonitoringPages.Action> actions = new ArrayList<>();
        boolean mine = opened.standing().file().owner().equals(viewer.agency());
        if (mine && opened.standing().state() == CaseFlow.State.RUNNING) {
            String verdict = opened.monitoring().verdict();
            actions.add(new MonitoringPages.Action(
                    "評価を書く", caseHref + "/evaluations/new", false, verdict.equals("GOAL_NEAR")));
            actions.add(new MonitoringPages.Action("プランを見直す", caseHref + "/revision", true, verdict.equals("REPLAN")));
        }
        return actions;
    }

    @PostMapping("/cases/{id}/revision")
    Object revise(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> revision(viewer, id, again),
                in -> Outcome.of(
                        monitorings.replan(viewer, id),
                        "next",
                        "見直しを始めました。いまの版から写してあります。いまのプランは、つぎの版が決定されるまで続きます。",
                        plan -> "/plans/" + plan + "/edit"));
    }

    private Screen revision(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Monitorings.Ground ground = monitorings.ground(viewer, id);
            return new FormPage(
                            "プランを見直す",
                            "つぎの版をつくり、会議と支援決定をへて入れ替えます。それまでは、いまのプランが続きます。",
                            "/cases/" + id + "/revision",
                            "見直しを始める",
                            "/cases/" + id,
                            List.of(),
                            form)
                    .screen()
                    .with(strips.of(viewer, ground.standing().file().household(), TAB));
        });
    }
}
