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
import kasane.conference.support.ConveningFlow.Step;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.When;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.settings.Labels;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
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
import org.springframework.web.bind.annotation.RequestParam;

/** 開催依頼: the lists, filing, one request, and what the municipality and the asking agency do with it. */
@Controller
class ConveningController {

    private final ConveningRequests requests;
    private final SupportConferences conferences;
    private final Codes codes;
    private final Clocks clocks;
    private final Labels labels;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    ConveningController(
            ConveningRequests requests,
            SupportConferences conferences,
            Codes codes,
            Clocks clocks,
            Labels labels,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.requests = requests;
        this.conferences = conferences;
        this.codes = codes;
        this.clocks = clocks;
        this.labels = labels;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    // ---- the lists

    @GetMapping("/support-conferences")
    Screen lists(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            boolean judges = viewer.has(Duty.MUNICIPAL_DECIDER);
            List<ConveningRequests.Line> all = requests.list(viewer);
            if (!all.isEmpty()) {
                audit.read(
                        viewer,
                        "convening.list",
                        all.stream().map(ConveningRequests.Line::subject).toList());
            }
            return Screen.of(
                    "conference/support/list",
                    "支援会議",
                    new SupportPages.Lists(
                            judges,
                            judges
                                    ? all.stream()
                                            .filter(line -> line.state() == ConveningFlow.State.FILED)
                                            .map(line -> line(viewer, line))
                                            .toList()
                                    : List.of(),
                            conferences.list(viewer).stream()
                                    .map(series -> line(viewer, series))
                                    .toList(),
                            all.stream()
                                    .filter(line -> line.from().equals(viewer.agency()))
                                    .map(line -> line(viewer, line))
                                    .toList(),
                            labels.text("support-conference.law")));
        });
    }

    private SupportPages.Line line(Viewer.Staff viewer, ConveningRequests.Line line) {
        return new SupportPages.Line(
                ConveningRequests.path(line.id()),
                line.called(),
                (line.urgent() ? "急ぎ　" : "") + line.fromName(),
                tone(line.state(), line.from().equals(viewer.agency())),
                Texts.text("conference.convening-state." + line.state()),
                line.due() == null ? "" : Wareki.compact(line.due()),
                line.due() != null && line.due().isBefore(db.today(viewer)),
                When.of(line.filedAt(), clock.getZone()));
    }

    private SupportPages.Line line(Viewer.Staff viewer, SupportConferences.Series series) {
        return new SupportPages.Line(
                SupportConferences.path(series.id()),
                "第" + series.no() + "号",
                "",
                SeriesController.tone(series.state()),
                Texts.text("conference.series-state." + series.state()),
                series.due() == null ? "" : Wareki.compact(series.due()),
                series.due() != null && series.due().isBefore(db.today(viewer)),
                When.of(series.openedAt(), clock.getZone()));
    }

    private static Tone tone(ConveningFlow.State state, boolean asker) {
        return switch (state) {
            case FILED -> asker ? Tone.WAITING : Tone.ACTIVE;
            case WATCHING, OTHER_ROAD -> asker ? Tone.ACTIVE : Tone.WAITING;
            case CONVENED -> Tone.DONE;
            case ENDED, WITHDRAWN -> Tone.ENDED;
        };
    }

    // ---- filing

    @GetMapping("/convening-requests/new")
    Screen asking(Viewer.Staff viewer, @RequestParam(defaultValue = "") String household) {
        HouseholdId own = Ids.parse(household).map(HouseholdId::new).orElse(null);
        return asking(
                viewer,
                forms.open(
                        viewer,
                        own == null
                                ? Map.of()
                                : Map.of(
                                        "household",
                                        List.of(household),
                                        "called",
                                        List.of(requests.proposedCall(viewer, own)))));
    }

    private Screen asking(Viewer.Staff viewer, FormView form) {
        return db.transact(viewer, () -> {
            Agencies.Agency to = requests.municipality(viewer).orElse(null);
            return Screen.form(
                    "conference/support/new",
                    "支援会議の開催を依頼する",
                    new FormPage(
                            "支援会議の開催を依頼する",
                            to == null
                                    ? "支援会議の要否を判断する人が、まだ決まっていません。システム管理者に知らせてください。"
                                    : to.name() + "が要否を判断します。書くのは、判断に要ることだけにします。ここに書いたことは、" + to.name()
                                            + "の担当者とこちらの機関だけが見ます。いのちに関わるときは、待たずに電話してください。",
                            "/convening-requests",
                            "依頼する",
                            "/support-conferences",
                            List.of(
                                    FormField.text("called", "世帯の呼び名").must().hint("会議での呼び名です。例：架空山家、□□町の世帯"),
                                    FormField.block("worry", "心配なこと").must().hint("いま起きていること。くわしいことは、会議の席で出します。"),
                                    FormField.radios("noConsent", "同意をいただいていない理由", options(viewer, "no-consent-reason"))
                                            .must(),
                                    FormField.block("effort", "同意に向けてしていること"),
                                    FormField.text("wanted", "来てほしい機関").hint("例：保健センター、学校、民生委員"),
                                    FormField.radios(
                                                    "urgent",
                                                    "急ぐか",
                                                    List.of(Option.of("NO", "ふつう"), Option.of("YES", "急ぐ")))
                                            .must()),
                            form),
                    form);
        });
    }

    private List<Option> options(Viewer.Staff viewer, String list) {
        return codes.list(list, db.today(viewer)).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    @PostMapping("/convening-requests")
    Object file(Viewer.Staff viewer, Submission form) {
        return forms.submit(viewer, form, again -> asking(viewer, again), in -> {
            UUID household = in.key("household");
            String called = in.requiredLine("called", "世帯の呼び名", 60);
            String worry = in.requiredBlock("worry", "心配なこと", 2000);
            String reason = in.code("noConsent", Option.values(options(viewer, "no-consent-reason")));
            if (reason.isEmpty()) {
                in.error("noConsent", "同意をいただいていない理由を選んでください。");
            }
            String effort = in.block("effort", 1000);
            String wanted = in.line("wanted", 200);
            String urgent = in.code("urgent", Set.of("YES", "NO"));
            if (urgent.isEmpty()) {
                in.error("urgent", "急ぐかどうかを選んでください。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(
                    requests.file(
                            viewer,
                            new ConveningRequests.NewRequest(
                                    household == null ? null : new HouseholdId(household),
                                    called,
                                    worry,
                                    reason,
                                    effort,
                                    wanted,
                                    urgent.equals("YES"))),
                    "called",
                    "依頼しました。要否の判断は「きょう」に出ます。",
                    ConveningRequests::path);
        });
    }

    // ---- one request

    @GetMapping("/convening-requests/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, id, forms.button());
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            ConveningRequests.Opened opened = requests.find(viewer, id);
            audit.read(viewer, "convening.page", List.of(opened.request().subject()), ConveningRequests.detail(id));
            MatterPage page = sheet(viewer, opened, form);
            return page.screen();
        });
    }

    private MatterPage sheet(Viewer.Staff viewer, ConveningRequests.Opened opened, FormView form) {
        ConveningRequests.Request request = opened.request();
        LocalDate due = opened.due();
        List<MatterPage.Fact> facts = new ArrayList<>();
        facts.add(new MatterPage.Fact("世帯の呼び名", request.called()));
        facts.add(new MatterPage.Fact("心配なこと", request.worry()));
        facts.add(new MatterPage.Fact(
                "同意がない理由", codes.label("no-consent-reason", request.noConsent(), request.noConsentEdition())));
        fact(facts, "同意に向けて", request.effort());
        fact(facts, "来てほしい機関", request.wanted());
        facts.add(new MatterPage.Fact("急ぐか", request.urgent() ? "急ぐ" : "ふつう"));
        return new MatterPage(
                form,
                "開催依頼：" + request.called(),
                "",
                tone(opened.state(), opened.isAsker()),
                Texts.text("conference.convening-state." + opened.state()),
                opened.state() == ConveningFlow.State.FILED ? "判断の期限" : "確かめる日",
                due == null ? "" : Wareki.formatWithWeekday(due),
                due != null && due.isBefore(db.today(viewer)),
                "知らされたこと",
                facts,
                actions(viewer, opened),
                "依頼した側・判断する側",
                List.of(
                        new MatterPage.Fact(
                                "依頼した機関", request.fromName() + "　" + request.writer() + "\n☎ " + request.fromPhone()),
                        new MatterPage.Fact("判断する機関", request.toName() + "\n☎ " + request.toPhone()),
                        new MatterPage.Fact("依頼した日", When.of(request.filedAt(), clock.getZone()))),
                opened.steps().reversed().stream().map(this::step).toList(),
                links(viewer, opened));
    }

    static void fact(List<MatterPage.Fact> facts, String label, String text) {
        if (!text.isEmpty()) {
            facts.add(new MatterPage.Fact(label, text));
        }
    }

    private MatterPage.Step step(ConveningRequests.Taken taken) {
        String until = taken.until() == null ? "" : "　" + Wareki.compact(taken.until()) + "まで";
        return new MatterPage.Step(
                When.of(taken.at(), clock.getZone()),
                Texts.text("conference.convening-step." + taken.kind()) + until,
                taken.agency() + "　" + taken.staff(),
                taken.words());
    }

    private List<MatterPage.Action> actions(Viewer.Staff viewer, ConveningRequests.Opened opened) {
        String href = ConveningRequests.path(opened.request().id());
        List<MatterPage.Action> actions = new ArrayList<>();
        Set<Step> open = opened.open();
        if (open.contains(Step.CONVENE)) {
            actions.add(new MatterPage.Action("要否を判断する", href + "/judgement/new", false, true));
        }
        if (open.contains(Step.AGAIN)) {
            actions.add(new MatterPage.Action("もう一度依頼する", href + "/renewal/new", false, true));
        }
        if (open.contains(Step.END)) {
            actions.add(new MatterPage.Action("この依頼を終える", href + "/end/new", false, false));
        }
        if (open.contains(Step.WITHDRAW)) {
            actions.add(new MatterPage.Action("取り下げる", href + "/withdrawal", true, false));
        }
        String note = requests.toNote(viewer, opened).orElse("");
        if (note.equals(ConveningRequests.TO_REQUEST)) {
            actions.add(new MatterPage.Action("支援依頼を出した", href + "/acknowledgement", true, true));
        } else if (!note.isEmpty()) {
            actions.add(new MatterPage.Action("支援会議の終了を確かめた", href + "/acknowledgement", true, true));
        } else if (opened.isAsker()
                && opened.state() == ConveningFlow.State.CONVENED
                && !opened.isConsented()
                && opened.record() != null) {
            actions.add(new MatterPage.Action("同意をいただいた", href + "/consent", true, false));
        }
        return actions;
    }

    private List<MatterPage.Action> links(Viewer.Staff viewer, ConveningRequests.Opened opened) {
        List<MatterPage.Action> links = new ArrayList<>();
        HouseholdId record = opened.record();
        if (record != null) {
            links.add(new MatterPage.Action("こちらの記録", "/households/" + record, false, false));
        }
        conferences
                .ofRequest(viewer, opened.request().id())
                .ifPresent(series ->
                        links.add(new MatterPage.Action("支援会議", SupportConferences.path(series), false, false)));
        return links;
    }

    private ConveningRequests.Opened openFor(Viewer.Staff viewer, UUID id, Step step) {
        ConveningRequests.Opened opened = requests.find(viewer, id);
        if (!opened.open().contains(step)) {
            throw new NotVisible();
        }
        return opened;
    }

    // ---- judging

    @GetMapping("/convening-requests/{id}/judgement/new")
    Screen judging(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(
                viewer,
                () -> judging(
                        viewer,
                        id,
                        forms.open(
                                viewer,
                                Map.of(
                                        "until",
                                        List.of(Wareki.compact(clocks.due("conference.watch", db.today(viewer))))))));
    }

    private Screen judging(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            ConveningRequests.Opened opened = requests.find(viewer, id);
            if (!opened.sides().contains(ConveningFlow.Side.MUNICIPALITY)) {
                throw new NotVisible();
            }
            audit.read(viewer, "convening.judging", List.of(opened.request().subject()), ConveningRequests.detail(id));
            return new FormPage(
                            opened.request().called() + "：要否を判断する",
                            "ひらくと決めたら、日と構成員を決めます。ひらかないときは、依頼した機関がつぎに何をするかを書きます。",
                            ConveningRequests.path(id) + "/judgement",
                            "決める",
                            ConveningRequests.path(id),
                            List.of(
                                    FormField.radios(
                                                    "judgement",
                                                    "要否",
                                                    List.of(
                                                            new Option("CONVENE", "支援会議をひらく", ""),
                                                            new Option(
                                                                    "JOIN",
                                                                    "すでにひらいている支援会議でいっしょに考える",
                                                                    "依頼した機関には「ひらく」とだけ伝わります。つぎの回の構成員に加えてください。"),
                                                            new Option("WATCH", "見守る", "日が来たら、依頼した機関がもう一度考えます。"),
                                                            new Option("OTHER", "ほかの道をすすめる", "")))
                                            .must(),
                                    FormField.date("until", "いつまで見守るか"),
                                    FormField.block("words", "依頼した機関に伝えること").hint("見守るとき、ほかの道をすすめるときは、かならず書きます。")),
                            form)
                    .screen();
        });
    }

    @PostMapping("/convening-requests/{id}/judgement")
    Object judge(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> judging(viewer, id, again), in -> {
            requests.find(viewer, id);
            String judgement = in.code("judgement", Set.of("CONVENE", "JOIN", "WATCH", "OTHER"));
            if (judgement.isEmpty()) {
                in.error("judgement", "どうするかを選んでください。");
            }
            boolean watches = judgement.equals("WATCH");
            LocalDate until = watches ? in.requiredDate("until", "いつまで見守るか", db.today(viewer)) : null;
            String words = watches || judgement.equals("OTHER")
                    ? in.requiredBlock("words", "依頼した機関に伝えること", 1000)
                    : in.block("words", 1000);
            if (in.hasErrors()) {
                return in.invalid();
            }
            boolean joins = judgement.equals("JOIN");
            return Outcome.of(
                    requests.step(viewer, id, joins ? Step.CONVENE : Step.valueOf(judgement), words, until, joins),
                    watches ? "until" : "judgement",
                    "決めました。依頼した機関に伝わります。",
                    done -> conferences
                            .ofRequest(viewer, id)
                            .map(SupportConferences::path)
                            .orElse(ConveningRequests.path(id)));
        });
    }

    // ---- what the asking agency does

    @GetMapping("/convening-requests/{id}/renewal/new")
    Screen renewing(Viewer.Staff viewer, @PathVariable UUID id) {
        return words(viewer, id, forms.open(viewer), "renewal");
    }

    @PostMapping("/convening-requests/{id}/renewal")
    Object renew(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return worded(viewer, id, form, "renewal", Step.AGAIN, "もう一度依頼しました。");
    }

    @GetMapping("/convening-requests/{id}/end/new")
    Screen ending(Viewer.Staff viewer, @PathVariable UUID id) {
        return words(viewer, id, forms.open(viewer), "end");
    }

    @PostMapping("/convening-requests/{id}/end")
    Object end(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return worded(viewer, id, form, "end", Step.END, "終えました。");
    }

    private Screen words(Viewer.Staff viewer, UUID id, FormView form, String what) {
        return db.transact(viewer, () -> {
            boolean again = what.equals("renewal");
            ConveningRequests.Opened opened = requests.find(viewer, id);
            if (!opened.isAsker()) {
                throw new NotVisible();
            }
            audit.read(viewer, "convening.words", List.of(opened.request().subject()), ConveningRequests.detail(id));
            return new FormPage(
                            again ? "もう一度依頼する" : "この依頼を終える",
                            "",
                            ConveningRequests.path(id) + "/" + what,
                            again ? "依頼する" : "終える",
                            ConveningRequests.path(id),
                            List.of(FormField.block("words", again ? "まえの依頼から変わったこと" : "終える理由")
                                    .must()),
                            form)
                    .screen();
        });
    }

    private Object worded(Viewer.Staff viewer, UUID id, Submission form, String what, Step step, String done) {
        return forms.submit(viewer, form, again -> words(viewer, id, again, what), in -> {
            openFor(viewer, id, step);
            String words = in.requiredBlock("words", step == Step.AGAIN ? "変わったこと" : "終える理由", 1000);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            requests.step(viewer, id, step, words, null, false),
                            "words",
                            done,
                            ConveningRequests::path);
        });
    }

    @PostMapping("/convening-requests/{id}/withdrawal")
    Object withdraw(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(
                        requests.step(viewer, id, Step.WITHDRAW, "", null, false),
                        "next",
                        "取り下げました。",
                        ConveningRequests::path));
    }

    @PostMapping("/convening-requests/{id}/consent")
    Object consented(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(requests.consented(viewer, id), "next", "同意をいただいたことを伝えました。", ConveningRequests::path));
    }

    @PostMapping("/convening-requests/{id}/acknowledgement")
    Object acknowledge(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(requests.acknowledge(viewer, id), "next", "記録しました。", ConveningRequests::path));
    }
}
