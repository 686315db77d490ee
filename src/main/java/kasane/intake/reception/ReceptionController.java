package kasane.intake.reception;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.casework.Done;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.files.Attachments;
import kasane.files.FilesPart;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.intake.Caller;
import kasane.intake.Consultations;
import kasane.intake.Consultations.About;
import kasane.intake.Consultations.Consultation;
import kasane.intake.Consultations.NewConsultation;
import kasane.intake.Guide;
import kasane.intake.Informants;
import kasane.intake.Issues;
import kasane.intake.PassingFlow;
import kasane.intake.Passings;
import kasane.intake.PhoneNotes;
import kasane.intake.Urgency;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.Names;
import kasane.register.PersonDetails;
import kasane.register.PersonName;
import kasane.settings.Codes;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.Page;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.shared.StaffId;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.sharing.Audience;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** 相談: receiving it, the agency's list, and one consultation with what became of it. */
@Controller
class ReceptionController {

    private static final int ON_A_PAGE = 30;
    private static final int HITS = 12;
    private static final String NONE_OF_THEM = "none";

    private final Consultations consultations;
    private final Passings passings;
    private final PhoneNotes notes;
    private final Informants informants;
    private final Households households;
    private final Names names;
    private final Agencies agencies;
    private final Attachments attachments;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    ReceptionController(
            Consultations consultations,
            Passings passings,
            PhoneNotes notes,
            Informants informants,
            Households households,
            Names names,
            Agencies agencies,
            Attachments attachments,
            Codes codes,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.consultations = consultations;
        this.passings = passings;
        this.notes = notes;
        this.informants = informants;
        this.households = households;
        this.names = names;
        this.agencies = agencies;
        this.attachments = attachments;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    // ---- 相談を受ける

    @GetMapping("/consultations/new")
    Screen form(
            Viewer.Staff viewer,
            @RequestParam(required = false) @Nullable UUID household,
            @RequestParam(required = false) @Nullable UUID note,
            @RequestParam(defaultValue = "") String from) {
        return db.transact(viewer, () -> {
            Map<String, List<String>> start = new HashMap<>();
            start.put("doneOn", List.of(Wareki.compact(db.today(viewer))));
            start.put("urgency", List.of(Urgency.ORDINARY.name()));
            start.put("audience", List.of(Audience.OWN.name()));
            start.put("secrecy", List.of(Caller.Wish.NOT_ASKED.name()));
            if (from.equals("neighbour")) {
                start.put("caller", List.of(Caller.NEIGHBOUR.name()));
                start.put("route", List.of("05"));
            }
            if (household != null) {
                start.put("household", List.of(household.toString()));
            }
            if (note != null) {
                start.putAll(fromNote(viewer, note));
            }
            return screen(viewer, forms.open(viewer, start));
        });
    }

    private Map<String, List<String>> fromNote(Viewer.Staff viewer, UUID id) {
        PhoneNotes.Opened opened = notes.read(viewer, id);
        if (!opened.note().open()) {
            throw new NotVisible();
        }
        Done done = new Done(opened.note().writtenAt(), true);
        Map<String, List<String>> start = new HashMap<>();
        start.put("note", List.of(id.toString()));
        start.put("story", List.of(opened.note().text()));
        start.put("channel", List.of("PHONE"));
        start.put("doneOn", List.of(done.day(zone())));
        start.put("doneTime", List.of(done.time(zone())));
        opened.informant().ifPresent(informant -> {
            start.put("informantName", List.of(informant.named().name()));
            start.put("informantPhone", List.of(informant.named().phone()));
            start.put("secrecy", List.of((informant.hidden() ? Caller.Wish.HIDE : Caller.Wish.NOT_ASKED).name()));
        });
        return start;
    }

    /** Looks a name up without leaving the form: everything typed stays. */
    @PostMapping("/consultations/search")
    Object search(Viewer.Staff viewer, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> db.transact(viewer, () -> screen(viewer, again)),
                in -> new Outcome.Invalid(Map.of()));
    }

    @PostMapping("/consultations")
    Object receive(Viewer.Staff viewer, Submission form) {
        return forms.submit(viewer, form, again -> db.transact(viewer, () -> screen(viewer, again)), in -> {
            NewConsultation told = read(viewer, in);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            consultations.receive(viewer, told),
                            told.audience() == Audience.OWN ? "note" : "audience",
                            "相談を記録しました。",
                            id -> "/consultations/" + id);
        });
    }

    private NewConsultation read(Viewer.Staff viewer, Reading in) {
        LocalDate today = db.today(viewer);
        About about = about(viewer, in);
        Done done = done(viewer, in, "doneOn", "受けた日", "doneTime");
        String channel = requiredCode(in, "channel", "受け方", "channel", today);
        String route = in.code("route", codesOf("route", today));
        Caller caller = in.requiredChoice("caller", "連絡してきた人", Caller.class, Caller.SELF);
        Informants.Named informant = new Informants.Named(
                in.line("informantName", 80), in.phone("informantPhone"), in.line("informantRelation", 80));
        Caller.Wish secrecy = in.requiredChoice("secrecy", "名前のあつかい", Caller.Wish.class, Caller.Wish.NOT_ASKED);
        Set<String> offered = codesOf("issue", today);
        Issues issues = switch (Issues.of(in.codes("issues", offered), in.code("main", offered))) {
            case Decision.Allowed<Issues>(Issues value) -> value;
            case Decision.Refused<Issues>(var reason) -> {
                in.error("issues", reason);
                yield new Issues(List.of("-"), "-");
            }
        };
        String story = in.requiredBlock("story", "聞いたこと", 8000);
        Audience audience = in.requiredChoice("audience", "読める人", Audience.class, Audience.OWN);
        if (audience != Audience.OWN && audience != Audience.TEAM) {
            in.error("audience", "選択肢の中から選んでください。");
        }
        return new NewConsultation(
                about,
                done,
                channel,
                route,
                caller,
                informant,
                secrecy,
                issues,
                story,
                in.block("impression", 4000),
                in.block("wish", 2000),
                in.requiredChoice("urgency", "急ぎ", Urgency.class, Urgency.ORDINARY),
                in.codes("dangers", codesOf("danger", today)),
                audience,
                in.code("outcome", codesOf("consultation-outcome", today)),
                in.key("note"));
    }

    private About about(Viewer.Staff viewer, Reading in) {
        String chosen = in.form().raw("household");
        if (!chosen.isEmpty() && !chosen.equals(NONE_OF_THEM)) {
            Optional<UUID> household = Ids.parse(chosen);
            if (household.isEmpty()) {
                in.error("household", "選択肢の中から選んでください。");
                return new About.Unknown("");
            }
            HouseholdId known =
                    households.findOwn(viewer, new HouseholdId(household.get())).id();
            List<String> persons = in.codes(
                    "persons",
                    households.members(viewer, known).stream()
                            .map(member -> member.person().value().toString())
                            .collect(Collectors.toSet()));
            return new About.Known(
                    known,
                    persons.stream()
                            .map(id -> new PersonId(UUID.fromString(id)))
                            .toList());
        }
        PersonName name = PersonName.of(
                in.line("family", 40), in.line("given", 40), in.line("familyKana", 40), in.line("givenKana", 40));
        PartialDate birth = in.partialDate("birth");
        String words = in.line("aboutWords", 200);
        if (name.isEmpty()) {
            return new About.Unknown(words);
        }
        String label = name.family().isEmpty() ? name.full() : name.family();
        return new About.New(new Households.NewHousehold(
                label, words, List.of(Households.NewMember.of(PersonDetails.of(name, "", birth), ""))));
    }

    private Screen screen(Viewer.Staff viewer, FormView form) {
        LocalDate today = db.today(viewer);
        List<Agencies.Agency> all = agencies.list(viewer);
        ReceptionPages.Known known = known(viewer, form);
        boolean searched = known == null && !form.value("find").isBlank();
        List<Option> found = searched ? found(viewer, form.value("find")) : List.of();
        audit.read(viewer, "consultation.form", known == null ? List.of() : List.of(household(form)));
        ReceptionPages.Form page = new ReceptionPages.Form(
                form,
                known,
                form.value("note").isEmpty() ? null : "電話メモから書いています。メモの文はそのまま残ります。",
                searched,
                found,
                options("channel", today),
                options("route", today),
                Arrays.stream(Caller.values())
                        .map(c -> Option.of(c.name(), c.label()))
                        .toList(),
                List.of(
                        new Option(Caller.Wish.HIDE.name(), "伏せる", "書いた人だけが見られます。同じ機関の人にも見えません。"),
                        Option.of(Caller.Wish.MAY_BE_KNOWN.name(), "自機関の中では見てよい"),
                        new Option(Caller.Wish.NOT_ASKED.name(), "聞いていない", "近隣・知人と匿名の方は伏せます。")),
                codes.list("issue", today).stream()
                        .map(code -> Option.of(code.code(), code.shortLabel()))
                        .toList(),
                dangers(viewer, codes.list("danger", today), all),
                Arrays.stream(Urgency.values())
                        .map(u -> Option.of(u.name(), u.label()))
                        .toList(),
                List.of(
                        new Option(Audience.OWN.name(), "自機関だけ", "ほかの機関には、あることも見えません。"),
                        new Option(Audience.TEAM.name(), "支援チームにも見せる", "この世帯の生活歴・課題を見る根拠のある機関が読めます。")),
                options("consultation-outcome", today),
                guide(viewer, all, today));
        return Screen.form("intake/reception/form", "相談を受ける", page, form);
    }

    private static HouseholdId household(FormView form) {
        return new HouseholdId(Ids.parse(form.value("household")).orElseThrow(NotVisible::new));
    }

    private ReceptionPages.@Nullable Known known(Viewer.Staff viewer, FormView form) {
        String chosen = form.value("household");
        if (chosen.isEmpty() || chosen.equals(NONE_OF_THEM) || Ids.parse(chosen).isEmpty()) {
            return null;
        }
        Households.Household found = households.findOwn(viewer, household(form));
        return new ReceptionPages.Known(
                found.title(),
                "/households/" + found.id().value(),
                households.members(viewer, found.id()).stream()
                        .filter(Member::isCurrent)
                        .map(member -> new Option(
                                member.person().value().toString(),
                                member.name().full(),
                                member.ageLabel()))
                        .toList());
    }

    /** Households of the own agency under a name; each once, with whom of it the name is. */
    private List<Option> found(Viewer.Staff viewer, String typed) {
        Map<HouseholdId, List<Names.Hit>> hits = names.search(viewer, typed, HITS).stream()
                .collect(Collectors.groupingBy(Names.Hit::householdId, LinkedHashMap::new, Collectors.toList()));
        List<Option> found = new ArrayList<>();
        hits.forEach((household, persons) -> {
            if (isOwn(viewer, household)) {
                found.add(new Option(
                        household.value().toString(),
                        persons.getFirst().household(),
                        persons.stream()
                                .map(hit -> hit.name().full()
                                        + hit.age()
                                                .map(age -> "　" + age.label())
                                                .orElse(""))
                                .collect(Collectors.joining("、"))));
            }
        });
        return found;
    }

    private boolean isOwn(Viewer.Staff viewer, HouseholdId household) {
        try {
            return households.find(viewer, household).owner().equals(viewer.agency());
        } catch (NotVisible hidden) {
            return false;
        }
    }

    private List<ReceptionPages.Danger> dangers(
            Viewer.Staff viewer, List<Codes.Code> chosen, List<Agencies.Agency> all) {
        Map<String, Consultations.Road> roads = consultations.roads(viewer);
        return chosen.stream()
                .map(code -> danger(viewer, code.code(), code.label(), roads.get(code.code()), all))
                .toList();
    }

    private static ReceptionPages.Danger danger(
            Viewer.Staff viewer,
            String code,
            String label,
            Consultations.@Nullable Road road,
            List<Agencies.Agency> all) {
        if (road == null) {
            return new ReceptionPages.Danger(code, label, "", "", "", "");
        }
        String agency = all.stream()
                .filter(one -> one.kind().equals(road.agencyKind()))
                .map(one -> one.id().equals(viewer.agency()) ? "この機関が受付の窓口です" : one.name() + "　" + one.phone())
                .collect(Collectors.joining("、"));
        return new ReceptionPages.Danger(code, label, road.duty(), road.law(), road.call(), agency);
    }

    /** All agencies with the issues they take, the specialists first. */
    private List<ReceptionPages.GuideLine> guide(Viewer.Staff viewer, List<Agencies.Agency> all, LocalDate today) {
        Map<String, String> labels = labels(today);
        return consultations.guide(viewer, List.copyOf(labels.keySet()), all).suggestions().stream()
                .sorted(Comparator.comparingInt(s -> s.agency().fields().size()))
                .map(suggestion -> line(suggestion, labels))
                .toList();
    }

    private Map<String, String> labels(LocalDate today) {
        Map<String, String> labels = new LinkedHashMap<>();
        codes.list("issue", today).forEach(code -> labels.put(code.code(), code.shortLabel()));
        return labels;
    }

    private static ReceptionPages.GuideLine line(Guide.Suggestion suggestion, Map<String, String> labels) {
        Agencies.Agency agency = suggestion.agency();
        return new ReceptionPages.GuideLine(
                agency.name(),
                agency.phone(),
                suggestion.issues().stream()
                        .map(issue -> labels.getOrDefault(issue, ""))
                        .collect(Collectors.joining("、")),
                agency.does(),
                agency.doesNot());
    }

    // ---- 一覧

    @GetMapping("/consultations")
    Screen list(
            Viewer.Staff viewer,
            @RequestParam(defaultValue = "open") String show,
            @RequestParam(defaultValue = "") String before) {
        boolean open = !show.equals("all");
        boolean mine = show.equals("mine");
        int cut = before.indexOf('_');
        Instant at = cut < 0 ? null : instant(before.substring(0, cut));
        UUID after = cut < 0 ? null : Ids.parse(before.substring(cut + 1)).orElse(null);
        boolean placed = at != null && after != null;
        return db.transact(viewer, () -> {
            Page<Consultations.Line> page = Page.of(
                    consultations.list(viewer, open, mine, placed ? at : null, placed ? after : null, ON_A_PAGE + 1),
                    ON_A_PAGE,
                    last -> last.done().at() + "_" + last.id());
            List<PhoneNotes.PhoneNote> waiting = placed ? List.of() : notes.open(viewer);
            audit.read(
                    viewer,
                    "phone-note.list",
                    waiting.stream().map(PhoneNotes.PhoneNote::household).toList());
            return Screen.of(
                    "intake/reception/list",
                    "相談",
                    new ReceptionPages.Listed(
                            List.of(
                                    new ReceptionPages.Filter("結果がまだの相談", "/consultations", open && !mine),
                                    new ReceptionPages.Filter("わたしが担当の相談", "/consultations?show=mine", mine),
                                    new ReceptionPages.Filter("すべて", "/consultations?show=all", !open)),
                            waiting.stream()
                                    .map(note -> new ReceptionPages.Note(
                                            "/phone-notes/" + note.id(),
                                            moment(note.writtenAt()),
                                            note.text(),
                                            note.writer()))
                                    .toList(),
                            page.rows().stream().map(this::line).toList(),
                            page.nextKey() == null
                                    ? null
                                    : "/consultations?show=" + (mine ? "mine" : open ? "open" : "all") + "&before="
                                            + page.nextKey()));
        });
    }

    private ReceptionPages.Line line(Consultations.Line line) {
        String household = line.household();
        return new ReceptionPages.Line(
                "/consultations/" + line.id(),
                line.done().text(zone()),
                household != null ? household : line.about().isEmpty() ? "まだわからない方" : line.about(),
                line.mainIssue(),
                line.story(),
                line.urgency().tone(),
                line.urgency().label(),
                line.danger(),
                line.outcome(),
                line.writer());
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (java.time.DateTimeException e) {
            return null;
        }
    }

    // ---- 一つの相談

    @GetMapping("/consultations/{id}")
    Screen one(Viewer.Staff viewer, @PathVariable UUID id, @RequestParam(defaultValue = "") String find) {
        return one(viewer, id, Shown.nothing(find));
    }

    /** The forms of the page; the one that was sent comes back as it was typed. */
    private record Shown(
            String find,
            @Nullable FormView files,
            @Nullable FormView bind,
            @Nullable FormView call,
            @Nullable FormView outcome,
            @Nullable FormView pass,
            @Nullable FormView giveBack) {
        static Shown nothing(String find) {
            return new Shown(find, null, null, null, null, null, null);
        }

        FormView refused(FormView otherwise) {
            for (FormView form : Arrays.asList(files, bind, call, outcome, pass, giveBack)) {
                if (form != null) {
                    return form;
                }
            }
            return otherwise;
        }
    }

    private Screen one(Viewer.Staff viewer, UUID id, Shown shown) {
        return db.transact(viewer, () -> {
            Consultations.Opened opened = consultations.read(viewer, id);
            Consultation c = opened.consultation();
            boolean own = c.owner().equals(viewer.agency());
            List<Agencies.Agency> all = agencies.list(viewer);
            Guide guide = consultations.guide(viewer, c.issues(), all);
            LocalDate today = db.today(viewer);
            Map<String, String> labels = labels(today);
            String find = shown.bind() == null ? shown.find() : shown.bind().value("find");
            Instant decided = c.outcomeAt();
            ReceptionPages.One page = new ReceptionPages.One(
                    id.toString(),
                    c.done().text(zone()),
                    moment(c.writtenAt()),
                    c.writer(),
                    c.agency(),
                    c.route().isEmpty() ? c.channel() : c.channel() + "　" + c.route(),
                    c.caller().label(),
                    c.callerHidden(),
                    opened.informant().map(i -> informant(viewer, i)).orElse(null),
                    c.about(),
                    opened.bindings().stream().map(this::bound).toList(),
                    issues(c),
                    c.story(),
                    c.wish(),
                    c.impression(),
                    c.noteText().equals(c.story()) ? "" : c.noteText(),
                    c.urgency().tone(),
                    c.urgency().label(),
                    c.audience() == Audience.TEAM,
                    c.dangers().isEmpty() ? List.of() : chosenDangers(viewer, c, all),
                    opened.calls().stream()
                            .map(call -> moment(call.at()) + "　" + call.to()
                                    + (call.answer().isEmpty() ? "" : "「" + call.answer() + "」") + "　" + call.by())
                            .toList(),
                    c.outcomeWords(),
                    c.outcomeNote(),
                    decided == null ? "" : moment(decided) + "　" + c.decider(),
                    own,
                    guide.suggestions().stream().map(s -> line(s, labels)).toList(),
                    guide.signs().stream()
                            .map(sign -> Texts.text("intake.sign." + sign.name()))
                            .toList(),
                    forms.button(),
                    Optional.ofNullable(shown.bind()).orElseGet(forms::button),
                    Optional.ofNullable(shown.call()).orElseGet(() -> now(viewer)),
                    Optional.ofNullable(shown.outcome()).orElseGet(() -> outcome(c)),
                    options("consultation-outcome", today),
                    own && !find.isBlank() ? found(viewer, find) : List.of(),
                    own
                            ? keeping(
                                    viewer,
                                    c,
                                    opened.informant()
                                            .filter(Informants.Informant::hidden)
                                            .isPresent(),
                                    shown)
                            : null,
                    FilesPart.of(
                            attachments.of(viewer, id),
                            viewer.agency(),
                            Optional.ofNullable(shown.files()).orElseGet(forms::button),
                            "/consultations/" + id + "/files",
                            own,
                            clock));
            return Screen.form("intake/reception/one", "相談", page, shown.refused(page.button()));
        });
    }

    /** The page with what somebody asked a colleague as it was typed. */
    Screen passing(Viewer.Staff viewer, UUID id, FormView again) {
        return one(viewer, id, new Shown("", null, null, null, null, again, null));
    }

    /** The page with the reason for giving it back as it was typed. */
    Screen givingBack(Viewer.Staff viewer, UUID id, FormView again) {
        return one(viewer, id, new Shown("", null, null, null, null, null, again));
    }

    private ReceptionPages.Keeping keeping(Viewer.Staff viewer, Consultation c, boolean hidden, Shown shown) {
        List<Passings.Passing> all = passings.of(viewer, c.id());
        Optional<Passings.Passing> last = all.stream()
                .reduce((earlier, later) -> later)
                .filter(passing -> !PassingFlow.FLOW.hasEnded(passing.state()));
        boolean waiting = last.filter(passing -> passing.state() == PassingFlow.State.PASSED)
                .isPresent();
        return new ReceptionPages.Keeping(
                c.keeperName(),
                all.stream()
                        .map(passing -> new ReceptionPages.Passed(
                                moment(passing.at()) + "　" + passing.byName() + "から" + passing.toName() + "へ",
                                passing.words(),
                                Texts.text("intake.passing-state." + passing.state())
                                        + (passing.answeredAt() == null ? "" : "　" + moment(passing.answeredAt())),
                                passing.answer()))
                        .toList(),
                last.map(passing -> "/consultations/" + c.id() + "/passings/" + passing.id())
                        .orElse(null),
                Arrays.stream(PassingFlow.Step.values())
                        .filter(step -> last.filter(passing -> passing.may(viewer, step))
                                .isPresent())
                        .map(Enum::name)
                        .collect(Collectors.toSet()),
                waiting
                        ? List.of()
                        : passings.colleagues(viewer, c).stream()
                                .map(colleague -> Option.of(
                                        colleague.id().value().toString(),
                                        (colleague.name() + "　" + colleague.title()).strip()))
                                .toList(),
                hidden,
                Optional.ofNullable(shown.pass()).orElseGet(forms::button),
                Optional.ofNullable(shown.giveBack()).orElseGet(forms::button));
    }

    private FormView now(Viewer.Staff viewer) {
        FormView empty = forms.button();
        Done now = new Done(db.now(viewer), true);
        return new FormView(
                empty.id(),
                null,
                empty.csrfToken(),
                Map.of("calledOn", List.of(now.day(zone())), "calledTime", List.of(now.time(zone()))),
                Map.of(),
                null);
    }

    private FormView outcome(Consultation c) {
        FormView empty = forms.button(c.version());
        return new FormView(
                empty.id(),
                c.version(),
                empty.csrfToken(),
                Map.of("outcome", List.of(c.outcome()), "outcomeNote", List.of(c.outcomeNote())),
                Map.of(),
                null);
    }

    private List<ReceptionPages.Danger> chosenDangers(Viewer.Staff viewer, Consultation c, List<Agencies.Agency> all) {
        Map<String, Consultations.Road> roads = consultations.roads(viewer);
        List<ReceptionPages.Danger> dangers = new ArrayList<>();
        for (int i = 0; i < c.dangers().size(); i++) {
            String code = c.dangers().get(i);
            dangers.add(danger(viewer, code, c.dangerWords().get(i), roads.get(code), all));
        }
        return dangers;
    }

    private static List<ReceptionPages.Issue> issues(Consultation c) {
        List<ReceptionPages.Issue> issues = new ArrayList<>();
        for (int i = 0; i < c.issues().size(); i++) {
            issues.add(new ReceptionPages.Issue(
                    c.issueWords().get(i), c.issues().get(i).equals(c.mainIssue())));
        }
        return issues;
    }

    private ReceptionPages.Informant informant(Viewer.Staff viewer, Informants.Informant informant) {
        Informants.Named named = informant.named();
        String line = List.of(named.name(), named.relation(), named.phone()).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("　"));
        List<Option> colleagues = !informant.hidden()
                ? List.of()
                : agencies.colleagues(viewer, viewer.agency()).stream()
                        .filter(colleague -> !colleague.id().equals(viewer.staff()))
                        .map(colleague -> Option.of(
                                colleague.id().value().toString(), colleague.name() + "　" + colleague.title()))
                        .toList();
        return new ReceptionPages.Informant(line, informant.hidden(), colleagues);
    }

    private ReceptionPages.Bound bound(Consultations.Binding binding) {
        Instant ended = binding.ended();
        return new ReceptionPages.Bound(
                binding.id().toString(),
                binding.householdName() + (binding.personName().isEmpty() ? "" : "　" + binding.personName()),
                "/households/" + binding.household().value(),
                moment(binding.at()) + "　" + binding.by(),
                ended != null,
                ended == null ? "" : moment(ended) + "まで（" + binding.endReason() + "）");
    }

    @PostMapping("/consultations/{id}/bindings")
    Object bind(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer, form, again -> one(viewer, id, new Shown("", null, again, null, null, null, null)), in -> {
                    UUID household = in.key("household");
                    if (household == null) {
                        in.error("household", "世帯を選んでください。");
                        return in.invalid();
                    }
                    consultations.bind(viewer, id, new HouseholdId(household), null);
                    return new Outcome.Done("/consultations/" + id, "世帯に結びつけました。");
                });
    }

    @PostMapping("/consultations/{id}/household-search")
    Object find(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> one(viewer, id, new Shown("", null, again, null, null, null, null)),
                in -> new Outcome.Invalid(Map.of()));
    }

    @PostMapping("/consultations/{id}/bindings/{binding}/end")
    Object unbind(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID binding, Submission form) {
        return forms.submit(
                viewer, form, again -> one(viewer, id, new Shown("", null, again, null, null, null, null)), in -> {
                    consultations.unbind(viewer, id, binding, "ちがう世帯だった");
                    return new Outcome.Done("/consultations/" + id, "結びつけを外しました。");
                });
    }

    @PostMapping("/consultations/{id}/danger-calls")
    Object call(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer, form, again -> one(viewer, id, new Shown("", null, null, again, null, null, null)), in -> {
                    String to = in.requiredLine("to", "伝えた先", 100);
                    String answer = in.line("answer", 300);
                    Done when = done(viewer, in, "calledOn", "伝えた日", "calledTime");
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    consultations.recordCall(viewer, id, when, to, answer);
                    return new Outcome.Done("/consultations/" + id, "伝えたことを記録しました。");
                });
    }

    @PostMapping("/consultations/{id}/outcome")
    Object decide(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> one(viewer, id, new Shown("", null, null, null, again, null, null)),
                in -> {
                    String outcome = requiredCode(in, "outcome", "結果", "consultation-outcome", db.today(viewer));
                    String note = in.block("outcomeNote", 1000);
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    consultations.decide(viewer, id, in.version(), outcome, note);
                    return new Outcome.Done("/consultations/" + id, "結果を記録しました。");
                },
                new Deciding(viewer, id));
    }

    /** The outcome as another may have saved it meanwhile. */
    private final class Deciding implements kasane.editing.Editable {
        private final Viewer.Staff viewer;
        private final UUID id;

        Deciding(Viewer.Staff viewer, UUID id) {
            this.viewer = viewer;
            this.id = id;
        }

        @Override
        public Opened current() {
            Consultation c = consultations.own(viewer, id);
            Instant at = c.outcomeAt() == null ? c.writtenAt() : c.outcomeAt();
            return new Opened(
                    c.version(),
                    Map.of("outcome", List.of(c.outcome()), "outcomeNote", List.of(c.outcomeNote())),
                    "相談の結果",
                    c.decider().isEmpty() ? c.writer() : c.decider(),
                    moment(at),
                    "/consultations/" + id);
        }

        @Override
        public Map<String, String> labels() {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("outcome", "結果");
            labels.put("outcomeNote", "ひとこと");
            return labels;
        }

        @Override
        public Set<String> joinable() {
            return Set.of("outcomeNote");
        }
    }

    @PostMapping("/consultations/{id}/informant-readers")
    Object admit(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> one(viewer, id, Shown.nothing("")), in -> {
            Integer colleague = in.number("colleague", 1, Integer.MAX_VALUE);
            if (colleague == null) {
                return in.invalid();
            }
            Consultation c = consultations.own(viewer, id);
            informants.admit(viewer, id, c.phoneNote(), new StaffId(colleague));
            return new Outcome.Done("/consultations/" + id, "名前を見られる人を加えました。");
        });
    }

    @PostMapping("/consultations/{id}/files")
    Object attach(
            Viewer.Staff viewer,
            @PathVariable UUID id,
            Submission form,
            @RequestParam(required = false) @Nullable MultipartFile file) {
        return forms.submit(
                viewer, form, again -> one(viewer, id, new Shown("", again, null, null, null, null, null)), in -> {
                    Consultation c = consultations.own(viewer, id);
                    if (file == null
                            || String.valueOf(file.getOriginalFilename()).isEmpty()) {
                        in.error("file", Texts.text("files.refused.none"));
                        return in.invalid();
                    }
                    Decision<UUID> added = attachments.add(
                            viewer, Consultations.place(c), String.valueOf(file.getOriginalFilename()), bytes(file));
                    return Outcome.of(added, "file", "添付しました。", a -> "/consultations/" + id);
                });
    }

    // ---- 読み取り

    private Done done(Viewer.Staff viewer, Reading in, String day, String label, String time) {
        LocalDate on = in.requiredDate(day, label, db.today(viewer));
        return switch (Done.of(on, in.time(time), db.now(viewer), zone())) {
            case Decision.Allowed<Done>(Done value) -> value;
            case Decision.Refused<Done>(var reason) -> {
                in.error(day, reason);
                yield new Done(db.now(viewer), false);
            }
        };
    }

    private String requiredCode(Reading in, String field, String label, String list, LocalDate today) {
        String code = in.code(field, codesOf(list, today));
        if (code.isEmpty()) {
            in.error(field, label + "を選んでください。");
        }
        return code;
    }

    private Set<String> codesOf(String list, LocalDate today) {
        return codes.list(list, today).stream().map(Codes.Code::code).collect(Collectors.toSet());
    }

    private List<Option> options(String list, LocalDate today) {
        return codes.list(list, today).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    private String moment(Instant at) {
        return new Done(at, true).text(zone());
    }

    private ZoneId zone() {
        return clock.getZone();
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
