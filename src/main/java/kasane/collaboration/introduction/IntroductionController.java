package kasane.collaboration.introduction;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.collaboration.IntroductionFlow;
import kasane.collaboration.Introductions;
import kasane.collaboration.SupportRequests;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Strips;
import kasane.register.When;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Flow;
import kasane.shared.HouseholdId;
import kasane.shared.Reason;
import kasane.shared.Texts;
import kasane.shared.Wareki;
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

/** 初回面談の同席依頼: what the coordinator is shown here names nobody; the household stands on the asker's page alone. */
@Controller
class IntroductionController {

    private static final String TAB = "case";

    private final Introductions introductions;
    private final SupportRequests requests;
    private final Households households;
    private final Strips strips;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    IntroductionController(
            Introductions introductions,
            SupportRequests requests,
            Households households,
            Strips strips,
            Codes codes,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.introductions = introductions;
        this.requests = requests;
        this.households = households;
        this.strips = strips;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/households/{id}/introductions/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        HouseholdId household = new HouseholdId(id);
        return db.transact(viewer, () -> {
            List<Agencies.Agency> windows = requests.windows(viewer);
            return form(
                    viewer,
                    household,
                    forms.open(
                            viewer,
                            windows.size() == 1
                                    ? Map.of(
                                            "to",
                                            List.of(windows.getFirst()
                                                    .id()
                                                    .value()
                                                    .toString()))
                                    : Map.of()));
        });
    }

    private Screen form(Viewer.Staff viewer, HouseholdId household, FormView form) {
        return db.transact(viewer, () -> {
            households.findOwn(viewer, household);
            audit.read(viewer, "introduction.form", List.of(household));
            String base = "/households/" + household.value();
            return Screen.form(
                            "collaboration/introduction/new",
                            "初回面談に同席を頼む",
                            new IntroductionPages.New(
                                    form,
                                    base + "/introductions",
                                    base + "/case",
                                    requests.windows(viewer).stream()
                                            .map(window -> new Option(
                                                    window.id().value().toString(),
                                                    window.name(),
                                                    "☎ " + window.phone()))
                                            .toList(),
                                    options(viewer, "support-request-reason")),
                            form)
                    .with(strips.of(viewer, household, TAB));
        });
    }

    private List<Option> options(Viewer.Staff viewer, String list) {
        return db.transact(
                viewer,
                () -> codes.list(list, db.today(viewer)).stream()
                        .map(code -> Option.of(code.code(), code.label()))
                        .toList());
    }

    @PostMapping("/households/{id}/introductions")
    Object ask(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(viewer, form, again -> form(viewer, household, again), in -> {
            String to = in.code(
                    "to",
                    requests.windows(viewer).stream()
                            .map(window -> window.id().value().toString())
                            .collect(Collectors.toSet()));
            if (to.isEmpty()) {
                in.error("to", "宛先を選んでください。");
            }
            List<String> reasons = in.codes("reasons", Option.values(options(viewer, "support-request-reason")));
            if (reasons.isEmpty()) {
                in.error("reasons", "理由を1つ以上選んでください。");
            }
            String wish = in.requiredBlock("meetingWish", "いつ、どこで", 1000);
            String words = in.block("words", 2000);
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<UUID> asked = introductions.ask(
                    viewer,
                    new Introductions.NewIntroduction(
                            household, new AgencyId(Integer.valueOf(to)), reasons, wish, words));
            return Outcome.of(asked, field(asked, "to"), "同席を頼みました。お名前は伝えていません。", made -> "/introductions/" + made);
        });
    }

    private static String field(Decision<?> decision, String otherwise) {
        return decision instanceof Decision.Refused<?>(Reason reason)
                ? switch (reason.key()) {
                    case "collaboration.refused.names-in-wish" -> "meetingWish";
                    case "collaboration.refused.names-in-words", "collaboration.refused.cannot-reason" -> "words";
                    case "collaboration.refused.met-when" -> "on";
                    default -> otherwise;
                }
                : otherwise;
    }

    @GetMapping("/introductions/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            Introductions.Opened opened = introductions.find(viewer, id);
            HouseholdId household = opened.introduction().household();
            Screen screen = Screen.of("collaboration/introduction/page", "初回面談の同席", shown(viewer, opened));
            audit.read(viewer, "introduction.page", subjects(household), Detail.NONE.item(id));
            return household == null ? screen : screen.with(strips.of(viewer, household, TAB));
        });
    }

    /** Before the consent the asked agency reads of a meeting with somebody, and does not learn with whom. */
    private static List<HouseholdId> subjects(@Nullable HouseholdId household) {
        return household == null ? List.of() : List.of(household);
    }

    private IntroductionPages.Page shown(Viewer.Staff viewer, Introductions.Opened opened) {
        Introductions.Introduction asked = opened.introduction();
        boolean asker = opened.side() == IntroductionFlow.Side.ASKER;
        Optional<Flow.Next<IntroductionFlow.Side>> next = IntroductionFlow.FLOW.next(opened.state());
        boolean mine = next.map(n -> n.owner() == opened.side()).orElse(false);
        boolean late = opened.due() != null && opened.due().isBefore(db.today(viewer));
        return new IntroductionPages.Page(
                asker,
                asked.household() == null
                        ? null
                        : "/households/" + asked.household().value() + "/case",
                late ? Tone.ALERT : tone(opened.state(), mine),
                Texts.text("collaboration.introduction-state." + opened.state()),
                next.map(n -> n.owner() == IntroductionFlow.Side.ASKER ? asked.fromName() : asked.toName())
                        .orElse(""),
                next.map(n -> Tasks.title(n.task())).orElse(""),
                opened.due() == null || next.isEmpty() ? "" : Wareki.formatWithWeekday(opened.due()),
                late,
                actions(opened),
                asker ? advice(opened) : "",
                asked.reasons().stream()
                        .map(code -> codes.label("support-request-reason", code, asked.reasonEdition()))
                        .toList(),
                asked.meetingWish(),
                asked.words(),
                asked.fromName(),
                asked.fromPhone(),
                asked.writer(),
                When.of(asked.askedAt(), clock.getZone()),
                asked.toName(),
                asked.toPhone(),
                opened.steps().stream().map(this::step).toList());
    }

    private static Tone tone(IntroductionFlow.State state, boolean own) {
        return switch (state) {
            case MET -> Tone.DONE;
            case ENDED -> Tone.ENDED;
            case ASKED, COMING, ALONE -> own ? Tone.ACTIVE : Tone.WAITING;
        };
    }

    private static List<IntroductionPages.Action> actions(Introductions.Opened opened) {
        Introductions.Introduction asked = opened.introduction();
        String href = "/introductions/" + asked.id();
        boolean asker = opened.side() == IntroductionFlow.Side.ASKER;
        List<IntroductionPages.Action> actions = new ArrayList<>();
        switch (opened.state()) {
            case ASKED ->
                actions.add(
                        asker
                                ? new IntroductionPages.Action("取り下げる", href + "/cancellation/new", false)
                                : new IntroductionPages.Action("同席できるか答える", href + "/attendance/new", true));
            case COMING, ALONE -> {
                if (asker) {
                    actions.add(new IntroductionPages.Action("面談の結果を書く", href + "/meeting/new", true));
                    actions.add(new IntroductionPages.Action("面談をやめる", href + "/end/new", false));
                }
            }
            case MET -> {
                if (asker && asked.household() != null) {
                    String household = "/households/" + asked.household().value();
                    switch (opened.outcome()) {
                        case "CONSENTED" -> {
                            actions.add(new IntroductionPages.Action("同意を記録する", household + "/consents", true));
                            actions.add(new IntroductionPages.Action(
                                    "支援依頼を書く", household + "/support-requests/new", false));
                        }
                        case "DECLINED" ->
                            actions.add(new IntroductionPages.Action("経過に書く", household + "/records/new", true));
                        default ->
                            actions.add(
                                    new IntroductionPages.Action("もう一度、同席を頼む", household + "/introductions/new", true));
                    }
                }
            }
            case ENDED -> {
                // nothing is left to do
            }
        }
        return actions;
    }

    private static String advice(Introductions.Opened opened) {
        String key = opened.state() == IntroductionFlow.State.MET
                ? opened.outcome()
                : opened.state().name();
        return Texts.find("collaboration.introduction-advice." + key).orElse("");
    }

    private IntroductionPages.Step step(Introductions.Taken taken) {
        String outcome = taken.outcome().isEmpty()
                ? ""
                : codes.label("introduction-outcome", taken.outcome(), taken.outcomeEdition());
        return new IntroductionPages.Step(
                Texts.text("collaboration.introduction-step." + taken.kind()),
                When.of(taken.at(), clock.getZone()),
                taken.at().atZone(clock.getZone()).toOffsetDateTime().toString(),
                taken.agency() + "　" + taken.staff(),
                taken.on() == null ? outcome : Wareki.compact(taken.on()) + "　" + outcome,
                taken.words());
    }

    @GetMapping("/introductions/{id}/attendance/new")
    Screen attendance(Viewer.Staff viewer, @PathVariable UUID id) {
        return attendance(viewer, id, forms.open(viewer));
    }

    private Screen attendance(Viewer.Staff viewer, UUID id, FormView form) {
        return step(
                viewer,
                id,
                form,
                "同席できるか答える",
                "会うまでは、お名前も記録も見られません。日時は、頼んだ機関と電話で決めてください。",
                "attendance",
                "答える",
                List.of(
                        FormField.radios("comes", "答え", List.of(Option.of("YES", "同席する"), Option.of("NO", "対応不可")))
                                .must(),
                        FormField.block("words", "ひとこと").hint("行ける日時。対応不可のときは理由と、代わりにできること。")));
    }

    @PostMapping("/introductions/{id}/attendance")
    Object attend(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> attendance(viewer, id, again), in -> {
            String comes = in.code("comes", Set.of("YES", "NO"));
            if (comes.isEmpty()) {
                in.error("comes", "答えを選んでください。");
            }
            String words = in.block("words", 1000);
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<IntroductionFlow.State> answered = introductions.answer(viewer, id, comes.equals("YES"), words);
            return Outcome.of(answered, field(answered, "comes"), "答えました。", state -> "/introductions/" + id);
        });
    }

    @GetMapping("/introductions/{id}/cancellation/new")
    Screen cancellation(Viewer.Staff viewer, @PathVariable UUID id) {
        return cancellation(viewer, id, forms.open(viewer));
    }

    private Screen cancellation(Viewer.Staff viewer, UUID id, FormView form) {
        return step(
                viewer,
                id,
                form,
                "同席の依頼を取り下げる",
                "相手に伝わります。お名前は書かないでください。",
                "cancellation",
                "取り下げる",
                List.of(FormField.block("words", "わけ")));
    }

    @PostMapping("/introductions/{id}/cancellation")
    Object cancel(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer, form, again -> cancellation(viewer, id, again), in -> end(viewer, id, in, "取り下げました。"));
    }

    @GetMapping("/introductions/{id}/end/new")
    Screen end(Viewer.Staff viewer, @PathVariable UUID id) {
        return end(viewer, id, forms.open(viewer));
    }

    private Screen end(Viewer.Staff viewer, UUID id, FormView form) {
        return step(
                viewer,
                id,
                form,
                "面談をやめる",
                "相手に伝わります。お名前は書かないでください。",
                "end",
                "やめる",
                List.of(FormField.block("words", "わけ")));
    }

    @PostMapping("/introductions/{id}/end")
    Object end(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> end(viewer, id, again), in -> end(viewer, id, in, "やめたことを記録しました。"));
    }

    private Outcome end(Viewer.Staff viewer, UUID id, kasane.editing.Reading in, String sentence) {
        String words = in.block("words", 1000);
        if (in.hasErrors()) {
            return in.invalid();
        }
        return Outcome.of(introductions.end(viewer, id, words), "words", sentence, state -> "/introductions/" + id);
    }

    @GetMapping("/introductions/{id}/meeting/new")
    Screen meeting(Viewer.Staff viewer, @PathVariable UUID id) {
        return meeting(
                viewer,
                id,
                forms.open(viewer, Map.of("on", List.of(db.transact(viewer, () -> Wareki.compact(db.today(viewer)))))));
    }

    private Screen meeting(Viewer.Staff viewer, UUID id, FormView form) {
        return step(
                viewer,
                id,
                form,
                "面談の結果を書く",
                "ここに書いたことは多機関協働にも伝わります。お名前や聞いた中身は、経過に書いてください。",
                "meeting",
                "結果を書く",
                List.of(
                        FormField.date("on", "会った日").must(),
                        FormField.radios("outcome", "結果", options(viewer, "introduction-outcome"))
                                .must(),
                        FormField.block("words", "ひとこと")));
    }

    @PostMapping("/introductions/{id}/meeting")
    Object meet(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> meeting(viewer, id, again), in -> {
            LocalDate on = in.requiredDate("on", "会った日", db.today(viewer));
            String outcome = in.code("outcome", Option.values(options(viewer, "introduction-outcome")));
            if (outcome.isEmpty()) {
                in.error("outcome", "結果を選んでください。");
            }
            String words = in.block("words", 1000);
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<IntroductionFlow.State> met = introductions.met(viewer, id, on, outcome, words);
            return Outcome.of(met, field(met, "outcome"), "面談の結果を書きました。", state -> "/introductions/" + id);
        });
    }

    private Screen step(
            Viewer.Staff viewer,
            UUID id,
            FormView form,
            String title,
            String lead,
            String resource,
            String verb,
            List<FormField> fields) {
        return db.transact(viewer, () -> {
            HouseholdId household =
                    introductions.find(viewer, id).introduction().household();
            String href = "/introductions/" + id;
            Screen screen = new FormPage(title, lead, href + "/" + resource, verb, href, fields, form).screen();
            audit.read(viewer, "introduction.step-form", subjects(household), Detail.NONE.item(id));
            return household == null ? screen : screen.with(strips.of(viewer, household, TAB));
        });
    }
}
