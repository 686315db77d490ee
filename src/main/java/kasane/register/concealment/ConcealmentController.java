package kasane.register.concealment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Strips;
import kasane.register.When;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.shared.StaffId;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 秘匿: its page and its acts. For whoever is not admitted the page says that nothing is shut, as it does where nothing is. */
@Controller
class ConcealmentController {

    private static final String TAB = "members";
    private static final String BASES = ConcealmentMeasures.BASES;

    private final ConcealmentMeasures measures;
    private final Strips strips;
    private final Codes codes;
    private final Clocks clocks;
    private final Forms forms;
    private final Db db;
    private final Clock clock;

    ConcealmentController(
            ConcealmentMeasures measures, Strips strips, Codes codes, Clocks clocks, Forms forms, Db db, Clock clock) {
        this.measures = measures;
        this.strips = strips;
        this.codes = codes;
        this.clocks = clocks;
        this.forms = forms;
        this.db = db;
        this.clock = clock;
    }

    private static String path(HouseholdId household) {
        return "/households/" + household.value() + "/concealment";
    }

    @GetMapping("/households/{id}/concealment")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, new HouseholdId(id), forms.button());
    }

    private Screen page(Viewer.Staff viewer, HouseholdId household, FormView form) {
        return db.transact(viewer, () -> {
            ConcealmentMeasures.Opened opened = measures.open(viewer, household);
            return Screen.form(
                            "register/concealment/page",
                            "秘匿",
                            new ConcealmentPages.Page(
                                    form,
                                    opened.household().title(),
                                    path(household),
                                    opened.current()
                                            .map(measure -> current(viewer, household, opened, measure))
                                            .orElse(null),
                                    opened.measures().stream()
                                            .filter(measure -> !measure.living())
                                            .map(measure -> new ConcealmentPages.Past(
                                                    Texts.text("register.concealment-mode." + measure.mode()),
                                                    codes.label(BASES, measure.basis(), measure.basisEdition()),
                                                    When.of(measure.at(), clock.getZone())))
                                            .toList()),
                            form)
                    .with(strips.of(viewer, household, TAB));
        });
    }

    private ConcealmentPages.Current current(
            Viewer.Staff viewer,
            HouseholdId household,
            ConcealmentMeasures.Opened opened,
            ConcealmentMeasures.Measure measure) {
        return new ConcealmentPages.Current(
                measure.id().toString(),
                Texts.text("register.concealment-mode." + measure.mode()),
                shut(opened, measure),
                codes.label(BASES, measure.basis(), measure.basisEdition()),
                measure.counterpart(),
                measure.watch(),
                Wareki.formatWithWeekday(measure.until()),
                measure.until().isBefore(db.today(viewer)),
                opened.admitted().stream()
                        .map(reader -> new ConcealmentPages.Reader(
                                reader.name(),
                                reader.title(),
                                reader.id().equals(viewer.staff()),
                                path(household) + "/" + measure.id() + "/readers/"
                                        + reader.id().value() + "/dismissal"))
                        .toList(),
                measures.askedEnd(viewer, measure.id())
                        .map(end -> new ConcealmentPages.End(
                                name(opened, end.by()),
                                When.of(end.at(), clock.getZone()),
                                end.reason(),
                                end.by().equals(viewer.staff())))
                        .orElse(null),
                measure.terms().stream()
                        .map(term -> new ConcealmentPages.Term(
                                Wareki.compact(term.from()) + "〜" + Wareki.compact(term.until()),
                                When.of(term.at(), clock.getZone()),
                                term.by(),
                                term.note()))
                        .toList());
    }

    private static String name(ConcealmentMeasures.Opened opened, StaffId staff) {
        return opened.admitted().stream()
                .filter(reader -> reader.id().equals(staff))
                .map(Agencies.Colleague::name)
                .findFirst()
                .orElse("前の担当者");
    }

    private static String shut(ConcealmentMeasures.Opened opened, ConcealmentMeasures.Measure measure) {
        if (measure.whole()) {
            return "この記録の全部";
        }
        return opened.members().stream()
                        .filter(member -> measure.persons().contains(member.person()))
                        .map(member -> member.name().full() + "さん")
                        .collect(Collectors.joining("、"))
                + "の連絡先・居所・学校・勤め先";
    }

    // ---- shutting

    @GetMapping("/households/{id}/concealment/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            LocalDate today = db.today(viewer);
            return form(
                    viewer,
                    measures.open(viewer, new HouseholdId(id)),
                    forms.open(
                            viewer,
                            Map.of(
                                    "until",
                                    List.of(Wareki.compact(
                                            today.plusDays(clocks.days("register.concealment-term", today)))))));
        });
    }

    private Screen form(Viewer.Staff viewer, ConcealmentMeasures.Opened opened, FormView form) {
        HouseholdId household = opened.household().id();
        List<FormField> fields = new ArrayList<>();
        fields.add(FormField.radios("mode", "どちらですか", modes())
                .must()
                .hint("避難後は、選んだ方の居所などだけを隠します。同居中は、相談していること自体を隠すため、この記録の全部を隠します。"));
        fields.add(FormField.checkboxes("persons", "だれの居所などを隠すか", people(opened))
                .hint("併せて支援を求める方（一緒に避難したお子さんなど）も選びます。同居中のときは、選ばなくてかまいません。"));
        fields.add(FormField.checkboxes("whole", "記録の全部", List.of(Option.of("YES", "この記録の全部を隠す")))
                .hint("避難した先の新しい世帯だけを書いた記録のときに選びます。もとの世帯の記録とは、つながりません。"));
        fields.add(FormField.text("counterpart", "相手方").hint("ご本人の申し出のとおりに書きます。見てよい人だけに見えます。"));
        fields.add(FormField.select("counterpartPerson", "相手方が、この世帯の方のとき", people(opened))
                .hint("選ぶと、隠した方と相手方を、一つの支援プランに入れられなくなります。"));
        fields.add(FormField.radios("basis", "根拠", bases(viewer)).must());
        fields.add(FormField.date("until", "続けるか確かめる日").must().hint("この日が来ても、自動では開きません。確かめて更新するか、2人で終えます。"));
        fields.add(FormField.checkboxes("admitted", "ほかに見てよい人", staff(opened.others()))
                .hint("いまは、あなただけが見られます。休みのときに代われる人を、1人は選んでください。相手方の担当者は選びません。"));
        fields.add(FormField.block("watch", "気をつけること").hint("例：封筒に差出人を書かない。学校へは電話しない。"));
        return new FormPage(
                        "秘匿にする",
                        "記録したときから、選んだ人のほかは、同じ機関の人にも見えなくなります。一覧、検索、件数、印刷のどこにも出ません。",
                        path(household),
                        "秘匿にする",
                        path(household),
                        fields,
                        form)
                .screen()
                .with(strips.of(viewer, household, TAB));
    }

    private static List<Option> modes() {
        return List.of(
                Option.of("FLED", Texts.text("register.concealment-mode.FLED")),
                Option.of("TOGETHER", Texts.text("register.concealment-mode.TOGETHER")));
    }

    private List<Option> bases(Viewer.Staff viewer) {
        return codes.list(BASES, db.today(viewer)).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    private static List<Option> people(ConcealmentMeasures.Opened opened) {
        return opened.members().stream()
                .map(member -> Option.of(
                        member.person().value().toString(),
                        member.name().full() + "さん" + (member.isCurrent() ? "" : "（世帯を出た方）")))
                .toList();
    }

    private static List<Option> staff(List<Agencies.Colleague> colleagues) {
        return colleagues.stream()
                .map(c -> Option.of(
                        Integer.toString(c.id().value()),
                        c.name() + (c.title().isEmpty() ? "" : "（" + c.title() + "）")))
                .toList();
    }

    @PostMapping("/households/{id}/concealment")
    Object shut(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(
                viewer,
                form,
                again -> db.transact(viewer, () -> form(viewer, measures.open(viewer, household), again)),
                in -> shut(viewer, household, in));
    }

    private Outcome shut(Viewer.Staff viewer, HouseholdId household, Reading in) {
        ConcealmentMeasures.Opened opened = measures.open(viewer, household);
        ConcealmentRules.Mode mode =
                in.requiredChoice("mode", "どちらですか", ConcealmentRules.Mode.class, ConcealmentRules.Mode.FLED);
        String basis = in.code("basis", Option.values(bases(viewer)));
        if (basis.isEmpty()) {
            in.error("basis", "根拠を選んでください。");
        }
        Set<PersonId> persons = in.codes("persons", Option.values(people(opened))).stream()
                .map(person -> new PersonId(UUID.fromString(person)))
                .collect(Collectors.toSet());
        String counterpart = in.code("counterpartPerson", Option.values(people(opened)));
        LocalDate today = db.today(viewer);
        LocalDate until = in.requiredDate("until", "続けるか確かめる日", today.plusDays(1));
        boolean whole = mode == ConcealmentRules.Mode.TOGETHER
                || !in.codes("whole", Set.of("YES")).isEmpty();
        ConcealmentMeasures.Typed typed = new ConcealmentMeasures.Typed(
                mode,
                persons,
                whole,
                counterpart.isEmpty() ? null : new PersonId(UUID.fromString(counterpart)),
                in.line("counterpart", 120),
                basis,
                codes.edition(BASES, today),
                in.block("watch", 1000),
                until,
                chosen(in, opened.others()));
        return in.hasErrors()
                ? in.invalid()
                : Outcome.of(
                        measures.shut(viewer, household, typed),
                        "persons",
                        "秘匿にしました。見られるのは、この画面にある人だけです。",
                        measure -> path(household));
    }

    private static Set<StaffId> chosen(Reading in, List<Agencies.Colleague> offered) {
        return in.codes("admitted", Option.values(staff(offered))).stream()
                .map(each -> new StaffId(Integer.parseInt(each)))
                .collect(Collectors.toSet());
    }

    // ---- going on

    @GetMapping("/households/{id}/concealment/{measure}/terms/new")
    Screen renewal(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID measure) {
        return db.transact(viewer, () -> {
            LocalDate today = db.today(viewer);
            return renewal(
                    viewer,
                    new HouseholdId(id),
                    measure,
                    forms.open(
                            viewer,
                            Map.of(
                                    "until",
                                    List.of(Wareki.compact(
                                            today.plusDays(clocks.days("register.concealment-term", today)))))));
        });
    }

    private Screen renewal(Viewer.Staff viewer, HouseholdId household, UUID measure, FormView form) {
        holds(viewer, household, measure);
        return page(
                viewer,
                household,
                "秘匿を続ける",
                "ご本人に確かめてから、つぎに確かめる日を決めます。前の決定は残ります。",
                "/" + measure + "/terms",
                "続ける",
                List.of(
                        FormField.date("until", "つぎに確かめる日").must(),
                        FormField.block("note", "確かめたこと").hint("例：ご本人に電話。支援措置の延長の決定通知を見せてもらった。")),
                form);
    }

    private Screen page(
            Viewer.Staff viewer,
            HouseholdId household,
            String title,
            String lead,
            String action,
            String verb,
            List<FormField> fields,
            FormView form) {
        return new FormPage(title, lead, path(household) + action, verb, path(household), fields, form)
                .screen()
                .with(strips.of(viewer, household, TAB));
    }

    private ConcealmentMeasures.Opened holds(Viewer.Staff viewer, HouseholdId household, UUID measure) {
        ConcealmentMeasures.Opened opened = measures.open(viewer, household);
        if (opened.current().filter(m -> m.id().equals(measure)).isEmpty()) {
            throw new NotVisible();
        }
        return opened;
    }

    @PostMapping("/households/{id}/concealment/{measure}/terms")
    Object renew(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID measure, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(
                viewer, form, again -> db.transact(viewer, () -> renewal(viewer, household, measure, again)), in -> {
                    holds(viewer, household, measure);
                    LocalDate until = in.requiredDate(
                            "until", "つぎに確かめる日", db.today(viewer).plusDays(1));
                    String note = in.block("note", 1000);
                    return in.hasErrors()
                            ? in.invalid()
                            : Outcome.of(
                                    measures.renew(viewer, household, measure, until, note),
                                    "until",
                                    "秘匿を続けます。" + Wareki.format(until) + "までに、また確かめます。",
                                    day -> path(household));
                });
    }

    // ---- who may see it

    @GetMapping("/households/{id}/concealment/{measure}/readers/new")
    Screen readers(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID measure) {
        return db.transact(viewer, () -> readers(viewer, new HouseholdId(id), measure, forms.open(viewer)));
    }

    private Screen readers(Viewer.Staff viewer, HouseholdId household, UUID measure, FormView form) {
        ConcealmentMeasures.Opened opened = holds(viewer, household, measure);
        return page(
                viewer,
                household,
                "見てよい人を足す",
                "足した人には、秘匿の中身がすべて見えます。相手方の担当者や、利害関係のある人は足しません。",
                "/" + measure + "/readers",
                "足す",
                List.of(FormField.checkboxes("admitted", "だれを", staff(opened.others()))
                        .must()),
                form);
    }

    @PostMapping("/households/{id}/concealment/{measure}/readers")
    Object admit(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID measure, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(
                viewer, form, again -> db.transact(viewer, () -> readers(viewer, household, measure, again)), in -> {
                    Set<StaffId> chosen =
                            chosen(in, holds(viewer, household, measure).others());
                    if (chosen.isEmpty()) {
                        in.error("admitted", "足す人を選んでください。");
                        return in.invalid();
                    }
                    measures.admit(viewer, household, measure, chosen);
                    return new Outcome.Done(path(household), "見てよい人を足しました。");
                });
    }

    @PostMapping("/households/{id}/concealment/{measure}/readers/{staff}/dismissal")
    Object dismiss(
            Viewer.Staff viewer,
            @PathVariable UUID id,
            @PathVariable UUID measure,
            @PathVariable int staff,
            Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, household, again),
                in -> Outcome.of(
                        measures.dismiss(viewer, household, measure, new StaffId(staff)),
                        "readers",
                        "見てよい人から外しました。",
                        gone -> gone.equals(viewer.staff()) ? "/" : path(household)));
    }

    // ---- ending, by two

    @GetMapping("/households/{id}/concealment/{measure}/end/new")
    Screen ending(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID measure) {
        return db.transact(viewer, () -> ending(viewer, new HouseholdId(id), measure, forms.open(viewer)));
    }

    private Screen ending(Viewer.Staff viewer, HouseholdId household, UUID measure, FormView form) {
        holds(viewer, household, measure);
        return page(
                viewer,
                household,
                "秘匿を終える",
                "見てよい人のもう1人が確かめてから、開きます。開くと、この機関の人と、同意などの根拠がある機関に見えます。",
                "/" + measure + "/end",
                "終えることを頼む",
                List.of(FormField.block("reason", "終えるわけ").must().hint("例：ご本人が、もう知られてもよいと話した。日と、だれが聞いたか。")),
                form);
    }

    @PostMapping("/households/{id}/concealment/{measure}/end")
    Object askEnd(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID measure, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(
                viewer, form, again -> db.transact(viewer, () -> ending(viewer, household, measure, again)), in -> {
                    holds(viewer, household, measure);
                    String reason = in.requiredBlock("reason", "終えるわけ", 1000);
                    return in.hasErrors()
                            ? in.invalid()
                            : Outcome.of(
                                    measures.askEnd(viewer, household, measure, reason),
                                    "reason",
                                    "もう1人の確かめを待っています。それまでは、開きません。",
                                    asked -> path(household));
                });
    }

    @PostMapping("/households/{id}/concealment/{measure}/end/dropping")
    Object dropEnd(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID measure, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(viewer, form, again -> page(viewer, household, again), in -> {
            measures.dropEnd(viewer, household, measure);
            return new Outcome.Done(path(household), "取りやめました。秘匿は続きます。");
        });
    }

    @PostMapping("/households/{id}/concealment/{measure}/end/confirmation")
    Object confirmEnd(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID measure, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, household, again),
                in -> Outcome.of(
                        measures.confirmEnd(viewer, household, measure),
                        "end",
                        "秘匿を終えました。",
                        ended -> "/households/" + id + "/members"));
    }
}
