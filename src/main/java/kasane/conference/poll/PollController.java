package kasane.conference.poll;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kasane.conference.Bodies;
import kasane.conference.poll.Candidates.Candidate;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
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

/** 日程調整: asking for days, answering, and choosing one. Nothing on these pages says whom the meeting will be about. */
@Controller
class PollController {

    private static final String PATH = "/conference-polls";
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm");

    private final Polls polls;
    private final Bodies bodies;
    private final Clocks clocks;
    private final Codes codes;
    private final Forms forms;
    private final Db db;

    PollController(Polls polls, Bodies bodies, Clocks clocks, Codes codes, Forms forms, Db db) {
        this.polls = polls;
        this.bodies = bodies;
        this.clocks = clocks;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
    }

    // ---- asking

    @GetMapping(PATH + "/new")
    Screen form(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            List<Option> offered = offered(viewer);
            Map<String, List<String>> values = new LinkedHashMap<>();
            values.put("body", List.of(offered.getFirst().value()));
            values.put("answerBy", List.of(Wareki.compact(clocks.due(Polls.REPLY, db.today(viewer)))));
            return form(viewer, forms.open(viewer, values));
        });
    }

    /** The bodies that the viewer convenes; for whoever convenes none there is no form. */
    private List<Option> offered(Viewer.Staff viewer) {
        List<Option> offered = bodies.convened(viewer).stream()
                .map(body -> Option.of(body.code(), body.label()))
                .toList();
        if (offered.isEmpty()) {
            throw new NotVisible();
        }
        return offered;
    }

    private Screen form(Viewer.Staff viewer, FormView form) {
        return db.transact(
                viewer,
                () -> new FormPage(
                                "会議の日程を調整する",
                                "候補の日時を挙げて、都合を聞きます。だれのことの会議かは、ここには書きません。決めた日が会議になり、聞いた機関が招集されます。",
                                PATH,
                                "都合を聞く",
                                "/conferences",
                                List.of(
                                        FormField.radios("body", "会議", offered(viewer))
                                                .must(),
                                        FormField.block("days", "候補の日時")
                                                .must()
                                                .hint("1行に1つ、2つから" + Candidates.MOST + "つまで。例：R8.7.3 13:30〜15:00"),
                                        FormField.text("place", "場所").hint("決まっていれば。あとから変えられます。"),
                                        FormField.date("answerBy", "いつまでに答えるか").must(),
                                        FormField.checkboxes("agencies", "聞く機関", agencies(viewer))
                                                .must()),
                                form)
                        .screen());
    }

    private List<Option> agencies(Viewer.Staff viewer) {
        return polls.agencies(viewer).stream()
                .map(agency -> Option.of(agency.id().value().toString(), agency.name()))
                .toList();
    }

    @PostMapping(PATH)
    Object ask(Viewer.Staff viewer, Submission form) {
        db.run(viewer, () -> offered(viewer));
        return forms.submit(viewer, form, again -> form(viewer, again), in -> ask(viewer, in));
    }

    private Outcome ask(Viewer.Staff viewer, Reading in) {
        LocalDate today = db.today(viewer);
        String body = in.code("body", Option.values(offered(viewer)));
        if (body.isEmpty()) {
            in.error("body", "会議を選んでください。");
        }
        List<Candidate> days = List.of();
        switch (Candidates.read(in.requiredBlock("days", "候補の日時", 1000), today)) {
            case Decision.Allowed<List<Candidate>>(List<Candidate> read) -> days = read;
            case Decision.Refused<List<Candidate>> refused -> {
                if (!in.block("days", 1000).isBlank()) {
                    in.error("days", refused.reason());
                }
            }
        }
        String place = in.line("place", 200);
        LocalDate answerBy = in.requiredDate("answerBy", "いつまでに答えるか", today);
        Set<AgencyId> asked = in.codes("agencies", Option.values(agencies(viewer))).stream()
                .map(id -> new AgencyId(Integer.valueOf(id)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (asked.isEmpty()) {
            in.error("agencies", "聞く機関を選んでください。");
        }
        if (!days.isEmpty() && days.stream().anyMatch(day -> day.on().isBefore(answerBy))) {
            in.error("answerBy", "答える期限は、候補のどの日よりも前にしてください。");
        }
        return in.hasErrors()
                ? in.invalid()
                : Outcome.of(
                        polls.ask(viewer, new Polls.NewPoll(body, place, answerBy, days, asked)),
                        "answerBy",
                        "都合を聞いています。答えは、この画面に集まります。",
                        Polls::path);
    }

    // ---- one

    @GetMapping(PATH + "/{id}")
    Screen one(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> one(viewer, id, forms.open(viewer, answered(viewer, id))));
    }

    /** What the own agency answered last. */
    private Map<String, List<String>> answered(Viewer.Staff viewer, UUID id) {
        Polls.Opened opened = polls.find(viewer, id);
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (opened.own()) {
            values.put("place", List.of(opened.poll().place()));
            return values;
        }
        opened.asked().forEach(asked -> {
            for (int i = 0; i < asked.answers().size(); i++) {
                values.put("day-" + i, List.of(asked.answers().get(i).name()));
            }
            values.put("note", List.of(asked.note()));
        });
        return values;
    }

    private Screen one(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Polls.Opened opened = polls.find(viewer, id);
            Polls.Poll poll = opened.poll();
            boolean asking = poll.state() == PollFlow.State.ASKING;
            List<PollPages.Day> days = new ArrayList<>();
            for (int i = 0; i < opened.days().size(); i++) {
                days.add(day(i, opened));
            }
            PollPages.One page = new PollPages.One(
                    form,
                    Polls.path(id),
                    codes.label("conference-body", poll.body(), poll.bodyEdition()),
                    switch (poll.state()) {
                        case ASKING -> opened.own() ? Tone.WAITING : Tone.ACTIVE;
                        case SETTLED -> Tone.DONE;
                        case DROPPED -> Tone.ENDED;
                    },
                    Texts.text("conference.poll-state." + poll.state()),
                    poll.convenor() + "　" + poll.staff(),
                    poll.phone(),
                    Wareki.formatWithWeekday(poll.answerBy()),
                    asking && poll.answerBy().isBefore(db.today(viewer)),
                    asking && !opened.own(),
                    days,
                    opened.asked().stream().map(PollController::row).toList(),
                    IntStream.range(0, Polls.Suits.values().length)
                            .mapToObj(i -> Option.of(Polls.Suits.values()[i].name(), mark(Polls.Suits.values()[i])))
                            .toList(),
                    asking && opened.own()
                            ? IntStream.range(0, days.size())
                                    .mapToObj(i -> new Option(
                                            Integer.toString(i),
                                            days.get(i).when() + "　"
                                                    + days.get(i).hours(),
                                            days.get(i).suits()))
                                    .toList()
                            : List.of(),
                    poll.meeting() == null ? "" : "/conferences/" + poll.meeting());
            return Screen.form("conference/poll/page", "日程調整", page, form);
        });
    }

    private static PollPages.Day day(int at, Polls.Opened opened) {
        Candidate day = opened.days().get(at);
        LocalTime until = day.until();
        List<Polls.Suits> answers = opened.asked().stream()
                .filter(asked -> asked.answers().size() > at)
                .map(asked -> asked.answers().get(at))
                .toList();
        return new PollPages.Day(
                "day-" + at,
                Wareki.formatWithWeekday(day.on()),
                CLOCK.format(day.from()) + "〜" + (until == null ? "" : CLOCK.format(until)),
                Arrays.stream(Polls.Suits.values())
                        .map(suits -> mark(suits)
                                + answers.stream().filter(suits::equals).count())
                        .collect(Collectors.joining("　")));
    }

    private static String mark(Polls.Suits suits) {
        return switch (suits) {
            case YES -> "○";
            case MAYBE -> "△";
            case NO -> "×";
        };
    }

    private static PollPages.Row row(Polls.Asked asked) {
        return new PollPages.Row(
                asked.name(),
                asked.answers().isEmpty(),
                asked.answers().stream().map(PollController::mark).toList(),
                asked.note(),
                asked.staff());
    }

    @PostMapping(PATH + "/{id}/answers")
    Object reply(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        if (db.transact(viewer, () -> polls.find(viewer, id)).own()) {
            throw new NotVisible();
        }
        return forms.submit(viewer, form, again -> one(viewer, id, again), in -> {
            List<Polls.Suits> answers = new ArrayList<>();
            int days = polls.find(viewer, id).days().size();
            for (int i = 0; i < days; i++) {
                String answer = in.code(
                        "day-" + i, Set.of(Polls.Suits.YES.name(), Polls.Suits.MAYBE.name(), Polls.Suits.NO.name()));
                if (answer.isEmpty()) {
                    in.error("day-" + i, "○△×を選んでください。");
                } else {
                    answers.add(Polls.Suits.valueOf(answer));
                }
            }
            String note = in.line("note", 200);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(polls.reply(viewer, id, answers, note), "day-0", "答えました。", Polls::path);
        });
    }

    @PostMapping(PATH + "/{id}/settling")
    Object settle(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        own(viewer, id);
        return forms.submit(viewer, form, again -> one(viewer, id, again), in -> {
            int days = polls.find(viewer, id).days().size();
            String day = in.code(
                    "day", IntStream.range(0, days).mapToObj(Integer::toString).collect(Collectors.toSet()));
            if (day.isEmpty()) {
                in.error("day", "決める日を選んでください。");
            }
            String place = in.requiredLine("place", "場所", 200);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            polls.settle(viewer, id, Integer.parseInt(day), place),
                            "day",
                            "会議をひらくことにしました。聞いた機関を招集しました。",
                            meeting -> "/conferences/" + meeting);
        });
    }

    private void own(Viewer.Staff viewer, UUID id) {
        if (!db.transact(viewer, () -> polls.find(viewer, id)).own()) {
            throw new NotVisible();
        }
    }

    @PostMapping(PATH + "/{id}/ending")
    Object drop(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        own(viewer, id);
        return forms.submit(
                viewer,
                form,
                again -> one(viewer, id, again),
                in -> Outcome.of(polls.drop(viewer, id), "day", "日程調整を取りやめました。", done -> "/conferences"));
    }
}
