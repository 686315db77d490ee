package kasane.collaboration.overview;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.access.NavEntry;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.collaboration.Assessments;
import kasane.collaboration.CaseExits;
import kasane.collaboration.ClosingKinds;
import kasane.collaboration.DirectInquiries;
import kasane.collaboration.Handovers;
import kasane.collaboration.InformationFlow;
import kasane.collaboration.InformationRequests;
import kasane.collaboration.IntroductionFlow;
import kasane.collaboration.Introductions;
import kasane.collaboration.Occurrences;
import kasane.collaboration.PartialHandBacks;
import kasane.collaboration.Pauses;
import kasane.collaboration.Plan;
import kasane.collaboration.Plans;
import kasane.collaboration.Reopenings;
import kasane.collaboration.RequestFlow;
import kasane.collaboration.SupportRequests;
import kasane.collaboration.joint.JointFlow;
import kasane.collaboration.joint.JointSupports;
import kasane.conference.Minutes;
import kasane.editing.Forms;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.register.HouseholdTab;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.Strips;
import kasane.register.When;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Flow;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.PersonId;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.sharing.Category;
import kasane.sharing.Consents;
import kasane.tasks.Tasks;
import kasane.ui.FormView;
import kasane.ui.Frame;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** ケース: the list of an agency, the page of one, and the tab of a household, which is the page of its open case. */
@Controller
class CaseController {

    /** The tab of the household's strip. */
    static final String TAB = "case";

    private static final int MOST = 300;

    private final OverviewQuery query;
    private final Cases cases;
    private final CaseExits exits;
    private final Pauses pauses;
    private final Occurrences occurrences;
    private final Reopenings reopenings;
    private final SupportRequests requests;
    private final Introductions introductions;
    private final InformationRequests information;
    private final DirectInquiries inquiries;
    private final Handovers handovers;
    private final JointSupports joint;
    private final PartialHandBacks partials;
    private final Assessments assessments;
    private final Plans plans;
    private final Households households;
    private final Consents consents;
    private final Agencies agencies;
    private final Strips strips;
    private final ClosingKinds kinds;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    CaseController(
            OverviewQuery query,
            Cases cases,
            CaseExits exits,
            Pauses pauses,
            Occurrences occurrences,
            Reopenings reopenings,
            SupportRequests requests,
            Introductions introductions,
            InformationRequests information,
            DirectInquiries inquiries,
            Handovers handovers,
            JointSupports joint,
            PartialHandBacks partials,
            Assessments assessments,
            Plans plans,
            Households households,
            Consents consents,
            Agencies agencies,
            Strips strips,
            ClosingKinds kinds,
            Codes codes,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.query = query;
        this.cases = cases;
        this.exits = exits;
        this.pauses = pauses;
        this.occurrences = occurrences;
        this.reopenings = reopenings;
        this.requests = requests;
        this.introductions = introductions;
        this.information = information;
        this.inquiries = inquiries;
        this.handovers = handovers;
        this.joint = joint;
        this.partials = partials;
        this.assessments = assessments;
        this.plans = plans;
        this.households = households;
        this.consents = consents;
        this.agencies = agencies;
        this.strips = strips;
        this.kinds = kinds;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @Bean
    static NavEntry caseEntry() {
        return new NavEntry(40, "ケース", "/cases", "g k", viewer -> !viewer.has(Duty.SYSTEM_ADMINISTRATOR));
    }

    @Bean
    static HouseholdTab caseTab() {
        return new HouseholdTab(30, TAB, "ケース", id -> "/households/" + id.value() + "/case");
    }

    @GetMapping("/cases")
    Screen list(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            List<OverviewQuery.Line> lines = query.list(viewer, MOST);
            if (!lines.isEmpty()) {
                audit.read(
                        viewer,
                        "case.list",
                        lines.stream()
                                .map(OverviewQuery.Line::household)
                                .distinct()
                                .toList());
            }
            LocalDate today = db.today(viewer);
            List<CasePages.Line> mine = new ArrayList<>();
            List<CasePages.Line> theirs = new ArrayList<>();
            List<CasePages.Line> ended = new ArrayList<>();
            lines.stream()
                    .sorted(Comparator.comparing(line -> line.due() == null ? LocalDate.MAX : line.due()))
                    .forEach(line -> {
                        boolean turn = isTurn(viewer, line);
                        (line.state() == CaseFlow.State.ENDED ? ended : turn ? mine : theirs)
                                .add(line(line, turn, today));
                    });
            return Screen.of("collaboration/overview/list", "ケース", new CasePages.Lists(mine, theirs, ended));
        });
    }

    private static boolean isTurn(Viewer.Staff viewer, OverviewQuery.Line line) {
        return CaseFlow.FLOW
                .next(line.state())
                .map(next -> switch (next.owner()) {
                    case COORDINATOR -> line.owner().equals(viewer.agency());
                    case DECIDER -> viewer.has(Duty.MUNICIPAL_DECIDER);
                    case LEAD -> viewer.agency().equals(line.lead());
                })
                .orElse(false);
    }

    private CasePages.Line line(OverviewQuery.Line line, boolean turn, LocalDate today) {
        boolean late = line.due() != null && line.due().isBefore(today);
        Optional<Flow.Next<CaseFlow.Party>> next = CaseFlow.FLOW.next(line.state());
        return new CasePages.Line(
                "/cases/" + line.id(),
                line.label().isEmpty() ? "（いまは見られません）" : Households.titleOf(line.label()),
                Wareki.compact(line.begunOn()) + "から",
                late ? Tone.ALERT : tone(line.state(), turn),
                Texts.text("casework.state." + line.state()),
                next.map(n -> Tasks.title(n.task())).orElse(""),
                line.due() == null ? "" : Wareki.compact(line.due()),
                late,
                line.staff(),
                line.agency(),
                line.lastContact() == null
                        ? "—"
                        : Wareki.compact(LocalDate.ofInstant(line.lastContact(), clock.getZone())),
                turn ? next.map(n -> Tasks.action(n.task())).orElse("見る") : "見る");
    }

    private static Tone tone(CaseFlow.State state, boolean turn) {
        return switch (state) {
            case ENDED -> Tone.ENDED;
            case FOLLOW_UP -> turn ? Tone.ACTIVE : Tone.DONE;
            case REVIEW, WITHOUT_LEAD -> Tone.CAUTION;
            case PLANNING_PAUSED, RUNNING_PAUSED -> Tone.WAITING;
            default -> turn ? Tone.ACTIVE : Tone.WAITING;
        };
    }

    @GetMapping("/cases/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, id, forms.button());
    }

    /** The page of a case; a refused button comes back here. */
    Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> page(viewer, cases.standing(viewer, id), form));
    }

    /** Work of the case leads here: to the page where the viewer takes the next step, otherwise to the case itself. */
    @GetMapping("/cases/{id}/next")
    ResponseEntity<Void> next(Viewer.Staff viewer, @PathVariable UUID id) {
        String page = db.transact(viewer, () -> {
            Cases.Standing standing = cases.standing(viewer, id);
            boolean sight =
                    strips.find(viewer, standing.file().household(), TAB).isPresent();
            return NextActions.of(facts(viewer, standing, sight, held(viewer, id))).stream()
                    .filter(action -> action.primary() && !action.button())
                    .findFirst()
                    .map(CasePages.Action::href)
                    .orElse("/cases/" + id);
        });
        return ResponseEntity.status(303).header(HttpHeaders.LOCATION, page).build();
    }

    @GetMapping("/households/{id}/case")
    Screen tab(Viewer.Staff viewer, @PathVariable UUID id) {
        HouseholdId household = new HouseholdId(id);
        return db.transact(viewer, () -> {
            Frame.CaseStrip strip = strips.of(viewer, household, TAB);
            Optional<Cases.Standing> open = cases.openOf(viewer, household);
            if (open.isPresent()) {
                return page(viewer, open.get(), forms.button());
            }
            audit.read(viewer, "household.case", List.of(household));
            return Screen.of("collaboration/overview/none", "ケース", none(viewer, household))
                    .with(strip);
        });
    }

    private CasePages.None none(Viewer.Staff viewer, HouseholdId household) {
        String base = "/households/" + household.value();
        List<CasePages.Asked> asked = new ArrayList<>();
        List<SupportRequests.Opened> sent = requests.ofHousehold(viewer, household);
        for (SupportRequests.Opened opened : sent) {
            asked.add(new CasePages.Asked(
                    "/support-requests/" + opened.request().id(),
                    "支援依頼　" + opened.request().toName() + "へ",
                    RequestFlow.FLOW.next(opened.state()).isPresent() ? Tone.ACTIVE : Tone.ENDED,
                    Texts.text("collaboration.request-state." + opened.state()),
                    When.of(opened.request().sentAt(), clock.getZone())));
        }
        for (Introductions.Opened opened : introductions.ofHousehold(viewer, household)) {
            asked.add(new CasePages.Asked(
                    "/introductions/" + opened.introduction().id(),
                    "初回面談の同席　" + opened.introduction().toName() + "へ",
                    IntroductionFlow.FLOW.next(opened.state()).isPresent() ? Tone.ACTIVE : Tone.ENDED,
                    Texts.text("collaboration.introduction-state." + opened.state()),
                    When.of(opened.introduction().askedAt(), clock.getZone())));
        }
        List<JointSupports.Opened> joints = joint.ofHousehold(viewer, household);
        return new CasePages.None(
                households.find(viewer, household).owner().equals(viewer.agency()),
                sent.stream().anyMatch(opened -> opened.state() == RequestFlow.State.SENT),
                joints.stream().anyMatch(opened -> !JointFlow.FLOW.hasEnded(opened.state())),
                base + "/support-requests/new",
                base + "/introductions/new",
                base + "/joint-supports/new",
                joints.stream()
                        .map(opened -> new CasePages.Asked(
                                JointSupports.path(opened.support().id()),
                                "取りまとめ役　" + opened.support().leadName(),
                                JointFlow.FLOW.hasEnded(opened.state()) ? Tone.ENDED : Tone.ACTIVE,
                                Texts.text("collaboration.joint-state." + opened.state()),
                                Wareki.compact(opened.support().begunOn()) + "から"))
                        .toList(),
                asked,
                cases.ofHousehold(viewer, household).stream()
                        .map(standing -> new CasePages.Asked(
                                "/cases/" + standing.file().id(),
                                "多機関協働　" + standing.file().ownerName(),
                                Tone.ENDED,
                                Texts.text("casework.state." + standing.state()),
                                Wareki.compact(standing.file().begunOn()) + "から"))
                        .toList());
    }

    private Screen page(Viewer.Staff viewer, Cases.Standing standing, FormView form) {
        Cases.CaseFile file = standing.file();
        Set<PersonId> persons = cases.persons(viewer, file.id());
        List<Member> members = households.members(viewer, file.household()).stream()
                .filter(member -> persons.contains(member.person()))
                .toList();
        List<Id> shown = new ArrayList<>(List.of(file.household()));
        members.forEach(member -> shown.add(member.person()));
        audit.read(viewer, "case.page", shown, Detail.NONE.item(file.id()));
        Optional<Frame.CaseStrip> strip = strips.find(viewer, file.household(), TAB);
        Screen screen = Screen.form(
                "collaboration/overview/page", "ケース", shown(viewer, standing, members, strip.isPresent(), form), form);
        return strip.map(screen::with).orElse(screen);
    }

    private CasePages.Page shown(
            Viewer.Staff viewer, Cases.Standing standing, List<Member> members, boolean sight, FormView form) {
        Cases.CaseFile file = standing.file();
        UUID id = file.id();
        Map<AgencyId, String> names = new HashMap<>();
        agencies.list(viewer).forEach(agency -> names.put(agency.id(), agency.name()));
        Held held = held(viewer, id);
        List<Plan> versions = held.versions();
        boolean coordinates =
                standing.state() != CaseFlow.State.ENDED && file.owner().equals(viewer.agency());
        return new CasePages.Page(
                form,
                sight,
                "/cases/" + id,
                Wareki.compact(file.begunOn()),
                file.staffName(),
                file.ownerName(),
                file.referrerName(),
                sight ? request(viewer, file) : null,
                now(viewer, standing, facts(viewer, standing, sight, held), names),
                held.assessed().isEmpty() ? null : assessment(held.assessed().getFirst()),
                versions.isEmpty() ? null : plan(versions, names, standing),
                occurrences.ofCase(viewer, id).stream()
                        .map(occurrence -> occurrence(viewer, occurrence))
                        .toList(),
                looks(viewer, id, held.evaluations()),
                held.items().stream().map(this::conference).toList(),
                information.ofCase(viewer, id).stream().map(this::information).toList(),
                inquiries.ofCase(viewer, id).stream()
                        .map(CaseController::inquiry)
                        .toList(),
                handBacks(viewer, id, held.handBacks()),
                handovers.ofCase(viewer, id).stream().map(this::handover).toList(),
                persons(viewer, file, members),
                cases.team(viewer, id).stream()
                        .sorted(Comparator.comparing(member -> member.leftOn() != null
                                ? 3
                                : member.agency().equals(file.owner())
                                        ? 0
                                        : member.agency().equals(file.referrer()) ? 1 : 2))
                        .map(member -> member(member, standing, versions, coordinates && sight))
                        .toList(),
                coordinates && sight ? "/cases/" + id + "/team/new" : null,
                coordinates ? without(cases.team(viewer, id), versions) : "",
                linked(viewer, standing),
                standing.steps().reversed().stream()
                        .map(taken -> step(
                                taken,
                                taken.kind() != CaseFlow.Step.EXIT
                                        || file.owner().equals(viewer.agency())))
                        .toList());
    }

    /** What a case has come to hold, as far as the viewer may see it. */
    private record Held(
            List<Assessments.Assessment> assessed,
            List<Plan> versions,
            List<OverviewQuery.Item> items,
            List<OverviewQuery.Look> evaluations,
            List<OverviewQuery.HandBack> handBacks) {}

    private Held held(Viewer.Staff viewer, UUID id) {
        return new Held(
                assessments.ofCase(viewer, id),
                plans.ofCase(viewer, id),
                query.items(viewer, id),
                query.evaluations(viewer, id),
                query.handBacks(viewer, id));
    }

    private NextActions.Facts facts(Viewer.Staff viewer, Cases.Standing standing, boolean sight, Held held) {
        Optional<Plan> draft = newest(held.versions(), Plan.State.DRAFT);
        return new NextActions.Facts(
                standing.file().id(),
                standing.state(),
                standing.parties(),
                sight,
                exits.isToReview(viewer, standing),
                !held.assessed().isEmpty(),
                draft.map(Plan::id).orElse(null),
                draft.map(plan -> !plan.lines().isEmpty()).orElse(false),
                newest(held.versions(), Plan.State.FIT).map(Plan::id).orElse(null),
                held.items().stream()
                        .filter(item -> !item.calledOff())
                        .filter(item ->
                                item.conclusion().isEmpty() || item.conclusion().equals(Minutes.ESCALATE))
                        .min(Comparator.comparing(item -> !item.conclusion().isEmpty()))
                        .map(CaseController::href)
                        .orElse(null),
                held.evaluations().stream()
                        .findFirst()
                        .filter(evaluation -> evaluation.code().equals("CLOSE"))
                        .map(OverviewQuery.Look::id)
                        .orElse(null),
                held.handBacks().stream()
                        .findFirst()
                        .filter(handBack -> !Boolean.TRUE.equals(handBack.accepted()))
                        .map(OverviewQuery.HandBack::id)
                        .orElse(null),
                sight
                        && standing.file().owner().equals(viewer.agency())
                        && isClosed(standing)
                        && reopenings.mayReopen(viewer, standing.file().id()).isAllowed(),
                sight && standing.file().referrer().equals(viewer.agency())
                        ? "/households/" + standing.file().household().value() + "/support-requests/new"
                        : null,
                occurrences.mayTell(viewer, standing));
    }

    private static boolean isClosed(Cases.Standing standing) {
        return standing.state() == CaseFlow.State.FOLLOW_UP || standing.state() == CaseFlow.State.ENDED;
    }

    private static Optional<Plan> newest(List<Plan> versions, Plan.State state) {
        return versions.stream().filter(plan -> plan.state() == state).findFirst();
    }

    private static String href(OverviewQuery.Item item) {
        return "/conferences/" + item.meeting() + "/items/" + item.id();
    }

    /** Only the two agencies of the request may open it. */
    private static @org.jspecify.annotations.Nullable String request(Viewer.Staff viewer, Cases.CaseFile file) {
        return file.request() != null
                        && (viewer.agency().equals(file.owner())
                                || viewer.agency().equals(file.referrer()))
                ? "/support-requests/" + file.request()
                : null;
    }

    private CasePages.Now now(
            Viewer.Staff viewer, Cases.Standing standing, NextActions.Facts facts, Map<AgencyId, String> names) {
        Optional<Flow.Next<CaseFlow.Party>> next = CaseFlow.FLOW.next(standing.state());
        boolean turn = next.map(n -> standing.parties().contains(n.owner())).orElse(false);
        LocalDate due = standing.due();
        boolean late = due != null && due.isBefore(db.today(viewer));
        return new CasePages.Now(
                late ? Tone.ALERT : tone(standing.state(), turn),
                Texts.text("casework.state." + standing.state()),
                next.map(n -> switch (n.owner()) {
                            case COORDINATOR ->
                                standing.file().ownerName() + "　"
                                        + standing.file().staffName();
                            case DECIDER -> "所管課（支援決定）";
                            case LEAD ->
                                standing.lead() == null
                                        ? standing.file().ownerName()
                                        : names.getOrDefault(standing.lead(), "");
                        })
                        .orElse(""),
                next.map(n -> Tasks.title(n.task())).orElse(""),
                due == null || next.isEmpty() ? "" : Wareki.formatWithWeekday(due),
                late,
                pauses.current(viewer, standing)
                        .map(pause -> pause(viewer, pause))
                        .orElse(null),
                NextActions.of(facts),
                NextActions.beside(facts));
    }

    private CasePages.Pause pause(Viewer.Staff viewer, Pauses.Pause pause) {
        return new CasePages.Pause(
                codes.label("pause-reason", pause.reason(), pause.reasonEdition()),
                called(viewer, pause.household(), pause.persons()),
                Wareki.compact(pause.since()) + "から",
                pause.words());
    }

    private String called(Viewer.Staff viewer, HouseholdId household, Set<PersonId> persons) {
        return households.members(viewer, household).stream()
                .filter(member -> persons.contains(member.person()))
                .map(member -> member.name().called())
                .collect(Collectors.joining("、"));
    }

    /** The case before this one with why it was reopened, and the one that follows it. */
    private List<CasePages.Linked> linked(Viewer.Staff viewer, Cases.Standing standing) {
        List<CasePages.Linked> linked = new ArrayList<>();
        UUID former = standing.file().former();
        if (former != null) {
            Cases.Standing before = cases.standing(viewer, former);
            Optional<Reopenings.Reopening> reopening = reopenings.of(viewer, standing);
            linked.add(new CasePages.Linked(
                    "まえのケース",
                    "/cases/" + former,
                    Wareki.compact(before.file().begunOn()) + "〜"
                            + Wareki.compact(before.steps().getLast().doneOn()),
                    reopening
                            .map(r -> codes.label("reopening-reason", r.reason(), r.reasonEdition()))
                            .orElse(""),
                    reopening.map(Reopenings.Reopening::words).orElse("")));
        }
        cases.successor(viewer, standing.file().id())
                .map(next -> cases.standing(viewer, next))
                .ifPresent(next -> linked.add(new CasePages.Linked(
                        "このあとのケース",
                        "/cases/" + next.file().id(),
                        Wareki.compact(next.file().begunOn()) + "から",
                        "",
                        "")));
        return linked;
    }

    private CasePages.AssessmentPart assessment(Assessments.Assessment newest) {
        return new CasePages.AssessmentPart(
                "アセスメント（第" + newest.no() + "版）",
                "/assessments/" + newest.id(),
                codes.label("issue-national", newest.mainIssue(), newest.issueEdition()),
                newest.issues().stream()
                        .filter(code -> !code.equals(newest.mainIssue()))
                        .map(code -> codes.label("issue-national", code, newest.issueEdition()))
                        .toList(),
                newest.summary(),
                When.of(newest.writtenAt(), clock.getZone()) + "　" + newest.writer());
    }

    /** The version in force counts; as long as there is none, the newest. */
    private CasePages.PlanPart plan(List<Plan> versions, Map<AgencyId, String> names, Cases.Standing standing) {
        Plan counts = newest(versions, Plan.State.IN_FORCE).orElse(versions.getFirst());
        Plan.Frame frame = counts.frame();
        Plan.Words words = counts.words();
        return new CasePages.PlanPart(
                "支援プラン（第" + counts.no() + "版）",
                "/plans/" + counts.id(),
                tone(counts.state()),
                planState(counts),
                codes.label("plan-kind", frame.kind(), frame.kindEdition()),
                Wareki.compact(frame.from()) + "〜" + Wareki.compact(frame.until()),
                Pauses.isPaused(standing.state()) ? "休止中" : Wareki.compact(counts.nextMonitoring(standing)),
                names.getOrDefault(frame.lead(), ""),
                frame.nextLead() == null ? "" : names.getOrDefault(frame.nextLead(), ""),
                words == null ? "" : words.longGoal(),
                words == null ? "" : words.shortGoal(),
                counts.lines().stream()
                        .map(line -> new CasePages.PlanLine(
                                line.goal(),
                                line.action(),
                                line.agency() == null ? "ご本人・ご家族" : line.agencyName(),
                                line.frequency(),
                                line.due() == null ? "" : Wareki.compact(line.due())))
                        .toList(),
                versions.stream()
                        .filter(plan -> !plan.id().equals(counts.id()))
                        .map(plan -> new CasePages.Version(
                                "第" + plan.no() + "版", "/plans/" + plan.id(), tone(plan.state()), planState(plan)))
                        .toList());
    }

    private static String planState(Plan plan) {
        String state = Texts.text("collaboration.case-plan." + plan.state());
        return plan.decidedOn() == null ? state : state + "（支援決定 " + Wareki.compact(plan.decidedOn()) + "）";
    }

    private static Tone tone(Plan.State state) {
        return switch (state) {
            case DRAFT, PROPOSED, FIT -> Tone.WAITING;
            case IN_FORCE -> Tone.ACTIVE;
            case REPLACED, ENDED, DROPPED -> Tone.ENDED;
        };
    }

    private List<CasePages.Entry> looks(Viewer.Staff viewer, UUID id, List<OverviewQuery.Look> evaluations) {
        record Dated(LocalDate on, CasePages.Entry entry) {}
        List<Dated> all = new ArrayList<>();
        query.monitorings(viewer, id)
                .forEach(look -> all.add(new Dated(
                        look.on(), entry(look, "モニタリング", "monitoring-verdict", "/monitorings/" + look.id()))));
        evaluations.forEach(look ->
                all.add(new Dated(look.on(), entry(look, "評価", "evaluation-direction", "/evaluations/" + look.id()))));
        query.followUps(viewer, id).forEach(look -> all.add(new Dated(look.on(), entry(look, "終結後の様子", "", ""))));
        return all.stream()
                .sorted(Comparator.comparing(Dated::on, Comparator.reverseOrder()))
                .map(Dated::entry)
                .toList();
    }

    private CasePages.Occurrence occurrence(Viewer.Staff viewer, Occurrences.Occurrence occurrence) {
        return new CasePages.Occurrence(
                Wareki.compact(occurrence.on()),
                codes.label("occurrence-kind", occurrence.kind(), occurrence.kindEdition()) + "（"
                        + called(viewer, occurrence.household(), occurrence.persons()) + "）",
                occurrence.agency(),
                occurrence.isOpen() ? Tone.CAUTION : Tone.DONE,
                Texts.text("collaboration.occurrence-state." + occurrence.state()),
                "/occurrences/" + occurrence.id());
    }

    private CasePages.Entry entry(OverviewQuery.Look look, String what, String list, String href) {
        return new CasePages.Entry(
                Wareki.compact(look.on()),
                look.agency(),
                list.isEmpty() ? what : what + "：" + codes.label(list, look.code(), look.edition()),
                look.words(),
                href);
    }

    private CasePages.Entry conference(OverviewQuery.Item item) {
        return new CasePages.Entry(
                Wareki.compact(item.heldOn()),
                codes.label("conference-body", item.body(), item.bodyEdition()),
                Texts.find("collaboration.case-item." + item.kind()).orElse("議題"),
                item.calledOff()
                        ? "会議は中止になりました"
                        : item.conclusion().isEmpty()
                                ? "協議の前"
                                : codes.label("conference-conclusion", item.conclusion(), item.conclusionEdition()),
                href(item));
    }

    /** The whole and its parts, the latest first. */
    private List<CasePages.Entry> handBacks(Viewer.Staff viewer, UUID id, List<OverviewQuery.HandBack> whole) {
        record Dated(Instant at, CasePages.Entry entry) {}
        List<Dated> all = new ArrayList<>();
        whole.forEach(handBack -> all.add(new Dated(handBack.at(), handBack(handBack))));
        for (PartialHandBacks.Partial partial : partials.ofCase(viewer, id)) {
            all.add(new Dated(
                    partial.offeredAt(),
                    new CasePages.Entry(
                            When.of(partial.offeredAt(), clock.getZone()),
                            partial.toName(),
                            "一部（" + called(viewer, partial.household(), partial.persons()) + "）　"
                                    + Texts.text("collaboration.partial-state." + partial.state()),
                            partial.words(),
                            "/partial-hand-backs/" + partial.id())));
        }
        return all.stream()
                .sorted(Comparator.comparing(Dated::at, Comparator.reverseOrder()))
                .map(Dated::entry)
                .toList();
    }

    private CasePages.Entry handBack(OverviewQuery.HandBack handBack) {
        Boolean accepted = handBack.accepted();
        return new CasePages.Entry(
                When.of(handBack.at(), clock.getZone()),
                handBack.to(),
                handBack.agreed() ? "会議で引き受け" : accepted == null ? "答えを待っています" : accepted ? "引き受け" : "対応不可",
                handBack.words(),
                "/hand-backs/" + handBack.id());
    }

    private CasePages.Entry handover(Handovers.Handover handover) {
        return new CasePages.Entry(
                When.of(handover.madeAt(), clock.getZone()),
                handover.to(),
                Texts.text("collaboration.handover-state." + handover.state()),
                "",
                "/handovers/" + handover.id());
    }

    private static CasePages.Entry inquiry(DirectInquiries.Inquiry inquiry) {
        return new CasePages.Entry(
                Wareki.compact(inquiry.askedOn()),
                inquiry.agency() + "　" + inquiry.writer(),
                inquiry.topic() + "（" + inquiry.source() + "）",
                inquiry.words(),
                "");
    }

    private CasePages.Entry information(InformationRequests.Opened opened) {
        InformationRequests.Request request = opened.request();
        return new CasePages.Entry(
                When.of(request.askedAt(), clock.getZone()),
                opened.side() == InformationFlow.Side.ASKER ? request.toName() + "へ" : request.fromName() + "から",
                Texts.text("collaboration.information-state." + opened.state()),
                request.words(),
                "/information-requests/" + request.id());
    }

    private List<CasePages.Person> persons(Viewer.Staff viewer, Cases.CaseFile file, List<Member> members) {
        Instant now = db.now(viewer);
        List<Consents.Consent> given = consents.of(viewer, file.household()).stream()
                .filter(consent -> consent.recipients().contains(file.owner())
                        && consent.categories().contains(Category.PLAN))
                .toList();
        return members.stream()
                .map(member -> {
                    Frame.Consent state = Strips.state(
                            "",
                            given.stream()
                                    .filter(consent -> consent.person().equals(member.person()))
                                    .toList(),
                            now);
                    return new CasePages.Person(
                            member.name().full(), member.ageLabel(), state.tone(), "同意 " + state.state());
                })
                .toList();
    }

    private CasePages.Member member(
            Cases.TeamMember member, Cases.Standing standing, List<Plan> versions, boolean coordinates) {
        Cases.CaseFile file = standing.file();
        boolean owner = member.agency().equals(file.owner());
        boolean lead = versions.stream()
                .filter(plan -> plan.state() == Plan.State.IN_FORCE)
                .anyMatch(plan -> plan.frame().lead().equals(member.agency()));
        boolean left = member.leftOn() != null;
        String role = owner ? "多機関協働" : member.agency().equals(file.referrer()) ? "紹介元" : "";
        return new CasePages.Member(
                member.name(),
                lead ? (role.isEmpty() ? "主担当" : role + "・主担当") : role,
                Wareki.compact(member.joinedOn()) + "から" + joined(member)
                        + (member.leftOn() == null
                                ? ""
                                : "　" + Wareki.compact(member.leftOn()) + "まで" + why("team-leave", member.left())),
                left,
                coordinates && !owner && !left
                        ? "/cases/" + file.id() + "/team/" + member.agency().value() + "/leaving"
                        : null);
    }

    /** Whoever was there from the beginning has no reason; the others joined before or after support began. */
    private String joined(Cases.TeamMember member) {
        return member.joined().code().isEmpty()
                ? ""
                : "　" + (member.afterStart() ? "支援開始後に参加" : "支援開始前に参加") + why("team-join", member.joined());
    }

    private String why(String list, Cases.Why why) {
        return why.code().isEmpty() ? "" : "（" + codes.label(list, why.code(), why.edition()) + "）";
    }

    /** Agencies that have left and still have lines in the plan in force. */
    private static String without(List<Cases.TeamMember> team, List<Plan> versions) {
        Set<AgencyId> inside = team.stream()
                .filter(member -> member.leftOn() == null)
                .map(Cases.TeamMember::agency)
                .collect(Collectors.toSet());
        return versions.stream()
                .filter(plan -> plan.state() == Plan.State.IN_FORCE)
                .flatMap(plan -> plan.lines().stream())
                .filter(line -> line.agency() != null && !inside.contains(line.agency()))
                .map(Plan.Line::agencyName)
                .distinct()
                .collect(Collectors.joining("、"));
    }

    /** Others learn that a case ended without a meeting, and not of what. */
    private CasePages.Step step(Cases.Taken taken, boolean withReason) {
        return new CasePages.Step(
                Wareki.compact(taken.doneOn()),
                Texts.text("casework.step." + taken.kind())
                        + (taken.code().isEmpty() || !withReason
                                ? ""
                                : "　" + kinds.words(taken.code(), taken.codeEdition(), taken.doneOn()))
                        + (taken.leadName().isEmpty() ? "" : "（" + taken.leadName() + "）"),
                taken.agency() + "　" + taken.staff());
    }
}
