package kasane.collaboration.request;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.Coverage;
import kasane.collaboration.IntroductionFlow;
import kasane.collaboration.Introductions;
import kasane.collaboration.RequestFlow;
import kasane.collaboration.SupportRequests;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.Strips;
import kasane.register.When;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Flow;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.sharing.Basis;
import kasane.sharing.Category;
import kasane.sharing.Consents;
import kasane.tasks.Tasks;
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

/** 支援依頼: writing one with the state of each consent before one's eyes, its page, and each side's next step. */
@Controller
class RequestController {

    private static final String TAB = "case";

    private final SupportRequests requests;
    private final Introductions introductions;
    private final Households households;
    private final Consents consents;
    private final Agencies agencies;
    private final Strips strips;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    RequestController(
            SupportRequests requests,
            Introductions introductions,
            Households households,
            Consents consents,
            Agencies agencies,
            Strips strips,
            Codes codes,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.requests = requests;
        this.introductions = introductions;
        this.households = households;
        this.consents = consents;
        this.agencies = agencies;
        this.strips = strips;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/support-requests")
    Screen list(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            SupportRequests.Lists asked = requests.list(viewer);
            Introductions.Lists met = introductions.list(viewer);
            List<HouseholdId> shown = java.util.stream.Stream.concat(asked.received().stream(), asked.sent().stream())
                    .map(SupportRequests.Line::household)
                    .distinct()
                    .toList();
            if (!shown.isEmpty()) {
                audit.read(viewer, "support-request.list", shown);
            }
            LocalDate today = db.today(viewer);
            Sorted sorted = new Sorted();
            asked.received().forEach(line -> sorted.add(line(line, RequestFlow.Side.COORDINATOR, today)));
            asked.sent().forEach(line -> sorted.add(line(line, RequestFlow.Side.ASKER, today)));
            met.received().forEach(line -> sorted.add(line(line, IntroductionFlow.Side.COORDINATOR, today)));
            met.sent().forEach(line -> sorted.add(line(line, IntroductionFlow.Side.ASKER, today)));
            return Screen.of(
                    "collaboration/request/list",
                    "支援依頼",
                    new RequestPages.Lists(sorted.of(Turn.MINE), sorted.of(Turn.THEIRS), sorted.of(Turn.NOBODY)));
        });
    }

    /** Whose turn it is. */
    private enum Turn {
        MINE,
        THEIRS,
        NOBODY
    }

    private record Placed(Turn turn, @Nullable LocalDate due, Instant sent, RequestPages.Line line) {}

    private static final class Sorted {
        private final List<Placed> all = new ArrayList<>();

        void add(Placed line) {
            all.add(line);
        }

        List<RequestPages.Line> of(Turn turn) {
            return all.stream()
                    .filter(line -> line.turn() == turn)
                    .sorted(Comparator.comparing((Placed line) -> line.due() == null ? LocalDate.MAX : line.due())
                            .thenComparing(Placed::sent, Comparator.reverseOrder()))
                    .map(Placed::line)
                    .toList();
        }
    }

    private Placed line(SupportRequests.Line line, RequestFlow.Side side, LocalDate today) {
        Optional<Flow.Next<RequestFlow.Side>> next = RequestFlow.FLOW.next(line.state());
        Turn turn = next.map(n -> n.owner() == side ? Turn.MINE : Turn.THEIRS).orElse(Turn.NOBODY);
        boolean late = line.due() != null && line.due().isBefore(today);
        return new Placed(
                turn,
                line.due(),
                line.sentAt(),
                new RequestPages.Line(
                        "/support-requests/" + line.id(),
                        Households.titleOf(line.label()),
                        "支援依頼",
                        side == RequestFlow.Side.ASKER ? line.other() + "へ" : line.other() + "から",
                        late ? Tone.ALERT : tone(line.state(), turn == Turn.MINE),
                        Texts.text("collaboration.request-state." + line.state()),
                        line.due() == null ? "" : Wareki.compact(line.due()),
                        late,
                        When.of(line.sentAt(), clock.getZone()),
                        line.urgent(),
                        turn == Turn.MINE ? Tasks.action(next.orElseThrow().task()) : "見る"));
    }

    private Placed line(Introductions.Line line, IntroductionFlow.Side side, LocalDate today) {
        Optional<Flow.Next<IntroductionFlow.Side>> next = IntroductionFlow.FLOW.next(line.state());
        Turn turn = next.map(n -> n.owner() == side ? Turn.MINE : Turn.THEIRS).orElse(Turn.NOBODY);
        boolean late = line.due() != null && line.due().isBefore(today);
        return new Placed(
                turn,
                line.due(),
                line.askedAt(),
                new RequestPages.Line(
                        "/introductions/" + line.id(),
                        line.label().isEmpty() ? "（お名前は同意のあと）" : Households.titleOf(line.label()),
                        "初回面談の同席",
                        side == IntroductionFlow.Side.ASKER ? line.other() + "へ" : line.other() + "から",
                        late
                                ? Tone.ALERT
                                : switch (turn) {
                                    case MINE -> Tone.ACTIVE;
                                    case THEIRS -> Tone.WAITING;
                                    case NOBODY -> line.state() == IntroductionFlow.State.MET ? Tone.DONE : Tone.ENDED;
                                },
                        Texts.text("collaboration.introduction-state." + line.state()),
                        line.due() == null ? "" : Wareki.compact(line.due()),
                        late,
                        When.of(line.askedAt(), clock.getZone()),
                        false,
                        turn == Turn.MINE ? Tasks.action(next.orElseThrow().task()) : "見る"));
    }

    private static Tone tone(RequestFlow.State state, boolean own) {
        return switch (state) {
            case ACCEPTED -> Tone.DONE;
            case REDIRECTED, KEPT, WITHDRAWN -> Tone.ENDED;
            case SENT, RETURNED -> own ? Tone.ACTIVE : Tone.WAITING;
        };
    }

    @GetMapping("/households/{id}/support-requests/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String from) {
        HouseholdId household = new HouseholdId(id);
        return db.transact(viewer, () -> {
            households.findOwn(viewer, household);
            Map<String, List<String>> values = new LinkedHashMap<>();
            if (from == null) {
                List<Agencies.Agency> windows = windows(viewer);
                if (windows.size() == 1) {
                    AgencyId only = windows.getFirst().id();
                    values.put("to", List.of(only.value().toString()));
                    Coverage coverage = requests.coverage(viewer, household);
                    values.put(
                            "persons",
                            choices(viewer, household).stream()
                                    .filter(member -> coverage.carries(only, member.person()))
                                    .map(member -> member.person().value().toString())
                                    .toList());
                }
            } else {
                values.putAll(again(viewer, household, Ids.parse(from).orElseThrow(NotVisible::new)));
            }
            return form(viewer, household, forms.open(viewer, values));
        });
    }

    /** What a returned request said, to be sent to another window. */
    private Map<String, List<String>> again(Viewer.Staff viewer, HouseholdId household, UUID previous) {
        SupportRequests.Opened opened = requests.find(viewer, previous);
        SupportRequests.Request request = opened.request();
        if (opened.side() != RequestFlow.Side.ASKER || !request.household().equals(household)) {
            throw new NotVisible();
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("previous", List.of(previous.toString()));
        values.put(
                "persons",
                request.persons().stream().map(p -> p.value().toString()).toList());
        values.put("reasons", request.reasons());
        values.put("situation", List.of(request.situation()));
        values.put("done", List.of(request.done()));
        values.put("wish", List.of(request.wish()));
        opened.steps().stream()
                .map(SupportRequests.Taken::other)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .ifPresent(other -> values.put("to", List.of(other.value().toString())));
        return values;
    }

    private List<Member> choices(Viewer.Staff viewer, HouseholdId household) {
        return households.members(viewer, household).stream()
                .filter(member -> member.own() && member.isCurrent() && !member.isDeceased())
                .toList();
    }

    private Screen form(Viewer.Staff viewer, HouseholdId household, FormView form) {
        return db.transact(viewer, () -> {
            households.findOwn(viewer, household);
            List<Member> members = choices(viewer, household);
            List<Agencies.Agency> windows = windows(viewer);
            Coverage coverage = requests.coverage(viewer, household);
            String base = "/households/" + household.value();
            String proposed = proposed(requests.windows(viewer), requests.deciders(viewer));
            List<Id> shown = new ArrayList<>(List.of(household));
            members.forEach(member -> shown.add(member.person()));
            audit.read(viewer, "support-request.form", shown);
            RequestPages.New page = new RequestPages.New(
                    form,
                    base + "/support-requests",
                    base + "/case",
                    windows.stream()
                            .map(window -> new Option(
                                    window.id().value().toString(),
                                    window.name(),
                                    window.id().equals(viewer.agency())
                                            ? "こちらの機関です。すぐにケースを始めます。"
                                            : window.does() + "　☎ " + window.phone()))
                            .toList(),
                    members.stream()
                            .map(member -> person(member, windows, coverage, base, proposed))
                            .toList(),
                    options("support-request-reason", viewer),
                    base + "/introductions/new",
                    form.value("previous").isEmpty() ? null : "/support-requests/" + form.value("previous"));
            return Screen.form("collaboration/request/new", "多機関協働へ支援依頼", page, form)
                    .with(strips.of(viewer, household, TAB));
        });
    }

    /** Whom one can ask; the own agency stands first where it has a coordinator itself. */
    private List<Agencies.Agency> windows(Viewer.Staff viewer) {
        return Stream.concat(
                        requests.isOwnWindow(viewer) ? Stream.of(agencies.find(viewer, viewer.agency())) : Stream.of(),
                        requests.windows(viewer).stream())
                .toList();
    }

    private static RequestPages.Person person(
            Member member, List<Agencies.Agency> windows, Coverage coverage, String base, String proposed) {
        List<String> covered = windows.stream()
                .filter(window -> coverage.carries(window.id(), member.person()))
                .map(Agencies.Agency::name)
                .toList();
        boolean all = covered.size() == windows.size() && !windows.isEmpty();
        return new RequestPages.Person(
                member.person().value().toString(),
                member.name().full(),
                member.ageLabel(),
                covered.isEmpty() ? Tone.CAUTION : Tone.DONE,
                covered.isEmpty() ? "支援プランまで伝える同意は、まだです" : "同意あり" + (all ? "" : "（" + String.join("、", covered) + "）"),
                all ? null : base + "/consents/new?person=" + member.person().value() + proposed);
    }

    /** What a consent for 多機関協働 needs at least: who coordinates and who decides, and the plan. */
    private static String proposed(List<Agencies.Agency> windows, Set<AgencyId> deciders) {
        return Stream.concat(windows.size() == 1 ? Stream.of(windows.getFirst().id()) : Stream.of(), deciders.stream())
                .distinct()
                .map(agency -> "&to=" + agency.value())
                .collect(Collectors.joining("", "", "&category=" + Category.PLAN.name()));
    }

    private List<Option> options(String list, Viewer.Staff viewer) {
        return codes.list(list, db.today(viewer)).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    @PostMapping("/households/{id}/support-requests")
    Object send(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(viewer, form, again -> form(viewer, household, again), in -> {
            households.findOwn(viewer, household);
            return send(viewer, household, in);
        });
    }

    private Outcome send(Viewer.Staff viewer, HouseholdId household, Reading in) {
        String to = in.code(
                "to",
                windows(viewer).stream()
                        .map(window -> window.id().value().toString())
                        .collect(Collectors.toSet()));
        if (to.isEmpty()) {
            in.error("to", "宛先を選んでください。");
        }
        List<String> persons = in.codes(
                "persons",
                choices(viewer, household).stream()
                        .map(member -> member.person().value().toString())
                        .collect(Collectors.toSet()));
        if (persons.isEmpty()) {
            in.error("persons", Reason.of("collaboration.refused.nobody"));
        }
        List<String> reasons = in.codes(
                "reasons",
                codes.list("support-request-reason", db.today(viewer)).stream()
                        .map(Codes.Code::code)
                        .collect(Collectors.toSet()));
        if (reasons.isEmpty()) {
            in.error("reasons", "理由を1つ以上選んでください。");
        }
        String situation = in.requiredBlock("situation", "いま起きていること", 4000);
        String done = in.block("done", 4000);
        String wish = in.block("wish", 4000);
        UUID previous = in.key("previous");
        if (in.hasErrors()) {
            return in.invalid();
        }
        Set<PersonId> about = new LinkedHashSet<>();
        persons.forEach(person -> about.add(new PersonId(UUID.fromString(person))));
        Decision<UUID> sent = requests.send(
                viewer,
                new SupportRequests.NewRequest(
                        household,
                        about,
                        new AgencyId(Integer.valueOf(to)),
                        reasons,
                        situation,
                        done,
                        wish,
                        in.checked("urgent"),
                        previous));
        boolean own = to.equals(viewer.agency().value().toString());
        return Outcome.of(
                sent,
                field(sent),
                own ? "多機関協働のケースを始めました。" : "支援依頼を送りました。答えがあると、きょうに出ます。",
                id -> own ? "/households/" + household.value() + "/case" : "/support-requests/" + id);
    }

    private static String field(Decision<UUID> decision) {
        return decision instanceof Decision.Refused<UUID>(Reason reason)
                        && Set.of("collaboration.refused.nobody", "collaboration.refused.no-consent")
                                .contains(reason.key())
                ? "persons"
                : "to";
    }

    @GetMapping("/support-requests/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, id, forms.button());
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            SupportRequests.Opened opened = requests.find(viewer, id);
            SupportRequests.Request request = opened.request();
            List<Id> shown = new ArrayList<>(List.of(request.household()));
            shown.addAll(request.persons());
            audit.read(
                    viewer,
                    "support-request.page",
                    shown,
                    Detail.NONE.bases(List.of(Basis.CONSENT.code())).item(id));
            return Screen.form("collaboration/request/page", "支援依頼", shown(viewer, opened, form), form)
                    .with(strips.of(viewer, request.household(), TAB));
        });
    }

    private RequestPages.Page shown(Viewer.Staff viewer, SupportRequests.Opened opened, FormView form) {
        SupportRequests.Request request = opened.request();
        Optional<Flow.Next<RequestFlow.Side>> next = RequestFlow.FLOW.next(opened.state());
        boolean mine =
                opened.basisEnded() || next.map(n -> n.owner() == opened.side()).orElse(false);
        boolean late = opened.due() != null && opened.due().isBefore(db.today(viewer));
        return new RequestPages.Page(
                form,
                opened.basisEnded() || late ? Tone.ALERT : tone(opened.state(), mine),
                Texts.text("collaboration.request-state." + (opened.basisEnded() ? "basis-ended" : opened.state())),
                opened.basisEnded()
                        ? request.fromName()
                        : next.map(n -> n.owner() == RequestFlow.Side.ASKER ? request.fromName() : request.toName())
                                .orElse(""),
                opened.basisEnded()
                        ? "取り下げる"
                        : next.map(n -> Tasks.title(n.task())).orElse(""),
                opened.due() == null || next.isEmpty() ? "" : Wareki.formatWithWeekday(opened.due()),
                late,
                actions(viewer, opened),
                request.reasons().stream()
                        .map(code -> codes.label("support-request-reason", code, request.reasonEdition()))
                        .toList(),
                request.urgent(),
                facts(request),
                persons(viewer, request),
                request.fromName(),
                request.fromPhone(),
                request.writer(),
                When.of(request.sentAt(), clock.getZone()),
                request.toName(),
                request.toPhone(),
                opened.steps().stream().map(this::step).toList());
    }

    private List<RequestPages.Action> actions(Viewer.Staff viewer, SupportRequests.Opened opened) {
        SupportRequests.Request request = opened.request();
        String href = "/support-requests/" + request.id();
        boolean asker = opened.side() == RequestFlow.Side.ASKER;
        return switch (opened.state()) {
            case SENT ->
                asker
                        ? List.of(
                                new RequestPages.Action("取り下げる", href + "/withdrawal/new", false, opened.basisEnded()))
                        : opened.side() == null
                                ? List.of()
                                : List.of(
                                        new RequestPages.Action("引き受ける", href + "/acceptance", true, true),
                                        new RequestPages.Action("返す", href + "/return/new", false, false));
            case RETURNED -> {
                if (!asker) {
                    yield List.of();
                }
                boolean elsewhere = opened.steps().stream()
                        .map(SupportRequests.Taken::other)
                        .anyMatch(other -> requests.windows(viewer).stream()
                                .anyMatch(window -> window.id().equals(other)));
                yield List.of(
                        new RequestPages.Action("こちらで続ける", href + "/keeping/new", false, !elsewhere),
                        new RequestPages.Action(
                                "別の窓口へ送り直す",
                                "/households/" + request.household().value() + "/support-requests/new?from="
                                        + request.id(),
                                false,
                                elsewhere));
            }
            case ACCEPTED ->
                request.caseId() == null
                        ? List.of()
                        : List.of(new RequestPages.Action("ケースをひらく", "/cases/" + request.caseId(), false, true));
            case REDIRECTED, KEPT, WITHDRAWN -> List.of();
        };
    }

    private static List<RequestPages.Fact> facts(SupportRequests.Request request) {
        List<RequestPages.Fact> facts = new ArrayList<>();
        facts.add(new RequestPages.Fact("いま起きていること", request.situation()));
        if (!request.done().isEmpty()) {
            facts.add(new RequestPages.Fact("これまでにしたこと", request.done()));
        }
        if (!request.wish().isEmpty()) {
            facts.add(new RequestPages.Fact("求めること", request.wish()));
        }
        return facts;
    }

    private List<RequestPages.About> persons(Viewer.Staff viewer, SupportRequests.Request request) {
        Instant now = db.now(viewer);
        List<Consents.Consent> given = consents.of(viewer, request.household()).stream()
                .filter(consent -> consent.recipients().contains(request.to())
                        && consent.categories().contains(Category.PLAN))
                .toList();
        Map<StaffId, String> explainers = agencies.colleagues(viewer, request.from()).stream()
                .collect(Collectors.toMap(Agencies.Colleague::id, Agencies.Colleague::name));
        return households.members(viewer, request.household()).stream()
                .filter(member -> request.persons().contains(member.person()))
                .map(member -> {
                    List<Consents.Consent> own = given.stream()
                            .filter(consent -> consent.person().equals(member.person()))
                            .toList();
                    var state = Strips.state("", own, now);
                    String explained = own.stream()
                            .filter(consent -> consent.livesAt(now))
                            .max(Comparator.comparing(Consents.Consent::until))
                            .map(consent -> Wareki.compact(consent.givenOn()) + "　説明："
                                    + consent.explainedHow()
                                    + (explainers.containsKey(consent.explainedBy())
                                            ? "（" + explainers.get(consent.explainedBy()) + "）"
                                            : ""))
                            .orElse("");
                    return new RequestPages.About(
                            member.name().full(), member.ageLabel(), state.tone(), state.state(), explained);
                })
                .toList();
    }

    private RequestPages.Step step(SupportRequests.Taken taken) {
        return new RequestPages.Step(
                Texts.text("collaboration.request-step." + taken.kind()),
                When.of(taken.at(), clock.getZone()),
                taken.at().atZone(clock.getZone()).toOffsetDateTime().toString(),
                taken.agency() + "　" + taken.staff(),
                taken.otherName(),
                taken.words());
    }

    @PostMapping("/support-requests/{id}/acceptance")
    Object accept(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(
                        requests.accept(viewer, id), "next", "引き受けました。アセスメントから始めます。", begun -> "/cases/" + begun));
    }

    @GetMapping("/support-requests/{id}/return/new")
    Screen giveBack(Viewer.Staff viewer, @PathVariable UUID id) {
        return giveBack(viewer, id, forms.open(viewer));
    }

    private Screen giveBack(Viewer.Staff viewer, UUID id, FormView form) {
        return ending(
                viewer,
                id,
                form,
                "支援依頼を返す",
                "依頼した機関にもどります。次にどうすればよいかが分かるように書いてください。",
                "return",
                "返す",
                List.of(
                        FormField.block("words", "返す理由").must(),
                        FormField.select("other", "代わりの窓口", others(viewer)).hint("ほかに合う窓口があるとき。")));
    }

    private List<Option> others(Viewer.Staff viewer) {
        return db.transact(
                viewer,
                () -> agencies.list(viewer).stream()
                        .filter(agency ->
                                agency.takesReferrals() && !agency.id().equals(viewer.agency()))
                        .map(agency -> Option.of(agency.id().value().toString(), agency.name()))
                        .toList());
    }

    @PostMapping("/support-requests/{id}/return")
    Object giveBack(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> giveBack(viewer, id, again), in -> {
            String words = in.requiredBlock("words", "返す理由", 2000);
            String other = in.code("other", Option.values(others(viewer)));
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(
                    requests.giveBack(viewer, id, words, other.isEmpty() ? null : new AgencyId(Integer.valueOf(other))),
                    "words",
                    "支援依頼を返しました。",
                    state -> "/support-requests/" + id);
        });
    }

    @GetMapping("/support-requests/{id}/keeping/new")
    Screen keeping(Viewer.Staff viewer, @PathVariable UUID id) {
        return keeping(viewer, id, forms.open(viewer));
    }

    private Screen keeping(Viewer.Staff viewer, UUID id, FormView form) {
        return ending(
                viewer,
                id,
                form,
                "こちらで続ける",
                "多機関協働には頼まずに、こちらの機関で支援を続けます。",
                "keeping",
                "こちらで続ける",
                List.of(FormField.block("words", "これからすること")));
    }

    @PostMapping("/support-requests/{id}/keeping")
    Object keep(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> keeping(viewer, id, again),
                in -> end(viewer, id, in, RequestFlow.Step.KEEP, "こちらで続けることを記録しました。"));
    }

    @GetMapping("/support-requests/{id}/withdrawal/new")
    Screen withdrawal(Viewer.Staff viewer, @PathVariable UUID id) {
        return withdrawal(viewer, id, forms.open(viewer));
    }

    private Screen withdrawal(Viewer.Staff viewer, UUID id, FormView form) {
        return ending(
                viewer,
                id,
                form,
                "支援依頼を取り下げる",
                "答えがある前なら、取り下げられます。",
                "withdrawal",
                "取り下げる",
                List.of(FormField.block("words", "わけ")));
    }

    @PostMapping("/support-requests/{id}/withdrawal")
    Object withdraw(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> withdrawal(viewer, id, again),
                in -> end(viewer, id, in, RequestFlow.Step.WITHDRAW, "取り下げました。"));
    }

    private Outcome end(Viewer.Staff viewer, UUID id, Reading in, RequestFlow.Step step, String sentence) {
        String words = in.block("words", 1000);
        if (in.hasErrors()) {
            return in.invalid();
        }
        return Outcome.of(requests.end(viewer, id, step, words), "words", sentence, state -> "/support-requests/" + id);
    }

    private Screen ending(
            Viewer.Staff viewer,
            UUID id,
            FormView form,
            String title,
            String lead,
            String resource,
            String verb,
            List<FormField> fields) {
        return db.transact(viewer, () -> {
            HouseholdId household = requests.find(viewer, id).request().household();
            audit.read(viewer, "support-request.step-form", List.of(household), Detail.NONE.item(id));
            String href = "/support-requests/" + id;
            return new FormPage(title, lead, href + "/" + resource, verb, href, fields, form)
                    .screen()
                    .with(strips.of(viewer, household, TAB));
        });
    }
}
