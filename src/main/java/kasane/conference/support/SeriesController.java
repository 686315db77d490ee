package kasane.conference.support;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.conference.ConferenceFlow;
import kasane.conference.Meetings;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.When;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.settings.Labels;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.MatterPage;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 支援会議 as its convenor leads it: the series, calling a sitting, and what comes between two. */
@Controller
class SeriesController {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm");

    private final SupportConferences conferences;
    private final Meetings meetings;
    private final Agencies agencies;
    private final Codes codes;
    private final Clocks clocks;
    private final Labels labels;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    SeriesController(
            SupportConferences conferences,
            Meetings meetings,
            Agencies agencies,
            Codes codes,
            Clocks clocks,
            Labels labels,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.conferences = conferences;
        this.meetings = meetings;
        this.agencies = agencies;
        this.codes = codes;
        this.clocks = clocks;
        this.labels = labels;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    static Tone tone(SeriesFlow.State state) {
        return switch (state) {
            case TO_CALL -> Tone.ACTIVE;
            case CALLED, WATCHING -> Tone.WAITING;
            case PASSED -> Tone.DONE;
            case CLOSED -> Tone.ENDED;
        };
    }

    static String title(SupportConferences.Series series) {
        return "支援会議 第" + series.no() + "号";
    }

    @GetMapping("/support-conferences/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, id, forms.button());
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            SupportConferences.Opened opened = conferences.find(viewer, id);
            SupportConferences.Series series = opened.series();
            audit.read(viewer, "support-conference.page", List.of(series.subject()), ConveningRequests.detail(id));
            LocalDate due = series.due();
            SupportPages.Series page = new SupportPages.Series(
                    form,
                    title(series),
                    opened.request().called(),
                    tone(series.state()),
                    Texts.text("conference.series-state." + series.state()),
                    due == null ? "" : Wareki.formatWithWeekday(due),
                    due != null && due.isBefore(db.today(viewer)),
                    opened.consented() ? "いただいたと、依頼した機関が伝えています" : "まだいただいていません",
                    ConveningRequests.path(series.convening()),
                    opened.slots().stream().map(SeriesController::slot).toList(),
                    actions(opened),
                    opened.steps().reversed().stream().map(this::step).toList());
            return Screen.form("conference/support/series", page.title(), page, form);
        });
    }

    private static SupportPages.Slot slot(SupportConferences.Slot slot) {
        return new SupportPages.Slot(
                Sittings.path(slot.sitting()),
                "第" + slot.no() + "回　" + Wareki.formatWithWeekday(slot.on()) + " " + CLOCK.format(slot.from()),
                slot.calledOff() ? Tone.ENDED : slot.closed() ? Tone.DONE : Tone.WAITING,
                slot.calledOff() ? "中止" : slot.closed() ? "結果が出た" : "これから・結果待ち");
    }

    private MatterPage.Step step(SupportConferences.Taken taken) {
        LocalDate until = taken.until();
        return new MatterPage.Step(
                When.of(taken.at(), clock.getZone()),
                Texts.text("conference.series-step." + taken.step())
                        + (until == null ? "" : "　" + Wareki.compact(until) + "まで"),
                taken.staff(),
                taken.code().isEmpty() ? "" : codes.label("sealed-end", taken.code(), taken.codeEdition()));
    }

    private static List<MatterPage.Action> actions(SupportConferences.Opened opened) {
        String href = SupportConferences.path(opened.series().id());
        List<MatterPage.Action> actions = new ArrayList<>();
        if (opened.open().contains(SeriesFlow.Step.CALL)) {
            actions.add(new MatterPage.Action("日と構成員を決める", href + "/sittings/new", false, true));
            if (opened.consented()) {
                actions.add(new MatterPage.Action("重層的支援会議へ移す", href + "/passage", true, false));
            }
            actions.add(new MatterPage.Action("支援会議を終える", href + "/closure/new", false, false));
        }
        return actions;
    }

    // ---- calling

    @GetMapping("/support-conferences/{id}/sittings/new")
    Screen calling(Viewer.Staff viewer, @PathVariable UUID id) {
        return calling(viewer, id, forms.open(viewer));
    }

    private Screen calling(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            SupportConferences.Opened opened = conferences.find(viewer, id);
            audit.read(
                    viewer,
                    "support-conference.calling",
                    List.of(opened.series().subject()),
                    ConveningRequests.detail(id));
            List<FormField> fields = new ArrayList<>();
            List<Option> upcoming = upcoming(viewer);
            if (!upcoming.isEmpty()) {
                fields.add(FormField.select("meeting", "きまっている会議の席で", upcoming)
                        .hint("重層的支援会議と同じ日に続けてひらくとき。選んだら、日・時刻・場所は書きません。"));
            }
            fields.add(FormField.date("on", "日"));
            fields.add(FormField.brief("from", "始まり").hint("例：13:30"));
            fields.add(FormField.brief("until", "終わり"));
            fields.add(FormField.text("place", "場所"));
            fields.add(FormField.block("purpose", "話し合うこと").must());
            fields.add(FormField.checkboxes("members", "構成員", members(viewer))
                    .must()
                    .hint("この回の資料と会議録は、ここで選んだ機関から守秘を確認して入った人だけが見ます。"));
            fields.add(FormField.checkboxes(
                            "secrecy", "守秘の確認", List.of(Option.of("YES", labels.text("support-conference.secrecy"))))
                    .must());
            return new FormPage(
                            title(opened.series()) + "：日と構成員を決める",
                            "招集の知らせに、世帯の名前や中身は出ません。",
                            SupportConferences.path(id) + "/sittings",
                            "招集する",
                            SupportConferences.path(id),
                            fields,
                            form)
                    .screen();
        });
    }

    private List<Option> upcoming(Viewer.Staff viewer) {
        LocalDate today = db.today(viewer);
        return meetings.list(viewer, 50).stream()
                .filter(meeting -> meeting.owner().equals(viewer.agency())
                        && (meeting.state() == ConferenceFlow.State.PLANNED
                                || meeting.state() == ConferenceFlow.State.DAY_HAS_COME)
                        && !meeting.at().on().isBefore(today))
                .map(meeting -> Option.of(
                        meeting.id().toString(),
                        Wareki.formatWithWeekday(meeting.at().on()) + " "
                                + CLOCK.format(meeting.at().from()) + "　"
                                + meetings.name(meeting)))
                .toList();
    }

    private List<Option> members(Viewer.Staff viewer) {
        return agencies.forCases(viewer).stream()
                .filter(agency -> !agency.id().equals(viewer.agency()))
                .map(agency -> Option.of(agency.id().value().toString(), agency.name()))
                .toList();
    }

    static Set<AgencyId> agencies(Reading in, String name, List<Option> offered) {
        return in.codes(name, Option.values(offered)).stream()
                .map(id -> new AgencyId(Integer.valueOf(id)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @PostMapping("/support-conferences/{id}/sittings")
    Object call(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> calling(viewer, id, again), in -> {
            conferences.find(viewer, id);
            String meeting = in.code("meeting", Option.values(upcoming(viewer)));
            Meetings.Appointment at = meeting.isEmpty() ? appointment(viewer, in) : null;
            String purpose = in.requiredBlock("purpose", "話し合うこと", 1000);
            Set<AgencyId> members = agencies(in, "members", members(viewer));
            if (members.isEmpty()) {
                in.error("members", "構成員を1つ以上選んでください。");
            }
            if (!in.checked("secrecy")) {
                in.error("secrecy", "守秘を確認してください。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(
                    conferences.call(
                            viewer, id, meeting.isEmpty() ? null : UUID.fromString(meeting), at, purpose, members),
                    "on",
                    "招集しました。構成員に出欠を聞いています。",
                    Sittings::path);
        });
    }

    private Meetings.Appointment appointment(Viewer.Staff viewer, Reading in) {
        LocalDate today = db.today(viewer);
        LocalDate on = in.requiredDate("on", "日", today);
        if (on.isBefore(today)) {
            in.error("on", "きょうからあとの日にしてください。");
        }
        LocalTime from = in.time("from");
        if (from == null) {
            in.error("from", "始まる時刻を入れてください。");
        }
        return new Meetings.Appointment(
                on, from == null ? LocalTime.NOON : from, in.time("until"), in.requiredLine("place", "場所", 200));
    }

    // ---- between two sittings

    @PostMapping("/support-conferences/{id}/passage")
    Object pass(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(
                        conferences.conclude(viewer, id, null, SeriesFlow.Step.PASS, "", null),
                        "next",
                        "重層的支援会議へ移しました。依頼した機関に、支援依頼をお願いしています。",
                        SupportConferences::path));
    }

    @GetMapping("/support-conferences/{id}/closure/new")
    Screen closing(Viewer.Staff viewer, @PathVariable UUID id) {
        return closing(viewer, id, forms.open(viewer));
    }

    private Screen closing(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            SupportConferences.Opened opened = conferences.find(viewer, id);
            audit.read(
                    viewer,
                    "support-conference.closing",
                    List.of(opened.series().subject()),
                    ConveningRequests.detail(id));
            return new FormPage(
                            title(opened.series()) + "を終える",
                            "依頼した機関に、終了を確かめてもらいます。中の記録は、いままでの構成員のほかには出ません。",
                            SupportConferences.path(id) + "/closure",
                            "終える",
                            SupportConferences.path(id),
                            List.of(FormField.radios("end", "終える理由", ends(viewer))
                                    .must()),
                            form)
                    .screen();
        });
    }

    private List<Option> ends(Viewer.Staff viewer) {
        return codes.list("sealed-end", db.today(viewer)).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    @PostMapping("/support-conferences/{id}/closure")
    Object close(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> closing(viewer, id, again), in -> {
            conferences.find(viewer, id);
            String end = in.code("end", Option.values(ends(viewer)));
            if (end.isEmpty()) {
                in.error("end", "終える理由を選んでください。");
            }
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            conferences.conclude(viewer, id, null, SeriesFlow.Step.CLOSE, end, null),
                            "end",
                            "支援会議を終えました。",
                            SupportConferences::path);
        });
    }

    // ---- the result of a sitting

    @GetMapping("/sittings/{id}/conclusion/new")
    Screen concluding(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(
                viewer,
                () -> concluding(
                        viewer,
                        id,
                        forms.open(
                                viewer,
                                Map.of(
                                        "until",
                                        List.of(Wareki.compact(
                                                clocks.due("conference.look-again", db.today(viewer))))))));
    }

    private SupportConferences.Opened seriesOf(Viewer.Staff viewer, UUID sitting) {
        SupportConferences.Slot slot = conferences.slot(viewer, sitting);
        if (!slot.convenor().equals(viewer.agency()) || !slot.inside()) {
            throw new NotVisible();
        }
        return conferences.find(viewer, slot.series());
    }

    private Screen concluding(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            SupportConferences.Opened opened = seriesOf(viewer, id);
            audit.read(
                    viewer,
                    "support-conference.concluding",
                    List.of(opened.series().subject()),
                    ConveningRequests.detail(id));
            List<Option> results = new ArrayList<>();
            results.add(new Option("AGAIN", "もう一度ひらく", "つぎの日を決めます。"));
            results.add(new Option("WATCH", "見守る", "日が来たら、もう一度確かめます。"));
            if (opened.consented()) {
                results.add(new Option("PASS", "同意のもとで、重層的支援会議へ移す", "依頼した機関が支援依頼を出します。持ち出すものは、ひとつずつ決めます。"));
            }
            results.add(new Option("CLOSE", "支援会議を終える", ""));
            return new FormPage(
                            "会議の結果",
                            "結果を記録すると、この回にはもう入れません。中にいる人は、これからも読めます。",
                            Sittings.path(id) + "/conclusion",
                            "記録する",
                            Sittings.path(id),
                            List.of(
                                    FormField.radios("result", "結果", results).must(),
                                    FormField.date("until", "いつまで見守るか"),
                                    FormField.select("end", "終える理由", ends(viewer))),
                            form)
                    .screen();
        });
    }

    @PostMapping("/sittings/{id}/conclusion")
    Object conclude(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> concluding(viewer, id, again), in -> {
            SupportConferences.Opened opened = seriesOf(viewer, id);
            String result = in.code("result", Set.of("AGAIN", "WATCH", "PASS", "CLOSE"));
            if (result.isEmpty()) {
                in.error("result", "結果を選んでください。");
            }
            String end = in.code("end", Option.values(ends(viewer)));
            if (result.equals("CLOSE") && end.isEmpty()) {
                in.error("end", "終える理由を選んでください。");
            }
            LocalDate until = result.equals("WATCH") ? in.requiredDate("until", "いつまで見守るか", db.today(viewer)) : null;
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<UUID> concluded =
                    conferences.conclude(viewer, opened.series().id(), id, SeriesFlow.Step.valueOf(result), end, until);
            return Outcome.of(concluded, field(result), "会議の結果を記録しました。", done -> Sittings.path(id));
        });
    }

    private static String field(String result) {
        return result.equals("WATCH") ? "until" : "result";
    }
}
