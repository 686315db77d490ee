package kasane.collaboration.information;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kasane.access.Agencies;
import kasane.access.Told;
import kasane.access.ToldFields;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.Cases;
import kasane.casework.Coverage;
import kasane.collaboration.InformationFlow;
import kasane.collaboration.InformationRequests;
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
import kasane.shared.Id;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.Texts;
import kasane.shared.Wareki;
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

/** 情報収集依頼: asking, the page of one, and its answer form, which mirrors what was asked. */
@Controller
class InformationController {

    static final String TAB = "case";

    private final InformationRequests requests;
    private final Cases cases;
    private final Households households;
    private final Agencies agencies;
    private final Strips strips;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    InformationController(
            InformationRequests requests,
            Cases cases,
            Households households,
            Agencies agencies,
            Strips strips,
            Codes codes,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.requests = requests;
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

    // ---- asking

    @GetMapping("/cases/{id}/information-requests/new")
    Screen asking(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(
                viewer,
                () -> asking(
                        viewer,
                        id,
                        forms.open(
                                viewer,
                                Map.of(
                                        "persons",
                                        people(viewer, cases.own(viewer, id)).stream()
                                                .map(Option::value)
                                                .toList(),
                                        "due",
                                        List.of(Wareki.compact(requests.proposedDue(viewer)))))));
    }

    private Screen asking(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = cases.own(viewer, id);
            HouseholdId household = standing.file().household();
            audit.read(viewer, "information.form", List.of(household), Detail.NONE.item(id));
            List<Option> people = people(viewer, standing);
            List<Option> addressees = addressees(viewer, standing);
            return new FormPage(
                            "情報を集めてもらう",
                            addressees.isEmpty()
                                    ? "対象の方の同意の宛先になっている機関が、まだありません。先に、その機関を宛先にした同意をいただいてもらいます。"
                                    : "頼んだ機関だけに届きます。答えは「きょう」に出て、この画面に項目ごとに並びます。かさねを使わない機関には、印刷した紙か電話で頼み、答えを代わりに入力します。",
                            "/cases/" + id + "/information-requests",
                            "頼む",
                            "/cases/" + id,
                            List.of(
                                    FormField.radios("to", "頼む機関", addressees).must(),
                                    FormField.checkboxes("persons", "だれのこと", people)
                                            .must(),
                                    FormField.checkboxes("topics", "知りたい項目", options(viewer, "information-topic"))
                                            .must(),
                                    FormField.block("words", "何を、なぜ")
                                            .must()
                                            .hint("例：通院のようすと飲み薬。家計の立て直しを、体調に合わせて進めるため。"),
                                    FormField.date("due", "いつまでに").must()),
                            form)
                    .screen()
                    .with(strips.of(viewer, household, TAB));
        });
    }

    /** 対象者 whom the viewer sees. */
    private List<Option> people(Viewer.Staff viewer, Cases.Standing standing) {
        Set<PersonId> persons = cases.persons(viewer, standing.file().id());
        return households.members(viewer, standing.file().household()).stream()
                .filter(member -> persons.contains(member.person()))
                .map(member -> new Option(
                        member.person().value().toString(), member.name().full(), member.ageLabel()))
                .toList();
    }

    /** Whom the consents cover, at least for one of the persons. */
    private List<Option> addressees(Viewer.Staff viewer, Cases.Standing standing) {
        Set<PersonId> persons = cases.persons(viewer, standing.file().id());
        Coverage coverage = cases.coverage(viewer, standing.file().household());
        return agencies.list(viewer).stream()
                .filter(agency -> !agency.id().equals(viewer.agency()) && coverage.coversAny(agency.id(), persons))
                .map(agency -> new Option(
                        agency.id().value().toString(),
                        agency.name(),
                        (agency.onPaper() ? "紙か電話で頼みます。" : "")
                                + (coverage.coversAll(agency.id(), persons) ? agency.does() : "同意のある人のことだけを頼めます")))
                .toList();
    }

    private List<Option> options(Viewer.Staff viewer, String list) {
        return codes.list(list, db.today(viewer)).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    @PostMapping("/cases/{id}/information-requests")
    Object ask(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> asking(viewer, id, again), in -> {
            Cases.Standing standing = cases.own(viewer, id);
            String to = in.code("to", Option.values(addressees(viewer, standing)));
            if (to.isEmpty()) {
                in.error("to", "頼む機関を選んでください。");
            }
            Set<PersonId> persons = in.codes("persons", Option.values(people(viewer, standing))).stream()
                    .map(person -> new PersonId(UUID.fromString(person)))
                    .collect(Collectors.toSet());
            if (persons.isEmpty()) {
                in.error("persons", "だれのことかを1人以上選んでください。");
            }
            List<String> topics = in.codes("topics", Option.values(options(viewer, "information-topic")));
            if (topics.isEmpty()) {
                in.error("topics", "知りたい項目を1つ以上選んでください。");
            }
            String words = in.requiredBlock("words", "何を、なぜ", 2000);
            LocalDate due = in.requiredDate("due", "いつまでに", db.today(viewer));
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<UUID> asked = requests.ask(
                    viewer,
                    new InformationRequests.NewRequest(
                            id, persons, new AgencyId(Integer.valueOf(to)), topics, words, due));
            return Outcome.of(asked, field(asked), "頼みました。答えは「きょう」に出ます。", made -> "/information-requests/" + made);
        });
    }

    private static String field(Decision<?> decision) {
        return decision instanceof Decision.Refused<?>(Reason reason)
                        && reason.key().equals("collaboration.refused.due-past")
                ? "due"
                : "to";
    }

    // ---- one request

    @GetMapping("/information-requests/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, id, forms.button());
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            InformationRequests.Opened opened = requests.find(viewer, id);
            audit.read(viewer, "information.page", subjects(opened), Detail.NONE.item(id));
            Screen screen = Screen.form("collaboration/information/page", "情報収集の依頼", shown(viewer, opened, form), form);
            return strips.find(viewer, opened.request().household(), TAB)
                    .map(screen::with)
                    .orElse(screen);
        });
    }

    private static List<Id> subjects(InformationRequests.Opened opened) {
        List<Id> subjects = new ArrayList<>(List.of(opened.request().household()));
        subjects.addAll(opened.request().persons());
        return subjects;
    }

    private InformationPages.One shown(Viewer.Staff viewer, InformationRequests.Opened opened, FormView form) {
        InformationRequests.Request request = opened.request();
        LocalDate due = InformationFlow.FLOW.hasEnded(opened.state()) ? null : opened.due();
        List<Member> members = households.members(viewer, request.household());
        return new InformationPages.One(
                form,
                "/cases/" + request.caseId(),
                !members.isEmpty() || opened.side() == InformationFlow.Side.ASKER,
                tone(opened),
                Texts.text("collaboration.information-state." + opened.state()),
                opened.state() == InformationFlow.State.ASKED ? "答える期限" : "確認する期限",
                due == null ? "" : Wareki.formatWithWeekday(due),
                due != null && due.isBefore(db.today(viewer)),
                members.stream()
                        .filter(member -> request.persons().contains(member.person()))
                        .map(member -> member.name().called())
                        .collect(Collectors.joining("、")),
                request.words(),
                !opened.parts().isEmpty(),
                request.topics().stream().map(topic -> topic(opened, topic)).toList(),
                request.fromName(),
                request.fromPhone(),
                request.writer(),
                request.toName(),
                request.toPhone(),
                When.of(request.askedAt(), clock.getZone()),
                opened.steps().reversed().stream()
                        .map(step -> new InformationPages.Step(
                                When.of(step.at(), clock.getZone()),
                                Texts.text("collaboration.information-step." + step.kind()),
                                step.told() == null
                                        ? step.agency() + "　" + step.staff()
                                        : request.toName() + "　"
                                                + step.told().sentence(step.agency() + "　" + step.staff()),
                                step.words()))
                        .toList(),
                actions(opened));
    }

    private InformationPages.Topic topic(InformationRequests.Opened opened, String topic) {
        Optional<InformationRequests.Part> part =
                opened.parts().stream().filter(one -> one.topic().equals(topic)).findFirst();
        return new InformationPages.Topic(
                codes.label("information-topic", topic, opened.request().topicEdition()),
                part.map(InformationRequests.Part::words).orElse(""),
                part.map(one -> codes.label("information-source", one.source(), one.sourceEdition()))
                        .orElse(""));
    }

    private static Tone tone(InformationRequests.Opened opened) {
        return switch (opened.state()) {
            case ASKED -> opened.side() == InformationFlow.Side.ADDRESSEE ? Tone.ACTIVE : Tone.WAITING;
            case ANSWERED -> opened.side() == InformationFlow.Side.ASKER ? Tone.ACTIVE : Tone.DONE;
            case REFUSED -> Tone.CAUTION;
            case READ -> Tone.DONE;
            case WITHDRAWN -> Tone.ENDED;
        };
    }

    private static List<InformationPages.Action> actions(InformationRequests.Opened opened) {
        String href = "/information-requests/" + opened.request().id();
        return opened.open().stream()
                .map(step -> switch (step) {
                    case ANSWER ->
                        new InformationPages.Action(
                                opened.keysIn() ? "答えを入力する" : "答える", href + "/answer/new", false, true);
                    case CANNOT ->
                        new InformationPages.Action(
                                opened.keysIn() ? "対応できないと聞いた" : "対応できない", href + "/refusal/new", false, false);
                    case READ -> new InformationPages.Action("確認した", href + "/reading", true, true);
                    case WITHDRAW -> new InformationPages.Action("取り下げる", href + "/withdrawal", true, false);
                })
                .toList();
    }

    // ---- answering

    /** Only whoever was asked has a form to answer, or whoever keys in what an agency without accounts answered. */
    private InformationRequests.Opened asked(Viewer.Staff viewer, UUID id) {
        InformationRequests.Opened opened = requests.find(viewer, id);
        if (opened.side() != InformationFlow.Side.ADDRESSEE && !opened.keysIn()) {
            throw new NotVisible();
        }
        return opened;
    }

    private List<FormField> told(InformationRequests.Opened opened) {
        return opened.keysIn() ? ToldFields.fields() : List.of();
    }

    private @Nullable Told told(Viewer.Staff viewer, InformationRequests.Opened opened, Reading in) {
        return opened.keysIn()
                ? ToldFields.read(
                        in, LocalDate.ofInstant(opened.request().askedAt(), clock.getZone()), db.today(viewer))
                : null;
    }

    @GetMapping("/information-requests/{id}/answer/new")
    Screen answering(Viewer.Staff viewer, @PathVariable UUID id) {
        return answering(viewer, id, opening(viewer, id));
    }

    /** The day on which something was told is today until somebody says otherwise. */
    private FormView opening(Viewer.Staff viewer, UUID id) {
        return db.transact(
                viewer,
                () -> asked(viewer, id).keysIn()
                        ? forms.open(viewer, Map.of("toldOn", List.of(Wareki.compact(db.today(viewer)))))
                        : forms.open(viewer));
    }

    private Screen answering(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            InformationRequests.Opened opened = asked(viewer, id);
            audit.read(viewer, "information.answer-form", subjects(opened), Detail.NONE.item(id));
            InformationRequests.Request request = opened.request();
            List<FormField> fields = new ArrayList<>(told(opened));
            List<Option> sources = options(viewer, "information-source");
            for (String topic : request.topics()) {
                String label = codes.label("information-topic", topic, request.topicEdition());
                fields.add(FormField.block("words-" + topic, label));
                fields.add(FormField.radios("source-" + topic, label + "のもと", sources));
            }
            return new FormPage(
                            opened.keysIn() ? request.toName() + "の答え" : "情報収集に答える",
                            opened.keysIn()
                                    ? "紙や電話のとおりに、代わりに入力します。分からないと言われた項目は、空けておきます。"
                                    : request.fromName() + "の知りたいこと：" + request.words() + "　分からない項目は、空けておきます。",
                            "/information-requests/" + id + "/answer",
                            opened.keysIn() ? "入力する" : "回答を送る",
                            "/information-requests/" + id,
                            fields,
                            form)
                    .screen()
                    .with(strips.of(viewer, request.household(), TAB));
        });
    }

    @PostMapping("/information-requests/{id}/answer")
    Object answer(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> answering(viewer, id, again), in -> {
            InformationRequests.Opened opened = asked(viewer, id);
            Told told = told(viewer, opened, in);
            List<InformationRequests.Part> parts = parts(viewer, opened.request(), in);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            requests.answer(viewer, id, parts, told),
                            "words-" + opened.request().topics().getFirst(),
                            told == null ? "回答を送りました。" : "代わりに入力しました。",
                            done -> "/information-requests/" + id);
        });
    }

    private List<InformationRequests.Part> parts(Viewer.Staff viewer, InformationRequests.Request request, Reading in) {
        Set<String> sources = Option.values(options(viewer, "information-source"));
        int edition = codes.edition("information-source", db.today(viewer));
        List<InformationRequests.Part> parts = new ArrayList<>();
        for (String topic : request.topics()) {
            String words = in.block("words-" + topic, 4000);
            String source = in.code("source-" + topic, sources);
            if (words.isBlank()) {
                continue;
            }
            if (source.isEmpty()) {
                in.error(
                        "source-" + topic,
                        codes.label("information-topic", topic, request.topicEdition()) + "のもとを選んでください。");
            }
            parts.add(new InformationRequests.Part(topic, words, source, edition));
        }
        return parts;
    }

    @GetMapping("/information-requests/{id}/refusal/new")
    Screen refusing(Viewer.Staff viewer, @PathVariable UUID id) {
        return refusing(viewer, id, opening(viewer, id));
    }

    private Screen refusing(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            InformationRequests.Opened opened = asked(viewer, id);
            audit.read(viewer, "information.refusal-form", subjects(opened), Detail.NONE.item(id));
            return new FormPage(
                            opened.keysIn() ? "対応できないと聞いた" : "対応できない",
                            opened.keysIn()
                                    ? "紙や電話のとおりに、代わりに入力します。"
                                    : opened.request().fromName() + "へ返します。",
                            "/information-requests/" + id + "/refusal",
                            opened.keysIn() ? "入力する" : "対応不可として返す",
                            "/information-requests/" + id,
                            Stream.concat(
                                            told(opened).stream(),
                                            Stream.of(FormField.block("words", "理由")
                                                    .must()
                                                    .hint("ほかに知っていそうな機関も書きます。")))
                                    .toList(),
                            form)
                    .screen()
                    .with(strips.of(viewer, opened.request().household(), TAB));
        });
    }

    @PostMapping("/information-requests/{id}/refusal")
    Object refuse(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> refusing(viewer, id, again), in -> {
            Told told = told(viewer, asked(viewer, id), in);
            String words = in.requiredBlock("words", "理由", 2000);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            requests.step(viewer, id, InformationFlow.Step.CANNOT, words, told),
                            "words",
                            told == null ? "対応不可として返しました。" : "代わりに入力しました。",
                            done -> "/information-requests/" + id);
        });
    }

    // ---- what the asker does with it

    @PostMapping("/information-requests/{id}/reading")
    Object read(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return taken(viewer, id, form, InformationFlow.Step.READ, "確認しました。");
    }

    @PostMapping("/information-requests/{id}/withdrawal")
    Object withdraw(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return taken(viewer, id, form, InformationFlow.Step.WITHDRAW, "取り下げました。");
    }

    private Object taken(Viewer.Staff viewer, UUID id, Submission form, InformationFlow.Step step, String done) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(
                        requests.step(viewer, id, step, ""), "next", done, taken -> "/information-requests/" + taken));
    }
}
