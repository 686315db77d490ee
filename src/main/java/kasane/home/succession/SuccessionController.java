package kasane.home.succession;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.access.DutyWords;
import kasane.access.Hats;
import kasane.access.NavEntry;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.editing.Editable;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.home.succession.Succeeding.Kind;
import kasane.home.succession.Succeeding.Result;
import kasane.home.succession.Succeeding.Thing;
import kasane.home.succession.SuccessionQuery.Hanging;
import kasane.home.succession.SuccessionStore.Line;
import kasane.home.succession.SuccessionStore.Note;
import kasane.home.succession.SuccessionStore.Plan;
import kasane.home.succession.Successions.Choice;
import kasane.home.succession.Successions.NewPlan;
import kasane.register.Households;
import kasane.register.When;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.sharing.Admissions;
import kasane.tasks.Tasks;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 異動・引き継ぎ: who leaves and from when, and on one page everything that hangs on them. */
@Controller
class SuccessionController {

    private static final String PATH = "/successions";

    /** Nobody is named yet. */
    private static final String NOBODY = "AGENCY";

    private final Successions successions;
    private final SuccessionStore store;
    private final SuccessionQuery query;
    private final Agencies agencies;
    private final Hats hats;
    private final Admissions admissions;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    SuccessionController(
            Successions successions,
            SuccessionStore store,
            SuccessionQuery query,
            Agencies agencies,
            Hats hats,
            Admissions admissions,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.successions = successions;
        this.store = store;
        this.query = query;
        this.agencies = agencies;
        this.hats = hats;
        this.admissions = admissions;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @Bean
    static NavEntry successionEntry() {
        return new NavEntry(
                62, "異動", PATH, null, viewer -> viewer.has(Duty.MANAGER) && !viewer.has(Duty.SYSTEM_ADMINISTRATOR));
    }

    @GetMapping(PATH)
    Screen list(Viewer.Staff viewer) {
        if (viewer.has(Duty.SYSTEM_ADMINISTRATOR)) {
            throw new NotVisible();
        }
        return db.transact(
                viewer,
                () -> Screen.of(
                        "home/succession/list",
                        "異動・引き継ぎ",
                        new SuccessionPages.Overview(
                                successions.list(viewer).stream()
                                        .map(plan -> new SuccessionPages.Listed(
                                                PATH + "/" + plan.id(),
                                                plan.staffName(),
                                                Wareki.formatWithWeekday(plan.from()),
                                                successor(plan),
                                                tone(plan.state()),
                                                state(plan.state())))
                                        .toList(),
                                viewer.has(Duty.MANAGER) ? PATH + "/new" : null)));
    }

    private static String successor(Plan plan) {
        return Objects.requireNonNullElse(plan.toName(), "まだ決まっていません");
    }

    private static Tone tone(SuccessionFlow.State state) {
        return switch (state) {
            case PLANNED -> Tone.ACTIVE;
            case SETTLING -> Tone.CAUTION;
            case FINISHED -> Tone.DONE;
            case WITHDRAWN -> Tone.ENDED;
        };
    }

    private static String state(SuccessionFlow.State state) {
        return Texts.text("home.succession-state." + state);
    }

    // ---- planning

    @GetMapping(PATH + "/new")
    Screen planning(Viewer.Staff viewer) {
        return planning(viewer, forms.open(viewer));
    }

    private Screen planning(Viewer.Staff viewer, FormView form) {
        manages(viewer);
        return db.transact(viewer, () -> {
            List<FormField> fields = new ArrayList<>();
            fields.add(FormField.select("leaver", "異動する人", people(viewer, db.today(viewer)))
                    .must());
            fields.addAll(fields(viewer));
            return new FormPage(
                            "異動を計画する",
                            "その日になると、ひとりでに引き継がれます。引き継ぐ人は、つぎの画面で一つずつ変えられます。",
                            PATH,
                            "計画する",
                            PATH,
                            fields,
                            form)
                    .screen();
        });
    }

    private static void manages(Viewer.Staff viewer) {
        viewer.require(Duty.MANAGER);
        if (viewer.has(Duty.SYSTEM_ADMINISTRATOR)) {
            throw new NotVisible();
        }
    }

    private List<Option> people(Viewer.Staff viewer, LocalDate day) {
        return hats.acting(viewer, viewer.agency(), day).stream()
                .map(one -> Option.of(
                        Integer.toString(one.id().value()),
                        one.title().isEmpty() ? one.name() : one.name() + "　" + one.title()))
                .toList();
    }

    /** Whoever begins on a later day can be named as well: those of today and those of the coming months. */
    private List<Option> successors(Viewer.Staff viewer) {
        LocalDate today = db.today(viewer);
        Map<String, Option> all = new LinkedHashMap<>();
        people(viewer, today).forEach(one -> all.put(one.value(), one));
        for (int month = 1; month <= 6; month++) {
            people(viewer, today.plusMonths(month)).forEach(one -> all.putIfAbsent(one.value(), one));
        }
        people(viewer, nextFiscalYear(today)).forEach(one -> all.putIfAbsent(one.value(), one));
        return List.copyOf(all.values());
    }

    private static LocalDate nextFiscalYear(LocalDate today) {
        LocalDate april = LocalDate.of(today.getYear(), 4, 1);
        return april.isAfter(today) ? april : april.plusYears(1);
    }

    private List<FormField> fields(Viewer.Staff viewer) {
        List<Option> successors = new ArrayList<>(successors(viewer));
        successors.addFirst(Option.of(NOBODY, "まだ決まっていない（管理者があずかる）"));
        return List.of(
                FormField.date("from", "引き継ぐ日").must().hint("この日から、引き継いだ人の担当になります。例：R9.4.1"),
                FormField.select("to", "まとめて引き継ぐ人", successors).must(),
                FormField.radios(
                                "hat",
                                "所属",
                                List.of(
                                        new Option("ENDS", "前の日で終わる", "この機関の記録は、その日から見られなくなります。"),
                                        Option.of("STAYS", "この機関にのこる")))
                        .must());
    }

    /** What the form says, as far as it can be read. */
    private record Asked(LocalDate from, @Nullable StaffId to, boolean endsHat) {}

    private Asked asked(Viewer.Staff viewer, Reading in) {
        LocalDate from = in.requiredDate("from", "引き継ぐ日", db.today(viewer));
        Set<String> offered = new HashSet<>(Option.values(successors(viewer)));
        offered.add(NOBODY);
        String to = in.code("to", offered);
        if (to.isEmpty()) {
            in.error("to", "まとめて引き継ぐ人を選んでください。");
        }
        String hat = in.code("hat", Set.of("ENDS", "STAYS"));
        if (hat.isEmpty()) {
            in.error("hat", "所属をどうするかを選んでください。");
        }
        return new Asked(from, staff(to), hat.equals("ENDS"));
    }

    private static @Nullable StaffId staff(String code) {
        return code.isEmpty() || code.equals(NOBODY) ? null : new StaffId(Integer.parseInt(code));
    }

    @PostMapping(PATH)
    Object plan(Viewer.Staff viewer, Submission form) {
        manages(viewer);
        return forms.submit(viewer, form, again -> planning(viewer, again), in -> {
            String leaver = in.code("leaver", Option.values(people(viewer, db.today(viewer))));
            if (leaver.isEmpty()) {
                in.error("leaver", "異動する人を選んでください。");
            }
            Asked asked = asked(viewer, in);
            StaffId who = staff(leaver);
            if (who != null && who.equals(asked.to())) {
                in.error("to", "異動する人とは別の人を選んでください。");
            }
            if (in.hasErrors() || who == null) {
                return in.invalid();
            }
            Decision<UUID> planned =
                    successions.plan(viewer, new NewPlan(who, asked.from(), asked.to(), asked.endsHat()));
            return Outcome.of(planned, field(planned), "計画しました。引き継ぐ人を、一つずつ確かめてください。", id -> PATH + "/" + id);
        });
    }

    private static String field(Decision<UUID> decision) {
        if (!(decision instanceof Decision.Refused<UUID>(Reason reason))) {
            return "from";
        }
        return switch (reason.key()) {
            case "home.refused.no-hat", "home.refused.nobody-to-hold" -> "to";
            case "home.refused.planned-already" -> "leaver";
            default -> "from";
        };
    }

    @GetMapping(PATH + "/{id}/edit")
    Screen changing(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> changing(viewer, id, forms.open(viewer, new Changing(viewer, id).current())));
    }

    private Screen changing(Viewer.Staff viewer, UUID id, FormView form) {
        manages(viewer);
        return db.transact(viewer, () -> {
            Plan plan = planned(viewer, id);
            audit.read(viewer, "succession.form", List.of(), Detail.NONE.item(id));
            return new FormPage(
                            plan.staffName() + "さんの異動を変える",
                            "一つずつ決めた人は、そのままのこります。",
                            PATH + "/" + id + "/changes",
                            "変える",
                            PATH + "/" + id,
                            fields(viewer),
                            form)
                    .screen();
        });
    }

    private Plan planned(Viewer.Staff viewer, UUID id) {
        Plan plan = successions.find(viewer, id);
        if (plan.state() != SuccessionFlow.State.PLANNED) {
            throw new NotVisible();
        }
        return plan;
    }

    @PostMapping(PATH + "/{id}/changes")
    Object change(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        manages(viewer);
        return forms.submit(
                viewer,
                form,
                again -> changing(viewer, id, again),
                in -> {
                    Plan plan = planned(viewer, id);
                    Asked asked = asked(viewer, in);
                    if (plan.staff().equals(asked.to())) {
                        in.error("to", "異動する人とは別の人を選んでください。");
                    }
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    Decision<UUID> changed =
                            successions.change(viewer, id, in.version(), asked.from(), asked.to(), asked.endsHat());
                    return Outcome.of(changed, field(changed), "変えました。", done -> PATH + "/" + id);
                },
                new Changing(viewer, id));
    }

    /** The head of a plan, for the merge page. */
    private final class Changing implements Editable {
        private final Viewer.Staff viewer;
        private final UUID id;

        Changing(Viewer.Staff viewer, UUID id) {
            this.viewer = viewer;
            this.id = id;
        }

        @Override
        public Opened current() {
            Plan plan = successions.find(viewer, id);
            StaffId to = plan.to();
            return opened(
                    plan,
                    Map.of(
                            "from", List.of(Wareki.compact(plan.from())),
                            "to", List.of(to == null ? NOBODY : Integer.toString(to.value())),
                            "hat", List.of(plan.endsHat() ? "ENDS" : "STAYS")));
        }

        @Override
        public Map<String, String> labels() {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("from", "引き継ぐ日");
            labels.put("to", "まとめて引き継ぐ人");
            labels.put("hat", "所属");
            return labels;
        }

        @Override
        public String words(String field, List<String> values) {
            String value = values.isEmpty() ? "" : values.getFirst();
            return switch (value) {
                case NOBODY -> "まだ決まっていない";
                case "ENDS" -> "前の日で終わる";
                case "STAYS" -> "この機関にのこる";
                default -> field.equals("to") ? named(viewer, value) : value;
            };
        }
    }

    private String named(Viewer.Staff viewer, String code) {
        return db.transact(
                viewer,
                () -> successors(viewer).stream()
                        .filter(one -> one.value().equals(code))
                        .map(Option::label)
                        .findFirst()
                        .orElse(code));
    }

    private Editable.Opened opened(Plan plan, Map<String, List<String>> values) {
        return new Editable.Opened(
                plan.version(),
                values,
                "異動の計画",
                plan.changer(),
                When.of(plan.changedAt(), clock.getZone()),
                PATH + "/" + plan.id());
    }

    @PostMapping(PATH + "/{id}/withdrawal")
    Object withdraw(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        manages(viewer);
        db.run(viewer, () -> successions.find(viewer, id));
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(successions.withdraw(viewer, id), "next", "異動の計画を取りやめました。", done -> PATH));
    }

    @PostMapping(PATH + "/{id}/settlement")
    Object settle(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        manages(viewer);
        return forms.submit(viewer, form, again -> page(viewer, id, again), in -> {
            successions.find(viewer, id);
            return Outcome.of(successions.settle(viewer, id), "next", "確かめました。", done -> PATH + "/" + id);
        });
    }

    // ---- the page

    @GetMapping(PATH + "/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> page(viewer, id, forms.open(viewer, new Choosing(viewer, id).current())));
    }

    private static String field(Thing thing) {
        return "to-" + thing.kind().name().toLowerCase(Locale.ROOT) + "-" + thing.item();
    }

    /** What can be chosen singly: everything that hangs on them, and once it has passed what somebody holds. */
    private List<Thing> choosable(Viewer.Staff viewer, Plan plan) {
        return switch (plan.state()) {
            case PLANNED ->
                query.hanging(viewer, plan.staff()).stream().map(Hanging::thing).toList();
            case SETTLING ->
                viewer.has(Duty.MANAGER)
                        ? store.lines(viewer, plan.id()).stream()
                                .filter(line -> line.result() == Result.HELD)
                                .map(Line::thing)
                                .toList()
                        : List.of();
            case FINISHED, WITHDRAWN -> List.of();
        };
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Plan plan = successions.find(viewer, id);
            LocalDate today = db.today(viewer);
            boolean planned = plan.state() == SuccessionFlow.State.PLANNED;
            boolean manages = viewer.has(Duty.MANAGER);
            String href = PATH + "/" + id;
            Map<UUID, Note> notes = new HashMap<>();
            store.notes(viewer, id).forEach(note -> notes.put(note.caseId(), note));
            List<SuccessionPages.Group> groups = planned
                    ? hanging(viewer, plan, notes)
                    : plan.state() == SuccessionFlow.State.WITHDRAWN ? List.of() : passed(viewer, plan, notes);
            boolean chooses = !choosable(viewer, plan).isEmpty();
            return Screen.form(
                    "home/succession/page",
                    plan.staffName() + "さんの異動",
                    new SuccessionPages.Page(
                            form,
                            forms.button(),
                            href,
                            plan.staffName() + "さんの異動",
                            tone(plan.state()),
                            state(plan.state()),
                            Wareki.formatWithWeekday(plan.from()),
                            successor(plan),
                            plan.endsHat() ? Wareki.format(plan.last()) + "で終わります" : "この機関にのこります",
                            lead(plan),
                            groups,
                            chooses ? options(viewer, plan) : List.of(),
                            "まとめて（" + Objects.requireNonNullElse(plan.toName(), "まだ") + "）",
                            planned
                                    ? query.duties(viewer, plan.staff(), today).stream()
                                            .map(duty -> DutyWords.of(duty.duty()) + until(duty.until()))
                                            .toList()
                                    : List.of(),
                            planned
                                    ? query.deputies(viewer, plan.staff(), today).stream()
                                            .map(one -> one.staff() + "さんの代わりに" + one.deputy() + "さん　"
                                                    + Wareki.compact(one.from()) + "〜" + Wareki.compact(one.until()))
                                            .toList()
                                    : List.of(),
                            planned
                                    ? query.seats(viewer, plan.staff(), plan.from()).stream()
                                            .map(one -> new SuccessionPages.Link(
                                                    "/conferences/" + one.meeting(),
                                                    Wareki.compact(one.on()) + "の支援会議（" + one.convenor() + "）"))
                                            .toList()
                                    : List.of(),
                            planned && plan.staff().equals(viewer.staff())
                                    ? query.shut(viewer).stream()
                                            .map(one -> new SuccessionPages.Link(
                                                    "/households/"
                                                            + one.household().value() + "/concealment",
                                                    Households.titleOf(one.label())))
                                            .toList()
                                    : List.of(),
                            planned && !plan.from().isAfter(today),
                            planned && manages ? href + "/edit" : null,
                            planned && manages ? href + "/withdrawal" : null,
                            plan.state() == SuccessionFlow.State.SETTLING && manages && !chooses
                                    ? href + "/settlement"
                                    : null),
                    form);
        });
    }

    private static String lead(Plan plan) {
        return switch (plan.state()) {
            case PLANNED -> "いま担当しているものです。その日までに増えたものも、まとめて引き継ぐ人に移ります。見ることをかぎられた記録は、見られる人だけに出ます。";
            case SETTLING -> "引き継ぎました。予定どおりにいかなかったものが、のこっています。決めると、数分のうちに移ります。";
            case FINISHED -> "引き継ぎました。";
            case WITHDRAWN -> "この計画は取りやめました。何も移っていません。";
        };
    }

    private static String until(@Nullable LocalDate day) {
        return day == null ? "" : "（" + Wareki.compact(day) + "まで）";
    }

    private List<Option> options(Viewer.Staff viewer, Plan plan) {
        LocalDate today = db.today(viewer);
        List<Option> options = new ArrayList<>();
        options.add(Option.of(NOBODY, "まだ決めない（管理者があずかる）"));
        successions.staying(viewer, plan.staff(), plan.from().isBefore(today) ? today : plan.from()).stream()
                .map(one -> Option.of(Integer.toString(one.id().value()), one.name()))
                .forEach(options::add);
        return options;
    }

    /** Everything that hangs on them now. */
    private List<SuccessionPages.Group> hanging(Viewer.Staff viewer, Plan plan, Map<UUID, Note> notes) {
        List<Hanging> hanging = query.hanging(viewer, plan.staff());
        audit.read(
                viewer,
                "succession.page",
                hanging.stream()
                        .map(one -> one.thing().household())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                Detail.NONE.item(plan.id()));
        StaffId to = plan.to();
        Set<HouseholdId> kept = to == null
                ? Set.of()
                : admissions.keptFrom(
                        viewer,
                        viewer.agency(),
                        to,
                        hanging.stream()
                                .map(one -> one.thing().household())
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet()));
        Set<HouseholdId> followed = hanging.stream()
                .filter(one -> one.thing().kind() != Kind.TASK)
                .map(one -> one.thing().household())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<Kind, List<SuccessionPages.Row>> rows = new EnumMap<>(Kind.class);
        for (Hanging one : hanging) {
            LocalDate day = one.day();
            HouseholdId household = one.thing().household();
            rows.computeIfAbsent(one.thing().kind(), kind -> new ArrayList<>())
                    .add(new SuccessionPages.Row(
                            one.path(),
                            title(one.label(), one.thing().kind(), one.what()),
                            what(one.thing().kind(), one.label(), one.what()),
                            day == null ? "" : Wareki.compact(day),
                            one.thing().kind() == Kind.CASE
                                    ? link(viewer, plan, one.thing().item(), notes)
                                    : null,
                            field(one.thing()),
                            "",
                            household != null
                                            && kept.contains(household)
                                            && !(one.thing().kind() == Kind.TASK && followed.contains(household))
                                    ? plan.toName() + "さんには引き継げません。別の人を選んでください。"
                                    : ""));
        }
        return groups(rows);
    }

    private static String title(@Nullable String label, Kind kind, String what) {
        return label != null && !label.isEmpty()
                ? Households.titleOf(label)
                : kind == Kind.TASK ? Tasks.title(what) : kind == Kind.CONSULTATION ? "相談" : "（いまは見られません）";
    }

    private static String what(Kind kind, @Nullable String label, String what) {
        return kind != Kind.TASK ? what : label != null && !label.isEmpty() ? Tasks.title(what) : "";
    }

    private static SuccessionPages.@Nullable NoteLink link(
            Viewer.Staff viewer, Plan plan, UUID caseId, Map<UUID, Note> notes) {
        Note note = notes.get(caseId);
        boolean writes = plan.state() == SuccessionFlow.State.PLANNED && Successions.mayWrite(viewer, plan);
        if (note == null) {
            return writes
                    ? new SuccessionPages.NoteLink(
                            PATH + "/" + plan.id() + "/notes/" + caseId, "書く", Tone.WAITING, "まだ")
                    : null;
        }
        return new SuccessionPages.NoteLink("/succession-notes/" + note.id(), "読む", noteTone(note), noteState(note));
    }

    static Tone noteTone(Note note) {
        return note.confirmedAt() != null ? Tone.DONE : note.handedAt() != null ? Tone.WAITING : Tone.ACTIVE;
    }

    static String noteState(Note note) {
        return note.confirmedAt() != null
                ? Texts.text("home.note-state.CONFIRMED")
                : note.handedAt() != null ? Texts.text("home.note-state.HANDED") : "書きました";
    }

    private static List<SuccessionPages.Group> groups(Map<Kind, List<SuccessionPages.Row>> rows) {
        List<SuccessionPages.Group> groups = new ArrayList<>();
        rows.forEach((kind, of) -> groups.add(new SuccessionPages.Group(
                kind.name().toLowerCase(Locale.ROOT),
                Texts.text("home.succession-kind." + kind),
                of.stream().allMatch(row -> row.day().isEmpty()) ? "" : kind == Kind.TASK ? "期限" : "はじまり",
                kind == Kind.CASE,
                kind == Kind.TASK ? "決めないものは、同じ世帯のケースを引き継ぐ人に移ります。" : "",
                of)));
        return groups;
    }

    /** What became of everything, and what can still be given to somebody. */
    private List<SuccessionPages.Group> passed(Viewer.Staff viewer, Plan plan, Map<UUID, Note> notes) {
        List<Line> lines = store.lines(viewer, plan.id()).stream()
                .filter(line -> line.result() != null)
                .toList();
        List<HouseholdId> households = lines.stream()
                .map(line -> line.thing().household())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        audit.read(viewer, "succession.page", households, Detail.NONE.item(plan.id()));
        Map<HouseholdId, String> labels = new HashMap<>();
        query.labels(viewer, households).forEach(one -> labels.put(one.household(), one.label()));
        Map<StaffId, String> names = new HashMap<>();
        agencies.colleagues(viewer, viewer.agency()).forEach(one -> names.put(one.id(), one.name()));
        Map<Kind, List<SuccessionPages.Row>> rows = new EnumMap<>(Kind.class);
        for (Line line : lines) {
            Result result = Objects.requireNonNull(line.result());
            StaffId holder = line.holder();
            Thing thing = line.thing();
            String label = thing.household() == null ? null : labels.get(thing.household());
            boolean held =
                    result == Result.HELD && plan.state() == SuccessionFlow.State.SETTLING && viewer.has(Duty.MANAGER);
            rows.computeIfAbsent(thing.kind(), kind -> new ArrayList<>())
                    .add(new SuccessionPages.Row(
                            switch (thing.kind()) {
                                case CASE -> "/cases/" + thing.item();
                                case CONSULTATION -> "/consultations/" + thing.item();
                                case TASK -> null;
                            },
                            label != null && !label.isEmpty()
                                    ? Households.titleOf(label)
                                    : Texts.text("home.succession-kind." + thing.kind()),
                            "",
                            "",
                            thing.kind() == Kind.CASE ? link(viewer, plan, thing.item(), notes) : null,
                            held ? field(thing) : "",
                            passedWords(result, holder == null ? "" : names.getOrDefault(holder, "")),
                            ""));
        }
        return groups(rows);
    }

    private static String passedWords(Result result, String holder) {
        return switch (result) {
            case HANDED -> holder + "さんへ";
            case HELD -> holder + "さんがあずかっています";
            case AGENCY -> "機関のみんなのしごとへ";
            case GONE -> "その日には、もうありませんでした";
        };
    }

    @PostMapping(PATH + "/{id}/lines")
    Object choose(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> {
                    Plan plan = successions.find(viewer, id);
                    List<Thing> things = choosable(viewer, plan);
                    if (things.isEmpty()) {
                        throw new NotVisible();
                    }
                    Set<String> offered = Option.values(options(viewer, plan));
                    List<Choice> choices = new ArrayList<>();
                    for (Thing thing : things) {
                        String code = in.code(field(thing), offered);
                        // What a manager holds stays where it is until somebody is named.
                        if (!code.isEmpty() || plan.state() == SuccessionFlow.State.PLANNED) {
                            choices.add(new Choice(thing, code.isEmpty() ? null : new Succeeding.Wish(staff(code))));
                        }
                    }
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    Map<Thing, Reason> refused = successions.choose(viewer, id, in.version(), choices);
                    refused.forEach((thing, reason) -> in.error(field(thing), reason));
                    return refused.isEmpty() ? new Outcome.Done(PATH + "/" + id, "引き継ぐ人を決めました。") : in.invalid();
                },
                new Choosing(viewer, id));
    }

    /** Whom each thing is meant for, for the merge page. */
    private final class Choosing implements Editable {
        private final Viewer.Staff viewer;
        private final UUID id;

        Choosing(Viewer.Staff viewer, UUID id) {
            this.viewer = viewer;
            this.id = id;
        }

        @Override
        public Opened current() {
            Plan plan = successions.find(viewer, id);
            Map<String, List<String>> values = new LinkedHashMap<>();
            choosable(viewer, plan).forEach(thing -> values.put(field(thing), List.of("")));
            store.lines(viewer, id).stream()
                    .filter(Line::chosen)
                    .filter(line -> values.containsKey(field(line.thing())))
                    .forEach(line -> {
                        StaffId to = line.to();
                        values.put(field(line.thing()), List.of(to == null ? NOBODY : Integer.toString(to.value())));
                    });
            return opened(plan, values);
        }

        @Override
        public Map<String, String> labels() {
            return db.transact(viewer, () -> {
                Plan plan = successions.find(viewer, id);
                Map<String, String> labels = new LinkedHashMap<>();
                choosable(viewer, plan)
                        .forEach(thing -> labels.put(field(thing), Texts.text("home.succession-kind." + thing.kind())));
                query.hanging(viewer, plan.staff())
                        .forEach(one -> labels.replace(
                                field(one.thing()),
                                title(one.label(), one.thing().kind(), one.what())));
                return labels;
            });
        }

        @Override
        public String words(String field, List<String> values) {
            String value = values.isEmpty() ? "" : values.getFirst();
            return value.isEmpty() ? "まとめて引き継ぐ人" : value.equals(NOBODY) ? "まだ決めない" : named(viewer, value);
        }
    }
}
