package kasane.conference.item;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.conference.Agenda;
import kasane.conference.AgendaKind;
import kasane.conference.ConferenceFlow;
import kasane.conference.Meetings;
import kasane.conference.Meetings.Meeting;
import kasane.conference.Minutes;
import kasane.conference.Minutes.Item;
import kasane.conference.preparation.OwnAttendances;
import kasane.conference.preparation.Preparations;
import kasane.editing.Editable;
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

/** 議題: the page that is used in the meeting, its minutes, decisions and conclusion. */
@Controller
class ItemController {

    /** The tab of the household's strip. */
    private static final String TAB = "case";

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("M月d日 H:mm");

    private final Meetings meetings;
    private final Agenda agenda;
    private final Preparations preparations;
    private final OwnAttendances attendances;
    private final Minutes minutes;
    private final Households households;
    private final Strips strips;
    private final Agencies agencies;
    private final Codes codes;
    private final ProjectorController projector;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    ItemController(
            Meetings meetings,
            Agenda agenda,
            Preparations preparations,
            OwnAttendances attendances,
            Minutes minutes,
            Households households,
            Strips strips,
            Agencies agencies,
            Codes codes,
            ProjectorController projector,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.meetings = meetings;
        this.agenda = agenda;
        this.preparations = preparations;
        this.attendances = attendances;
        this.minutes = minutes;
        this.households = households;
        this.strips = strips;
        this.agencies = agencies;
        this.codes = codes;
        this.projector = projector;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/conferences/{id}/items/{item}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item) {
        return guarded(viewer, id, item, () -> page(viewer, id, item, forms.open(viewer)));
    }

    private Screen shown(Viewer.Staff viewer, UUID id, UUID item, FormView form) {
        return guarded(viewer, id, item, () -> page(viewer, id, item, form));
    }

    /** Nothing of an item is opened before the person has confirmed to keep it secret. */
    private Screen guarded(Viewer.Staff viewer, UUID id, UUID item, Supplier<Screen> page) {
        return db.transact(viewer, () -> {
            Item found = minutes.find(viewer, id, item);
            if (meetings.secrecy(viewer, id).isPresent()) {
                return page.get();
            }
            return Screen.of(
                    "conference/item/secrecy",
                    "守秘の確認",
                    new ItemPages.Secrecy(
                            meetingHref(id),
                            found.id().toString(),
                            label(viewer, found),
                            meetings.find(viewer, id).at().when(),
                            forms.button()));
        });
    }

    private static String meetingHref(UUID meeting) {
        return "/conferences/" + meeting;
    }

    private static String href(UUID meeting, UUID item) {
        return meetingHref(meeting) + "/items/" + item;
    }

    /** Numbered among those that the viewer may see. */
    private String label(Viewer.Staff viewer, Item item) {
        List<UUID> seen =
                minutes.of(viewer, item.meeting()).stream().map(Item::id).toList();
        Meeting meeting = meetings.find(viewer, item.meeting());
        return "議題" + (seen.indexOf(item.id()) + 1) + (meeting.isTwo() ? "（" + meetings.kind(meeting, item) + "）" : "");
    }

    private Screen page(Viewer.Staff viewer, UUID id, UUID itemId, FormView form) {
        return db.transact(viewer, () -> {
            Item item = minutes.find(viewer, id, itemId);
            Meeting meeting = meetings.find(viewer, id);
            boolean own = meeting.owner().equals(viewer.agency());
            Map<PersonId, String> people = people(viewer, item);
            boolean insight = isInSight(viewer, item.household());
            boolean writable = own && may(ConferenceFlow.ItemAct.WRITE, meeting, item);
            boolean deciding = own && may(ConferenceFlow.ItemAct.DECIDE, meeting, item);
            boolean concluding = own && may(ConferenceFlow.ItemAct.CONCLUDE, meeting, item);
            boolean whole = minutes.isInSight(viewer, item);
            boolean confirmable = own && whole && may(ConferenceFlow.ItemAct.CONFIRM, meeting, item);
            boolean attendance = own
                    && item.stage() == ConferenceFlow.Stage.CONCLUDED
                    && meeting.state() == ConferenceFlow.State.DAY_HAS_COME;
            List<Minutes.Member> members = minutes.members(viewer, itemId);
            var topic = agenda.topic(viewer, item);
            boolean goingUp = own && whole && minutes.isToSendUp(viewer, item);
            Agenda.@Nullable Entry above = above(viewer, item);
            ItemPages.Page page = new ItemPages.Page(
                    href(id, itemId),
                    meetingHref(id),
                    label(viewer, item),
                    topic.map(AgendaKind.Topic::title).orElse("見ることのできない内容"),
                    meeting.at().when(),
                    switch (item.stage()) {
                        case OPEN -> Tone.WAITING;
                        case CONCLUDED -> Tone.ACTIVE;
                        case CONFIRMED -> Tone.DONE;
                    },
                    meeting.state() == ConferenceFlow.State.CALLED_OFF
                            ? Texts.text("conference.state.CALLED_OFF")
                            : Texts.text("conference.stage." + item.stage()),
                    topic.map(AgendaKind.Topic::path).orElse(null),
                    own,
                    writable,
                    own && may(ConferenceFlow.ItemAct.CORRECT, meeting, item),
                    confirmable,
                    minutes.isLeftUnconfirmed(viewer, item),
                    concluding ? "結果を記録する" : goingUp ? "幹部会議の議題にのせる" : attendance ? "出欠を記録する" : "",
                    concluding
                            ? href(id, itemId) + "/conclusion"
                            : goingUp
                                    ? href(id, itemId) + "/escalation"
                                    : attendance ? meetingHref(id) + "/attendance" : "",
                    item.words().summary(),
                    item.words().view(),
                    item.words().pending(),
                    (written(item) + "　" + item.writer()).strip(),
                    minutes.decisions(viewer, itemId).stream()
                            .map(one -> decided(viewer, item, one, deciding))
                            .toList(),
                    deciding ? form : null,
                    options(members),
                    deciding ? goals(minutes.goals(viewer, item)) : List.of(),
                    item.conclusion().isEmpty()
                            ? ""
                            : codes.label("conference-conclusion", item.conclusion(), item.conclusionEdition()),
                    item.lead() == null ? "" : item.leadName() + (item.leadAgreed() ? "（その場で引き受けた）" : "（答えを待つ）"),
                    above == null ? "" : called(above),
                    above == null ? "" : above.path(),
                    item.confirmedAt() == null ? "" : moment(item.confirmedAt()) + "　" + item.confirmer(),
                    item.confirmedAt() == null ? "" : href(id, itemId) + "/minutes/sheet.pdf",
                    members.stream().map(Minutes.Member::name).toList(),
                    List.copyOf(people.values()),
                    own && insight ? checks(viewer, item, people) : List.of(),
                    writable && insight,
                    meetings.secrecy(viewer, id).map(this::moment).orElse(""),
                    minutes.revisions(viewer, itemId).stream()
                            .map(old -> new ItemPages.Before(
                                    old.words().summary(),
                                    old.words().view(),
                                    old.words().pending(),
                                    old.reason(),
                                    moment(old.replacedAt()) + "　" + old.by()))
                            .toList(),
                    preparations.of(viewer, itemId).stream().map(this::prepared).toList(),
                    preparations.may(viewer, item).isAllowed() ? href(id, itemId) + "/preparation" : "",
                    attending(viewer, itemId, people),
                    writable && whole ? href(id, itemId) + "/own-attendance" : "",
                    forms.button());
            read(viewer, item);
            return withStrip(viewer, item, Screen.form("conference/item/page", page.label(), page, form));
        });
    }

    /** Where an item that was sent up is talked about; null for another, and while it is nowhere. */
    private Agenda.@Nullable Entry above(Viewer.Staff viewer, Item item) {
        return item.conclusion().equals(Minutes.ESCALATE)
                ? agenda.ofSubject(viewer, item.kind(), item.subject()).stream()
                        .filter(entry -> !entry.id().equals(item.id())
                                && entry.state() != ConferenceFlow.State.CALLED_OFF
                                && item.concludedAt() != null
                                && entry.addedAt().compareTo(item.concludedAt()) >= 0)
                        .reduce((later, earlier) -> earlier)
                        .orElse(null)
                : null;
    }

    private String called(Agenda.Entry entry) {
        return codes.label("conference-body", entry.body(), entry.bodyEdition()) + "　" + Wareki.format(entry.heldOn());
    }

    /** In the order of the people, as far as somebody has asked them. */
    private List<ItemPages.StageFact> attending(Viewer.Staff viewer, UUID item, Map<PersonId, String> people) {
        Map<PersonId, OwnAttendances.Said> said = attendances.of(viewer, item);
        return people.entrySet().stream()
                .flatMap(person -> Stream.ofNullable(said.get(person.getKey()))
                        .map(one -> new ItemPages.StageFact(
                                person.getValue(),
                                Texts.text("conference.own-attendance." + one.attends())
                                        + (one.wishes().isEmpty() ? "" : "\n" + one.wishes()))))
                .toList();
    }

    private ItemPages.Prepared prepared(Preparations.Sheet sheet) {
        Preparations.Blocks blocks = sheet.blocks();
        return new ItemPages.Prepared(
                sheet.name(),
                moment(sheet.writtenAt()) + "　" + sheet.writer(),
                Stream.of(
                                new ItemPages.StageFact("把握している世帯像", blocks.picture()),
                                new ItemPages.StageFact("いまの取り組み", blocks.doing()),
                                new ItemPages.StageFact("関わってほしい機関", blocks.wanted()),
                                new ItemPages.StageFact("ほかの機関へお願いしたいこと", blocks.asks()))
                        .filter(block -> !block.text().isEmpty())
                        .toList());
    }

    private static boolean may(ConferenceFlow.ItemAct act, Meeting meeting, Item item) {
        return ConferenceFlow.may(act, meeting.state(), item.stage()).isAllowed();
    }

    private void read(Viewer.Staff viewer, Item item) {
        List<Id> subjects = new ArrayList<>();
        subjects.add(item.household());
        subjects.addAll(item.persons());
        audit.read(viewer, "conference.item", subjects, Detail.NONE.item(item.id()));
    }

    /** The convenor keeps its minutes after a consent has ended; the record of the household is closed to it then. */
    private Screen withStrip(Viewer.Staff viewer, Item item, Screen screen) {
        try {
            return screen.with(strips.of(viewer, item.household(), TAB));
        } catch (NotVisible gone) {
            return screen;
        }
    }

    private boolean isInSight(Viewer.Staff viewer, HouseholdId household) {
        try {
            households.find(viewer, household);
            return true;
        } catch (NotVisible gone) {
            return false;
        }
    }

    private Map<PersonId, String> people(Viewer.Staff viewer, Item item) {
        Map<PersonId, String> people = new LinkedHashMap<>();
        for (Member member : households.members(viewer, item.household())) {
            if (item.persons().contains(member.person())) {
                people.put(member.person(), member.name().called());
            }
        }
        return people;
    }

    private static ItemPages.Decided decided(Viewer.Staff viewer, Item item, Minutes.Decided one, boolean deciding) {
        boolean mine = one.agency().equals(viewer.agency()) || item.owner().equals(viewer.agency());
        String href = href(item.meeting(), item.id()) + "/decisions/" + one.id();
        return new ItemPages.Decided(
                one.no(),
                one.what(),
                one.goal(),
                one.agencyName(),
                one.due() == null ? "" : Wareki.compact(one.due()),
                one.dropped(),
                one.dropped() ? Tone.ENDED : one.doneAt() != null ? Tone.DONE : Tone.WAITING,
                one.dropped() ? "取消し" : one.doneAt() != null ? "済み" : one.open() ? "これから" : "",
                mine && one.open() && !one.dropped() ? href + "/completion" : "",
                deciding && !one.dropped() && one.doneAt() == null ? href + "/removal" : "");
    }

    private List<ItemPages.Row> checks(Viewer.Staff viewer, Item item, Map<PersonId, String> people) {
        return agenda.checks(viewer, item).stream()
                .map(check -> {
                    List<String> missing = people.entrySet().stream()
                            .filter(person -> check.missing().contains(person.getKey()))
                            .map(Map.Entry::getValue)
                            .toList();
                    String state = check.member()
                            ? check.covered() ? "構成員" : "構成員（同意が終わりました）"
                            : check.covered() ? "同意あり・まだ構成員ではない" : "構成員にならない";
                    return new ItemPages.Row(
                            check.name(),
                            check.member(),
                            state,
                            check.member() && check.covered()
                                    ? Tone.DONE
                                    : check.member() || check.covered() ? Tone.CAUTION : Tone.ENDED,
                            people.values().stream()
                                    .map(person -> missing.contains(person)
                                            ? new ItemPages.Cell(person, Tone.ENDED, "同意なし")
                                            : new ItemPages.Cell(person, Tone.DONE, "あり"))
                                    .toList());
                })
                .toList();
    }

    /** By its place among all of them: a goal may have more words than a form sends back unchanged. */
    static List<Option> goals(List<String> goals) {
        return IntStream.range(0, goals.size())
                .mapToObj(at -> Option.of(Integer.toString(at), goals.get(at)))
                .toList();
    }

    private static List<Option> options(List<Minutes.Member> members) {
        return members.stream()
                .map(member -> Option.of(member.agency().value().toString(), member.name()))
                .toList();
    }

    private String moment(Instant at) {
        return MOMENT.format(ZonedDateTime.ofInstant(at, clock.getZone()));
    }

    private String written(Item item) {
        return item.writtenAt() == null ? "" : moment(item.writtenAt());
    }

    @PostMapping("/conferences/{id}/items/{item}/members")
    Object checkAgain(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item, Submission form) {
        return button(viewer, id, item, form, "同意を確かめ、構成員を加えました。", () -> {
            minutes.find(viewer, id, item);
            return agenda.checkAgain(viewer, item);
        });
    }

    @PostMapping("/conferences/{id}/items/{item}/confirmation")
    Object confirm(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item, Submission form) {
        return button(viewer, id, item, form, "会議録を確定しました。", () -> minutes.confirm(viewer, id, item));
    }

    @PostMapping("/conferences/{id}/items/{item}/leaving")
    Object leave(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item, Submission form) {
        return button(viewer, id, item, form, "書かれたまま終えました。", () -> minutes.leave(viewer, id, item));
    }

    @PostMapping("/conferences/{id}/items/{item}/decisions/{decision}/completion")
    Object complete(
            Viewer.Staff viewer,
            @PathVariable UUID id,
            @PathVariable UUID item,
            @PathVariable UUID decision,
            Submission form) {
        return button(viewer, id, item, form, "済みにしました。", () -> minutes.done(viewer, id, item, decision));
    }

    @PostMapping("/conferences/{id}/items/{item}/decisions/{decision}/removal")
    Object drop(
            Viewer.Staff viewer,
            @PathVariable UUID id,
            @PathVariable UUID item,
            @PathVariable UUID decision,
            Submission form) {
        return button(viewer, id, item, form, "取り消しました。", () -> minutes.drop(viewer, id, item, decision));
    }

    private Object button(
            Viewer.Staff viewer, UUID id, UUID item, Submission form, String sentence, Supplier<Decision<UUID>> act) {
        return forms.submit(
                viewer,
                form,
                again -> shown(viewer, id, item, again),
                in -> Outcome.of(act.get(), "item", sentence, done -> href(id, item)));
    }

    @PostMapping("/conferences/{id}/items/{item}/decisions")
    Object decide(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item, Submission form) {
        Function<FormView, Screen> again = form.raw("back").equals("projector")
                ? refused -> projector.shown(viewer, id, item, refused)
                : refused -> shown(viewer, id, item, refused);
        return forms.submit(viewer, form, again, in -> {
            own(viewer, id, item);
            String what = in.requiredBlock("what", "決まったこと", 500);
            AgencyId agency = agency(in, "agency", options(minutes.members(viewer, item)));
            if (agency == null) {
                in.error("agency", "だれがするかを選んでください。");
            }
            List<String> goals = minutes.goals(viewer, minutes.find(viewer, id, item));
            String at = in.code("goal", Option.values(goals(goals)));
            String goal = at.isEmpty() ? "" : goals.get(Integer.parseInt(at));
            LocalDate today = db.today(viewer);
            LocalDate due = in.requiredDate("due", "いつまで", today);
            if (due.isBefore(today)) {
                in.error("due", "いつまでは、きょうから後の日にしてください。");
            }
            if (in.hasErrors() || agency == null) {
                return in.invalid();
            }
            // Back to the field, so that the next line can be typed at once.
            Decision<UUID> decided = minutes.decide(viewer, id, item, new Minutes.Resolution(what, goal, agency, due));
            return Outcome.of(
                    decided,
                    goal.isEmpty() ? "what" : "agency",
                    "",
                    done -> href(id, item) + (form.raw("back").equals("projector") ? "/projector" : "") + "#f-what");
        });
    }

    /** An item of the convenor's own, for whoever has promised secrecy: what is written over it is shown to them. */
    private Item own(Viewer.Staff viewer, UUID id, UUID item) {
        meetings.own(viewer, id);
        if (meetings.secrecy(viewer, id).isEmpty()) {
            throw new NotVisible();
        }
        return minutes.find(viewer, id, item);
    }

    private static @Nullable AgencyId agency(Reading in, String name, List<Option> offered) {
        String chosen = in.code(name, Option.values(offered));
        return chosen.isEmpty() ? null : new AgencyId(Integer.valueOf(chosen));
    }

    @GetMapping("/conferences/{id}/items/{item}/minutes")
    Screen minutes(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item) {
        return guarded(viewer, id, item, () -> {
            own(viewer, id, item);
            return words(viewer, id, item, forms.open(viewer, new Writing(viewer, id, item).current()), false);
        });
    }

    @GetMapping("/conferences/{id}/items/{item}/correction")
    Screen correction(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item) {
        return guarded(viewer, id, item, () -> {
            own(viewer, id, item);
            return words(viewer, id, item, forms.open(viewer, new Writing(viewer, id, item).current()), true);
        });
    }

    private Screen words(Viewer.Staff viewer, UUID id, UUID itemId, FormView form, boolean correcting) {
        return db.transact(viewer, () -> {
            Item item = own(viewer, id, itemId);
            ItemPages.Words page = new ItemPages.Words(
                    form,
                    label(viewer, item) + (correcting ? "：会議録を訂正する" : "：会議録を書く"),
                    correcting ? "前の文は、理由とともに残ります。" : "事実と見立てを分けて書きます。書いている途中のものは、自動で下書きに残ります。",
                    href(id, itemId) + (correcting ? "/correction" : "/minutes"),
                    href(id, itemId),
                    correcting);
            read(viewer, item);
            return withStrip(viewer, item, Screen.form("conference/item/words", page.title(), page, form));
        });
    }

    @PostMapping("/conferences/{id}/items/{item}/minutes")
    Object write(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item, Submission form) {
        own(viewer, id, item);
        return forms.submit(
                viewer,
                form,
                again -> words(viewer, id, item, again, false),
                in -> {
                    Minutes.Words typed = typed(in);
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    return Outcome.of(
                            minutes.write(viewer, id, item, in.version(), typed),
                            "summary",
                            "会議録を書きました。",
                            done -> href(id, item));
                },
                new Writing(viewer, id, item));
    }

    @PostMapping("/conferences/{id}/items/{item}/correction")
    Object correct(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item, Submission form) {
        own(viewer, id, item);
        return forms.submit(
                viewer,
                form,
                again -> words(viewer, id, item, again, true),
                in -> {
                    Minutes.Words typed = typed(in);
                    String reason = in.requiredLine("reason", "訂正の理由", 200);
                    if (typed.summary().isEmpty()) {
                        in.error("summary", Reason.of("conference.refused.no-summary"));
                    }
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    return Outcome.of(
                            minutes.correct(viewer, id, item, in.version(), typed, reason),
                            "summary",
                            "訂正しました。前の文は残っています。",
                            done -> href(id, item));
                },
                new Writing(viewer, id, item));
    }

    private static Minutes.Words typed(Reading in) {
        return new Minutes.Words(in.block("summary", 8000), in.block("view", 8000), in.block("pending", 4000));
    }

    /** Minutes that two people write at the same time, for the merge page. */
    private final class Writing implements Editable {
        private final Viewer.Staff viewer;
        private final UUID id;
        private final UUID item;

        Writing(Viewer.Staff viewer, UUID id, UUID item) {
            this.viewer = viewer;
            this.id = id;
            this.item = item;
        }

        @Override
        public Opened current() {
            Item now = own(viewer, id, item);
            read(viewer, now);
            Map<String, List<String>> values = new LinkedHashMap<>();
            values.put("summary", List.of(now.words().summary()));
            values.put("view", List.of(now.words().view()));
            values.put("pending", List.of(now.words().pending()));
            return new Opened(now.version(), values, "会議録", now.writer(), written(now), href(id, item));
        }

        @Override
        public Map<String, String> labels() {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("summary", "共有された情報の要旨");
            labels.put("view", "見立て");
            labels.put("pending", "保留");
            return labels;
        }

        @Override
        public Set<String> joinable() {
            return Set.of("summary", "view", "pending");
        }
    }

    @GetMapping("/conferences/{id}/items/{item}/conclusion")
    Screen conclusion(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item) {
        return guarded(viewer, id, item, () -> conclusion(viewer, id, item, forms.open(viewer)));
    }

    private Screen conclusion(Viewer.Staff viewer, UUID id, UUID itemId, FormView form) {
        return db.transact(viewer, () -> {
            Item item = own(viewer, id, itemId);
            Minutes.Choices choices = minutes.choices(viewer, item);
            ItemPages.Conclusion page = new ItemPages.Conclusion(
                    form,
                    label(viewer, item) + "：協議の結果",
                    href(id, itemId),
                    choices.codes().stream()
                            .map(code -> Option.of(code.code(), code.label()))
                            .toList(),
                    choices.withLead().isEmpty() ? List.of() : leads(viewer),
                    Set.copyOf(choices.withLead()),
                    choices.codes().stream()
                            .filter(code -> choices.withLead().contains(code.code()))
                            .map(code -> "「" + code.label() + "」")
                            .collect(Collectors.joining()));
            read(viewer, item);
            return withStrip(viewer, item, Screen.form("conference/item/conclusion", page.title(), page, form));
        });
    }

    private List<Option> leads(Viewer.Staff viewer) {
        return agencies.forCases(viewer).stream()
                .filter(agency -> !agency.onPaper())
                .map(agency -> Option.of(agency.id().value().toString(), agency.name()))
                .toList();
    }

    @PostMapping("/conferences/{id}/items/{item}/conclusion")
    Object conclude(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item, Submission form) {
        return forms.submit(viewer, form, again -> conclusion(viewer, id, item, again), in -> {
            Minutes.Choices choices = minutes.choices(viewer, own(viewer, id, item));
            String code = in.code(
                    "code", choices.codes().stream().map(Codes.Code::code).collect(Collectors.toSet()));
            if (code.isEmpty()) {
                in.error("code", "協議の結果を選んでください。");
            }
            AgencyId lead = agency(in, "lead", choices.withLead().isEmpty() ? List.of() : leads(viewer));
            boolean agreed = in.checked("leadAgreed");
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<UUID> concluded = minutes.conclude(viewer, id, item, code, lead, agreed);
            return Outcome.of(
                    concluded,
                    concluded instanceof Decision.Refused<UUID>(Reason reason)
                                    && reason.key().equals("conference.refused.lead-missing")
                            ? "lead"
                            : "code",
                    "協議の結果を記録しました。",
                    done -> href(id, item));
        });
    }

    // ---- going up

    @GetMapping("/conferences/{id}/items/{item}/escalation")
    Screen escalation(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item) {
        return guarded(viewer, id, item, () -> escalation(viewer, id, item, forms.open(viewer)));
    }

    private Screen escalation(Viewer.Staff viewer, UUID id, UUID itemId, FormView form) {
        return db.transact(viewer, () -> {
            Item item = goingUp(viewer, id, itemId);
            List<Option> meetings = above(viewer);
            Screen screen = new FormPage(
                            "幹部会議の議題にのせる",
                            meetings.isEmpty()
                                    ? "これからの幹部会議がありません。「会議」で幹部会議をひらいてから、ここにもどってください。"
                                    : "同じことを、幹部会議で協議します。同意のある機関だけが加わります。",
                            href(id, itemId) + "/escalation",
                            "議題にのせる",
                            href(id, itemId),
                            List.of(FormField.radios("meeting", "どの会議に", meetings)
                                    .must()),
                            form)
                    .screen();
            read(viewer, item);
            return withStrip(viewer, item, screen);
        });
    }

    private List<Option> above(Viewer.Staff viewer) {
        return agenda.above(viewer).stream()
                .map(upcoming -> new Option(
                        upcoming.meeting().toString(),
                        Wareki.formatWithWeekday(upcoming.at().on()) + "　"
                                + CLOCK.format(upcoming.at().from()) + "〜",
                        upcoming.at().place()))
                .toList();
    }

    /** An item of the own agency that still has to go up, or {@link NotVisible}. */
    private Item goingUp(Viewer.Staff viewer, UUID id, UUID itemId) {
        Item item = own(viewer, id, itemId);
        if (!minutes.isToSendUp(viewer, item)) {
            throw new NotVisible();
        }
        return item;
    }

    @PostMapping("/conferences/{id}/items/{item}/escalation")
    Object sendUp(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item, Submission form) {
        return forms.submit(viewer, form, again -> escalation(viewer, id, item, again), in -> {
            Item sent = goingUp(viewer, id, item);
            String meeting = in.code("meeting", Option.values(above(viewer)));
            if (meeting.isEmpty()) {
                in.error("meeting", "どの会議の議題にするかを選んでください。");
                return in.invalid();
            }
            return Outcome.of(
                    agenda.put(viewer, UUID.fromString(meeting), sent.kind(), sent.subject()),
                    "meeting",
                    "幹部会議の議題にのせました。",
                    put -> href(UUID.fromString(meeting), put));
        });
    }
}
