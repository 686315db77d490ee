package kasane.collaboration.handback;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.collaboration.Assessments;
import kasane.collaboration.PartialHandBackFlow;
import kasane.collaboration.PartialHandBacks;
import kasane.conference.Agenda;
import kasane.conference.Meetings;
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
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 一部のもどし: offering part of a case, the page of whoever is asked, and what follows 対応不可. */
@Controller
class PartialHandBackController {

    private final PartialHandBacks partials;
    private final Assessments assessments;
    private final Agenda agenda;
    private final Households households;
    private final Strips strips;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    PartialHandBackController(
            PartialHandBacks partials,
            Assessments assessments,
            Agenda agenda,
            Households households,
            Strips strips,
            Codes codes,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.partials = partials;
        this.assessments = assessments;
        this.agenda = agenda;
        this.households = households;
        this.strips = strips;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /** How it is handed over. */
    enum How {
        /** これから頼む. */
        OFFER,
        /** 会議で引き受けが確かめられた. */
        AGREED
    }

    // ---- offering

    @GetMapping("/cases/{id}/partial-hand-backs/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            PartialHandBacks.Ground ground = partials.ground(viewer, id);
            List<Option> people = people(viewer, ground);
            return form(
                    viewer,
                    ground,
                    forms.open(
                            viewer,
                            people.size() == 1
                                    ? Map.of(
                                            "persons", List.of(people.getFirst().value()))
                                    : Map.of()));
        });
    }

    private Screen form(Viewer.Staff viewer, PartialHandBacks.Ground ground, FormView form) {
        String of = "/cases/" + ground.standing().file().id();
        List<FormField> fields = new ArrayList<>(List.of(
                FormField.checkboxes("persons", "だれのこと", people(viewer, ground)).must(),
                FormField.checkboxes("topics", "何について", topics(viewer, ground)).must(),
                FormField.block("words", "引き継ぐこと").must().hint("何を、いつから、どこまで。残りは多機関協働が続けます。"),
                FormField.radios("to", "もどす機関", leads(ground)).must(),
                FormField.radios(
                                "how",
                                "どう決めるか",
                                List.of(
                                        new Option(How.OFFER.name(), "これから頼む", "答えるまで、いまの担当が続きます。"),
                                        new Option(How.AGREED.name(), "会議で引き受けが確かめられた", "会議を下から選びます。")))
                        .must()));
        if (!ground.talks().isEmpty()) {
            fields.add(FormField.select("item", "確かめた会議", talks(ground)).hint("会議で引き受けが確かめられたときだけ。"));
        }
        return new FormPage(
                        "一部をもどす",
                        "ケースは続けたまま、一部の人や一部の困りごとだけを、支援チームの機関にもどします。" + "全部をもどすときは、評価を書いて会議にかけます。",
                        of + "/partial-hand-backs",
                        "もどす",
                        of,
                        fields,
                        form)
                .screen()
                .with(strips.of(viewer, ground.standing().file().household(), HandBackController.TAB));
    }

    private List<Option> people(Viewer.Staff viewer, PartialHandBacks.Ground ground) {
        return households.members(viewer, ground.standing().file().household()).stream()
                .filter(member -> ground.persons().contains(member.person()))
                .map(member -> Option.of(
                        member.person().value().toString(), member.name().full() + "さん"))
                .toList();
    }

    /** What the newest assessment names comes first. */
    private List<Option> topics(Viewer.Staff viewer, PartialHandBacks.Ground ground) {
        List<String> assessed = assessments
                .ofCase(viewer, ground.standing().file().id())
                .stream()
                .findFirst()
                .map(Assessments.Assessment::issues)
                .orElse(List.of());
        return codes.list("issue-national", ground.today()).stream()
                .sorted(Comparator.comparing(code -> !assessed.contains(code.code())))
                .map(code -> new Option(
                        code.code(), code.shortLabel(), assessed.contains(code.code()) ? "アセスメントで挙がった課題" : ""))
                .toList();
    }

    private static List<Option> leads(PartialHandBacks.Ground ground) {
        return ground.leads().stream()
                .map(member -> new Option(
                        member.agency().value().toString(),
                        member.name(),
                        (member.agency().equals(ground.standing().file().referrer()) ? "紹介元" : "")
                                + (ground.coverage().coversAll(member.agency(), ground.persons())
                                        ? ""
                                        : "　同意のある人のことだけをもどせます")))
                .toList();
    }

    private List<Option> talks(PartialHandBacks.Ground ground) {
        return ground.talks().stream()
                .map(talk -> Option.of(
                        talk.id().toString(),
                        Wareki.compact(talk.heldOn()) + "　"
                                + codes.label("conference-body", talk.body(), talk.bodyEdition()) + "　"
                                + Texts.find("collaboration.case-item." + talk.kind())
                                        .orElse("議題")))
                .toList();
    }

    @PostMapping("/cases/{id}/partial-hand-backs")
    Object offer(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> db.transact(viewer, () -> form(viewer, partials.ground(viewer, id), again)),
                in -> offer(viewer, id, in));
    }

    private Outcome offer(Viewer.Staff viewer, UUID id, Reading in) {
        PartialHandBacks.Ground ground = partials.ground(viewer, id);
        Set<PersonId> persons = in.codes("persons", Option.values(people(viewer, ground))).stream()
                .map(person -> new PersonId(UUID.fromString(person)))
                .collect(Collectors.toSet());
        if (persons.isEmpty()) {
            in.error("persons", "だれのことかを1人以上選んでください。");
        }
        List<String> topics = in.codes("topics", Option.values(topics(viewer, ground)));
        if (topics.isEmpty()) {
            in.error("topics", "何についてかを1つ以上選んでください。");
        }
        String words = in.requiredBlock("words", "引き継ぐこと", 4000);
        String to = in.code("to", Option.values(leads(ground)));
        if (to.isEmpty()) {
            in.error("to", "もどす機関を選んでください。");
        }
        How how = in.requiredChoice("how", "どう決めるか", How.class, How.OFFER);
        String item = in.code("item", Option.values(talks(ground)));
        if (how == How.AGREED && item.isEmpty()) {
            in.error(ground.talks().isEmpty() ? "how" : "item", Reason.of("collaboration.refused.part-no-minutes"));
        }
        return in.hasErrors()
                ? in.invalid()
                : Outcome.of(
                        partials.offer(
                                viewer,
                                id,
                                new PartialHandBacks.Offer(
                                        new AgencyId(Integer.valueOf(to)),
                                        persons,
                                        topics,
                                        words,
                                        how == How.AGREED,
                                        item.isEmpty() || how == How.OFFER ? null : UUID.fromString(item),
                                        null)),
                        "to",
                        how == How.AGREED ? "一部をもどしました。" : "もどしを頼みました。答えは「きょう」に出ます。",
                        offered -> "/partial-hand-backs/" + offered);
    }

    // ---- one

    @GetMapping("/partial-hand-backs/{id}")
    Screen one(Viewer.Staff viewer, @PathVariable UUID id) {
        return one(viewer, id, forms.button());
    }

    private Screen one(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            PartialHandBacks.Opened opened = partials.find(viewer, id);
            PartialHandBacks.Partial p = opened.partial();
            audit.read(viewer, "partial-hand-back.page", subjects(p), Detail.NONE.item(id));
            LocalDate due = p.isOpen() ? opened.due() : null;
            LocalDate heldOn = p.heldOn();
            PartialPages.One page = new PartialPages.One(
                    form,
                    "/cases/" + p.caseId(),
                    tone(opened),
                    Texts.text("collaboration.partial-state." + p.state()),
                    p.toName(),
                    p.state() == PartialHandBackFlow.State.OFFERED ? "答える期限" : "決める期限",
                    due == null ? "" : Wareki.formatWithWeekday(due),
                    due != null && due.isBefore(db.today(viewer)),
                    called(viewer, p),
                    p.topics().stream()
                            .map(topic -> codes.label("issue-national", topic, p.topicEdition()))
                            .toList(),
                    p.words(),
                    p.fromName(),
                    p.fromPhone(),
                    p.writer(),
                    When.of(p.offeredAt(), clock.getZone()),
                    heldOn == null ? null : Wareki.format(heldOn) + "の会議",
                    "/conferences/" + p.meeting() + "/items/" + p.conferenceItem(),
                    p.previous() == null ? null : "/partial-hand-backs/" + p.previous(),
                    p.steps().reversed().stream()
                            .map(step -> new PartialPages.Step(
                                    When.of(step.at(), clock.getZone()),
                                    Texts.text("collaboration.partial-step." + step.kind()),
                                    step.agency() + "　" + step.staff(),
                                    step.words()))
                            .toList(),
                    actions(viewer, opened));
            return Screen.form("collaboration/handback/partial", "一部のもどし", page, form)
                    .with(strips.of(viewer, p.household(), HandBackController.TAB));
        });
    }

    private static Tone tone(PartialHandBacks.Opened opened) {
        return switch (opened.partial().state()) {
            case OFFERED -> opened.sides().contains(PartialHandBackFlow.Side.RECEIVER) ? Tone.ACTIVE : Tone.WAITING;
            case REFUSED -> Tone.CAUTION;
            case CONFERRING -> Tone.WAITING;
            case TAKEN -> Tone.DONE;
            case PASSED_ON, KEPT, LAPSED -> Tone.ENDED;
        };
    }

    private static List<Id> subjects(PartialHandBacks.Partial partial) {
        List<Id> subjects = new ArrayList<>(List.of(partial.household()));
        subjects.addAll(partial.persons());
        return subjects;
    }

    private String called(Viewer.Staff viewer, PartialHandBacks.Partial partial) {
        return households.members(viewer, partial.household()).stream()
                .filter(member -> partial.persons().contains(member.person()))
                .map(member -> member.name().called())
                .collect(Collectors.joining("、"));
    }

    private List<HandBackPages.Action> actions(Viewer.Staff viewer, PartialHandBacks.Opened opened) {
        PartialHandBacks.Partial p = opened.partial();
        String href = "/partial-hand-backs/" + p.id();
        List<HandBackPages.Action> actions = new ArrayList<>();
        for (PartialHandBackFlow.Step step : opened.open()) {
            switch (step) {
                case ACCEPT -> actions.add(new HandBackPages.Action("引き受ける", href + "/acceptance", true, true));
                case REFUSE -> actions.add(new HandBackPages.Action("対応できない", href + "/refusal/new", false, false));
                case ASK_ANOTHER -> {
                    if (p.state() == PartialHandBackFlow.State.REFUSED) {
                        actions.add(new HandBackPages.Action("別の機関に頼む", href + "/offer/new", false, true));
                    }
                }
                case CONFER ->
                    actions.add(new HandBackPages.Action("つぎの会議にかける", href + "/conference/new", false, false));
                case KEEP ->
                    actions.add(new HandBackPages.Action(
                            p.state() == PartialHandBackFlow.State.OFFERED ? "取りやめて、こちらで続ける" : "多機関協働で続ける",
                            href + "/keeping",
                            true,
                            false));
                case AGREE, LAPSE -> {
                    // was done when it was offered, or happens by itself
                }
            }
        }
        if (p.state() == PartialHandBackFlow.State.CONFERRING
                && opened.sides().contains(PartialHandBackFlow.Side.CARRIER)) {
            agenda.ofCase(viewer, p.caseId()).stream()
                    .filter(entry ->
                            entry.subject().equals(p.id()) && entry.conclusion().isEmpty())
                    .findFirst()
                    .ifPresent(entry ->
                            actions.addFirst(new HandBackPages.Action("会議の議題をひらく", entry.path(), false, true)));
        }
        return actions;
    }

    @PostMapping("/partial-hand-backs/{id}/acceptance")
    Object accept(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return taken(viewer, id, form, () -> partials.accept(viewer, id), "引き受けました。");
    }

    @PostMapping("/partial-hand-backs/{id}/keeping")
    Object keep(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return taken(viewer, id, form, () -> partials.keep(viewer, id), "多機関協働で続けます。");
    }

    private Object taken(
            Viewer.Staff viewer,
            UUID id,
            Submission form,
            java.util.function.Supplier<Decision<UUID>> step,
            String done) {
        return forms.submit(
                viewer,
                form,
                again -> one(viewer, id, again),
                in -> Outcome.of(step.get(), "next", done, partial -> "/partial-hand-backs/" + partial));
    }

    // ---- 対応不可 and what follows

    @GetMapping("/partial-hand-backs/{id}/refusal/new")
    Screen refusing(Viewer.Staff viewer, @PathVariable UUID id) {
        return refusing(viewer, id, forms.open(viewer));
    }

    /** Only that side has such a form; for everybody else there is none. */
    private PartialHandBacks.Partial of(Viewer.Staff viewer, UUID id, PartialHandBackFlow.Side side) {
        PartialHandBacks.Opened opened = partials.find(viewer, id);
        if (!opened.sides().contains(side)) {
            throw new NotVisible();
        }
        return opened.partial();
    }

    private Screen refusing(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            PartialHandBacks.Partial p = of(viewer, id, PartialHandBackFlow.Side.RECEIVER);
            audit.read(viewer, "partial-hand-back.refusal-form", subjects(p), Detail.NONE.item(id));
            return new FormPage(
                            "対応できない",
                            p.fromName() + "へ返します。引き受ける機関が決まるまで、多機関協働が続けます。",
                            "/partial-hand-backs/" + id + "/refusal",
                            "対応不可として返す",
                            "/partial-hand-backs/" + id,
                            List.of(FormField.block("words", "理由").must().hint("どこならできそうか、何があればできるかも書きます。")),
                            form)
                    .screen()
                    .with(strips.of(viewer, p.household(), HandBackController.TAB));
        });
    }

    @PostMapping("/partial-hand-backs/{id}/refusal")
    Object refuse(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> refusing(viewer, id, again), in -> {
            of(viewer, id, PartialHandBackFlow.Side.RECEIVER);
            String words = in.requiredBlock("words", "理由", 2000);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            partials.refuse(viewer, id, words),
                            "words",
                            "対応不可として返しました。",
                            done -> "/partial-hand-backs/" + done);
        });
    }

    @GetMapping("/partial-hand-backs/{id}/offer/new")
    Screen asking(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            PartialHandBacks.Partial p = of(viewer, id, PartialHandBackFlow.Side.CARRIER);
            return asking(viewer, p, forms.open(viewer, Map.of("words", List.of(p.words()))));
        });
    }

    private List<Option> others(Viewer.Staff viewer, PartialHandBacks.Partial partial) {
        PartialHandBacks.Ground ground = partials.ground(viewer, partial.caseId());
        return ground.leads().stream()
                .filter(member -> ground.coverage().coversAll(member.agency(), partial.persons()))
                .map(member -> new Option(
                        member.agency().value().toString(),
                        member.name(),
                        member.agency().equals(partial.to()) ? "前の答えは対応不可でした" : ""))
                .toList();
    }

    private Screen asking(Viewer.Staff viewer, PartialHandBacks.Partial p, FormView form) {
        return db.transact(viewer, () -> {
            audit.read(viewer, "partial-hand-back.offer-form", subjects(p), Detail.NONE.item(p.id()));
            return new FormPage(
                            "別の機関に頼む",
                            p.steps().isEmpty()
                                    ? ""
                                    : p.toName() + "の答え：" + p.steps().getLast().words(),
                            "/partial-hand-backs/" + p.id() + "/offer",
                            "もどしを頼む",
                            "/partial-hand-backs/" + p.id(),
                            List.of(
                                    FormField.radios("to", "もどす機関", others(viewer, p))
                                            .must(),
                                    FormField.block("words", "引き継ぐこと").must()),
                            form)
                    .screen()
                    .with(strips.of(viewer, p.household(), HandBackController.TAB));
        });
    }

    @PostMapping("/partial-hand-backs/{id}/offer")
    Object ask(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> db.transact(
                        viewer, () -> asking(viewer, of(viewer, id, PartialHandBackFlow.Side.CARRIER), again)),
                in -> {
                    PartialHandBacks.Partial p = of(viewer, id, PartialHandBackFlow.Side.CARRIER);
                    String to = in.code("to", Option.values(others(viewer, p)));
                    if (to.isEmpty()) {
                        in.error("to", "もどす機関を選んでください。");
                    }
                    String words = in.requiredBlock("words", "引き継ぐこと", 4000);
                    return in.hasErrors()
                            ? in.invalid()
                            : Outcome.of(
                                    partials.askAnother(viewer, id, new AgencyId(Integer.valueOf(to)), words),
                                    "to",
                                    "もどしを頼みました。答えは「きょう」に出ます。",
                                    offered -> "/partial-hand-backs/" + offered);
                });
    }

    @GetMapping("/partial-hand-backs/{id}/conference/new")
    Screen conferring(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            List<Option> meetings = meetings(viewer);
            return conferring(
                    viewer,
                    id,
                    forms.open(
                            viewer,
                            meetings.size() == 1
                                    ? Map.of(
                                            "meeting",
                                            List.of(meetings.getFirst().value()))
                                    : Map.of()));
        });
    }

    private List<Option> meetings(Viewer.Staff viewer) {
        return agenda.upcoming(viewer, Meetings.MULTI).stream()
                .map(upcoming -> new Option(
                        upcoming.meeting().toString(),
                        Wareki.formatWithWeekday(upcoming.at().on()) + " "
                                + upcoming.at().from(),
                        upcoming.name()))
                .toList();
    }

    private Screen conferring(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            PartialHandBacks.Partial p = of(viewer, id, PartialHandBackFlow.Side.CARRIER);
            HouseholdId household = p.household();
            audit.read(viewer, "partial-hand-back.conference-form", subjects(p), Detail.NONE.item(id));
            List<Option> meetings = meetings(viewer);
            return new FormPage(
                            "つぎの会議にかける",
                            meetings.isEmpty()
                                    ? "これからひらく会議がありません。「会議」から会議をひらくと、ここで選べます。"
                                    : "どの機関が引き受けるかを、会議で協議します。決まるまで、多機関協働が続けます。",
                            "/partial-hand-backs/" + id + "/conference",
                            "会議にかける",
                            "/partial-hand-backs/" + id,
                            List.of(FormField.radios("meeting", "会議", meetings).must()),
                            form)
                    .screen()
                    .with(strips.of(viewer, household, HandBackController.TAB));
        });
    }

    @PostMapping("/partial-hand-backs/{id}/conference")
    Object confer(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> conferring(viewer, id, again), in -> {
            of(viewer, id, PartialHandBackFlow.Side.CARRIER);
            String meeting = in.code("meeting", Option.values(meetings(viewer)));
            if (meeting.isEmpty()) {
                in.error("meeting", "会議を選んでください。");
            }
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            partials.confer(viewer, id, UUID.fromString(meeting)),
                            "meeting",
                            "会議の議題にしました。構成員の同意を確かめてください。",
                            path -> path);
        });
    }
}
