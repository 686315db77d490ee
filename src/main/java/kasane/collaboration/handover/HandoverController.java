package kasane.collaboration.handover;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.access.SignedIn;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.Cases;
import kasane.collaboration.HandoverFlow;
import kasane.collaboration.Handovers;
import kasane.collaboration.Handovers.Handover;
import kasane.collaboration.Handovers.Part;
import kasane.documents.FileName;
import kasane.documents.SheetFrame;
import kasane.documents.Sheets;
import kasane.editing.Editable;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.Strips;
import kasane.register.When;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.sharing.Category;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Frame;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 転出の引継書: what was agreed, writing it, printing it, and who got it. */
@Controller
class HandoverController {

    private static final String TAB = "case";
    private static final String TEMPLATE = "collaboration/handover/sheet";
    private static final int LONGEST = 2000;

    private final Handovers handovers;
    private final Cases cases;
    private final Households households;
    private final Agencies agencies;
    private final Strips strips;
    private final Sheets sheets;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    HandoverController(
            Handovers handovers,
            Cases cases,
            Households households,
            Agencies agencies,
            Strips strips,
            Sheets sheets,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.handovers = handovers;
        this.cases = cases;
        this.households = households;
        this.agencies = agencies;
        this.strips = strips;
        this.sheets = sheets;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    private static String word(String what, Enum<?> one) {
        return Texts.text("collaboration.handover." + what + "." + one.name());
    }

    // ---- what was agreed

    @GetMapping("/cases/{id}/handovers/new")
    Screen preparing(Viewer.Staff viewer, @PathVariable UUID id) {
        return preparing(
                viewer,
                id,
                forms.open(
                        viewer,
                        db.transact(viewer, () -> Map.of("agreedOn", List.of(Wareki.compact(db.today(viewer)))))));
    }

    private List<Member> members(Viewer.Staff viewer, UUID id, HouseholdId household) {
        Set<PersonId> persons = cases.persons(viewer, id);
        return households.members(viewer, household).stream()
                .filter(member -> persons.contains(member.person()))
                .toList();
    }

    private static String field(Member member) {
        return "agreed-" + member.person().value();
    }

    private Screen preparing(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            HouseholdId household = cases.own(viewer, id).file().household();
            List<Option> kinds = Handovers.KINDS.stream()
                    .map(kind -> Option.of(kind.name(), word("kind", kind)))
                    .toList();
            List<FormField> fields = new ArrayList<>(List.of(
                    FormField.text("to", "渡す相手").must().hint("転出先の市町村と担当課。ご本人に伝えた名前で書きます。"),
                    FormField.date("moves", "転出の日").must()));
            for (Member member : members(viewer, id, household)) {
                fields.add(FormField.checkboxes(field(member), member.name().called() + "が伝えてよいと言ったこと", kinds)
                        .hint("何も選ばなければ、この人のことは引継書に載りません。"));
            }
            fields.add(FormField.date("agreedOn", "同意をいただいた日").must());
            fields.add(FormField.radios(
                            "how",
                            "同意のいただき方",
                            List.of(
                                    Option.of("WRITTEN", word("how", Handovers.How.WRITTEN)),
                                    Option.of("SPOKEN", word("how", Handovers.How.SPOKEN))))
                    .must());
            return formScreen(
                    viewer,
                    household,
                    id,
                    new FormPage(
                            "転出の引継書をつくる",
                            "転出先に何を伝えてよいか、一人ずつ聞いてください。聞いていないことは、引継書に書く欄がありません。",
                            "/cases/" + id + "/handovers",
                            "つくる",
                            "/cases/" + id,
                            fields,
                            form));
        });
    }

    private Screen formScreen(Viewer.Staff viewer, HouseholdId household, UUID item, FormPage page) {
        audit.read(viewer, "handover.form", List.of(household), Detail.NONE.item(item));
        Screen screen = page.screen();
        return strips.find(viewer, household, TAB).map(screen::with).orElse(screen);
    }

    @PostMapping("/cases/{id}/handovers")
    Object prepare(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> preparing(viewer, id, again), in -> {
            HouseholdId household = cases.own(viewer, id).file().household();
            LocalDate today = db.today(viewer);
            String to = in.requiredLine("to", "渡す相手", 120);
            LocalDate moves = in.requiredDate("moves", "転出の日", today);
            LocalDate agreedOn = in.requiredDate("agreedOn", "同意をいただいた日", today);
            Handovers.How how = in.requiredChoice("how", "同意のいただき方", Handovers.How.class, Handovers.How.SPOKEN);
            Set<String> kinds = Handovers.KINDS.stream().map(Enum::name).collect(Collectors.toSet());
            Map<PersonId, Set<Category>> agreed = new LinkedHashMap<>();
            List<Member> members = members(viewer, id, household);
            for (Member member : members) {
                List<String> chosen = in.codes(field(member), kinds);
                if (!chosen.isEmpty()) {
                    Set<Category> categories = EnumSet.noneOf(Category.class);
                    chosen.forEach(code -> categories.add(Category.valueOf(code)));
                    agreed.put(member.person(), categories);
                }
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<UUID> prepared =
                    handovers.prepare(viewer, new Handovers.NewHandover(id, to, moves, agreedOn, how, agreed));
            return Outcome.of(
                    prepared,
                    prepared instanceof Decision.Refused<UUID>(Reason reason)
                                    && reason.key().equals("collaboration.refused.nothing-agreed")
                                    && !members.isEmpty()
                            ? field(members.getFirst())
                            : "agreedOn",
                    "引継書をつくりました。伝えることを書いて、印刷します。",
                    made -> "/handovers/" + made);
        });
    }

    // ---- the file

    @GetMapping("/handovers/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, id, forms.button());
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Handover file = handovers.find(viewer, id);
            audit.read(viewer, "handover.page", file.subjects(), Detail.NONE.item(id));
            boolean open = file.state() == HandoverFlow.State.PREPARING;
            String href = "/handovers/" + id;
            Map<PersonId, Member> people = people(viewer, file);
            Screen screen = Screen.form(
                    "collaboration/handover/page",
                    "転出の引継書",
                    new HandoverPages.Page(
                            form,
                            file.to(),
                            Wareki.formatWithWeekday(file.movesOn()),
                            agreed(file),
                            switch (file.state()) {
                                case PREPARING -> Tone.ACTIVE;
                                case GIVEN -> Tone.DONE;
                                case WITHDRAWN -> Tone.ENDED;
                            },
                            Texts.text("collaboration.handover-state." + file.state()),
                            given(file),
                            persons(file).entrySet().stream()
                                    .map(entry -> new HandoverPages.Person(
                                            name(people, entry.getKey()),
                                            entry.getValue().stream()
                                                    .map(part -> new HandoverPages.Part(
                                                            word("kind", part.category()), part.words()))
                                                    .toList()))
                                    .toList(),
                            open ? href + "/words" : null,
                            open ? href + "/giving" : null,
                            open ? href + "/withdrawal" : null,
                            file.state() == HandoverFlow.State.WITHDRAWN ? null : href + "/sheet",
                            "/cases/" + file.caseId()),
                    form);
            return strips.find(viewer, file.household(), TAB).map(screen::with).orElse(screen);
        });
    }

    private Map<PersonId, Member> people(Viewer.Staff viewer, Handover file) {
        Map<PersonId, Member> people = new LinkedHashMap<>();
        households.members(viewer, file.household()).forEach(member -> people.put(member.person(), member));
        return people;
    }

    private static String name(Map<PersonId, Member> people, PersonId person) {
        Member member = people.get(person);
        return member == null ? "（いまは見られません）" : member.name().full();
    }

    private static Map<PersonId, List<Part>> persons(Handover file) {
        return file.parts().stream()
                .collect(Collectors.groupingBy(Part::person, LinkedHashMap::new, Collectors.toList()));
    }

    private static String agreed(Handover file) {
        return Wareki.format(file.agreedOn()) + "　" + word("how", file.how());
    }

    private static String given(Handover file) {
        LocalDate on = file.givenOn();
        Handovers.Way way = file.way();
        return on == null || way == null
                ? ""
                : Wareki.formatWithWeekday(on) + "　" + file.givenTo() + "　" + word("way", way) + "　記録 " + file.giver();
    }

    // ---- writing

    private static String key(Part part) {
        return "words-" + part.person().value() + "-" + part.category().name();
    }

    @GetMapping("/handovers/{id}/words")
    Screen writing(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> writing(viewer, id, forms.open(viewer, new Writing(viewer, id).current())));
    }

    private Screen writing(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Handover file = prepared(viewer, id);
            Map<String, String> labels = labels(viewer, file);
            return formScreen(
                    viewer,
                    file.household(),
                    id,
                    new FormPage(
                            "伝えることを書く",
                            "欄があるのは、ご本人が伝えてよいと言ったことだけです。空の欄は、印刷されません。",
                            "/handovers/" + id + "/words",
                            "書く",
                            "/handovers/" + id,
                            labels.entrySet().stream()
                                    .map(entry -> FormField.block(entry.getKey(), entry.getValue()))
                                    .toList(),
                            form));
        });
    }

    private Map<String, String> labels(Viewer.Staff viewer, Handover file) {
        Map<PersonId, Member> people = people(viewer, file);
        Map<String, String> labels = new LinkedHashMap<>();
        file.parts()
                .forEach(part ->
                        labels.put(key(part), name(people, part.person()) + "さん：" + word("kind", part.category())));
        return labels;
    }

    /** A file that can still be changed, or {@link NotVisible}. */
    private Handover prepared(Viewer.Staff viewer, UUID id) {
        Handover file = handovers.find(viewer, id);
        if (file.state() != HandoverFlow.State.PREPARING) {
            throw new NotVisible();
        }
        return file;
    }

    @PostMapping("/handovers/{id}/words")
    Object write(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> writing(viewer, id, again),
                in -> {
                    Handover file = prepared(viewer, id);
                    List<Part> parts = file.parts().stream()
                            .map(part -> new Part(part.person(), part.category(), in.block(key(part), LONGEST)))
                            .toList();
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    return Outcome.of(
                            handovers.write(viewer, id, in.version(), parts),
                            key(parts.getFirst()),
                            "書きました。",
                            done -> "/handovers/" + id);
                },
                new Writing(viewer, id));
    }

    /** The words of a file, for the merge page. */
    private final class Writing implements Editable {
        private final Viewer.Staff viewer;
        private final UUID id;

        Writing(Viewer.Staff viewer, UUID id) {
            this.viewer = viewer;
            this.id = id;
        }

        @Override
        public Opened current() {
            Handover file = prepared(viewer, id);
            audit.read(viewer, "handover.words", file.subjects(), Detail.NONE.item(id));
            Map<String, List<String>> values = new LinkedHashMap<>();
            file.parts().forEach(part -> values.put(key(part), List.of(part.words())));
            return new Opened(
                    file.version(),
                    values,
                    "引継書",
                    file.changer(),
                    When.of(file.changedAt(), clock.getZone()),
                    "/handovers/" + id);
        }

        @Override
        public Map<String, String> labels() {
            return db.transact(viewer, () -> HandoverController.this.labels(viewer, prepared(viewer, id)));
        }

        @Override
        public Set<String> joinable() {
            return db.transact(
                    viewer,
                    () -> prepared(viewer, id).parts().stream()
                            .map(HandoverController::key)
                            .collect(Collectors.toSet()));
        }
    }

    // ---- handing over

    @GetMapping("/handovers/{id}/giving")
    Screen giving(Viewer.Staff viewer, @PathVariable UUID id) {
        return giving(
                viewer,
                id,
                forms.open(viewer, db.transact(viewer, () -> Map.of("on", List.of(Wareki.compact(db.today(viewer)))))));
    }

    private Screen giving(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Handover file = prepared(viewer, id);
            List<Option> ways = new ArrayList<>();
            for (Handovers.Way way : Handovers.Way.values()) {
                ways.add(Option.of(way.name(), word("way", way)));
            }
            return formScreen(
                    viewer,
                    file.household(),
                    id,
                    new FormPage(
                            "渡したことを記録する",
                            "記録すると、ケースは「転出」で終わります。会議も、つなぎもどしも要りません。",
                            "/handovers/" + id + "/giving",
                            "記録して、ケースを終える",
                            "/handovers/" + id,
                            List.of(
                                    FormField.date("on", "渡した日").must(),
                                    FormField.text("to", "だれに渡したか").must().hint("例：架空台市 福祉総合相談課の見本さん"),
                                    FormField.radios("how", "渡し方", ways).must()),
                            form));
        });
    }

    @PostMapping("/handovers/{id}/giving")
    Object give(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> giving(viewer, id, again), in -> {
            Handover file = prepared(viewer, id);
            LocalDate on = in.requiredDate("on", "渡した日", db.today(viewer));
            String to = in.requiredLine("to", "だれに渡したか", 120);
            Handovers.Way how = in.requiredChoice("how", "渡し方", Handovers.Way.class, Handovers.Way.OTHER);
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(
                    handovers.give(viewer, id, on, to, how),
                    "on",
                    "渡したことを記録し、ケースを終えました。",
                    done -> "/cases/" + file.caseId());
        });
    }

    @PostMapping("/handovers/{id}/withdrawal")
    Object withdraw(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        handovers.find(viewer, id);
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(handovers.withdraw(viewer, id), "next", "引継書を取りやめました。", done -> "/handovers/" + id));
    }

    // ---- paper

    @GetMapping("/handovers/{id}/sheet")
    ResponseEntity<byte[]> preview(SignedIn me, @PathVariable UUID id) {
        HandoverSheet sheet = sheet(me.viewer(), id);
        return sheets.preview(TEMPLATE, frame(me, sheet, id), sheet).answer();
    }

    @GetMapping("/handovers/{id}/sheet.pdf")
    ResponseEntity<byte[]> pdf(SignedIn me, @PathVariable UUID id) {
        HandoverSheet sheet = sheet(me.viewer(), id);
        return sheets.pdf(TEMPLATE, frame(me, sheet, id), sheet, new FileName("handover", LocalDate.now(clock), id))
                .answer();
    }

    private SheetFrame frame(SignedIn me, HandoverSheet sheet, UUID id) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        String href = "/handovers/" + id;
        return sheet.frame(me.foot(now) + " 印刷")
                .with(new Frame.Link("引継書にもどる", href), List.of(new Frame.Link("PDFで開く", href + "/sheet.pdf")));
    }

    private HandoverSheet sheet(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Handover file = handovers.find(viewer, id);
            if (file.state() == HandoverFlow.State.WITHDRAWN) {
                throw new NotVisible();
            }
            audit.printed(viewer, "handover.sheet", file.subjects(), Detail.NONE.item(id));
            Agencies.Agency own = agencies.find(viewer, viewer.agency());
            Map<PersonId, Member> people = people(viewer, file);
            List<HandoverSheet.Person> persons = new ArrayList<>();
            persons(file).forEach((person, parts) -> {
                List<HandoverSheet.Part> told = parts.stream()
                        .filter(part -> !part.words().isBlank())
                        .map(part -> new HandoverSheet.Part(word("kind", part.category()), part.words()))
                        .toList();
                Member member = people.get(person);
                if (member != null && !told.isEmpty()) {
                    persons.add(person(member, told));
                }
            });
            return new HandoverSheet(
                    file.to(),
                    Wareki.format(LocalDate.ofInstant(file.changedAt(), clock.getZone())),
                    own.name(),
                    file.maker(),
                    own.phone(),
                    Wareki.format(file.movesOn()),
                    agreed(file),
                    persons);
        });
    }

    private static HandoverSheet.Person person(Member member, List<HandoverSheet.Part> told) {
        var birth = member.details().birth();
        return new HandoverSheet.Person(
                member.name().full(),
                member.name().kana(),
                birth.isUnknown() ? "" : Wareki.format(birth),
                member.tie(),
                told);
    }
}
