package kasane.conference.meeting;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.conference.Agenda;
import kasane.conference.AgendaKind;
import kasane.conference.Bodies;
import kasane.conference.ConferenceFlow;
import kasane.conference.Meetings;
import kasane.conference.Meetings.Appointment;
import kasane.conference.Meetings.Invited;
import kasane.conference.Meetings.Meeting;
import kasane.conference.Minutes;
import kasane.conference.SealedAgenda;
import kasane.conference.poll.Polls;
import kasane.editing.Editable;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 会議: the list, convening, one meeting with its answers, and what the convenor does with it. */
@Controller
class MeetingController {

    private static final int MOST = 200;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("M月d日 H:mm");
    private static final Set<String> ABOUT_BODIES =
            Set.of("conference.refused.same-body", "conference.refused.bodies-apart");
    /** A page of one thing on this server, such as the one that puts a plan on an agenda. */
    private static final Pattern OWN_PAGE = Pattern.compile("/[a-z-]+/[0-9a-f-]{36}/[a-z/-]+");

    private final Meetings meetings;
    private final Agenda agenda;
    private final Minutes minutes;
    private final Bodies bodies;
    private final Polls polls;
    private final SealedAgenda sealed;
    private final Households households;
    private final Agencies agencies;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    MeetingController(
            Meetings meetings,
            Agenda agenda,
            Minutes minutes,
            Bodies bodies,
            Polls polls,
            SealedAgenda sealed,
            Households households,
            Agencies agencies,
            Codes codes,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.meetings = meetings;
        this.agenda = agenda;
        this.minutes = minutes;
        this.bodies = bodies;
        this.polls = polls;
        this.sealed = sealed;
        this.households = households;
        this.agencies = agencies;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/conferences")
    Screen list(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            List<Meeting> all = meetings.list(viewer, MOST);
            List<UUID> ids = all.stream().map(Meeting::id).toList();
            Map<UUID, Integer> items = agenda.counts(viewer, ids);
            Map<UUID, Meetings.Tally> tallies = meetings.tallies(viewer, ids);
            List<MeetingPages.Line> coming = new ArrayList<>();
            List<MeetingPages.Line> past = new ArrayList<>();
            for (Meeting meeting : all) {
                (isOpen(meeting) ? coming : past)
                        .add(line(
                                viewer,
                                meeting,
                                items.getOrDefault(meeting.id(), 0),
                                tallies.getOrDefault(meeting.id(), new Meetings.Tally(meeting.id(), 0, 0, 0, 0))));
            }
            return Screen.of(
                    "conference/meeting/list",
                    "会議",
                    new MeetingPages.Listed(
                            coming,
                            past,
                            polls.open(viewer).stream()
                                    .map(poll -> new MeetingPages.Asking(
                                            "/conference-polls/" + poll.id(),
                                            codes.label("conference-body", poll.body(), poll.bodyEdition()),
                                            poll.convenor(),
                                            Wareki.formatWithWeekday(poll.answerBy())))
                                    .toList(),
                            !bodies.convened(viewer).isEmpty()));
        });
    }

    private static boolean isOpen(Meeting meeting) {
        return meeting.state() == ConferenceFlow.State.PLANNED || meeting.state() == ConferenceFlow.State.DAY_HAS_COME;
    }

    private MeetingPages.Line line(Viewer.Staff viewer, Meeting meeting, int items, Meetings.Tally tally) {
        boolean own = meeting.owner().equals(viewer.agency());
        boolean asks = !own && isOpen(meeting) && tally.open() > 0;
        String answers = answers(meeting, own, tally);
        return new MeetingPages.Line(
                href(meeting.id()),
                Wareki.formatWithWeekday(meeting.at().on()),
                meeting.at().hours(),
                body(meeting),
                meeting.convenor(),
                meeting.at().place(),
                items,
                tone(meeting, own || asks),
                Texts.text("conference.state." + meeting.state()),
                answers,
                asks
                        ? Texts.text("conference.action.answer")
                        : own && meeting.state() == ConferenceFlow.State.DAY_HAS_COME ? "ひらく" : "見る");
    }

    private static String answers(Meeting meeting, boolean own, Meetings.Tally tally) {
        return switch (meeting.state()) {
            case CALLED_OFF -> "";
            case HELD -> own ? "出席 " + tally.came() + "機関" : tally.came() > 0 ? "出席した" : "欠席した";
            case PLANNED, DAY_HAS_COME -> {
                if (own) {
                    yield tally.asked() == 0
                            ? "まだ招集していません"
                            : "出席 " + tally.coming() + "・欠席 " + tally.away() + "・未回答 " + tally.open();
                }
                yield tally.coming() > 0 ? "出席と答えました" : tally.away() > 0 ? "欠席と答えました" : "まだ答えていません";
            }
        };
    }

    private static Tone tone(Meeting meeting, boolean mine) {
        return switch (meeting.state()) {
            case PLANNED -> mine ? Tone.ACTIVE : Tone.WAITING;
            case DAY_HAS_COME -> Tone.ACTIVE;
            case HELD -> Tone.DONE;
            case CALLED_OFF -> Tone.ENDED;
        };
    }

    private static String href(UUID id) {
        return "/conferences/" + id;
    }

    private String body(Meeting meeting) {
        return meetings.name(meeting);
    }

    /** What holds for each body as which it is held. */
    private String ground(Viewer.Staff viewer, Meeting meeting, Function<Bodies.Body, String> what) {
        return meeting.bodies().stream()
                .flatMap(body -> bodies.find(viewer, body, meeting.at().on()).stream())
                .map(what)
                .filter(words -> !words.isEmpty())
                .distinct()
                .collect(Collectors.joining("／"));
    }

    /** Whoever came from a page to find a meeting to choose is led back to it. */
    @GetMapping("/conferences/new")
    Screen form(Viewer.Staff viewer, @RequestParam(defaultValue = "") String back) {
        List<Bodies.Body> offered = mayConvene(viewer);
        return form(
                viewer,
                forms.open(
                        viewer,
                        Map.of(
                                "back",
                                List.of(back),
                                "body",
                                List.of(offered.getFirst().code()))));
    }

    /** The bodies that the viewer convenes; for whoever convenes none there is no form. */
    private List<Bodies.Body> mayConvene(Viewer.Staff viewer) {
        List<Bodies.Body> offered = bodies.convened(viewer);
        if (offered.isEmpty()) {
            throw new NotVisible();
        }
        return offered;
    }

    private static String back(String back, String otherwise) {
        return OWN_PAGE.matcher(back).matches() ? back : otherwise;
    }

    private Screen form(Viewer.Staff viewer, FormView form) {
        return db.transact(viewer, () -> {
            MeetingPages.Form page = new MeetingPages.Form(
                    form,
                    "会議をひらく",
                    "議題は、ひらいたあとにプランや評価の画面からのせます。構成員になる機関は、そのとき自動で招集されます。",
                    "/conferences",
                    "会議をひらく",
                    back(form.value("back"), "/conferences"),
                    bodies.convened(viewer).stream()
                            .map(body -> new Option(
                                    body.code(),
                                    body.label(),
                                    body.nature() == Bodies.Nature.NO_PERSONAL_DATA ? "個人の情報は扱いません" : ""))
                            .toList(),
                    joining(viewer),
                    others(viewer, Set.of()));
            return Screen.form("conference/meeting/form", page.title(), page, form);
        });
    }

    /** The bodies that may be held together with another one; none where there is no other. */
    private List<Option> joining(Viewer.Staff viewer) {
        List<Option> joining = bodies.convened(viewer).stream()
                .filter(Bodies.Body::joins)
                .map(body -> Option.of(body.code(), body.label()))
                .toList();
        return joining.size() > 1 ? joining : List.of();
    }

    /** Every agency that may see cases, but the own one and those that were asked already. */
    private List<Option> others(Viewer.Staff viewer, Set<AgencyId> without) {
        return agencies.forCases(viewer).stream()
                .filter(agency -> !agency.id().equals(viewer.agency()) && !without.contains(agency.id()))
                .map(agency -> Option.of(value(agency.id()), agency.name()))
                .toList();
    }

    private static String value(AgencyId agency) {
        return agency.value().toString();
    }

    @PostMapping("/conferences")
    Object convene(Viewer.Staff viewer, Submission form) {
        mayConvene(viewer);
        return forms.submit(viewer, form, again -> form(viewer, again), in -> {
            String body = in.code(
                    "body",
                    bodies.convened(viewer).stream().map(Bodies.Body::code).collect(Collectors.toSet()));
            if (body.isEmpty()) {
                in.error("body", "会議体を選んでください。");
            }
            String also = in.code("also", Option.values(joining(viewer)));
            Appointment at = appointment(viewer, in);
            Set<AgencyId> asked = chosen(in, "agencies", others(viewer, Set.of()));
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<UUID> convened = meetings.convene(viewer, body, also, at, asked);
            return Outcome.of(
                    convened,
                    convened instanceof Decision.Refused<UUID>(Reason why) && ABOUT_BODIES.contains(why.key())
                            ? "also"
                            : "until",
                    asked.isEmpty() ? "会議をひらくことにしました。" : "会議をひらくことにしました。招集した機関に出欠を聞いています。",
                    id -> back(form.raw("back"), href(id)));
        });
    }

    private Appointment appointment(Viewer.Staff viewer, Reading in) {
        LocalDate today = db.today(viewer);
        LocalDate on = in.requiredDate("on", "日", today);
        LocalTime from = in.time("from");
        if (from == null) {
            in.error("from", "始まる時刻を入れてください。");
        }
        return new Appointment(
                on, from == null ? LocalTime.NOON : from, in.time("until"), in.requiredLine("place", "場所", 200));
    }

    private static Set<AgencyId> chosen(Reading in, String name, List<Option> offered) {
        return in.codes(name, Option.values(offered)).stream()
                .map(id -> new AgencyId(Integer.valueOf(id)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @GetMapping("/conferences/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        Meeting meeting = meetings.find(viewer, id);
        return page(viewer, id, isAsked(viewer, meeting) ? forms.open(viewer) : forms.button());
    }

    private static boolean isAsked(Viewer.Staff viewer, Meeting meeting) {
        return !meeting.owner().equals(viewer.agency()) && isOpen(meeting);
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Meeting meeting = meetings.find(viewer, id);
            boolean own = meeting.owner().equals(viewer.agency());
            List<Invited> invited = meetings.invited(viewer, meeting);
            List<Minutes.Item> items = minutes.of(viewer, id);
            boolean looksIn = meeting.municipalAbsent() && meetings.hasToLookIn(viewer, id);
            List<MeetingPages.Item> shown = items(viewer, meeting, items);
            MeetingPages.Page page = new MeetingPages.Page(
                    href(id),
                    body(meeting),
                    meeting.at().when(),
                    meeting.at().place(),
                    meeting.convenor(),
                    meeting.convenorPhone(),
                    ground(viewer, meeting, Bodies.Body::law),
                    ground(viewer, meeting, Bodies.Body::secrecy),
                    tone(meeting, true),
                    Texts.text("conference.state." + meeting.state()),
                    own,
                    own && isOpen(meeting),
                    own && meeting.state() == ConferenceFlow.State.DAY_HAS_COME,
                    shown,
                    sealed.of(viewer, id).stream()
                            .map(one -> new MeetingPages.Sealed(
                                    one.path(),
                                    one.inside() ? Tone.ACTIVE : Tone.WAITING,
                                    one.inside() ? "入っています" : one.closed() ? "終わりました" : "守秘を確かめて入ります"))
                            .toList(),
                    own && meeting.state() == ConferenceFlow.State.HELD
                            ? shown.stream()
                                    .filter(item -> item.tone() != Tone.DONE)
                                    .findFirst()
                                    .orElse(null)
                            : null,
                    own ? invited.stream().map(one -> invited(meeting, one)).toList() : List.of(),
                    isAsked(viewer, meeting) ? form : null,
                    own
                            ? ""
                            : invited.stream()
                                    .findFirst()
                                    .filter(one -> one.comes() != null || one.attended() != null)
                                    .map(MeetingController::answer)
                                    .orElse(""),
                    meetings.secrecy(viewer, id).map(this::moment).orElse(""),
                    own
                            ? meetings.confirmed(viewer, id).stream()
                                    .map(one -> new MeetingPages.Confirmed(
                                            one.agency() + "　" + one.name(), moment(one.at())))
                                    .toList()
                            : List.of(),
                    meeting.municipalAbsent() ? "市町村の職員が出席しないまま開催されました。" : "",
                    looksIn,
                    forms.button());
            if (!items.isEmpty()) {
                audit.read(
                        viewer,
                        "conference.page",
                        items.stream().map(Minutes.Item::household).distinct().toList(),
                        Detail.NONE.item(id));
            }
            return Screen.form("conference/meeting/page", body(meeting), page, form);
        });
    }

    /** Numbered as the viewer sees them: a number left out would betray an item. */
    private List<MeetingPages.Item> items(Viewer.Staff viewer, Meeting meeting, List<Minutes.Item> items) {
        Map<HouseholdId, String> titles = new LinkedHashMap<>();
        List<MeetingPages.Item> lines = new ArrayList<>();
        for (Minutes.Item item : items) {
            lines.add(new MeetingPages.Item(
                    href(item.meeting()) + "/items/" + item.id(),
                    "議題" + (lines.size() + 1) + (meeting.isTwo() ? "（" + meetings.kind(meeting, item) + "）" : ""),
                    agenda.topic(viewer, item).map(AgendaKind.Topic::title).orElse("見ることのできない内容"),
                    titles.computeIfAbsent(item.household(), household -> title(viewer, household)),
                    switch (item.stage()) {
                        case OPEN -> Tone.WAITING;
                        case CONCLUDED -> Tone.ACTIVE;
                        case CONFIRMED -> Tone.DONE;
                    },
                    Texts.text("conference.stage." + item.stage()),
                    item.conclusion().isEmpty()
                            ? ""
                            : codes.label("conference-conclusion", item.conclusion(), item.conclusionEdition())));
        }
        return lines;
    }

    /** The convenor keeps its own minutes when a consent has ended, but no longer the record of the household. */
    private String title(Viewer.Staff viewer, HouseholdId household) {
        try {
            return households.find(viewer, household).title();
        } catch (NotVisible gone) {
            return "いまは見えない世帯";
        }
    }

    private static MeetingPages.Invited invited(Meeting meeting, Invited one) {
        return new MeetingPages.Invited(
                one.name(),
                one.attended() != null
                        ? one.attended() ? Tone.DONE : Tone.ENDED
                        : one.comes() == null ? Tone.WAITING : one.comes() ? Tone.DONE : Tone.ENDED,
                answer(one),
                one.who(),
                href(meeting.id()) + "/notice?to=" + value(one.agency()));
    }

    private static String answer(Invited one) {
        if (one.attended() != null) {
            return one.attended() ? "出席した" : "欠席した";
        }
        return one.comes() == null ? "未回答" : one.comes() ? "出席の予定" : "欠席の予定";
    }

    private String moment(Instant at) {
        return MOMENT.format(ZonedDateTime.ofInstant(at, clock.getZone()));
    }

    @PostMapping("/conferences/{id}/answers")
    Object answer(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> page(viewer, id, again), in -> {
            meetings.find(viewer, id);
            String comes = in.code("comes", Set.of("YES", "NO"));
            if (comes.isEmpty()) {
                in.error("comes", "出席するかどうかを選んでください。");
            }
            String who = in.line("who", 200);
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(
                    meetings.answer(viewer, id, comes.equals("YES"), who),
                    "comes",
                    "出欠を答えました。",
                    MeetingController::href);
        });
    }

    @PostMapping("/conferences/{id}/secrecy")
    Object secrecy(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> page(viewer, id, again), in -> {
            meetings.confirmSecrecy(viewer, id);
            UUID item = in.key("item");
            return new Outcome.Done(item == null ? href(id) : href(id) + "/items/" + item, "守秘の確認を記録しました。");
        });
    }

    @PostMapping("/conferences/{id}/municipal-check")
    Object lookIn(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(
                        meetings.lookedIn(viewer, id), "municipal", "確かめたことを記録しました。", MeetingController::href));
    }

    @GetMapping("/conferences/{id}/edit")
    Screen edit(Viewer.Staff viewer, @PathVariable UUID id) {
        return edit(id, forms.open(viewer, new Changing(viewer, id).current()));
    }

    private static Screen edit(UUID id, FormView form) {
        MeetingPages.Form page = new MeetingPages.Form(
                form,
                "日時・場所を変える",
                "日や始まる時刻を変えると、招集した機関にもう一度出欠を聞きます。",
                href(id),
                "変える",
                href(id),
                List.of(),
                List.of(),
                List.of());
        return Screen.form("conference/meeting/form", page.title(), page, form);
    }

    @PostMapping("/conferences/{id}")
    Object change(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        meetings.own(viewer, id);
        return forms.submit(
                viewer,
                form,
                again -> edit(id, again),
                in -> {
                    Appointment at = appointment(viewer, in);
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    return Outcome.of(
                            meetings.change(viewer, id, in.version(), at), "until", "変えました。", MeetingController::href);
                },
                new Changing(viewer, id));
    }

    /** A meeting whose day, hours or place are changed, for the merge page. */
    private final class Changing implements Editable {
        private final Viewer.Staff viewer;
        private final UUID id;

        Changing(Viewer.Staff viewer, UUID id) {
            this.viewer = viewer;
            this.id = id;
        }

        @Override
        public Opened current() {
            Meeting meeting = meetings.own(viewer, id);
            Map<String, List<String>> values = new LinkedHashMap<>();
            values.put("on", List.of(Wareki.compact(meeting.at().on())));
            values.put("from", List.of(CLOCK.format(meeting.at().from())));
            LocalTime until = meeting.at().until();
            values.put("until", List.of(until == null ? "" : CLOCK.format(until)));
            values.put("place", List.of(meeting.at().place()));
            return new Opened(
                    meeting.version(), values, "会議", meeting.convenedBy(), moment(meeting.convenedAt()), href(id));
        }

        @Override
        public Map<String, String> labels() {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("on", "日");
            labels.put("from", "始まり");
            labels.put("until", "終わり");
            labels.put("place", "場所");
            return labels;
        }
    }

    @GetMapping("/conferences/{id}/invitations/new")
    Screen inviting(Viewer.Staff viewer, @PathVariable UUID id) {
        return inviting(viewer, id, forms.open(viewer));
    }

    private Screen inviting(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(
                viewer,
                () -> Screen.form(
                        "conference/meeting/inviting",
                        "ほかの機関も招集する",
                        new MeetingPages.Inviting(form, href(id), notAsked(viewer, id)),
                        form));
    }

    private List<Option> notAsked(Viewer.Staff viewer, UUID id) {
        Set<AgencyId> asked = meetings.invited(viewer, meetings.own(viewer, id)).stream()
                .map(Invited::agency)
                .collect(Collectors.toSet());
        return others(viewer, asked);
    }

    @PostMapping("/conferences/{id}/invitations")
    Object invite(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> inviting(viewer, id, again), in -> {
            Set<AgencyId> more = chosen(in, "agencies", notAsked(viewer, id));
            if (more.isEmpty()) {
                in.error("agencies", "招集する機関を選んでください。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(
                    agenda.invite(viewer, id, more), "agencies", "招集しました。出欠を聞いています。", MeetingController::href);
        });
    }

    @GetMapping("/conferences/{id}/attendance")
    Screen attendance(Viewer.Staff viewer, @PathVariable UUID id) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put(
                "came",
                db.transact(
                        viewer,
                        () -> meetings.invited(viewer, meetings.own(viewer, id)).stream()
                                .filter(one -> Boolean.TRUE.equals(one.comes()))
                                .map(one -> value(one.agency()))
                                .toList()));
        return attendance(viewer, id, forms.open(viewer, values));
    }

    private Screen attendance(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Meeting meeting = meetings.own(viewer, id);
            MeetingPages.Attendance page = new MeetingPages.Attendance(
                    form,
                    href(id),
                    meeting.at().when(),
                    meetings.invited(viewer, meeting).stream()
                            .map(one -> new Option(
                                    value(one.agency()), one.name(), (answer(one) + "　" + one.who()).strip()))
                            .toList(),
                    meeting.asksForMunicipality());
            return Screen.form("conference/meeting/attendance", "出欠を記録する", page, form);
        });
    }

    @PostMapping("/conferences/{id}/attendance")
    Object close(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> attendance(viewer, id, again), in -> {
            Meeting meeting = meetings.own(viewer, id);
            Set<String> offered = meetings.invited(viewer, meeting).stream()
                    .map(one -> value(one.agency()))
                    .collect(Collectors.toSet());
            Set<AgencyId> came = in.codes("came", offered).stream()
                    .map(agency -> new AgencyId(Integer.valueOf(agency)))
                    .collect(Collectors.toSet());
            String municipal = in.code("municipal", Set.of("YES", "NO"));
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(
                    meetings.close(viewer, id, came, municipal.isEmpty() ? null : municipal.equals("YES")),
                    meeting.asksForMunicipality() ? "municipal" : "came",
                    "出欠を記録し、開催済みにしました。",
                    MeetingController::href);
        });
    }

    @GetMapping("/conferences/{id}/calling-off")
    Screen callingOff(Viewer.Staff viewer, @PathVariable UUID id) {
        return callingOff(viewer, id, forms.open(viewer));
    }

    private Screen callingOff(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Meeting meeting = meetings.own(viewer, id);
            MeetingPages.CallingOff page = new MeetingPages.CallingOff(
                    form,
                    href(id),
                    meeting.at().when(),
                    minutes.of(viewer, id).size(),
                    agenda.upcoming(viewer).stream()
                            .filter(other -> !other.meeting().equals(id))
                            .map(other -> Option.of(
                                    other.meeting().toString(),
                                    other.at().when() + "　" + other.at().place()))
                            .toList());
            return Screen.form("conference/meeting/calling-off", "会議を中止する", page, form);
        });
    }

    @PostMapping("/conferences/{id}/calling-off")
    Object callOff(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> callingOff(viewer, id, again), in -> {
            meetings.own(viewer, id);
            String to = in.code(
                    "to",
                    agenda.upcoming(viewer).stream()
                            .map(other -> other.meeting().toString())
                            .collect(Collectors.toSet()));
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<UUID> off = agenda.callOff(viewer, id, Ids.parse(to).orElse(null));
            return Outcome.of(off, "to", "中止にしました。", MeetingController::href);
        });
    }

    /** What the notice says of a meeting to one addressee, or to all of them. */
    NoticeSheet notice(Viewer.Staff viewer, Meeting meeting, @Nullable AgencyId to) {
        List<Minutes.Item> items = minutes.of(viewer, meeting.id());
        boolean own = meeting.owner().equals(viewer.agency());
        AgencyId addressee = own ? to : viewer.agency();
        int count = (int) items.stream()
                .filter(item -> addressee != null)
                .filter(item -> !own
                        || minutes.members(viewer, item.id()).stream()
                                .anyMatch(member -> member.agency().equals(addressee)))
                .count();
        List<String> numbered = new ArrayList<>();
        for (int no = 1; no <= count; no++) {
            numbered.add("議題" + no);
        }
        return new NoticeSheet(
                Wareki.format(LocalDate.now(clock)),
                addressee == null
                        ? ""
                        : agencies.find(viewer, Objects.requireNonNull(addressee))
                                .name(),
                meeting.convenor(),
                meeting.convenorPhone(),
                body(meeting),
                meeting.at().when(),
                meeting.at().place(),
                numbered);
    }
}
