package kasane.collaboration.occurrence;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.collaboration.CaseDays;
import kasane.collaboration.OccurrenceFlow;
import kasane.collaboration.Occurrences;
import kasane.collaboration.Plans;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Strips;
import kasane.register.When;
import kasane.settings.Codes;
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

/** 出来事: telling it, looking at it, and settling it without a モニタリング. */
@Controller
class OccurrenceController {

    private static final String TAB = "case";

    private final Occurrences occurrences;
    private final Plans plans;
    private final Households households;
    private final Strips strips;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    OccurrenceController(
            Occurrences occurrences,
            Plans plans,
            Households households,
            Strips strips,
            Codes codes,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.occurrences = occurrences;
        this.plans = plans;
        this.households = households;
        this.strips = strips;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    // ---- telling

    @GetMapping("/cases/{id}/occurrences/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            Occurrences.Ground ground = occurrences.ground(viewer, id);
            Map<String, List<String>> initial = new HashMap<>();
            initial.put("on", List.of(Wareki.compact(ground.today())));
            List<Option> people = people(viewer, ground);
            if (people.size() == 1) {
                initial.put("persons", List.of(people.getFirst().value()));
            }
            return form(viewer, ground, forms.open(viewer, initial));
        });
    }

    private Screen form(Viewer.Staff viewer, Occurrences.Ground ground, FormView form) {
        String of = "/cases/" + ground.standing().file().id();
        return new FormPage(
                        "出来事を知らせる",
                        ground.standing().file().ownerName() + "の「きょう」に、" + Wareki.format(ground.due())
                                + "までのしごととして出ます。その人のことを見られる支援チームの機関も読めます。"
                                + "虐待の疑いや命の危険は、ここに書いて待たずに、すぐ電話をしてください。",
                        of + "/occurrences",
                        "知らせる",
                        of,
                        List.of(
                                FormField.radios("kind", "なにがあった", kinds(ground))
                                        .must(),
                                FormField.checkboxes("persons", "だれのこと", people(viewer, ground))
                                        .must(),
                                FormField.date("on", "いつ").must(),
                                FormField.block("words", "様子（事実）").must().hint("見たこと、聞いたこと、言われたこと。"),
                                FormField.date("by", "いつまでに見てほしいか").hint("急ぐときだけ書きます。書かなければ、上の期限です。")),
                        form)
                .screen()
                .with(strips.of(viewer, ground.standing().file().household(), TAB));
    }

    private List<Option> kinds(Occurrences.Ground ground) {
        return codes.list("occurrence-kind", ground.today()).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    private List<Option> people(Viewer.Staff viewer, Occurrences.Ground ground) {
        return households.members(viewer, ground.standing().file().household()).stream()
                .filter(member -> ground.persons().contains(member.person()))
                .map(member -> Option.of(
                        member.person().value().toString(), member.name().full() + "さん"))
                .toList();
    }

    @PostMapping("/cases/{id}/occurrences")
    Object tell(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> db.transact(viewer, () -> form(viewer, occurrences.ground(viewer, id), again)),
                in -> tell(viewer, id, in));
    }

    private Outcome tell(Viewer.Staff viewer, UUID id, Reading in) {
        Occurrences.Ground ground = occurrences.ground(viewer, id);
        String kind = in.code("kind", Option.values(kinds(ground)));
        if (kind.isEmpty()) {
            in.error("kind", "なにがあったかを選んでください。");
        }
        Set<PersonId> persons = in.codes("persons", Option.values(people(viewer, ground))).stream()
                .map(person -> new PersonId(UUID.fromString(person)))
                .collect(Collectors.toSet());
        if (persons.isEmpty()) {
            in.error("persons", "だれのことかを1人以上選んでください。");
        }
        LocalDate on = in.requiredDate("on", "いつ", ground.today());
        if (CaseDays.done(on, ground.standing().file().begunOn(), ground.today())
                instanceof Decision.Refused<LocalDate>(Reason reason)) {
            in.error("on", reason);
        }
        String words = in.requiredBlock("words", "様子（事実）", 4000);
        LocalDate by = in.date("by");
        if (by != null && by.isBefore(ground.today())) {
            in.error("by", Reason.of("collaboration.refused.due-past"));
        }
        return in.hasErrors()
                ? in.invalid()
                : Outcome.of(
                        occurrences.tell(viewer, id, new Occurrences.Written(persons, kind, on, words, by)),
                        "words",
                        "知らせました。",
                        told -> "/occurrences/" + told);
    }

    // ---- one

    @GetMapping("/occurrences/{id}")
    Screen one(Viewer.Staff viewer, @PathVariable UUID id) {
        return one(viewer, id, forms.button());
    }

    private Screen one(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Occurrences.Opened opened = occurrences.find(viewer, id);
            Occurrences.Occurrence o = opened.occurrence();
            audit.read(viewer, "occurrence.page", subjects(o), Detail.NONE.item(id));
            LocalDate due = o.isOpen() ? opened.due() : null;
            OccurrencePages.One page = new OccurrencePages.One(
                    form,
                    "/cases/" + o.caseId(),
                    o.isOpen()
                            ? opened.sides().contains(OccurrenceFlow.Side.CARRIER) ? Tone.ACTIVE : Tone.WAITING
                            : Tone.DONE,
                    Texts.text("collaboration.occurrence-state." + o.state()),
                    codes.label("occurrence-kind", o.kind(), o.kindEdition()),
                    called(viewer, o),
                    Wareki.formatWithWeekday(o.on()),
                    o.words(),
                    due == null ? "" : Wareki.formatWithWeekday(due),
                    due != null && due.isBefore(db.today(viewer)),
                    o.agency() + "　" + o.writer(),
                    o.phone(),
                    When.of(o.toldAt(), clock.getZone()),
                    o.carrierName(),
                    ending(o),
                    actions(viewer, opened));
            return Screen.form("collaboration/occurrence/page", "出来事", page, form)
                    .with(strips.of(viewer, o.household(), TAB));
        });
    }

    private static List<Id> subjects(Occurrences.Occurrence occurrence) {
        List<Id> subjects = new ArrayList<>(List.of(occurrence.household()));
        subjects.addAll(occurrence.persons());
        return subjects;
    }

    private String called(Viewer.Staff viewer, Occurrences.Occurrence occurrence) {
        return households.members(viewer, occurrence.household()).stream()
                .filter(member -> occurrence.persons().contains(member.person()))
                .map(member -> member.name().called())
                .collect(Collectors.joining("、"));
    }

    private OccurrencePages.@Nullable Ending ending(Occurrences.Occurrence occurrence) {
        Occurrences.Ending ending = occurrence.ending();
        return ending == null
                ? null
                : new OccurrencePages.Ending(
                        Texts.text("collaboration.occurrence-state." + occurrence.state()),
                        When.of(ending.at(), clock.getZone()) + "　" + ending.by(),
                        ending.words(),
                        ending.monitoring() == null ? "" : "/monitorings/" + ending.monitoring());
    }

    /** Where a plan runs it is monitored; otherwise what was told goes into what is being written. */
    private List<OccurrencePages.Action> actions(Viewer.Staff viewer, Occurrences.Opened opened) {
        Occurrences.Occurrence o = opened.occurrence();
        List<OccurrencePages.Action> actions = new ArrayList<>();
        if (opened.open().contains(OccurrenceFlow.Step.NOTE)) {
            boolean runs = plans.inForce(viewer, o.caseId()).isPresent();
            if (runs) {
                actions.add(new OccurrencePages.Action(
                        "モニタリングを記録する", "/cases/" + o.caseId() + "/monitorings/new", false, true));
            }
            actions.add(
                    new OccurrencePages.Action("モニタリングをせずに済ませる", "/occurrences/" + o.id() + "/note/new", false, !runs));
        }
        if (opened.open().contains(OccurrenceFlow.Step.WITHDRAW)) {
            actions.add(new OccurrencePages.Action("取り下げる", "/occurrences/" + o.id() + "/withdrawal", true, false));
        }
        return actions;
    }

    @GetMapping("/occurrences/{id}/note/new")
    Screen noting(Viewer.Staff viewer, @PathVariable UUID id) {
        return noting(viewer, id, forms.open(viewer));
    }

    /** Only whoever carries the case settles it; for everybody else there is no such form. */
    private Occurrences.Occurrence carried(Viewer.Staff viewer, UUID id) {
        Occurrences.Opened opened = occurrences.find(viewer, id);
        if (!opened.sides().contains(OccurrenceFlow.Side.CARRIER)) {
            throw new NotVisible();
        }
        return opened.occurrence();
    }

    private Screen noting(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Occurrences.Occurrence o = carried(viewer, id);
            HouseholdId household = o.household();
            audit.read(viewer, "occurrence.note-form", subjects(o), Detail.NONE.item(id));
            return new FormPage(
                            "モニタリングをせずに済ませる",
                            "知らせてくれた機関も、わけを読みます。",
                            "/occurrences/" + id + "/note",
                            "済ませる",
                            "/occurrences/" + id,
                            List.of(FormField.block("words", "わけ").must().hint("例：電話でご本人に確かめた。アセスメントに書き入れた。")),
                            form)
                    .screen()
                    .with(strips.of(viewer, household, TAB));
        });
    }

    @PostMapping("/occurrences/{id}/note")
    Object note(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> noting(viewer, id, again), in -> {
            carried(viewer, id);
            String words = in.requiredBlock("words", "わけ", 2000);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            occurrences.note(viewer, id, words), "words", "済ませました。", done -> "/occurrences/" + done);
        });
    }

    @PostMapping("/occurrences/{id}/withdrawal")
    Object withdraw(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> one(viewer, id, again),
                in -> Outcome.of(occurrences.withdraw(viewer, id), "next", "取り下げました。", done -> "/occurrences/" + done));
    }
}
