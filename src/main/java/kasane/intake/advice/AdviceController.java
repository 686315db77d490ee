package kasane.intake.advice;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.intake.advice.AdviceFlow.Step;
import kasane.register.When;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.MatterPage;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 支援者からの相談: the lists, asking in a minute, answering, how it went on; 同行支援 and the counts of both. */
@Controller
class AdviceController {

    private final Advice advice;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final Clock clock;

    AdviceController(Advice advice, Codes codes, Forms forms, Db db, Clock clock) {
        this.advice = advice;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.clock = clock;
    }

    private static boolean counts(Viewer.Staff viewer) {
        return viewer.has(Duty.COORDINATOR) || viewer.has(Duty.MANAGER) || viewer.has(Duty.MUNICIPAL_DECIDER);
    }

    @GetMapping("/advice")
    Screen lists(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            List<Advice.Line> all = advice.list(viewer);
            boolean coordinates = viewer.has(Duty.COORDINATOR);
            return Screen.of(
                    "intake/advice/list",
                    "支援者からの相談",
                    new AdvicePages.Lists(
                            coordinates,
                            counts(viewer),
                            all.stream()
                                    .filter(line -> !line.from().equals(viewer.agency()))
                                    .map(line -> line(line, false))
                                    .toList(),
                            all.stream()
                                    .filter(line -> line.from().equals(viewer.agency()))
                                    .map(line -> line(line, true))
                                    .toList(),
                            advice.company(viewer).stream()
                                    .map(one -> new AdvicePages.Company(
                                            Wareki.compact(one.on()),
                                            one.whom(),
                                            one.place(),
                                            one.minutes() + "分",
                                            one.staff(),
                                            one.words()))
                                    .toList()));
        });
    }

    private AdvicePages.Line line(Advice.Line line, boolean asker) {
        return new AdvicePages.Line(
                Advice.path(line.id()),
                AdviceFlow.FLOW.hasEnded(line.state()) ? "" : line.worry(),
                codes.label("advice-field", line.field(), line.fieldEdition()),
                asker ? line.toName() : line.fromName(),
                tone(line.state(), asker),
                Texts.text("intake.advice-state." + line.state()),
                line.due() == null ? "" : Wareki.compact(line.due()),
                When.of(line.askedAt(), clock.getZone()));
    }

    private static Tone tone(AdviceFlow.State state, boolean asker) {
        return switch (state) {
            case ASKED -> asker ? Tone.WAITING : Tone.ACTIVE;
            case ANSWERED -> asker ? Tone.ACTIVE : Tone.WAITING;
            case CLOSED -> Tone.DONE;
            case WITHDRAWN -> Tone.ENDED;
        };
    }

    // ---- asking

    @GetMapping("/advice/new")
    Screen asking(Viewer.Staff viewer) {
        return asking(viewer, forms.open(viewer));
    }

    private Screen asking(Viewer.Staff viewer, FormView form) {
        return db.transact(
                viewer,
                () -> new FormPage(
                                "推進員に相談する",
                                "お名前は書きません。書いたことは、こちらの機関と相談した先だけが見ます。名前を出して頼むときは、同意をいただいて「つなぐ」か支援依頼にします。",
                                "/advice",
                                "相談する",
                                "/advice",
                                List.of(
                                        FormField.radios("to", "だれに", coordinators(viewer))
                                                .must(),
                                        FormField.radios("field", "困っていること", options(viewer, "advice-field"))
                                                .must(),
                                        FormField.block("worry", "ようす")
                                                .must()
                                                .hint("例：80代の母と50代の長男。長男は受診を断っていて、訪問すると扉ごしに話すだけ。"),
                                        FormField.block("tried", "やってみたこと"),
                                        FormField.select("shape", "世帯のかたち", options(viewer, "advice-shape")),
                                        FormField.radios("wanted", "望むこと", options(viewer, "advice-wanted"))
                                                .must(),
                                        FormField.date("wishedOn", "いつまでに")),
                                form)
                        .screen());
    }

    private List<Option> coordinators(Viewer.Staff viewer) {
        return advice.coordinators(viewer).stream()
                .map(agency -> new Option(agency.id().value().toString(), agency.name(), agency.does()))
                .toList();
    }

    private List<Option> options(Viewer.Staff viewer, String list) {
        return codes.list(list, db.today(viewer)).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    @PostMapping("/advice")
    Object ask(Viewer.Staff viewer, Submission form) {
        return forms.submit(viewer, form, again -> asking(viewer, again), in -> {
            String to = in.code("to", Option.values(coordinators(viewer)));
            if (to.isEmpty()) {
                in.error("to", "だれに相談するかを選んでください。");
            }
            String field = in.code("field", Option.values(options(viewer, "advice-field")));
            if (field.isEmpty()) {
                in.error("field", "困っていることを選んでください。");
            }
            String worry = in.requiredBlock("worry", "ようす", 2000);
            String tried = in.block("tried", 1000);
            String shape = in.code("shape", Option.values(options(viewer, "advice-shape")));
            String wanted = in.code("wanted", Option.values(options(viewer, "advice-wanted")));
            if (wanted.isEmpty()) {
                in.error("wanted", "望むことを選んでください。");
            }
            LocalDate wishedOn = in.date("wishedOn");
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<UUID> asked = advice.ask(
                    viewer,
                    new Advice.NewAdvice(
                            new AgencyId(Integer.valueOf(to)), field, shape, worry, tried, wanted, wishedOn));
            return Outcome.of(asked, field(asked), "相談しました。答えは「きょう」に出ます。", Advice::path);
        });
    }

    private static String field(Decision<?> decision) {
        return decision instanceof Decision.Refused<?>(Reason reason)
                        && reason.key().equals("intake.refused.day-past")
                ? "wishedOn"
                : "worry";
    }

    // ---- one

    @GetMapping("/advice/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, id, forms.button());
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(
                viewer, () -> matter(viewer, advice.find(viewer, id), form).screen());
    }

    private MatterPage matter(Viewer.Staff viewer, Advice.Opened opened, FormView form) {
        Advice.Advised advised = opened.advised();
        LocalDate due = opened.due();
        boolean asker = opened.side() == AdviceFlow.Side.ASKER;
        List<MatterPage.Fact> facts = new ArrayList<>();
        facts.add(new MatterPage.Fact("困っていること", codes.label("advice-field", advised.field(), advised.fieldEdition())));
        facts.add(new MatterPage.Fact("ようす", advised.worry()));
        if (!advised.tried().isEmpty()) {
            facts.add(new MatterPage.Fact("やってみたこと", advised.tried()));
        }
        if (!advised.shape().isEmpty()) {
            facts.add(new MatterPage.Fact(
                    "世帯のかたち", codes.label("advice-shape", advised.shape(), advised.shapeEdition())));
        }
        facts.add(new MatterPage.Fact("望むこと", codes.label("advice-wanted", advised.wanted(), advised.wantedEdition())));
        if (advised.wishedOn() != null) {
            facts.add(new MatterPage.Fact("いつまでに", Wareki.formatWithWeekday(advised.wishedOn())));
        }
        return new MatterPage(
                form,
                "支援者からの相談",
                "",
                tone(opened.state(), asker),
                Texts.text("intake.advice-state." + opened.state()),
                opened.state() == AdviceFlow.State.ASKED ? "答える期限" : "その後を知らせる期限",
                due == null ? "" : Wareki.formatWithWeekday(due),
                due != null && due.isBefore(db.today(viewer)),
                "相談したこと",
                facts,
                actions(opened),
                "相談した側・された側",
                List.of(
                        new MatterPage.Fact(
                                "相談した側", advised.fromName() + "　" + advised.staff() + "\n☎ " + advised.fromPhone()),
                        new MatterPage.Fact("相談された側", advised.toName() + "\n☎ " + advised.toPhone()),
                        new MatterPage.Fact("相談した日", When.of(advised.askedAt(), clock.getZone()))),
                opened.steps().reversed().stream().map(this::step).toList(),
                List.of());
    }

    private MatterPage.Step step(Advice.Taken taken) {
        LocalDate on = taken.on();
        String along = on == null ? "" : "　" + Wareki.compact(on) + "　" + taken.whom() + "　" + taken.place();
        String outcome = taken.outcome().isEmpty()
                ? ""
                : "　" + codes.label("advice-outcome", taken.outcome(), taken.outcomeEdition());
        return new MatterPage.Step(
                When.of(taken.at(), clock.getZone()),
                Texts.text("intake.advice-step." + taken.step()) + along + outcome,
                taken.agency() + "　" + taken.staff(),
                taken.words());
    }

    private static List<MatterPage.Action> actions(Advice.Opened opened) {
        String href = Advice.path(opened.advised().id());
        List<MatterPage.Action> actions = new ArrayList<>();
        for (Step step : opened.open()) {
            switch (step) {
                case ADVISE -> actions.add(new MatterPage.Action("助言する", href + "/answer/new", false, true));
                case ACCOMPANY -> actions.add(new MatterPage.Action("いっしょに行く", href + "/company/new", false, false));
                case CLOSE -> actions.add(new MatterPage.Action("その後を知らせて終える", href + "/closure/new", false, true));
                case MORE -> actions.add(new MatterPage.Action("もう少し聞く", href + "/question/new", false, false));
                case WITHDRAW -> actions.add(new MatterPage.Action("取り下げる", href + "/withdrawal", true, false));
            }
        }
        return actions;
    }

    /** Nobody but the side that may take the step has a form for it. */
    private Advice.Opened openFor(Viewer.Staff viewer, UUID id, AdviceFlow.Side side) {
        Advice.Opened opened = advice.find(viewer, id);
        if (opened.side() != side) {
            throw new NotVisible();
        }
        return opened;
    }

    // ---- answering

    @GetMapping("/advice/{id}/answer/new")
    Screen answering(Viewer.Staff viewer, @PathVariable UUID id) {
        return words(viewer, id, forms.open(viewer), Step.ADVISE);
    }

    @PostMapping("/advice/{id}/answer")
    Object answer(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return worded(viewer, id, form, Step.ADVISE, "助言しました。");
    }

    @GetMapping("/advice/{id}/question/new")
    Screen questioning(Viewer.Staff viewer, @PathVariable UUID id) {
        return words(viewer, id, forms.open(viewer), Step.MORE);
    }

    @PostMapping("/advice/{id}/question")
    Object question(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return worded(viewer, id, form, Step.MORE, "もう少し聞きました。");
    }

    private static AdviceFlow.Side side(Step step) {
        return step == Step.ADVISE ? AdviceFlow.Side.COORDINATOR : AdviceFlow.Side.ASKER;
    }

    private Screen words(Viewer.Staff viewer, UUID id, FormView form, Step step) {
        return db.transact(viewer, () -> {
            boolean advises = step == Step.ADVISE;
            Advice.Opened opened = openFor(viewer, id, side(step));
            return new FormPage(
                            advises ? "助言する" : "もう少し聞く",
                            opened.advised().worry(),
                            Advice.path(id) + (advises ? "/answer" : "/question"),
                            advises ? "助言する" : "聞く",
                            Advice.path(id),
                            List.of(FormField.block("words", advises ? "助言" : "聞きたいこと")
                                    .must()),
                            form)
                    .screen();
        });
    }

    private Object worded(Viewer.Staff viewer, UUID id, Submission form, Step step, String done) {
        return forms.submit(viewer, form, again -> words(viewer, id, again, step), in -> {
            openFor(viewer, id, side(step));
            String words = in.requiredBlock("words", step == Step.ADVISE ? "助言" : "聞きたいこと", 4000);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(advice.step(viewer, id, Advice.Answer.of(step, words)), "words", done, Advice::path);
        });
    }

    @GetMapping("/advice/{id}/company/new")
    Screen accompanying(Viewer.Staff viewer, @PathVariable UUID id) {
        return accompanying(viewer, id, forms.open(viewer));
    }

    private Screen accompanying(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Advice.Opened opened = openFor(viewer, id, AdviceFlow.Side.COORDINATOR);
            return new FormPage(
                            "いっしょに行く",
                            opened.advised().worry(),
                            Advice.path(id) + "/company",
                            "伝える",
                            Advice.path(id),
                            List.of(
                                    FormField.date("on", "日").must(),
                                    FormField.text("whom", "だれと").must().hint("例：担当のケアマネジャーと、長男に会いに"),
                                    FormField.text("place", "どこへ").must().hint("例：ご自宅、病院"),
                                    FormField.block("words", "伝えること")),
                            form)
                    .screen();
        });
    }

    @PostMapping("/advice/{id}/company")
    Object accompany(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> accompanying(viewer, id, again), in -> {
            openFor(viewer, id, AdviceFlow.Side.COORDINATOR);
            LocalDate on = in.requiredDate("on", "日", db.today(viewer));
            String whom = in.requiredLine("whom", "だれと", 200);
            String place = in.requiredLine("place", "どこへ", 200);
            String words = in.block("words", 2000);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            advice.step(viewer, id, new Advice.Answer(Step.ACCOMPANY, words, on, whom, place, "")),
                            "whom",
                            "いっしょに行くことを伝えました。",
                            Advice::path);
        });
    }

    @GetMapping("/advice/{id}/closure/new")
    Screen closing(Viewer.Staff viewer, @PathVariable UUID id) {
        return closing(viewer, id, forms.open(viewer));
    }

    private Screen closing(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            openFor(viewer, id, AdviceFlow.Side.ASKER);
            return new FormPage(
                            "その後を知らせて終える",
                            "",
                            Advice.path(id) + "/closure",
                            "終える",
                            Advice.path(id),
                            List.of(
                                    FormField.radios("outcome", "その後", options(viewer, "advice-outcome"))
                                            .must(),
                                    FormField.block("words", "ようす")),
                            form)
                    .screen();
        });
    }

    @PostMapping("/advice/{id}/closure")
    Object close(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> closing(viewer, id, again), in -> {
            openFor(viewer, id, AdviceFlow.Side.ASKER);
            String outcome = in.code("outcome", Option.values(options(viewer, "advice-outcome")));
            if (outcome.isEmpty()) {
                in.error("outcome", "その後を選んでください。");
            }
            String words = in.block("words", 2000);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            advice.step(viewer, id, new Advice.Answer(Step.CLOSE, words, null, "", "", outcome)),
                            "words",
                            "その後を知らせました。",
                            Advice::path);
        });
    }

    @PostMapping("/advice/{id}/withdrawal")
    Object withdraw(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(
                        advice.step(viewer, id, Advice.Answer.of(Step.WITHDRAW, "")),
                        "next",
                        "取り下げました。",
                        Advice::path));
    }

    // ---- company nobody asked for

    @GetMapping("/accompaniments/new")
    Screen noting(Viewer.Staff viewer) {
        viewer.require(Duty.COORDINATOR);
        return noting(
                viewer,
                db.transact(viewer, () -> forms.open(viewer, Map.of("on", List.of(Wareki.compact(db.today(viewer)))))));
    }

    private static Screen noting(Viewer.Staff viewer, FormView form) {
        return new FormPage(
                        "同行支援を記録する",
                        "世帯の記録がある方の同行は、その世帯の「記録する」から、方法を「同行」にして書きます。ここには、お名前を書きません。",
                        "/accompaniments",
                        "記録する",
                        "/advice",
                        List.of(
                                FormField.date("on", "日").must(),
                                FormField.brief("minutes", "時間（分）").must(),
                                FormField.text("whom", "だれと").must().hint("例：ケアマネジャーと、80代の女性"),
                                FormField.text("place", "どこへ").must().hint("例：病院、市役所の窓口"),
                                FormField.block("words", "ようす")),
                        form)
                .screen();
    }

    @PostMapping("/accompaniments")
    Object note(Viewer.Staff viewer, Submission form) {
        viewer.require(Duty.COORDINATOR);
        return forms.submit(viewer, form, again -> noting(viewer, again), in -> {
            LocalDate on = in.requiredDate("on", "日", db.today(viewer));
            Integer minutes = in.number("minutes", 1, 1440);
            if (minutes == null && form.raw("minutes").isBlank()) {
                in.error("minutes", "時間を分で入れてください。");
            }
            String whom = in.requiredLine("whom", "だれと", 200);
            String place = in.requiredLine("place", "どこへ", 200);
            String words = in.block("words", 2000);
            if (in.hasErrors() || minutes == null) {
                return in.invalid();
            }
            Decision<String> noted = advice.note(viewer, new Advice.Company(on, minutes, whom, place, words, ""));
            boolean day = noted instanceof Decision.Refused<String>(Reason reason)
                    && reason.key().equals("intake.refused.day-to-come");
            return Outcome.of(noted, day ? "on" : "whom", "同行支援を記録しました。", ok -> "/advice");
        });
    }

    // ---- the counts

    @GetMapping("/advice-figures")
    Screen figures(Viewer.Staff viewer) {
        List<Advice.Count> counts = advice.counts(viewer);
        return Screen.of(
                "intake/advice/figures",
                "支援者からの相談の数",
                new AdvicePages.Counts(
                        counts.stream()
                                .map(count -> new AdvicePages.Row(
                                        month(count.month()),
                                        count.agency().isEmpty() ? "（相談によらない同行）" : count.agency(),
                                        count.asked(),
                                        count.advised(),
                                        count.along()))
                                .toList(),
                        counts.stream().mapToInt(Advice.Count::asked).sum(),
                        counts.stream().mapToInt(Advice.Count::advised).sum(),
                        counts.stream().mapToInt(Advice.Count::along).sum()));
    }

    private static String month(LocalDate first) {
        String words = Wareki.format(first);
        return words.substring(0, words.indexOf('月') + 1);
    }
}
