package kasane.collaboration.joint;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.Cases;
import kasane.casework.Coverage;
import kasane.conference.Agenda;
import kasane.conference.Bodies;
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
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.tasks.Tasks;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Frame;
import kasane.ui.MatterPage;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 連携支援: the list, beginning one, its page, and what lead and members do with it. */
@Controller
class JointController {

    private static final String TAB = "case";
    private static final int SHORT = 300;
    private static final int LONG = 2000;

    private final JointSupports supports;
    private final Agenda agenda;
    private final Bodies bodies;
    private final Cases cases;
    private final Households households;
    private final Agencies agencies;
    private final Strips strips;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    JointController(
            JointSupports supports,
            Agenda agenda,
            Bodies bodies,
            Cases cases,
            Households households,
            Agencies agencies,
            Strips strips,
            Codes codes,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.supports = supports;
        this.agenda = agenda;
        this.bodies = bodies;
        this.cases = cases;
        this.households = households;
        this.agencies = agencies;
        this.strips = strips;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    // ---- the list

    @GetMapping("/joint-supports")
    Screen list(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            List<JointSupports.Opened> all = supports.list(viewer);
            if (!all.isEmpty()) {
                audit.read(
                        viewer,
                        "joint-support.list",
                        all.stream()
                                .map(one -> one.support().household())
                                .distinct()
                                .toList());
            }
            Map<Boolean, List<JointPages.Line>> lines = all.stream()
                    .collect(Collectors.partitioningBy(
                            one -> JointFlow.FLOW.hasEnded(one.state()),
                            Collectors.mapping(one -> line(viewer, one), Collectors.toList())));
            return Screen.of(
                    "collaboration/joint/list",
                    "連携支援",
                    new JointPages.Lists(lines.getOrDefault(false, List.of()), lines.getOrDefault(true, List.of())));
        });
    }

    private JointPages.Line line(Viewer.Staff viewer, JointSupports.Opened opened) {
        JointSupports.Support support = opened.support();
        LocalDate due = opened.due();
        boolean late = due != null && due.isBefore(db.today(viewer));
        return new JointPages.Line(
                JointSupports.path(support.id()),
                households.members(viewer, support.household()).stream()
                        .filter(member -> support.persons().contains(member.person()))
                        .map(member -> member.name().full())
                        .findFirst()
                        .orElse("（いまは見られません）"),
                Wareki.compact(support.begunOn()) + "から",
                late ? Tone.ALERT : tone(viewer, opened),
                state(viewer, opened),
                next(viewer, opened),
                due == null ? "" : Wareki.compact(due),
                late,
                support.leadName(),
                opened.seats().stream()
                        .filter(seat -> SeatFlow.isTaken(seat.state()))
                        .map(JointSupports.Seat::name)
                        .collect(Collectors.joining("、")));
    }

    /** The viewer's next action: as lead of the whole, otherwise on its own seat. */
    private static String next(Viewer.Staff viewer, JointSupports.Opened opened) {
        return opened.leads()
                ? JointFlow.FLOW
                        .next(opened.state())
                        .map(next -> Tasks.title(next.task()))
                        .orElse("")
                : opened.seatOf(viewer.agency())
                        .flatMap(seat -> SeatFlow.FLOW.next(seat.state()))
                        .map(next -> Tasks.title(next.task()))
                        .orElse("");
    }

    private static String state(Viewer.Staff viewer, JointSupports.Opened opened) {
        return opened.seatOf(viewer.agency())
                .filter(seat -> seat.state() == SeatFlow.State.INVITED)
                .map(seat -> "誘われています")
                .orElseGet(() -> Texts.text("collaboration.joint-state." + opened.state()));
    }

    private static Tone tone(Viewer.Staff viewer, JointSupports.Opened opened) {
        boolean invited = opened.seatOf(viewer.agency())
                .filter(seat -> seat.state() == SeatFlow.State.INVITED)
                .isPresent();
        return switch (opened.state()) {
            case RUNNING -> invited ? Tone.ACTIVE : Tone.WAITING;
            case RECONSIDER -> Tone.CAUTION;
            case HANDING_UP -> opened.leads() ? Tone.ACTIVE : Tone.WAITING;
            case ENDED -> Tone.ENDED;
        };
    }

    // ---- beginning

    @GetMapping("/households/{id}/joint-supports/new")
    Screen beginning(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            HouseholdId household = new HouseholdId(id);
            return beginning(
                    viewer,
                    household,
                    forms.open(
                            viewer,
                            Map.of(
                                    "persons",
                                    people(viewer, household).stream()
                                            .map(Option::value)
                                            .toList(),
                                    "review",
                                    List.of(Wareki.compact(supports.proposedReview(viewer))))));
        });
    }

    private Screen beginning(Viewer.Staff viewer, HouseholdId household, FormView form) {
        return db.transact(viewer, () -> {
            Frame.CaseStrip strip = strips.of(viewer, household, TAB);
            if (!households.find(viewer, household).owner().equals(viewer.agency())) {
                throw new NotVisible();
            }
            audit.read(viewer, "joint-support.form", List.of(household));
            List<Option> people = people(viewer, household);
            List<Option> offered = addressees(viewer, household, persons(people));
            List<FormField> fields = new ArrayList<>(List.of(
                    FormField.checkboxes("persons", "だれのこと", people).must(),
                    FormField.block("aim", "いっしょに目指すこと").must().hint("例：ひとりで抱えずに、母の介護を続けられる。"),
                    FormField.text("role", "こちらの受けもち").must().hint("取りまとめ役として、連絡と振り返りも受けもちます。")));
            offered.forEach(agency -> fields.add(
                    FormField.text(part(agency), agency.label() + "に頼むこと").hint(agency.hint())));
            fields.add(FormField.date("review", "つぎに振り返る日").must());
            return new FormPage(
                            "ほかの機関といっしょに支援する",
                            offered.isEmpty()
                                    ? "ご本人の同意の宛先になっている機関が、まだありません。先に「同意」から、いっしょに支援する機関を宛先にした同意をいただきます。"
                                    : "頼むことを書いた機関を誘います。多機関協働に頼まずに、二つか三つの機関で受けもちを分けるときに使います。",
                            "/households/" + household.value() + "/joint-supports",
                            "はじめる",
                            "/households/" + household.value() + "/case",
                            fields,
                            form)
                    .screen()
                    .with(strip);
        });
    }

    private static String part(Option agency) {
        return "part-" + agency.value();
    }

    private List<Option> people(Viewer.Staff viewer, HouseholdId household) {
        return households.members(viewer, household).stream()
                .map(member -> new Option(
                        member.person().value().toString(), member.name().full(), member.ageLabel()))
                .toList();
    }

    private static Set<PersonId> persons(List<Option> people) {
        return people.stream()
                .map(person -> new PersonId(UUID.fromString(person.value())))
                .collect(Collectors.toSet());
    }

    /** Whom the consents let know of any of them; what is missing for one is said beside it. */
    private List<Option> addressees(Viewer.Staff viewer, HouseholdId household, Set<PersonId> persons) {
        Coverage coverage = cases.coverage(viewer, household);
        return agencies.forCases(viewer).stream()
                .filter(agency -> !agency.onPaper()
                        && !agency.id().equals(viewer.agency())
                        && coverage.coversAny(agency.id(), persons))
                .map(agency -> new Option(
                        agency.id().value().toString(),
                        agency.name(),
                        coverage.coversAll(agency.id(), persons) ? "" : "同意のある人のことだけ、いっしょにできます"))
                .toList();
    }

    @PostMapping("/households/{id}/joint-supports")
    Object begin(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(viewer, form, again -> beginning(viewer, household, again), in -> {
            List<Option> people = people(viewer, household);
            Set<PersonId> persons = in.codes("persons", Option.values(people)).stream()
                    .map(person -> new PersonId(UUID.fromString(person)))
                    .collect(Collectors.toSet());
            if (persons.isEmpty()) {
                in.error("persons", "だれのことかを1人以上選んでください。");
            }
            String aim = in.requiredBlock("aim", "いっしょに目指すこと", LONG);
            String role = in.requiredLine("role", "こちらの受けもち", SHORT);
            List<Option> offered = addressees(viewer, household, persons(people));
            Map<AgencyId, String> wanted = wanted(in, offered);
            String first = offered.isEmpty() ? "persons" : part(offered.getFirst());
            if (wanted.isEmpty() && !in.hasErrors()) {
                in.error(first, "いっしょに支援する機関に、頼むことを書いてください。");
            }
            LocalDate review = in.requiredDate("review", "つぎに振り返る日", db.today(viewer));
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<UUID> begun =
                    supports.begin(viewer, new JointSupports.NewSupport(household, persons, aim, role, wanted, review));
            return Outcome.of(
                    begun, isAboutDay(begun) ? "review" : first, "はじめました。誘った機関に、加わるかどうかを聞いています。", JointSupports::path);
        });
    }

    private static boolean isAboutDay(Decision<?> decision) {
        return decision instanceof Decision.Refused<?>(Reason reason)
                && reason.key().equals("collaboration.refused.next-not-later");
    }

    /** Whoever is asked to do something, and what. */
    private static Map<AgencyId, String> wanted(Reading in, List<Option> offered) {
        Map<AgencyId, String> wanted = new LinkedHashMap<>();
        for (Option agency : offered) {
            String part = in.line(part(agency), SHORT);
            if (!part.isBlank()) {
                wanted.put(new AgencyId(Integer.valueOf(agency.value())), part);
            }
        }
        return wanted;
    }

    // ---- the page of one

    @GetMapping("/joint-supports/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, id, forms.button());
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            JointSupports.Opened opened = read(viewer, id, "joint-support.page");
            JointSupports.Support support = opened.support();
            LocalDate due = JointFlow.FLOW.hasEnded(opened.state()) ? null : opened.due();
            List<Member> members = households.members(viewer, support.household());
            JointPages.Page page = new JointPages.Page(
                    form,
                    tone(viewer, opened),
                    state(viewer, opened),
                    notice(opened),
                    next(viewer, opened),
                    due == null ? "" : Wareki.formatWithWeekday(due),
                    due != null && due.isBefore(db.today(viewer)),
                    members.stream()
                            .filter(member -> support.persons().contains(member.person()))
                            .map(member -> member.name().full())
                            .collect(Collectors.joining("、")),
                    support.aim(),
                    Wareki.format(support.begunOn()),
                    actions(viewer, opened),
                    links(opened),
                    parts(opened),
                    opened.steps().reversed().stream().map(this::step).toList(),
                    agenda.ofSubject(viewer, JointAgenda.KIND, id).stream()
                            .map(this::talk)
                            .toList());
            return Screen.form("collaboration/joint/page", "連携支援", page, form)
                    .with(strips.of(viewer, support.household(), TAB));
        });
    }

    private JointSupports.Opened read(Viewer.Staff viewer, UUID id, @CompileTimeConstant String what) {
        JointSupports.Opened opened = supports.find(viewer, id);
        audit.read(viewer, what, opened.support().subjects(), Detail.NONE.item(id));
        return opened;
    }

    private static String notice(JointSupports.Opened opened) {
        return opened.lost().isEmpty()
                ? ""
                : opened.seats().stream()
                                .filter(seat -> opened.lost().contains(seat.agency()))
                                .map(JointSupports.Seat::name)
                                .collect(Collectors.joining("、"))
                        + "は、同意が終わったため、もう見ることができません。続け方を決めてください。";
    }

    private List<MatterPage.Action> actions(Viewer.Staff viewer, JointSupports.Opened opened) {
        String href = JointSupports.path(opened.support().id());
        List<MatterPage.Action> actions = new ArrayList<>();
        opened.seatOf(viewer.agency())
                .filter(seat -> !JointFlow.FLOW.hasEnded(opened.state()))
                .ifPresent(seat -> actions.add(
                        seat.state() == SeatFlow.State.INVITED
                                ? new MatterPage.Action("誘いに答える", href + "/answer/new", false, true)
                                : new MatterPage.Action("様子を知らせる", href + "/report/new", false, true)));
        for (JointFlow.Step step : opened.open()) {
            switch (step) {
                case REVIEW -> actions.add(new MatterPage.Action("振り返りを書く", href + "/review/new", false, true));
                case LOSE_CONSENT -> {
                    if (!opened.lost().isEmpty()) {
                        actions.add(new MatterPage.Action("続け方を決める", href + "/consent-end", true, false));
                    }
                }
                case GO_ON -> actions.add(new MatterPage.Action("残った機関で続ける", href + "/going-on", true, true));
                case HAND_UP -> actions.add(new MatterPage.Action("多機関協働へつなぐ", href + "/handing-up", true, false));
                case END -> actions.add(new MatterPage.Action("終える", href + "/ending/new", false, false));
                case CLOSE -> {
                    actions.add(new MatterPage.Action(
                            "支援依頼を書く",
                            "/households/" + opened.support().household().value() + "/support-requests/new",
                            false,
                            true));
                    actions.add(new MatterPage.Action("支援依頼を出した", href + "/request-sent", true, false));
                }
            }
        }
        return actions;
    }

    private static List<MatterPage.Action> links(JointSupports.Opened opened) {
        String href = JointSupports.path(opened.support().id());
        return opened.leads() && !JointFlow.FLOW.hasEnded(opened.state())
                ? List.of(
                        new MatterPage.Action("個別ケース会議にかける", href + "/agenda/new", false, false),
                        new MatterPage.Action("機関を誘う", href + "/invitation/new", false, false))
                : List.of();
    }

    private static List<JointPages.Part> parts(JointSupports.Opened opened) {
        JointSupports.Support support = opened.support();
        List<JointPages.Part> parts = new ArrayList<>();
        parts.add(new JointPages.Part(
                support.leadName(), support.leadPhone(), support.role(), Tone.ACTIVE, "取りまとめ役", "", List.of()));
        boolean ended = JointFlow.FLOW.hasEnded(opened.state());
        for (JointSupports.Seat seat : opened.seats()) {
            List<MatterPage.Action> actions = opened.leads() && !ended && seat.state() != SeatFlow.State.CLOSED
                    ? List.of(new MatterPage.Action(
                            closing(seat.state()),
                            JointSupports.path(support.id()) + "/seats/" + seat.id() + "/closing",
                            true,
                            false))
                    : List.of();
            parts.add(new JointPages.Part(
                    seat.name(),
                    seat.phone(),
                    seat.part(),
                    switch (seat.state()) {
                        case INVITED -> Tone.WAITING;
                        case JOINED -> Tone.ACTIVE;
                        case DECLINED, LEFT -> Tone.CAUTION;
                        case CLOSED -> Tone.ENDED;
                    },
                    Texts.text("collaboration.seat-state." + seat.state()),
                    seat.last()
                            .filter(last -> !last.kind().equals(SeatFlow.Step.JOIN.name()))
                            .map(JointSupports.Taken::words)
                            .orElse(""),
                    actions));
        }
        return parts;
    }

    private static String closing(SeatFlow.State state) {
        return switch (state) {
            case INVITED -> "誘いを取り下げる";
            case JOINED -> "受けもちを終えてもらう";
            case DECLINED, LEFT, CLOSED -> "決め直した";
        };
    }

    private MatterPage.Step step(JointSupports.Taken step) {
        String what = Texts.text("collaboration." + (step.seat() == null ? "joint" : "seat") + "-step." + step.kind());
        String about = step.seat() == null || step.member().equals(step.agency()) ? "" : "：" + step.member();
        String reason =
                step.code().isEmpty() ? "" : "（" + codes.label("joint-ending", step.code(), step.edition()) + "）";
        return new MatterPage.Step(
                step.doneOn() == null ? When.of(step.at(), clock.getZone()) : Wareki.compact(step.doneOn()),
                what + about + reason,
                step.agency() + "　" + step.staff(),
                step.words());
    }

    private JointPages.Talk talk(Agenda.Entry entry) {
        return new JointPages.Talk(
                entry.path(),
                codes.label("conference-body", entry.body(), entry.bodyEdition()) + "　"
                        + Wareki.compact(entry.heldOn()),
                entry.conclusion().isEmpty()
                        ? "話し合う"
                        : codes.label("conference-conclusion", entry.conclusion(), entry.conclusionEdition()));
    }

    // ---- what a member does

    private JointSupports.Seat ownSeat(Viewer.Staff viewer, JointSupports.Opened opened, SeatFlow.State state) {
        return opened.seatOf(viewer.agency())
                .filter(seat -> seat.state() == state)
                .orElseThrow(NotVisible::new);
    }

    @GetMapping("/joint-supports/{id}/answer/new")
    Screen answering(Viewer.Staff viewer, @PathVariable UUID id) {
        return answering(viewer, id, forms.open(viewer));
    }

    private Screen answering(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            JointSupports.Opened opened = read(viewer, id, "joint-support.answer-form");
            JointSupports.Seat seat = ownSeat(viewer, opened, SeatFlow.State.INVITED);
            return form(
                    viewer,
                    opened,
                    "誘いに答える",
                    "頼まれていること：" + seat.part(),
                    "/answer",
                    "答える",
                    List.of(
                            FormField.radios(
                                            "answer",
                                            "答え",
                                            List.of(Option.of("JOIN", "加わる"), Option.of("DECLINE", "加われない")))
                                    .must(),
                            FormField.block("words", "こちらの受けもち、または加われない理由")
                                    .must()
                                    .hint("加われないときは、ほかに頼めそうな機関も書きます。")),
                    form);
        });
    }

    private Screen form(
            Viewer.Staff viewer,
            JointSupports.Opened opened,
            String title,
            String lead,
            String action,
            String button,
            List<FormField> fields,
            FormView form) {
        String href = JointSupports.path(opened.support().id());
        return new FormPage(title, lead, href + action, button, href, fields, form)
                .screen()
                .with(strips.of(viewer, opened.support().household(), TAB));
    }

    @PostMapping("/joint-supports/{id}/answer")
    Object answer(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> answering(viewer, id, again), in -> {
            JointSupports.Seat seat = ownSeat(viewer, supports.find(viewer, id), SeatFlow.State.INVITED);
            SeatFlow.Step step = step(in, "answer", Set.of("JOIN", "DECLINE"), "加わるかどうかを選んでください。");
            String words = in.requiredBlock("words", "こちらの受けもち、または加われない理由", LONG);
            if (in.hasErrors() || step == null) {
                return in.invalid();
            }
            // Whoever declines no longer sees it.
            return Outcome.of(
                    supports.seat(viewer, id, seat.id(), step, words),
                    "answer",
                    step == SeatFlow.Step.JOIN ? "加わりました。" : "加われないことを伝えました。",
                    done -> step == SeatFlow.Step.JOIN ? JointSupports.path(id) : "/joint-supports");
        });
    }

    private static SeatFlow.@Nullable Step step(Reading in, String name, Set<String> offered, String missing) {
        String chosen = in.code(name, offered);
        if (chosen.isEmpty()) {
            in.error(name, missing);
            return null;
        }
        return SeatFlow.Step.valueOf(chosen);
    }

    @GetMapping("/joint-supports/{id}/report/new")
    Screen reporting(Viewer.Staff viewer, @PathVariable UUID id) {
        return reporting(viewer, id, forms.open(viewer, Map.of("step", List.of("REPORT"))));
    }

    private Screen reporting(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            JointSupports.Opened opened = read(viewer, id, "joint-support.report-form");
            JointSupports.Seat seat = ownSeat(viewer, opened, SeatFlow.State.JOINED);
            return form(
                    viewer,
                    opened,
                    "様子を知らせる",
                    "こちらの受けもち：" + seat.part(),
                    "/report",
                    "知らせる",
                    List.of(
                            FormField.block("words", "様子").must().hint("一行でかまいません。例：週1回の訪問を続けている。表情が明るくなった。"),
                            FormField.radios(
                                            "step",
                                            "これから",
                                            List.of(
                                                    Option.of("REPORT", "続ける"),
                                                    new Option("LEAVE", "ここで抜ける", "取りまとめ役が、受けもちを決め直します")))
                                    .must()),
                    form);
        });
    }

    @PostMapping("/joint-supports/{id}/report")
    Object report(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> reporting(viewer, id, again), in -> {
            JointSupports.Seat seat = ownSeat(viewer, supports.find(viewer, id), SeatFlow.State.JOINED);
            SeatFlow.Step step = step(in, "step", Set.of("REPORT", "LEAVE"), "続けるかどうかを選んでください。");
            String words = in.requiredBlock("words", "様子", LONG);
            if (in.hasErrors() || step == null) {
                return in.invalid();
            }
            return Outcome.of(
                    supports.seat(viewer, id, seat.id(), step, words),
                    "step",
                    step == SeatFlow.Step.REPORT ? "知らせました。" : "抜けることを伝えました。",
                    done -> step == SeatFlow.Step.REPORT ? JointSupports.path(id) : "/joint-supports");
        });
    }

    // ---- what the lead does

    private JointSupports.Opened led(Viewer.Staff viewer, UUID id, @CompileTimeConstant String what) {
        JointSupports.Opened opened = supports.led(viewer, id);
        audit.read(viewer, what, opened.support().subjects(), Detail.NONE.item(id));
        return opened;
    }

    @GetMapping("/joint-supports/{id}/invitation/new")
    Screen inviting(Viewer.Staff viewer, @PathVariable UUID id) {
        return inviting(viewer, id, forms.open(viewer));
    }

    private Screen inviting(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            JointSupports.Opened opened = led(viewer, id, "joint-support.invitation-form");
            List<Option> offered = invitable(viewer, opened);
            return form(
                    viewer,
                    opened,
                    "機関を誘う",
                    offered.isEmpty() ? "同意の宛先になっている機関は、ほかにありません。先に、その機関を宛先にした同意をいただきます。" : "",
                    "/invitation",
                    "誘う",
                    List.of(
                            FormField.radios("agency", "誘う機関", offered).must(),
                            FormField.text("part", "頼むこと").must()),
                    form);
        });
    }

    private List<Option> invitable(Viewer.Staff viewer, JointSupports.Opened opened) {
        JointSupports.Support support = opened.support();
        Coverage coverage = cases.coverage(viewer, support.household());
        return agencies.forCases(viewer).stream()
                .filter(agency -> !agency.onPaper()
                        && !agency.id().equals(viewer.agency())
                        && opened.seatOf(agency.id()).isEmpty()
                        && coverage.coversAll(agency.id(), support.persons()))
                .map(agency -> Option.of(agency.id().value().toString(), agency.name()))
                .toList();
    }

    @PostMapping("/joint-supports/{id}/invitation")
    Object invite(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> inviting(viewer, id, again), in -> {
            String agency = in.code("agency", Option.values(invitable(viewer, supports.led(viewer, id))));
            if (agency.isEmpty()) {
                in.error("agency", "誘う機関を選んでください。");
            }
            String part = in.requiredLine("part", "頼むこと", SHORT);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            supports.invite(viewer, id, new AgencyId(Integer.valueOf(agency)), part),
                            "agency",
                            "誘いました。",
                            JointSupports::path);
        });
    }

    @PostMapping("/joint-supports/{id}/seats/{seat}/closing")
    Object close(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID seat, Submission form) {
        return forms.submit(viewer, form, again -> page(viewer, id, again), in -> {
            SeatFlow.State state = supports.led(viewer, id).seats().stream()
                    .filter(one -> one.id().equals(seat))
                    .map(JointSupports.Seat::state)
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            SeatFlow.Step step = switch (state) {
                case INVITED -> SeatFlow.Step.WITHDRAW;
                case JOINED -> SeatFlow.Step.RELEASE;
                case DECLINED, LEFT, CLOSED -> SeatFlow.Step.SEEN;
            };
            return Outcome.of(supports.seat(viewer, id, seat, step, ""), "next", "記録しました。", JointSupports::path);
        });
    }

    @GetMapping("/joint-supports/{id}/review/new")
    Screen reviewing(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(
                viewer,
                () -> reviewing(
                        viewer,
                        id,
                        forms.open(
                                viewer,
                                Map.of(
                                        "on", List.of(Wareki.compact(db.today(viewer))),
                                        "next", List.of(Wareki.compact(supports.proposedReview(viewer)))))));
    }

    private Screen reviewing(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(
                viewer,
                () -> form(
                        viewer,
                        led(viewer, id, "joint-support.review-form"),
                        "振り返りを書く",
                        "",
                        "/review",
                        "記録する",
                        List.of(
                                FormField.date("on", "話し合った日").must(),
                                FormField.block("words", "分かったこと・決めたこと").must(),
                                FormField.date("next", "つぎに振り返る日").must()),
                        form));
    }

    @PostMapping("/joint-supports/{id}/review")
    Object review(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> reviewing(viewer, id, again), in -> {
            supports.led(viewer, id);
            LocalDate on = in.requiredDate("on", "話し合った日", db.today(viewer));
            String words = in.requiredBlock("words", "分かったこと・決めたこと", LONG);
            LocalDate next = in.requiredDate("next", "つぎに振り返る日", db.today(viewer));
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<UUID> reviewed = supports.review(viewer, id, on, words, next);
            return Outcome.of(reviewed, isAboutDay(reviewed) ? "next" : "on", "振り返りを記録しました。", JointSupports::path);
        });
    }

    @GetMapping("/joint-supports/{id}/ending/new")
    Screen ending(Viewer.Staff viewer, @PathVariable UUID id) {
        return ending(viewer, id, forms.open(viewer));
    }

    private Screen ending(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(
                viewer,
                () -> form(
                        viewer,
                        led(viewer, id, "joint-support.ending-form"),
                        "連携支援を終える",
                        "加わっている機関の受けもちも、いっしょに終わります。",
                        "/ending",
                        "終える",
                        List.of(
                                FormField.radios("reason", "終える理由", endings(viewer))
                                        .must(),
                                FormField.block("words", "これから").hint("だれが、どこで様子を見るか。加わっていた機関にも伝わります。")),
                        form));
    }

    private List<Option> endings(Viewer.Staff viewer) {
        return codes.list("joint-ending", db.today(viewer)).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    @PostMapping("/joint-supports/{id}/ending")
    Object end(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> ending(viewer, id, again), in -> {
            supports.led(viewer, id);
            String reason = in.code("reason", Option.values(endings(viewer)));
            if (reason.isEmpty()) {
                in.error("reason", "終える理由を選んでください。");
            }
            String words = in.block("words", LONG);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(supports.end(viewer, id, reason, words), "reason", "終えました。", JointSupports::path);
        });
    }

    @PostMapping("/joint-supports/{id}/handing-up")
    Object handUp(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return button(viewer, id, form, JointFlow.Step.HAND_UP, "多機関協働へ、支援依頼を書いてください。");
    }

    @PostMapping("/joint-supports/{id}/request-sent")
    Object requestSent(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return button(viewer, id, form, JointFlow.Step.CLOSE, "連携支援を終えました。");
    }

    @PostMapping("/joint-supports/{id}/going-on")
    Object goOn(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return button(viewer, id, form, JointFlow.Step.GO_ON, "続けます。");
    }

    private Object button(Viewer.Staff viewer, UUID id, Submission form, JointFlow.Step step, String said) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(supports.step(viewer, id, step, ""), "next", said, JointSupports::path));
    }

    @PostMapping("/joint-supports/{id}/consent-end")
    Object consentEnd(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(supports.consentEnded(viewer, id), "next", "同意の終わりを記録しました。", JointSupports::path));
    }

    // ---- 個別ケース会議

    @GetMapping("/joint-supports/{id}/agenda/new")
    Screen proposing(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            List<Option> meetings = meetings(viewer);
            return proposing(
                    viewer,
                    id,
                    forms.open(
                            viewer,
                            meetings.size() == 1
                                    ? Map.of(
                                            "meeting",
                                            List.of(meetings.getFirst().value()))
                                    : Map.of()));
        });
    }

    private Screen proposing(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            JointSupports.Opened opened = led(viewer, id, "joint-support.agenda-form");
            List<Option> meetings = meetings(viewer);
            return form(
                    viewer,
                    opened,
                    "個別ケース会議にかける",
                    meetings.isEmpty()
                            ? "これからの個別ケース会議がありません。先に、「会議」から会議をひらいてください。"
                            : "加わっている機関が招集されます。見られるのは、全員の同意の宛先になっている機関だけです。",
                    "/agenda",
                    "議題にのせる",
                    List.of(FormField.radios("meeting", "会議", meetings).must()),
                    form);
        });
    }

    private List<Option> meetings(Viewer.Staff viewer) {
        Set<String> known = bodies.convened(viewer).stream()
                .map(Bodies.Body::code)
                .filter(code -> JointAgenda.BODIES.contains(code))
                .collect(Collectors.toSet());
        return agenda.upcoming(viewer).stream()
                .filter(meeting -> meeting.bodies().stream().anyMatch(known::contains))
                .map(meeting -> new Option(
                        meeting.meeting().toString(),
                        meeting.name() + "　"
                                + Wareki.formatWithWeekday(meeting.at().on()) + "　"
                                + meeting.at().from(),
                        meeting.at().place()))
                .toList();
    }

    @PostMapping("/joint-supports/{id}/agenda")
    Object propose(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> proposing(viewer, id, again), in -> {
            supports.led(viewer, id);
            String chosen = in.code("meeting", Option.values(meetings(viewer)));
            if (chosen.isEmpty()) {
                in.error("meeting", "会議を選んでください。");
                return in.invalid();
            }
            return Outcome.of(
                    agenda.put(viewer, UUID.fromString(chosen), JointAgenda.KIND, id),
                    "meeting",
                    "議題にのせました。",
                    item -> "/conferences/" + chosen + "/items/" + item);
        });
    }
}
