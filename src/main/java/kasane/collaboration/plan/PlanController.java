package kasane.collaboration.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.collaboration.Monitorings;
import kasane.collaboration.Plan;
import kasane.collaboration.PlanFlow;
import kasane.collaboration.PlanProposals;
import kasane.collaboration.Plans;
import kasane.collaboration.SupportDecisions;
import kasane.conference.Agenda;
import kasane.conference.Meetings;
import kasane.editing.Editable;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.files.Attachments;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.Strips;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.PersonId;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.sharing.Audience;
import kasane.sharing.Category;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** 支援プラン: beginning a version, writing and reading it, putting it before a conference, and the 支援決定. */
@Controller
class PlanController {

    /** The tab of the household's strip. */
    private static final String TAB = "case";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M月d日 H:mm");

    private final Plans plans;
    private final Monitorings monitorings;
    private final PlanProposals proposals;
    private final SupportDecisions decisions;
    private final Cases cases;
    private final Agenda agenda;
    private final Households households;
    private final Strips strips;
    private final Attachments attachments;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    PlanController(
            Plans plans,
            Monitorings monitorings,
            PlanProposals proposals,
            SupportDecisions decisions,
            Cases cases,
            Agenda agenda,
            Households households,
            Strips strips,
            Attachments attachments,
            Codes codes,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.plans = plans;
        this.monitorings = monitorings;
        this.proposals = proposals;
        this.decisions = decisions;
        this.cases = cases;
        this.agenda = agenda;
        this.households = households;
        this.strips = strips;
        this.attachments = attachments;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/cases/{id}/plans/new")
    Screen begin(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            List<Plan> before = plans.ofCase(viewer, id);
            Set<PersonId> persons = before.isEmpty()
                    ? cases.persons(viewer, id)
                    : before.getFirst().persons();
            return begin(
                    viewer,
                    id,
                    forms.open(
                            viewer,
                            Map.of(
                                    "persons",
                                    persons.stream()
                                            .map(person -> person.value().toString())
                                            .toList(),
                                    "kind",
                                    List.of(
                                            before.isEmpty()
                                                    ? "SOLVING"
                                                    : before.getFirst().frame().kind()))));
        });
    }

    private Screen begin(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = cases.own(viewer, id);
            HouseholdId household = standing.file().household();
            Set<PersonId> persons = cases.persons(viewer, id);
            List<Option> choices = new ArrayList<>();
            List<Id> shown = new ArrayList<>(List.of(household));
            called(viewer, household).forEach((person, name) -> {
                if (persons.contains(person)) {
                    choices.add(Option.of(person.value().toString(), name));
                    shown.add(person);
                }
            });
            List<Plan> before = plans.ofCase(viewer, id);
            String lead = before.isEmpty()
                    ? "だれについてのプランかは、版をはじめるときに決まります。あとから人を変えるときは、つぎの版をはじめます。"
                    : "第" + before.getFirst().no() + "版を写してはじめます。人を減らすと、その人についての行と、みんなについての文は写しません。"
                            + (PlanFlow.OPEN.contains(before.getFirst().state()) ? "いまの案は取り下げます。" : "");
            audit.read(viewer, "plan.begin-form", shown);
            return new FormPage(
                            before.isEmpty() ? "プランの案をはじめる" : "プランのつぎの版をはじめる",
                            lead,
                            "/cases/" + id + "/plans",
                            "はじめる",
                            "/cases/" + id,
                            List.of(
                                    FormField.checkboxes("persons", "対象者", choices)
                                            .must(),
                                    FormField.radios("kind", "型", options("plan-kind", viewer))
                                            .must()
                                            .hint("どちらも同じように大切な支援です。伴走型は、つながり続けることで評価します。")),
                            form)
                    .screen()
                    .with(strips.of(viewer, household, TAB));
        });
    }

    @PostMapping("/cases/{id}/plans")
    Object begin(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        cases.own(viewer, id);
        return forms.submit(viewer, form, again -> begin(viewer, id, again), in -> {
            Set<String> offered = cases.persons(viewer, id).stream()
                    .map(person -> person.value().toString())
                    .collect(Collectors.toSet());
            Set<PersonId> persons = new LinkedHashSet<>();
            in.codes("persons", offered).forEach(person -> persons.add(new PersonId(UUID.fromString(person))));
            String kind = in.code("kind", codes("plan-kind", viewer));
            if (kind.isEmpty()) {
                in.error("kind", "型を選んでください。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(
                    plans.begin(viewer, id, persons, kind), "persons", "版をはじめました。", plan -> "/plans/" + plan + "/edit");
        });
    }

    @GetMapping("/plans/{id}/edit")
    Screen edit(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            Plan plan = plans.own(viewer, id);
            return plans.writable(viewer, plan).isAllowed()
                    ? edit(viewer, plan, forms.open(viewer, opened(plan)))
                    : page(viewer, id, forms.button());
        });
    }

    private Screen edit(Viewer.Staff viewer, Plan plan, FormView form) {
        return db.transact(viewer, () -> {
            Map<PersonId, String> called = concerned(viewer, plan);
            audit.read(viewer, "plan.form", subjects(plan, called), Detail.NONE.item(plan.id()));
            String title = plan.state() == Plan.State.FIT ? "会議での修正を書く" : "プランを書く";
            PlanPages.Edit page = new PlanPages.Edit(
                    form,
                    title + "（第" + plan.no() + "版）",
                    String.join("、", called.values()),
                    "/plans/" + plan.id(),
                    "/plans/" + plan.id(),
                    plan.persons().size() == 1 ? List.of() : persons(called),
                    options("plan-kind", viewer),
                    options("use-choice", viewer),
                    plans.team(viewer, plan.caseId()).entrySet().stream()
                            .map(agency -> Option.of(agency.getKey().value().toString(), agency.getValue()))
                            .toList(),
                    PlanForm.rows(form.values()),
                    PlanForm.blank(),
                    PlanForm.MOST_LINES,
                    looked(viewer, plan));
            return Screen.form("collaboration/plan/edit", title, page, form)
                    .with(strips.of(viewer, plan.household(), TAB));
        });
    }

    /** What was seen of the version before this one, as long as this one is a draft. */
    private PlanPages.@Nullable Looked looked(Viewer.Staff viewer, Plan plan) {
        return plan.state() != Plan.State.DRAFT
                ? null
                : monitorings
                        .last(viewer, plan.caseId())
                        .map(opened -> new PlanPages.Looked(
                                "/monitorings/" + opened.monitoring().id(),
                                Wareki.compact(opened.monitoring().doneOn()),
                                codes.label(
                                        "monitoring-verdict",
                                        opened.monitoring().verdict(),
                                        opened.monitoring().verdictEdition()),
                                opened.lines().stream()
                                        .map(line -> new PlanPages.LookedLine(
                                                line.action(),
                                                codes.label("line-result", line.result(), line.resultEdition()),
                                                line.words()))
                                        .toList()))
                        .orElse(null);
    }

    @PostMapping("/plans/{id}")
    Object write(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        Plan plan = plans.own(viewer, id);
        return forms.submit(
                viewer,
                form,
                again -> edit(viewer, plan, again),
                in -> {
                    if (PlanForm.asksForMore(form.values().keySet())) {
                        // Nothing is saved and nothing refused: the same page comes back with more rows.
                        return in.invalid();
                    }
                    PlanForm.Offer offer = new PlanForm.Offer(
                            codes("plan-kind", viewer),
                            codes("use-choice", viewer),
                            plans.team(viewer, plan.caseId()).keySet());
                    Plans.Written written = PlanForm.read(in, plan, offer);
                    PlanForm.note(in, plans.faults(viewer, plan, written.lines()));
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    return Outcome.of(
                            plans.write(viewer, id, in.version(), written),
                            "lines",
                            "保存しました。",
                            saved -> "/plans/" + id);
                },
                new Writing(viewer, id, form));
    }

    /** A version that is being written, for the merge page. */
    private final class Writing implements Editable {
        private final Viewer.Staff viewer;
        private final UUID id;
        private final Submission form;

        Writing(Viewer.Staff viewer, UUID id, Submission form) {
            this.viewer = viewer;
            this.id = id;
            this.form = form;
        }

        @Override
        public Opened current() {
            Plan plan = plans.own(viewer, id);
            audit.read(viewer, "plan.form", subjects(plan, concerned(viewer, plan)), Detail.NONE.item(id));
            return opened(plan);
        }

        @Override
        public Map<String, String> labels() {
            return PlanForm.labels(slots());
        }

        @Override
        public Set<String> joinable() {
            return PlanForm.joinable(slots());
        }

        private SortedSet<Integer> slots() {
            SortedSet<Integer> slots = PlanForm.slots(form.values().keySet());
            slots.addAll(PlanForm.slots(form.base().keySet()));
            slots.addAll(PlanForm.slots(opened(plans.own(viewer, id)).values().keySet()));
            return slots;
        }

        @Override
        public String words(String name, List<String> values) {
            Plan plan = plans.own(viewer, id);
            Map<UUID, String> persons = new LinkedHashMap<>();
            concerned(viewer, plan).forEach((person, called) -> persons.put(person.value(), called));
            Map<String, String> labels = new LinkedHashMap<>();
            options("plan-kind", viewer).forEach(code -> labels.put("kind:" + code.value(), code.label()));
            for (String use : List.of("participation", "outreach")) {
                options("use-choice", viewer).forEach(code -> labels.put(use + ":" + code.value(), code.label()));
            }
            labels.put("agency:", Texts.text("collaboration.plan.household"));
            plans.team(viewer, plan.caseId())
                    .forEach((agency, called) -> List.of("agency", "lead", "nextLead")
                            .forEach(field -> labels.put(field + ":" + agency.value(), called)));
            return PlanForm.words(name, values, persons, labels);
        }
    }

    private Editable.Opened opened(Plan plan) {
        return new Editable.Opened(
                plan.version(),
                PlanForm.values(plan),
                "支援プラン（第" + plan.no() + "版）",
                plan.changer(),
                moment(plan.changedAt()),
                "/plans/" + plan.id());
    }

    @GetMapping("/plans/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, id, forms.button());
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Plan plan = plans.find(viewer, id);
            Map<PersonId, String> called = concerned(viewer, plan);
            audit.read(viewer, "plan.page", subjects(plan, called), Detail.NONE.item(id));
            String title = Texts.text("collaboration.plan.title", plan.no());
            return Screen.form("collaboration/plan/page", title, view(viewer, plan, called, title, form), form)
                    .with(strips.of(viewer, plan.household(), TAB));
        });
    }

    private PlanPages.View view(
            Viewer.Staff viewer, Plan plan, Map<PersonId, String> called, String title, FormView form) {
        Set<PlanFlow.Step> open = plans.open(viewer, plan);
        List<Plans.Talk> talks = plans.talks(viewer, plan.id());
        Cases.Standing standing = cases.standing(viewer, plan.caseId());
        boolean apply = open.contains(PlanFlow.Step.APPLY)
                && (plan.state() != Plan.State.IN_FORCE || plan.frame().appliedOn() == null);
        return new PlanPages.View(
                form,
                title,
                tone(plan.state()),
                Texts.text("collaboration.plan.state." + plan.state()),
                !plan.owner().equals(viewer.agency()),
                facts(viewer, plan, called, standing),
                words(plan.words()),
                called.size() > 1,
                lines(plan, called),
                uses(plan),
                talks.stream().map(this::talk).toList(),
                Stream.concat(taken(viewer, plan.id()).stream(), reconsidered(viewer, plan.id()).stream())
                        .toList(),
                actions(viewer, plan, standing, open, talks),
                apply ? "/plans/" + plan.id() + "/application" : "",
                List.of(applied(Plan.Applied.WRITTEN), applied(Plan.Applied.SPOKEN)),
                attachments.of(viewer, plan.id()).stream()
                        .map(file -> new PlanPages.Signed(
                                "/files/" + file.id(),
                                file.name(),
                                Wareki.compact(LocalDate.ofInstant(file.addedAt(), clock.getZone()))))
                        .toList(),
                "/cases/" + plan.caseId(),
                "/plans/" + plan.id() + "/sheet");
    }

    private static Option applied(Plan.Applied how) {
        return Option.of(how.name(), Texts.text("collaboration.plan.applied." + how));
    }

    private static Tone tone(Plan.State state) {
        return switch (state) {
            case DRAFT -> Tone.ACTIVE;
            case PROPOSED, FIT -> Tone.WAITING;
            case IN_FORCE -> Tone.DONE;
            case REPLACED, ENDED, DROPPED -> Tone.ENDED;
        };
    }

    private List<PlanPages.Fact> facts(
            Viewer.Staff viewer, Plan plan, Map<PersonId, String> called, Cases.Standing standing) {
        Plan.Frame frame = plan.frame();
        Map<AgencyId, String> names = new LinkedHashMap<>();
        cases.team(viewer, plan.caseId()).forEach(member -> names.put(member.agency(), member.name()));
        AgencyId nextLead = frame.nextLead();
        LocalDate appliedOn = frame.appliedOn();
        List<PlanPages.Fact> facts = new ArrayList<>();
        facts.add(new PlanPages.Fact("対象者", String.join("、", called.values())));
        facts.add(new PlanPages.Fact("型", codes.label("plan-kind", frame.kind(), frame.kindEdition())));
        facts.add(new PlanPages.Fact("期間", Wareki.compact(frame.from()) + "～" + Wareki.compact(frame.until())));
        facts.add(new PlanPages.Fact("モニタリング", "次回 " + Wareki.compact(plan.nextMonitoring(standing))));
        facts.add(new PlanPages.Fact("主担当", names.getOrDefault(frame.lead(), "")));
        facts.add(new PlanPages.Fact("終結後の主担当", nextLead == null ? "" : names.getOrDefault(nextLead, "") + "（見込み）"));
        facts.add(new PlanPages.Fact(
                "確認・申込",
                appliedOn == null
                        ? "まだ"
                        : Wareki.compact(appliedOn) + "　"
                                + Texts.text("collaboration.plan.applied." + frame.appliedHow())));
        facts.add(new PlanPages.Fact("書いた人", plan.changer() + "　" + moment(plan.changedAt())));
        return facts;
    }

    private static List<PlanPages.Fact> words(Plan.@Nullable Words words) {
        if (words == null) {
            return List.of();
        }
        return filled(
                new PlanPages.Fact("ご本人の意向", words.wishes()),
                new PlanPages.Fact("世帯の意向", words.familyWishes()),
                new PlanPages.Fact("解決したい課題", words.issues()),
                new PlanPages.Fact("長期目標", words.longGoal()),
                new PlanPages.Fact("短期目標", words.shortGoal()),
                new PlanPages.Fact("支援方針", words.course()),
                new PlanPages.Fact("併用する制度・事業", words.otherSystems()),
                new PlanPages.Fact("緊急時の対応", words.emergency()),
                new PlanPages.Fact("備考", words.note()));
    }

    private static List<PlanPages.Fact> filled(PlanPages.Fact... facts) {
        return List.of(facts).stream().filter(fact -> !fact.text().isEmpty()).toList();
    }

    private List<PlanPages.Fact> uses(Plan plan) {
        Plan.Frame frame = plan.frame();
        Plan.Words words = plan.words();
        return List.of(
                use("参加支援", frame.participation(), frame.useEdition(), words == null ? "" : words.participationNote()),
                use("アウトリーチ等", frame.outreach(), frame.useEdition(), words == null ? "" : words.outreachNote()));
    }

    private PlanPages.Fact use(String label, String code, int edition, String note) {
        return new PlanPages.Fact(
                label, codes.label("use-choice", code, edition) + (note.isEmpty() ? "" : "\n" + note));
    }

    private static List<PlanPages.Line> lines(Plan plan, Map<PersonId, String> called) {
        List<PlanPages.Line> lines = new ArrayList<>();
        for (Plan.Line line : plan.lines()) {
            LocalDate due = line.due();
            lines.add(new PlanPages.Line(
                    lines.size() + 1,
                    called.entrySet().stream()
                            .filter(person -> line.persons().contains(person.getKey()))
                            .map(Map.Entry::getValue)
                            .collect(Collectors.joining("、")),
                    line.issue(),
                    line.goal(),
                    line.action(),
                    line.byFamily(),
                    line.agency() == null ? Texts.text("collaboration.plan.household") : line.agencyName(),
                    line.who(),
                    line.frequency(),
                    due == null ? "" : Wareki.compact(due)));
        }
        return lines;
    }

    private PlanPages.Talk talk(Plans.Talk talk) {
        return new PlanPages.Talk(
                Wareki.formatWithWeekday(talk.heldOn()),
                talk.conclusion().isEmpty()
                        ? ""
                        : codes.label("conference-conclusion", talk.conclusion(), talk.edition()),
                talk.path());
    }

    private List<PlanPages.Fact> taken(Viewer.Staff viewer, UUID plan) {
        return decisions
                .of(viewer, plan)
                .map(taken -> List.of(
                        new PlanPages.Fact("決定日", Wareki.format(taken.decidedOn())),
                        new PlanPages.Fact("文書番号", taken.documentNo()),
                        new PlanPages.Fact("決定者", taken.agency() + "　" + taken.title() + "　" + taken.decider())))
                .orElse(List.of());
    }

    /** Why it was not decided on, for whoever writes it anew. */
    private List<PlanPages.Fact> reconsidered(Viewer.Staff viewer, UUID plan) {
        return decisions.reconsidered(viewer, plan).stream()
                .map(one -> new PlanPages.Fact(
                        "再協議を求めたわけ", one.words() + "\n" + moment(one.at()) + "　" + one.agency() + "　" + one.by()))
                .toList();
    }

    /** What can be done next; the first one is the next action. */
    private List<PlanPages.Action> actions(
            Viewer.Staff viewer, Plan plan, Cases.Standing standing, Set<PlanFlow.Step> open, List<Plans.Talk> talks) {
        String href = "/plans/" + plan.id();
        List<PlanPages.Action> actions = new ArrayList<>();
        boolean begun = !plan.lines().isEmpty();
        boolean writable = plan.owner().equals(viewer.agency())
                && plans.writable(viewer, plan).isAllowed();
        if (open.contains(PlanFlow.Step.DECIDE)) {
            actions.add(new PlanPages.Action("支援決定をする", href + "/decision/new", true));
        }
        if (open.contains(PlanFlow.Step.PROPOSE) && begun && standing.state() == CaseFlow.State.PLANNING) {
            actions.add(new PlanPages.Action("会議にかける", href + "/proposal", true));
        }
        if (writable) {
            actions.add(new PlanPages.Action(
                    plan.state() == Plan.State.FIT ? "会議での修正を書く" : begun ? "書き直す" : "書く",
                    href + "/edit",
                    actions.isEmpty()));
        }
        if (plan.state() == Plan.State.PROPOSED && !talks.isEmpty()) {
            actions.add(new PlanPages.Action("議題をひらく", talks.getFirst().path(), actions.isEmpty()));
        }
        if (talks.stream().anyMatch(Plans.Talk::foundFit)
                && (plan.owner().equals(viewer.agency()) || viewer.has(Duty.MUNICIPAL_DECIDER))) {
            actions.add(new PlanPages.Action("起案用紙", href + "/approval", false));
        }
        return actions;
    }

    @PostMapping("/plans/{id}/application")
    Object apply(
            Viewer.Staff viewer,
            @PathVariable UUID id,
            Submission form,
            @RequestParam(required = false) @Nullable MultipartFile file) {
        Plan plan = plans.own(viewer, id);
        return forms.submit(viewer, form, again -> page(viewer, id, again), in -> {
            LocalDate on = in.requiredDate("on", "確認・申込の日", LocalDate.now(clock));
            Plan.Applied how = in.requiredChoice("how", "確認・申込のしかた", Plan.Applied.class, Plan.Applied.WRITTEN);
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<UUID> applied = plans.apply(viewer, id, on, how);
            if (!applied.isAllowed() || file == null || file.isEmpty()) {
                return Outcome.of(applied, "on", "記録しました。", done -> "/plans/" + id);
            }
            return Outcome.of(
                    attachments.add(viewer, signature(plan), String.valueOf(file.getOriginalFilename()), bytes(file)),
                    "file",
                    "署名の写しとともに記録しました。",
                    done -> "/plans/" + id);
        });
    }

    /** 署名の写し: everybody signs the same sheet, so that it stays with the agency that carries the case. */
    private static Attachments.Place signature(Plan plan) {
        return new Attachments.Place(
                plan.id(), "/plans/" + plan.id(), plan.household(), null, Audience.OWN, Category.PLAN, null);
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping("/plans/{id}/proposal")
    Screen proposal(Viewer.Staff viewer, @PathVariable UUID id) {
        plans.own(viewer, id);
        List<Option> meetings = meetings(viewer);
        return proposal(
                viewer,
                id,
                forms.open(
                        viewer,
                        meetings.size() == 1
                                ? Map.of("meeting", List.of(meetings.getFirst().value()))
                                : Map.of()));
    }

    private Screen proposal(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Plan plan = plans.own(viewer, id);
            audit.read(viewer, "plan.proposal-form", List.of(plan.household()), Detail.NONE.item(id));
            PlanPages.Proposal page = new PlanPages.Proposal(
                    form,
                    Texts.text("collaboration.plan.title", plan.no()),
                    "/plans/" + id + "/proposal",
                    "/plans/" + id,
                    meetings(viewer));
            return Screen.form("collaboration/plan/proposal", "会議にかける", page, form)
                    .with(strips.of(viewer, plan.household(), TAB));
        });
    }

    private List<Option> meetings(Viewer.Staff viewer) {
        return agenda.upcoming(viewer, Meetings.MULTI).stream()
                .map(meeting -> new Option(
                        meeting.meeting().toString(),
                        meeting.name() + "　"
                                + Wareki.formatWithWeekday(meeting.at().on()) + "　"
                                + meeting.at().from(),
                        meeting.at().place()))
                .toList();
    }

    @PostMapping("/plans/{id}/proposal")
    Object propose(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        plans.own(viewer, id);
        return forms.submit(viewer, form, again -> proposal(viewer, id, again), in -> {
            String chosen = in.code("meeting", Option.values(meetings(viewer)));
            if (chosen.isEmpty()) {
                in.error("meeting", "会議を選んでください。");
                return in.invalid();
            }
            Decision<Plans.Talk> proposed = proposals.propose(viewer, id, UUID.fromString(chosen));
            return Outcome.of(proposed, "meeting", "会議にかけました。議題を確かめてください。", Plans.Talk::path);
        });
    }

    @GetMapping("/plans/{id}/decision/new")
    Screen decision(Viewer.Staff viewer, @PathVariable UUID id) {
        decisions.toDecide(viewer, id);
        return deciding(
                viewer, id, forms.open(viewer, Map.of("decidedOn", List.of(Wareki.compact(LocalDate.now(clock))))));
    }

    private Screen deciding(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Plan plan = decisions.toDecide(viewer, id);
            Map<PersonId, String> called = concerned(viewer, plan);
            audit.read(viewer, "plan.decision-form", subjects(plan, called), Detail.NONE.item(id));
            List<PlanPages.Fact> facts =
                    new ArrayList<>(facts(viewer, plan, called, cases.standing(viewer, plan.caseId())));
            plans.talks(viewer, id).stream()
                    .filter(Plans.Talk::foundFit)
                    .findFirst()
                    .map(this::talk)
                    .ifPresent(talk ->
                            facts.addFirst(new PlanPages.Fact("会議の結果", talk.heldOn() + "　" + talk.conclusion())));
            PlanPages.Deciding page = new PlanPages.Deciding(
                    form,
                    forms.button(),
                    Texts.text("collaboration.plan.title", plan.no()),
                    facts,
                    plan.frame().appliedOn() != null,
                    "/plans/" + id + "/decision",
                    "/plans/" + id + "/reconsideration",
                    "/plans/" + id);
            return Screen.form("collaboration/plan/decision", "支援決定", page, form)
                    .with(strips.of(viewer, plan.household(), TAB));
        });
    }

    @PostMapping("/plans/{id}/decision")
    Object decide(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        decisions.toDecide(viewer, id);
        return forms.submit(viewer, form, again -> deciding(viewer, id, again), in -> {
            LocalDate on = in.requiredDate("decidedOn", "決定日", LocalDate.now(clock));
            String no = in.requiredLine("documentNo", "文書番号", 60);
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(
                    decisions.decide(viewer, id, on, no), "decidedOn", "支援決定をしました。", decision -> "/plans/" + id);
        });
    }

    @PostMapping("/plans/{id}/reconsideration")
    Object reconsider(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        decisions.toDecide(viewer, id);
        return forms.submit(viewer, form, again -> deciding(viewer, id, again), in -> {
            String words = in.requiredBlock("words", "わけ", 2000);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            decisions.reconsider(viewer, id, words), "words", "再協議を求めました。", plan -> "/plans/" + id);
        });
    }

    private List<Option> options(String list, Viewer.Staff viewer) {
        return db.transact(
                viewer,
                () -> codes.list(list, db.today(viewer)).stream()
                        .map(code -> Option.of(code.code(), code.label()))
                        .toList());
    }

    private Set<String> codes(String list, Viewer.Staff viewer) {
        return Option.values(options(list, viewer));
    }

    private static List<Option> persons(Map<PersonId, String> called) {
        return called.entrySet().stream()
                .map(person -> Option.of(person.getKey().value().toString(), person.getValue()))
                .toList();
    }

    private Map<PersonId, String> called(Viewer.Staff viewer, HouseholdId household) {
        Map<PersonId, String> called = new LinkedHashMap<>();
        for (Member member : households.members(viewer, household)) {
            called.put(member.person(), member.name().called());
        }
        return called;
    }

    /** 対象者 as far as the viewer may know of them. */
    private Map<PersonId, String> concerned(Viewer.Staff viewer, Plan plan) {
        Map<PersonId, String> called = called(viewer, plan.household());
        called.keySet().retainAll(plan.persons());
        return called;
    }

    private static List<Id> subjects(Plan plan, Map<PersonId, String> called) {
        List<Id> subjects = new ArrayList<>(List.of(plan.household()));
        subjects.addAll(called.keySet());
        return subjects;
    }

    private String moment(Instant at) {
        return TIME.format(ZonedDateTime.ofInstant(at, clock.getZone()));
    }
}
