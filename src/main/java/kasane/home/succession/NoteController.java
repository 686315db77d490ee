package kasane.home.succession;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.access.SignedIn;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.Cases;
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
import kasane.home.succession.SuccessionPages.Fact;
import kasane.home.succession.SuccessionStore.Note;
import kasane.home.succession.SuccessionStore.Plan;
import kasane.home.succession.SuccessionStore.Words;
import kasane.register.Contacts;
import kasane.register.Households;
import kasane.register.Strips;
import kasane.register.When;
import kasane.shared.HouseholdId;
import kasane.shared.Wareki;
import kasane.tasks.Tasks;
import kasane.ui.FormView;
import kasane.ui.Frame;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 引継書: written by whoever leaves, read and confirmed by whoever takes the case over. */
@Controller
class NoteController {

    private static final String TEMPLATE = "home/succession/note-sheet";
    private static final String TAB = "overview";
    private static final int LONGEST = 4000;

    private final Successions successions;
    private final SuccessionStore store;
    private final SuccessionQuery query;
    private final Cases cases;
    private final Contacts contacts;
    private final Households households;
    private final Strips strips;
    private final Agencies agencies;
    private final Sheets sheets;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    NoteController(
            Successions successions,
            SuccessionStore store,
            SuccessionQuery query,
            Cases cases,
            Contacts contacts,
            Households households,
            Strips strips,
            Agencies agencies,
            Sheets sheets,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.successions = successions;
        this.store = store;
        this.query = query;
        this.cases = cases;
        this.contacts = contacts;
        this.households = households;
        this.strips = strips;
        this.agencies = agencies;
        this.sheets = sheets;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("standing", "いまの状況");
        labels.put("promised", "約束していること");
        labels.put("care", "気をつけること");
        labels.put("coming", "つぎの予定");
        return labels;
    }

    private static Map<String, String> typed(Words words) {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("standing", words.standing());
        typed.put("promised", words.promised());
        typed.put("care", words.care());
        typed.put("coming", words.coming());
        return typed;
    }

    /** What the system knows, so that nobody types it again. */
    private List<Fact> known(Viewer.Staff viewer, Cases.Standing standing) {
        HouseholdId household = standing.file().household();
        List<Fact> facts = new ArrayList<>();
        contacts.safe(viewer, household).stream()
                .map(one -> one.safe().line())
                .filter(line -> !line.isEmpty())
                .distinct()
                .forEach(line -> facts.add(new Fact("連絡のしかた", line)));
        facts.add(new Fact("ケースのはじまり", Wareki.format(standing.file().begunOn())));
        LocalDate monitoring = standing.nextMonitoring();
        if (monitoring != null) {
            facts.add(new Fact("つぎのモニタリング", Wareki.formatWithWeekday(monitoring)));
        }
        query.work(viewer, household)
                .forEach(one -> facts.add(new Fact(
                        "のこっているしごと", Tasks.title(one.kind()) + "　" + Wareki.formatWithWeekday(one.due()) + "まで")));
        return facts;
    }

    private Screen on(Viewer.Staff viewer, HouseholdId household, Screen screen) {
        return strips.find(viewer, household, TAB).map(screen::with).orElse(screen);
    }

    private String title(Viewer.Staff viewer, HouseholdId household) {
        return households.find(viewer, household).title();
    }

    // ---- writing

    @GetMapping("/successions/{id}/notes/{caseId}")
    Screen writing(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID caseId) {
        return db.transact(viewer, () -> {
            Plan plan = successions.find(viewer, id);
            successions.ofPlan(viewer, plan, caseId);
            return writing(
                    viewer,
                    id,
                    caseId,
                    store.noteOfCase(viewer, id, caseId).isPresent()
                            ? forms.open(viewer, new Writing(viewer, id, caseId).current())
                            : forms.open(viewer));
        });
    }

    private Screen writing(Viewer.Staff viewer, UUID id, UUID caseId, FormView form) {
        return db.transact(viewer, () -> {
            Plan plan = successions.find(viewer, id);
            Cases.Standing standing = successions.ofPlan(viewer, plan, caseId);
            HouseholdId household = standing.file().household();
            audit.read(viewer, "succession.note-form", List.of(household), Detail.NONE.item(caseId));
            String href = "/successions/" + id;
            return on(
                    viewer,
                    household,
                    Screen.form(
                            "home/succession/writing",
                            "引継書",
                            new SuccessionPages.Writing(
                                    form,
                                    "引継書",
                                    title(viewer, household) + "　" + Wareki.formatWithWeekday(plan.from()) + "から",
                                    href + "/notes/" + caseId,
                                    href,
                                    known(viewer, standing)),
                            form));
        });
    }

    @PostMapping("/successions/{id}/notes/{caseId}")
    Object write(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID caseId, Submission form) {
        boolean written = db.transact(viewer, () -> {
            Plan plan = successions.find(viewer, id);
            successions.ofPlan(viewer, plan, caseId);
            return store.noteOfCase(viewer, id, caseId).isPresent();
        });
        Forms.Work work = in -> {
            Words words = new Words(
                    in.block("standing", LONGEST),
                    in.block("promised", LONGEST),
                    in.block("care", LONGEST),
                    in.block("coming", LONGEST));
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(
                    successions.write(viewer, id, caseId, written ? in.version() : null, words),
                    "standing",
                    "引継書を書きました。",
                    note -> "/succession-notes/" + note);
        };
        return written
                ? forms.submit(
                        viewer,
                        form,
                        again -> writing(viewer, id, caseId, again),
                        work,
                        new Writing(viewer, id, caseId))
                : forms.submit(viewer, form, again -> writing(viewer, id, caseId, again), work);
    }

    /** The words of a 引継書, for the merge page. */
    private final class Writing implements Editable {
        private final Viewer.Staff viewer;
        private final UUID id;
        private final UUID caseId;

        Writing(Viewer.Staff viewer, UUID id, UUID caseId) {
            this.viewer = viewer;
            this.id = id;
            this.caseId = caseId;
        }

        @Override
        public Opened current() {
            Note note = store.noteOfCase(viewer, id, caseId).orElseThrow(NotVisible::new);
            audit.read(viewer, "succession.note-form", List.of(note.household()), Detail.NONE.item(note.id()));
            Map<String, List<String>> values = new LinkedHashMap<>();
            typed(note.words()).forEach((name, text) -> values.put(name, List.of(text)));
            return new Opened(
                    note.version(),
                    values,
                    "引継書",
                    Optional.ofNullable(note.writer()).orElse(""),
                    Optional.ofNullable(note.writtenAt())
                            .map(at -> When.of(at, clock.getZone()))
                            .orElse(""),
                    "/succession-notes/" + note.id());
        }

        @Override
        public Map<String, String> labels() {
            return NoteController.labels();
        }

        @Override
        public Set<String> joinable() {
            return NoteController.labels().keySet();
        }
    }

    // ---- reading

    private List<Fact> words(Note note) {
        List<Fact> words = new ArrayList<>();
        Map<String, String> typed = typed(note.words());
        labels().forEach((name, label) -> words.add(new Fact(label, typed.getOrDefault(name, ""))));
        return words;
    }

    private static String written(Note note, Clock clock) {
        return Optional.ofNullable(note.writtenAt())
                .map(at -> When.of(at, clock.getZone()) + "　"
                        + Optional.ofNullable(note.writer()).orElse(""))
                .orElse("");
    }

    private static String confirmed(Note note, Clock clock) {
        return Optional.ofNullable(note.confirmedAt())
                .map(at -> When.of(at, clock.getZone()) + "　"
                        + Optional.ofNullable(note.confirmer()).orElse(""))
                .orElse("");
    }

    @GetMapping("/succession-notes/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, id, forms.button());
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Note note = successions.note(viewer, id);
            audit.read(viewer, "succession.note-page", List.of(note.household()), Detail.NONE.item(id));
            Cases.Standing standing = cases.own(viewer, note.caseId());
            boolean edits = note.handedAt() == null
                    && store.find(viewer, note.succession())
                            .filter(plan ->
                                    plan.state() == SuccessionFlow.State.PLANNED && Successions.mayWrite(viewer, plan))
                            .isPresent();
            String href = "/succession-notes/" + id;
            return on(
                    viewer,
                    note.household(),
                    Screen.form(
                            "home/succession/note",
                            "引継書",
                            new SuccessionPages.Note(
                                    form,
                                    note.from(),
                                    Optional.ofNullable(note.toName()).orElse(""),
                                    SuccessionController.noteTone(note),
                                    SuccessionController.noteState(note),
                                    written(note, clock),
                                    words(note),
                                    known(viewer, standing),
                                    "/cases/" + note.caseId(),
                                    edits ? "/successions/" + note.succession() + "/notes/" + note.caseId() : null,
                                    Successions.mayConfirm(viewer, note) ? href + "/confirmation" : null,
                                    href + "/sheet"),
                            form));
        });
    }

    @PostMapping("/succession-notes/{id}/confirmation")
    Object confirm(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        db.run(viewer, () -> successions.note(viewer, id));
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(
                        successions.confirm(viewer, id), "next", "引き継いだことを記録しました。", done -> "/succession-notes/" + id));
    }

    // ---- paper

    @GetMapping("/succession-notes/{id}/sheet")
    ResponseEntity<byte[]> preview(SignedIn me, @PathVariable UUID id) {
        SuccessionNoteSheet sheet = sheet(me.viewer(), id);
        return sheets.preview(TEMPLATE, frame(me, sheet, id), sheet).answer();
    }

    @GetMapping("/succession-notes/{id}/sheet.pdf")
    ResponseEntity<byte[]> pdf(SignedIn me, @PathVariable UUID id) {
        SuccessionNoteSheet sheet = sheet(me.viewer(), id);
        return sheets.pdf(
                        TEMPLATE,
                        frame(me, sheet, id),
                        sheet,
                        new FileName("succession-note", LocalDate.now(clock), id))
                .answer();
    }

    private SheetFrame frame(SignedIn me, SuccessionNoteSheet sheet, UUID id) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        String href = "/succession-notes/" + id;
        return sheet.frame(me.foot(now) + " 印刷")
                .with(new Frame.Link("引継書にもどる", href), List.of(new Frame.Link("PDFで開く", href + "/sheet.pdf")));
    }

    private SuccessionNoteSheet sheet(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Note note = successions.note(viewer, id);
            audit.printed(viewer, "succession.note-sheet", List.of(note.household()), Detail.NONE.item(id));
            @Nullable String to = note.toName();
            return new SuccessionNoteSheet(
                    title(viewer, note.household()),
                    agencies.find(viewer, viewer.agency()).name(),
                    note.from(),
                    to == null ? "" : to,
                    written(note, clock),
                    confirmed(note, clock),
                    known(viewer, cases.own(viewer, note.caseId())),
                    words(note));
        });
    }
}
