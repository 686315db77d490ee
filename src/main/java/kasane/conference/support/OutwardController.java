package kasane.conference.support;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.When;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.sharing.Basis;
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

/** What leaves a 支援会議: 持ち出しの決定 and 協力依頼, each for those it names. */
@Controller
class OutwardController {

    private final Sittings sittings;
    private final Releases releases;
    private final Cooperations cooperations;
    private final Agencies agencies;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    OutwardController(
            Sittings sittings,
            Releases releases,
            Cooperations cooperations,
            Agencies agencies,
            Codes codes,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.sittings = sittings;
        this.releases = releases;
        this.cooperations = cooperations;
        this.agencies = agencies;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    private List<Option> others(Viewer.Staff viewer) {
        return agencies.forCases(viewer).stream()
                .filter(agency -> !agency.id().equals(viewer.agency()))
                .map(agency -> Option.of(agency.id().value().toString(), agency.name()))
                .toList();
    }

    private Sittings.Sitting sitting(Viewer.Staff viewer, UUID id) {
        Sittings.Sitting sitting = sittings.forConvenor(viewer, id);
        audit.read(viewer, "support-conference.outward", List.of(sitting.subject()), ConveningRequests.detail(id));
        return sitting;
    }

    // ---- 持ち出し

    @GetMapping("/sittings/{id}/releases/new")
    Screen releasing(Viewer.Staff viewer, @PathVariable UUID id) {
        return releasing(viewer, id, forms.open(viewer));
    }

    private Screen releasing(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Sittings.Sitting sitting = sitting(viewer, id);
            return new FormPage(
                            "持ち出すことを決める",
                            "会議の外に出せるのは、ここで決めたことだけです。出すことばは、相手に要ることだけに書き直します。",
                            Sittings.path(id) + "/releases",
                            "持ち出す",
                            Sittings.path(id),
                            List.of(
                                    FormField.select("piece", "どれを", pieces(viewer, sitting))
                                            .must(),
                                    FormField.block("words", "出すことば").must(),
                                    FormField.radios("basis", "根拠", bases(viewer))
                                            .must(),
                                    FormField.text("reason", "理由").must(),
                                    FormField.checkboxes("to", "だれに", others(viewer))
                                            .must()),
                            form)
                    .screen();
        });
    }

    private List<Option> pieces(Viewer.Staff viewer, Sittings.Sitting sitting) {
        return sittings.pieces(viewer, sitting).stream()
                .map(piece -> Option.of(piece.key(), piece.title() + "：" + SittingController.excerpt(piece.words())))
                .toList();
    }

    private List<Option> bases(Viewer.Staff viewer) {
        return codes.list("release-basis", db.today(viewer)).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    @PostMapping("/sittings/{id}/releases")
    Object release(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> releasing(viewer, id, again), in -> {
            Sittings.Sitting sitting = sittings.forConvenor(viewer, id);
            List<Sittings.Piece> offered = sittings.pieces(viewer, sitting);
            String key = in.code("piece", Option.values(pieces(viewer, sitting)));
            if (key.isEmpty()) {
                in.error("piece", "どれを持ち出すかを選んでください。");
            }
            String words = in.requiredBlock("words", "出すことば", 4000);
            String basis = in.code("basis", Option.values(bases(viewer)));
            if (basis.isEmpty()) {
                in.error("basis", "根拠を選んでください。");
            }
            String reason = in.requiredLine("reason", "理由", 300);
            Set<AgencyId> to = SeriesController.agencies(in, "to", others(viewer));
            if (to.isEmpty()) {
                in.error("to", "だれに出すかを選んでください。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            String piece = offered.stream()
                    .filter(one -> one.key().equals(key))
                    .map(Sittings.Piece::title)
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            return Outcome.of(
                    releases.decide(
                            viewer, id, new Releases.NewRelease(piece, words, Basis.valueOf(basis), reason, to)),
                    "to",
                    "持ち出しを決めました。相手に知らせました。",
                    Releases::path);
        });
    }

    @GetMapping("/releases/{id}")
    Screen released(Viewer.Staff viewer, @PathVariable UUID id) {
        return released(viewer, id, forms.button());
    }

    private Screen released(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Releases.Release release = releases.read(viewer, id);
            List<String> readers = releases.readers(viewer, id);
            boolean own = release.from().equals(viewer.agency());
            boolean recipient = release.to().contains(viewer.agency());
            List<MatterPage.Fact> facts = new ArrayList<>();
            facts.add(new MatterPage.Fact("世帯", release.called()));
            facts.add(new MatterPage.Fact("内容", release.words()));
            facts.add(new MatterPage.Fact("根拠", Texts.text("conference.basis." + release.basis())));
            facts.add(new MatterPage.Fact("理由", release.reason()));
            if (own) {
                facts.add(new MatterPage.Fact("どこから", release.piece()));
            }
            List<MatterPage.Fact> parties = new ArrayList<>();
            parties.add(new MatterPage.Fact(
                    "出した側", release.fromName() + "　" + release.staff() + "\n☎ " + release.fromPhone()));
            parties.add(new MatterPage.Fact("決めた日", When.of(release.at(), clock.getZone())));
            if (own) {
                parties.add(new MatterPage.Fact("出した先", String.join("、", release.names())));
                parties.add(new MatterPage.Fact("読んだ機関", readers.isEmpty() ? "まだ" : String.join("、", readers)));
            }
            MatterPage page = new MatterPage(
                    form,
                    "支援会議から届いたもの",
                    recipient ? "要ることだけに使い、ほかに伝えないでください。" : "",
                    null,
                    "",
                    "",
                    "",
                    false,
                    "届いたこと",
                    facts,
                    recipient && readers.isEmpty()
                            ? List.of(new MatterPage.Action("読みました", Releases.path(id) + "/reading", true, true))
                            : List.of(),
                    "だれから",
                    parties,
                    List.of(),
                    own
                            ? List.of(new MatterPage.Action("支援会議", Sittings.path(release.sitting()), false, false))
                            : List.of());
            return page.screen();
        });
    }

    @PostMapping("/releases/{id}/reading")
    Object read(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> released(viewer, id, again),
                in -> Outcome.of(releases.acknowledge(viewer, id), "next", "読んだことを記録しました。", Releases::path));
    }

    // ---- 協力依頼

    @GetMapping("/sittings/{id}/cooperation-requests/new")
    Screen asking(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(
                viewer,
                () -> asking(
                        viewer,
                        id,
                        forms.open(viewer, Map.of("due", List.of(Wareki.compact(cooperations.proposedDue(viewer)))))));
    }

    private Screen asking(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            sitting(viewer, id);
            return new FormPage(
                            "協力を依頼する",
                            "相手に伝わるのは、世帯の呼び名と、ここに書いた聞きたいことだけです。答えは、こちらと相手だけが見ます。",
                            Sittings.path(id) + "/cooperation-requests",
                            "依頼する",
                            Sittings.path(id),
                            List.of(
                                    FormField.select("to", "依頼する機関", others(viewer))
                                            .must(),
                                    FormField.block("question", "求める資料・情報・意見").must(),
                                    FormField.date("due", "いつまでに").must()),
                            form)
                    .screen();
        });
    }

    @PostMapping("/sittings/{id}/cooperation-requests")
    Object ask(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> asking(viewer, id, again), in -> {
            sittings.forConvenor(viewer, id);
            String to = in.code("to", Option.values(others(viewer)));
            if (to.isEmpty()) {
                in.error("to", "依頼する機関を選んでください。");
            }
            String question = in.requiredBlock("question", "求める資料・情報・意見", 2000);
            LocalDate due = in.requiredDate("due", "いつまでに", db.today(viewer));
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            cooperations.ask(viewer, id, new AgencyId(Integer.valueOf(to)), question, due),
                            "due",
                            "協力を依頼しました。",
                            Cooperations::path);
        });
    }

    static Tone tone(Cooperations.Opened opened) {
        boolean own = opened.side() == CooperationFlow.Side.CONVENOR;
        return switch (opened.state()) {
            case ASKED -> own ? Tone.WAITING : Tone.ACTIVE;
            case ANSWERED -> own ? Tone.ACTIVE : Tone.DONE;
            case REFUSED -> Tone.CAUTION;
            case READ -> Tone.DONE;
            case WITHDRAWN -> Tone.ENDED;
        };
    }

    @GetMapping("/cooperation-requests/{id}")
    Screen cooperation(Viewer.Staff viewer, @PathVariable UUID id) {
        return cooperation(viewer, id, forms.button());
    }

    private Screen cooperation(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Cooperations.Opened opened = read(viewer, id);
            Cooperations.Request request = opened.request();
            LocalDate due = opened.due();
            boolean own = opened.side() == CooperationFlow.Side.CONVENOR;
            List<MatterPage.Action> links = new ArrayList<>();
            links.add(new MatterPage.Action("印刷する", Cooperations.path(id) + "/sheet", false, false));
            if (own) {
                links.add(new MatterPage.Action("支援会議", Sittings.path(request.sitting()), false, false));
            }
            MatterPage page = new MatterPage(
                    form,
                    "協力依頼",
                    opened.keysIn() && opened.state() == CooperationFlow.State.ASKED
                            ? "この機関には、かさねを使う人がいません。印刷して届け、電話や紙で受けた答えをここに記録します。"
                            : own ? "" : "法にもとづく依頼です。ご本人の同意がなくても答えられます。答えは、依頼した側だけが見ます。",
                    tone(opened),
                    Texts.text("conference.cooperation-state." + opened.state()),
                    opened.state() == CooperationFlow.State.ASKED ? "答える期限" : "確認する期限",
                    due == null ? "" : Wareki.formatWithWeekday(due),
                    due != null && due.isBefore(db.today(viewer)),
                    "求められていること",
                    List.of(
                            new MatterPage.Fact("世帯", request.called()),
                            new MatterPage.Fact("資料・情報・意見", request.question()),
                            new MatterPage.Fact("根拠", request.law())),
                    actions(opened),
                    "依頼した側・された側",
                    List.of(
                            new MatterPage.Fact(
                                    "依頼した側", request.fromName() + "　" + request.staff() + "\n☎ " + request.fromPhone()),
                            new MatterPage.Fact("依頼された側", request.toName() + "\n☎ " + request.toPhone()),
                            new MatterPage.Fact("依頼した日", When.of(request.askedAt(), clock.getZone()))),
                    opened.steps().reversed().stream()
                            .map(step -> new MatterPage.Step(
                                    When.of(step.at(), clock.getZone()),
                                    Texts.text("conference.cooperation-step." + step.step()),
                                    step.agency() + "　" + step.staff(),
                                    step.words()))
                            .toList(),
                    links);
            return page.screen();
        });
    }

    private Cooperations.Opened read(Viewer.Staff viewer, UUID id) {
        Cooperations.Opened opened = cooperations.find(viewer, id);
        audit.read(viewer, "cooperation.page", List.of(opened.request().subject()), ConveningRequests.detail(id));
        return opened;
    }

    private static List<MatterPage.Action> actions(Cooperations.Opened opened) {
        String href = Cooperations.path(opened.request().id());
        List<MatterPage.Action> actions = new ArrayList<>();
        for (CooperationFlow.Step step : opened.open()) {
            actions.add(
                    switch (step) {
                        case ANSWER ->
                            new MatterPage.Action(
                                    opened.keysIn() ? "受けた答えを記録" : "答える", href + "/answer/new", false, true);
                        case CANNOT ->
                            new MatterPage.Action(
                                    opened.keysIn() ? "協力できないと言われた" : "協力できない", href + "/refusal/new", false, false);
                        case READ -> new MatterPage.Action("確かめた", href + "/reading", true, true);
                        case WITHDRAW -> new MatterPage.Action("取り下げる", href + "/withdrawal", true, false);
                    });
        }
        if (opened.side() == CooperationFlow.Side.CONVENOR && opened.answer().isPresent()) {
            actions.add(new MatterPage.Action("会議の資料にする", href + "/material", true, false));
        }
        return actions;
    }

    @GetMapping("/cooperation-requests/{id}/answer/new")
    Screen answering(Viewer.Staff viewer, @PathVariable UUID id) {
        return answering(viewer, id, forms.open(viewer), true);
    }

    @GetMapping("/cooperation-requests/{id}/refusal/new")
    Screen refusing(Viewer.Staff viewer, @PathVariable UUID id) {
        return answering(viewer, id, forms.open(viewer), false);
    }

    private Screen answering(Viewer.Staff viewer, UUID id, FormView form, boolean answers) {
        return db.transact(viewer, () -> {
            Cooperations.Opened opened = read(viewer, id);
            if (!opened.answers()) {
                throw new NotVisible();
            }
            return new FormPage(
                            opened.keysIn() ? "受けた答えを記録" : answers ? "協力依頼に答える" : "協力できない",
                            (opened.keysIn()
                                            ? "だれから、いつ、どの方法で聞いたかも書きます。"
                                            : opened.request().fromName() + "の")
                                    + "求め：" + opened.request().question(),
                            Cooperations.path(id) + (answers ? "/answer" : "/refusal"),
                            opened.keysIn() ? "記録する" : answers ? "答える" : "返す",
                            Cooperations.path(id),
                            List.of(FormField.block("words", answers ? "答え" : "理由")
                                    .must()),
                            form)
                    .screen();
        });
    }

    @PostMapping("/cooperation-requests/{id}/answer")
    Object answer(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return worded(viewer, id, form, true);
    }

    @PostMapping("/cooperation-requests/{id}/refusal")
    Object refuse(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return worded(viewer, id, form, false);
    }

    private Object worded(Viewer.Staff viewer, UUID id, Submission form, boolean answers) {
        return forms.submit(viewer, form, again -> answering(viewer, id, again, answers), in -> {
            if (!cooperations.find(viewer, id).answers()) {
                throw new NotVisible();
            }
            String words = in.requiredBlock("words", answers ? "答え" : "理由", 8000);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            cooperations.step(
                                    viewer,
                                    id,
                                    answers ? CooperationFlow.Step.ANSWER : CooperationFlow.Step.CANNOT,
                                    words),
                            "words",
                            "返しました。",
                            Cooperations::path);
        });
    }

    @PostMapping("/cooperation-requests/{id}/reading")
    Object readAnswer(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return pressed(viewer, id, form, CooperationFlow.Step.READ, "確かめました。");
    }

    @PostMapping("/cooperation-requests/{id}/withdrawal")
    Object withdraw(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return pressed(viewer, id, form, CooperationFlow.Step.WITHDRAW, "取り下げました。");
    }

    private Object pressed(Viewer.Staff viewer, UUID id, Submission form, CooperationFlow.Step step, String done) {
        return forms.submit(
                viewer,
                form,
                again -> cooperation(viewer, id, again),
                in -> Outcome.of(cooperations.step(viewer, id, step, ""), "next", done, Cooperations::path));
    }

    @PostMapping("/cooperation-requests/{id}/material")
    Object lay(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> cooperation(viewer, id, again),
                in -> Outcome.of(cooperations.lay(viewer, id), "next", "会議の資料にしました。", Sittings::path));
    }
}
