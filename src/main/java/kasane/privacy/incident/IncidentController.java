package kasane.privacy.incident;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import kasane.access.Agencies;
import kasane.access.SignedIn;
import kasane.documents.FileName;
import kasane.documents.Sheets;
import kasane.editing.Editable;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.referral.SentSheets;
import kasane.register.When;
import kasane.settings.Codes;
import kasane.shared.Decision;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.MatterPage;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 誤送付・漏えい: telling it, what is done about it, and the report. */
@Controller
class IncidentController {

    private static final String PATH = "/incidents";
    private static final int MOST = 200;
    private static final int MOST_PERSONS = 1_000_000;
    private static final String NAMELESS = "お名前や住所は書かないでください。";

    /** 報告書の項目: the fields of the report with their labels, in the order of the law's list. */
    private static final Map<String, String> ITEMS = items();

    private final Incidents incidents;
    private final Agencies agencies;
    private final Codes codes;
    private final Sheets sheets;
    private final Forms forms;
    private final Db db;
    private final Clock clock;

    IncidentController(
            Incidents incidents, Agencies agencies, Codes codes, Sheets sheets, Forms forms, Db db, Clock clock) {
        this.incidents = incidents;
        this.agencies = agencies;
        this.codes = codes;
        this.sheets = sheets;
        this.forms = forms;
        this.db = db;
        this.clock = clock;
    }

    private static Map<String, String> items() {
        Map<String, String> items = new LinkedHashMap<>();
        for (String item : List.of(
                "outline",
                "dataItems",
                "personWords",
                "cause",
                "harm",
                "response",
                "publication",
                "prevention",
                "other")) {
            items.put(item, Texts.text("privacy.incident-item." + item));
        }
        return items;
    }

    // ---- telling

    @GetMapping(PATH)
    Screen list(Viewer.Staff viewer) {
        noAdministrator(viewer);
        List<Incidents.Line> lines = incidents.list(viewer, MOST);
        LocalDate today = LocalDate.now(clock);
        return Screen.of(
                "privacy/incident/list",
                "誤送付・漏えい",
                new IncidentPages.Listing(
                        viewer.has(Duty.PRIVACY_OFFICER),
                        lines.stream()
                                .map(line -> new IncidentPages.Row(
                                        Incidents.path(line.incident().id()),
                                        number(line.incident()),
                                        kind(line.incident()),
                                        line.incident().agencyName(),
                                        Wareki.compact(line.incident().knownOn()),
                                        tone(line.state(), line.due(), today),
                                        Texts.text("privacy.incident-state." + line.state()),
                                        line.due() == null ? "" : Wareki.compact(line.due()),
                                        isLate(line.due(), today)))
                                .toList()));
    }

    private static String number(IncidentStore.Incident incident) {
        return "第" + incident.no() + "号";
    }

    private String kind(IncidentStore.Incident incident) {
        return codes.label(Incidents.KINDS, incident.kind(), incident.kindEdition());
    }

    private static boolean isLate(@Nullable LocalDate due, LocalDate today) {
        return due != null && due.isBefore(today);
    }

    private static Tone tone(IncidentFlow.State state, @Nullable LocalDate due, LocalDate today) {
        return IncidentFlow.FLOW.hasEnded(state) ? Tone.DONE : isLate(due, today) ? Tone.ALERT : Tone.CAUTION;
    }

    @GetMapping(PATH + "/new")
    Screen form(Viewer.Staff viewer, @RequestParam(required = false) @Nullable UUID referral) {
        return form(
                viewer,
                referral,
                forms.open(
                        viewer,
                        Map.of(
                                "knownOn",
                                List.of(Wareki.compact(db.transact(viewer, () -> db.today(viewer)))),
                                "kind",
                                List.of(referral == null ? "" : "REFERRAL"))));
    }

    /** Whoever runs the system has no work in Kasane, so that nothing could come of it. */
    private static void noAdministrator(Viewer.Staff viewer) {
        if (viewer.has(Duty.SYSTEM_ADMINISTRATOR)) {
            throw new NotVisible();
        }
    }

    private Screen form(Viewer.Staff viewer, @Nullable UUID referral, FormView form) {
        noAdministrator(viewer);
        return db.transact(viewer, () -> {
            List<FormField> fields = new ArrayList<>();
            String lead = "早く知らせるほど、取り戻せます。送った先には、まず電話をしてください。知らせると、個人情報保護の担当にすぐ届きます。";
            if (referral != null) {
                SentSheets.Sent sent = incidents.sheet(viewer, referral);
                lead += sent.recallable()
                        ? "知らせると、" + sent.toName() + "の画面から、このつなぐシートをすぐに消します。"
                        : "このつなぐシートは、ここからは消せません。" + sent.toName() + "に電話してください。";
            }
            fields.add(FormField.radios("kind", "何があったか", options(viewer, Incidents.KINDS))
                    .must());
            fields.add(FormField.block("happened", "いつ、どこで、どうなったか").must().hint(NAMELESS));
            if (referral == null) {
                fields.add(FormField.text("toWhom", "行き先").hint("例：となりの市の同じ名前の事業所。人の名前は書かないでください。"));
            }
            fields.add(FormField.date("knownOn", "気づいた日").must());
            fields.add(FormField.brief("persons", "何人分か").hint("分かれば。数字で"));
            fields.add(FormField.radios("sensitive", "病気・障害などの情報", sensitive())
                    .must()
                    .hint("被害や犯罪、生活保護のことも。"));
            return new FormPage(
                            "誤送付・漏えいを知らせる",
                            lead,
                            PATH + (referral == null ? "" : "?referral=" + referral),
                            "知らせる",
                            referral == null ? PATH : "/referrals/" + referral,
                            fields,
                            form)
                    .screen();
        });
    }

    private static List<Option> sensitive() {
        return List.of(Option.of("YES", "入っている"), Option.of("NO", "入っていない"), Option.of("UNKNOWN", "まだ分からない"));
    }

    private List<Option> options(Viewer.Staff viewer, String list) {
        return codes.list(list, db.today(viewer)).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    @PostMapping(PATH)
    Object tell(Viewer.Staff viewer, @RequestParam(required = false) @Nullable UUID referral, Submission form) {
        return forms.submit(viewer, form, again -> form(viewer, referral, again), in -> {
            noAdministrator(viewer);
            SentSheets.Sent sent = referral == null ? null : incidents.sheet(viewer, referral);
            LocalDate today = db.today(viewer);
            LocalDate knownOn = pastDay(in, "knownOn", "気づいた日", today);
            String kind = in.code("kind", Option.values(options(viewer, Incidents.KINDS)));
            if (kind.isEmpty()) {
                in.error("kind", "何があったかを選んでください。");
            }
            String happened = in.requiredBlock("happened", "いつ、どこで、どうなったか", 2000);
            String toWhom = sent == null ? in.line("toWhom", 200) : sent.toName();
            Integer persons = in.number("persons", 0, MOST_PERSONS);
            String sensitive = in.code("sensitive", Option.values(sensitive()));
            if (sensitive.isEmpty()) {
                in.error("sensitive", "どれかを選んでください。分からなければ「まだ分からない」です。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            UUID id = incidents.tell(
                    viewer,
                    new IncidentStore.Told(
                            knownOn,
                            kind,
                            codes.edition(Incidents.KINDS, today),
                            happened,
                            toWhom,
                            sent == null ? null : sent.to(),
                            referral,
                            sent == null ? null : sent.at(),
                            persons,
                            sensitive),
                    sent != null);
            return new Outcome.Done(
                    Incidents.path(id),
                    sent != null && sent.recallable() ? "知らせました。送った先の画面からは、もう見えません。" : "知らせました。個人情報保護の担当に届いています。");
        });
    }

    private static LocalDate pastDay(Reading in, String name, String label, LocalDate today) {
        LocalDate day = in.requiredDate(name, label, today);
        if (day.isAfter(today)) {
            in.error(name, label + "が、きょうより後になっています。");
        }
        return day;
    }

    // ---- one incident

    @GetMapping(PATH + "/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, id, forms.button());
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Incidents.Opened opened = incidents.read(viewer, id);
            IncidentStore.Incident incident = opened.incident();
            LocalDate today = db.today(viewer);
            List<MatterPage.Fact> facts = new ArrayList<>();
            facts.add(new MatterPage.Fact("何があったか", kind(incident) + "\n" + incident.happened()));
            if (!incident.toWhom().isEmpty()) {
                facts.add(new MatterPage.Fact("行き先", incident.toWhom()));
            }
            facts.add(new MatterPage.Fact("気づいた日", Wareki.formatWithWeekday(incident.knownOn())));
            facts.add(new MatterPage.Fact("何人分か", persons(incident.report().howMany())));
            facts.add(new MatterPage.Fact("要配慮の情報", sensitive(incident.report().sensitive())));
            if (incident.item() != null) {
                facts.add(new MatterPage.Fact("開いた人", openings(opened)));
            }
            return new MatterPage(
                            form,
                            "誤送付・漏えい　" + number(incident),
                            lead(opened),
                            tone(opened.state(), opened.due(), today),
                            Texts.text("privacy.incident-state." + opened.state()),
                            "期限",
                            opened.due() == null ? "" : Wareki.formatWithWeekday(opened.due()),
                            isLate(opened.due(), today),
                            "わかっていること",
                            facts,
                            actions(opened),
                            "知らせた人",
                            List.of(
                                    new MatterPage.Fact("機関", incident.agencyName()),
                                    new MatterPage.Fact("担当者", incident.reporterName()),
                                    new MatterPage.Fact("知らせた日時", When.of(incident.reportedAt(), clock.getZone()))),
                            opened.steps().reversed().stream()
                                    .map(step -> new MatterPage.Step(
                                            Wareki.compact(step.on()),
                                            incidents.words(step),
                                            step.agency() + "　" + step.staff(),
                                            step.words()))
                                    .toList(),
                            links(opened))
                    .screen();
        });
    }

    private static String lead(Incidents.Opened opened) {
        if (opened.hasEnded()) {
            return "";
        }
        if (opened.officer() && opened.state() == IncidentFlow.State.TOLD) {
            return "報告する理由の一覧にあてはまるかを判断します。足りないことは、知らせた人に電話で聞いてください。";
        }
        return opened.isRecalled() ? "" : "送った先に電話し、返してもらうか消してもらってください。結果を「回収の結果を書く」に残します。";
    }

    private static String persons(@Nullable Integer persons) {
        return persons == null ? "まだ分からない" : persons + "人";
    }

    private static String sensitive(String code) {
        return sensitive().stream()
                .filter(option -> option.value().equals(code))
                .map(Option::label)
                .findFirst()
                .orElse("");
    }

    private String openings(Incidents.Opened opened) {
        return opened.openings().isEmpty()
                ? "ほかの機関では、だれも開いていません。"
                : String.join(
                        "\n",
                        opened.openings().stream()
                                .map(one -> one.agency() + "　" + one.people() + "人・" + one.times() + "回　"
                                        + When.of(one.first(), clock.getZone()) + "から")
                                .toList());
    }

    private List<MatterPage.Action> actions(Incidents.Opened opened) {
        if (opened.hasEnded()) {
            return List.of();
        }
        String at = Incidents.path(opened.incident().id());
        List<MatterPage.Action> actions = new ArrayList<>();
        Set<IncidentFlow.Step> open = opened.open();
        for (IncidentFlow.Step step : IncidentFlow.Step.values()) {
            if (open.contains(step)) {
                Way way = Way.of(step);
                actions.add(new MatterPage.Action(
                        way.verb, at + "/" + way.path + "/new", false, actions.isEmpty() && way != Way.SPARE));
            }
        }
        boolean first = actions.isEmpty() && !opened.isRecalled();
        actions.add(new MatterPage.Action("回収の結果を書く", at + "/recalls/new", false, first));
        if (opened.officer()) {
            actions.add(new MatterPage.Action("ご本人への通知を書く", at + "/notices/new", false, false));
        }
        return actions;
    }

    private static List<MatterPage.Action> links(Incidents.Opened opened) {
        if (!opened.officer()) {
            return List.of();
        }
        String at = Incidents.path(opened.incident().id());
        List<MatterPage.Action> links = new ArrayList<>();
        if (!opened.hasEnded()) {
            links.add(new MatterPage.Action("報告書の項目を書く", at + "/report/edit", false, false));
        }
        links.add(new MatterPage.Action("報告書を印刷", at + "/report.pdf", false, false));
        return links;
    }

    // ---- steps of the flow

    /** Each step of the flow as a form: where it lies and how it speaks. */
    private enum Way {
        REPORT(IncidentFlow.Step.REPORT, "duties", "報告が要ると判断する", "判断した日"),
        SPARE(IncidentFlow.Step.SPARE, "exemptions", "報告は要らないと判断する", "判断した日"),
        PROMPT(IncidentFlow.Step.PROMPT, "prompts", "速報をした", "速報をした日"),
        FULL(IncidentFlow.Step.FULL, "fulls", "確報をした", "確報をした日"),
        CLOSE(IncidentFlow.Step.CLOSE, "closure", "対応を終える", "終えた日");

        private final IncidentFlow.Step step;
        private final String path;
        private final String verb;
        private final String day;

        Way(IncidentFlow.Step step, String path, String verb, String day) {
            this.step = step;
            this.path = path;
            this.verb = verb;
            this.day = day;
        }

        static Way of(IncidentFlow.Step step) {
            return valueOf(step.name());
        }

        static Way of(String path) {
            return java.util.Arrays.stream(values())
                    .filter(way -> way.path.equals(path))
                    .findFirst()
                    .orElseThrow(NotVisible::new);
        }
    }

    @GetMapping(PATH + "/{id}/{way:duties|exemptions|prompts|fulls|closure}/new")
    Screen step(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable String way) {
        return step(viewer, id, Way.of(way), opened(viewer));
    }

    private FormView opened(Viewer.Staff viewer) {
        return forms.open(viewer, Map.of("on", List.of(Wareki.compact(db.transact(viewer, () -> db.today(viewer))))));
    }

    private Screen step(Viewer.Staff viewer, UUID id, Way way, FormView form) {
        return db.transact(viewer, () -> {
            if (!incidents.read(viewer, id).open().contains(way.step)) {
                throw new NotVisible();
            }
            List<FormField> fields = new ArrayList<>();
            if (way == Way.REPORT) {
                fields.add(FormField.radios("code", "報告する理由", options(viewer, Incidents.DUTIES))
                        .must());
            }
            fields.add(FormField.date("on", way.day).must());
            fields.add(words(way));
            return new FormPage(
                            way.verb,
                            lead(way),
                            Incidents.path(id) + "/" + way.path,
                            "記録する",
                            Incidents.path(id),
                            fields,
                            form)
                    .screen();
        });
    }

    private static FormField words(Way way) {
        return switch (way) {
            case REPORT, SPARE -> FormField.block("words", "判断のわけ").must().hint(NAMELESS);
            case PROMPT, FULL -> FormField.block("words", "報告の番号・方法").hint("例：報告フォーム、受付番号");
            case CLOSE -> FormField.block("words", "ひとこと");
        };
    }

    private static String lead(Way way) {
        return switch (way) {
            case REPORT -> "速報と確報の期限は、知った日から数えます。";
            case SPARE -> "あとで報告が要ると分かったら、判断し直せます。";
            case PROMPT, FULL -> "報告先への報告は、この画面からは送られません。「報告書を印刷」で、項目をまとめた紙が出ます。";
            case CLOSE -> "回収、ご本人への通知、再発防止がそろうと、終えられます。";
        };
    }

    @PostMapping(PATH + "/{id}/{way:duties|exemptions|prompts|fulls|closure}")
    Object take(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable String way, Submission form) {
        Way taken = Way.of(way);
        return forms.submit(viewer, form, again -> step(viewer, id, taken, again), in -> {
            if (!incidents.read(viewer, id).officer()) {
                throw new NotVisible();
            }
            String code = taken == Way.REPORT ? chosen(viewer, in, Incidents.DUTIES, "報告する理由を選んでください。") : "";
            LocalDate on = pastDay(in, "on", taken.day, db.today(viewer));
            String words = taken == Way.REPORT || taken == Way.SPARE
                    ? in.requiredBlock("words", "判断のわけ", 2000)
                    : in.block("words", 2000);
            return outcome(in, id, () -> incidents.step(viewer, id, taken.step, code, on, words), "words");
        });
    }

    private String chosen(Viewer.Staff viewer, Reading in, String list, String otherwise) {
        String code = in.code("code", Option.values(options(viewer, list)));
        if (code.isEmpty()) {
            in.error("code", otherwise);
        }
        return code;
    }

    private static Outcome outcome(
            Reading in, UUID id, java.util.function.Supplier<Decision<UUID>> work, String field) {
        return in.hasErrors()
                ? in.invalid()
                : Outcome.of(work.get(), field, "記録しました。", (Function<UUID, String>) done -> Incidents.path(id));
    }

    // ---- what goes on beside it

    @GetMapping(PATH + "/{id}/{beside:recalls|notices}/new")
    Screen beside(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable String beside) {
        return beside(viewer, id, beside.equals("recalls"), opened(viewer));
    }

    private Screen beside(Viewer.Staff viewer, UUID id, boolean recall, FormView form) {
        return db.transact(viewer, () -> {
            Incidents.Opened opened = incidents.read(viewer, id);
            if (opened.hasEnded() || !recall && !opened.officer()) {
                throw new NotVisible();
            }
            return new FormPage(
                            recall ? "回収の結果を書く" : "ご本人への通知を書く",
                            recall ? "" : "知らせることで危険が及ぶ方には、知らせません。そのわけを残します。",
                            Incidents.path(id) + (recall ? "/recalls" : "/notices"),
                            "記録する",
                            Incidents.path(id),
                            List.of(
                                    FormField.radios(
                                                    "code",
                                                    recall ? "どうなったか" : "どうしたか",
                                                    options(viewer, recall ? Incidents.RECALLS : Incidents.NOTICES))
                                            .must(),
                                    FormField.date("on", "その日").must(),
                                    FormField.block("words", "くわしく").hint(NAMELESS)),
                            form)
                    .screen();
        });
    }

    @PostMapping(PATH + "/{id}/{beside:recalls|notices}")
    Object note(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable String beside, Submission form) {
        boolean recall = beside.equals("recalls");
        return forms.submit(viewer, form, again -> beside(viewer, id, recall, again), in -> {
            if (!recall && !incidents.read(viewer, id).officer()) {
                throw new NotVisible();
            }
            String code = chosen(
                    viewer,
                    in,
                    recall ? Incidents.RECALLS : Incidents.NOTICES,
                    recall ? "どうなったかを選んでください。" : "どうしたかを選んでください。");
            LocalDate on = pastDay(in, "on", "その日", db.today(viewer));
            String words = in.block("words", 2000);
            if (!recall && !code.equals("TOLD") && words.isEmpty()) {
                in.error("words", "知らせないわけ、または代わりの措置を書いてください。");
            }
            return outcome(
                    in,
                    id,
                    () -> recall
                            ? incidents.recall(viewer, id, code, on, words)
                            : incidents.notice(viewer, id, code, on, words),
                    "code");
        });
    }

    // ---- the report

    @GetMapping(PATH + "/{id}/report/edit")
    Screen edit(Viewer.Staff viewer, @PathVariable UUID id) {
        return edit(viewer, id, forms.open(viewer, editable(viewer, id).current()));
    }

    private Screen edit(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            forReport(viewer, id);
            List<FormField> fields = new ArrayList<>();
            fields.add(FormField.brief("persons", "何人分か").hint("分かれば。数字で"));
            fields.add(FormField.radios("sensitive", "要配慮の情報", sensitive()).must());
            ITEMS.forEach((name, label) -> fields.add(FormField.block(name, label)));
            return new FormPage(
                            "報告書の項目を書く",
                            "速報では、分かっていることだけで足ります。" + NAMELESS,
                            Incidents.path(id) + "/report",
                            "保存する",
                            Incidents.path(id),
                            fields,
                            form)
                    .screen();
        });
    }

    private Incidents.Opened forReport(Viewer.Staff viewer, UUID id) {
        Incidents.Opened opened = incidents.read(viewer, id);
        if (!opened.officer() || opened.hasEnded()) {
            throw new NotVisible();
        }
        return opened;
    }

    @PostMapping(PATH + "/{id}/report")
    Object write(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> edit(viewer, id, again),
                in -> {
                    forReport(viewer, id);
                    Integer persons = in.number("persons", 0, MOST_PERSONS);
                    String sensitive = in.code("sensitive", Option.values(sensitive()));
                    if (sensitive.isEmpty()) {
                        in.error("sensitive", "どれかを選んでください。");
                    }
                    IncidentStore.Report report = new IncidentStore.Report(
                            persons,
                            sensitive,
                            in.block("outline", 4000),
                            in.block("dataItems", 4000),
                            in.block("personWords", 4000),
                            in.block("cause", 4000),
                            in.block("harm", 4000),
                            in.block("response", 4000),
                            in.block("publication", 4000),
                            in.block("prevention", 4000),
                            in.block("other", 4000));
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    incidents.write(viewer, id, report, in.version());
                    return new Outcome.Done(Incidents.path(id), "報告書の項目を保存しました。");
                },
                editable(viewer, id));
    }

    private Editable editable(Viewer.Staff viewer, UUID id) {
        return new Editable() {
            @Override
            public Opened current() {
                IncidentStore.Incident incident = forReport(viewer, id).incident();
                Map<String, List<String>> values = new LinkedHashMap<>();
                IncidentStore.Report report = incident.report();
                values.put("persons", report.howMany() == null ? List.of() : List.of("" + report.howMany()));
                values.put("sensitive", List.of(report.sensitive()));
                texts(report).forEach((name, text) -> values.put(name, List.of(text)));
                return new Opened(
                        incident.version(),
                        values,
                        "報告書の項目",
                        incident.changer(),
                        When.of(incident.changedAt(), clock.getZone()),
                        Incidents.path(id));
            }

            @Override
            public Map<String, String> labels() {
                Map<String, String> labels = new LinkedHashMap<>();
                labels.put("persons", "何人分か");
                labels.put("sensitive", "要配慮の情報");
                labels.putAll(ITEMS);
                return labels;
            }

            @Override
            public Set<String> joinable() {
                return ITEMS.keySet();
            }

            @Override
            public String words(String name, List<String> values) {
                return name.equals("sensitive") && !values.isEmpty()
                        ? sensitive(values.getFirst())
                        : String.join("、", values);
            }
        };
    }

    private static Map<String, String> texts(IncidentStore.Report report) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("outline", report.outline());
        texts.put("dataItems", report.dataItems());
        texts.put("personWords", report.personWords());
        texts.put("cause", report.cause());
        texts.put("harm", report.harm());
        texts.put("response", report.response());
        texts.put("publication", report.publication());
        texts.put("prevention", report.prevention());
        texts.put("other", report.other());
        return texts;
    }

    @GetMapping(PATH + "/{id}/report.pdf")
    ResponseEntity<byte[]> print(SignedIn me, @PathVariable UUID id) {
        Viewer.Staff viewer = me.viewer();
        Incidents.Opened opened = incidents.print(viewer, id);
        IncidentStore.Incident incident = opened.incident();
        List<IncidentSheet.Item> items = new ArrayList<>();
        items.add(new IncidentSheet.Item("種類", kind(incident)));
        items.add(new IncidentSheet.Item("本人の数", persons(incident.report().howMany())));
        items.add(new IncidentSheet.Item("要配慮の情報", sensitive(incident.report().sensitive())));
        texts(incident.report())
                .forEach((name, text) -> items.add(
                        new IncidentSheet.Item(ITEMS.getOrDefault(name, name), text.isEmpty() ? "（分かりしだい報告）" : text)));
        IncidentSheet sheet = new IncidentSheet(
                opened.state().compareTo(IncidentFlow.State.FULL_DUE) < 0 ? "速報" : "確報",
                number(incident),
                Wareki.format(incident.knownOn()),
                incident.agencyName(),
                items);
        return sheets.pdf(
                        "privacy/incident/sheet",
                        sheet.frame(me.foot(ZonedDateTime.now(clock)) + " 印刷"),
                        sheet,
                        new FileName("rouei-houkoku", LocalDate.now(clock), null))
                .answer();
    }
}
