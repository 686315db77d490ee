package kasane.referral.suspicion;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
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
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.referral.Roads;
import kasane.settings.Codes;
import kasane.settings.Labels;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
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

/** 虐待の疑いの連絡: writing it, reading it as its window or as the one who told, and what the window does. */
@Controller
class SuspicionController {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M月d日 H:mm");

    private final Suspicions suspicions;
    private final Forms forms;
    private final Labels labels;
    private final Clock clock;

    SuspicionController(Suspicions suspicions, Forms forms, Labels labels, Clock clock) {
        this.suspicions = suspicions;
        this.forms = forms;
        this.labels = labels;
        this.clock = clock;
    }

    @GetMapping("/suspicions")
    Screen list(Viewer.Staff viewer) {
        List<SuspicionPages.Line> received = new ArrayList<>();
        List<SuspicionPages.Line> sent = new ArrayList<>();
        for (SuspicionStore.Line line : suspicions.list(viewer)) {
            boolean window = line.to().equals(viewer.agency());
            (window ? received : sent)
                    .add(new SuspicionPages.Line(
                            "/suspicions/" + line.id(),
                            line.person(),
                            suspicions.label("danger", line.kind(), line.kindEdition()),
                            line.toName(),
                            tone(line.state(), window),
                            state(line.state(), window),
                            line.due() == null ? "" : Wareki.compact(line.due()),
                            time(line.sentAt())));
        }
        return Screen.of("referral/suspicion/list", "虐待の疑い", new SuspicionPages.Lists(received, sent));
    }

    private static Tone tone(SuspicionFlow.State state, boolean window) {
        return switch (state) {
            case SENT -> window ? Tone.ALERT : Tone.WAITING;
            case RECEIVED -> window ? Tone.ACTIVE : Tone.DONE;
            case CONCLUDED -> Tone.DONE;
        };
    }

    /** Whoever told learns that it arrived, and not how it goes on. */
    private static String state(SuspicionFlow.State state, boolean window) {
        return Texts.text("referral.suspicion-state."
                + (window || state == SuspicionFlow.State.SENT ? state.name() : "RECEIVED.reporter"));
    }

    private String time(java.time.Instant at) {
        return TIME.format(ZonedDateTime.ofInstant(at, clock.getZone()));
    }

    @GetMapping("/suspicions/new")
    Screen form(Viewer.Staff viewer, @RequestParam(defaultValue = "") String kind) {
        Suspicions.Offer offer = suspicions.offer(viewer);
        Map<String, List<String>> chosen =
                offer.kinds().stream().anyMatch(code -> code.code().equals(kind))
                        ? Map.of("kind", List.of(kind))
                        : Map.of();
        return form(offer, forms.open(viewer, chosen));
    }

    private Screen form(Suspicions.Offer offer, FormView form) {
        SuspicionPages.New page = new SuspicionPages.New(
                form,
                labels.text("danger.now"),
                offer.kinds().stream()
                        .map(code -> {
                            Roads.Road road = java.util.Objects.requireNonNull(
                                    offer.roads().get(code.code()));
                            return new SuspicionPages.Kind(
                                    code.code(), code.label(), road.duty(), road.law(), road.call());
                        })
                        .toList(),
                offer.windows().stream()
                        .map(window -> new Option(
                                window.id().value().toString(),
                                window.name() + "　☎ " + window.phone(),
                                forKinds(offer, window)))
                        .toList(),
                options("referral.suspicion-accused.", SuspicionStore.Accused.values()),
                offer.agencies().stream()
                        .map(agency -> Option.of(agency.id().value().toString(), agency.name()))
                        .toList(),
                options("referral.suspicion-immediate.", SuspicionStore.Immediate.values()));
        return Screen.form("referral/suspicion/new", "虐待の疑いの連絡", page, form);
    }

    private static String forKinds(Suspicions.Offer offer, Agencies.Agency window) {
        return offer.kinds().stream()
                .filter(kind -> !ReportRule.windows(offer.roads().get(kind.code()), List.of(window), null)
                        .isEmpty())
                .map(Codes.Code::label)
                .collect(Collectors.joining("、"));
    }

    private static List<Option> options(String words, Enum<?>... values) {
        return Arrays.stream(values)
                .map(value -> Option.of(value.name(), Texts.text(words + value.name())))
                .toList();
    }

    @PostMapping("/suspicions")
    Object send(Viewer.Staff viewer, Submission form) {
        Suspicions.Offer offer = suspicions.offer(viewer);
        return forms.submit(viewer, form, again -> form(offer, again), in -> send(viewer, in, offer));
    }

    private Outcome send(Viewer.Staff viewer, Reading in, Suspicions.Offer offer) {
        String kind =
                in.code("kind", offer.kinds().stream().map(Codes.Code::code).collect(Collectors.toSet()));
        if (kind.isEmpty()) {
            in.error("kind", "どのような虐待の疑いかを選んでください。");
        }
        String person = in.requiredLine("person", "だれが", 100);
        String age = in.line("age", 40);
        String place = in.line("place", 200);
        String contactNote = in.line("contactNote", 200);
        SuspicionStore.Immediate immediate = in.requiredChoice(
                "immediate", "いま危ないか", SuspicionStore.Immediate.class, SuspicionStore.Immediate.UNKNOWN);
        String called = in.line("called", 200);
        if (immediate == SuspicionStore.Immediate.YES && called.isEmpty()) {
            in.error("called", "先に電話してください。どこへ、何時に電話したかを書いてください。");
        }
        String facts = in.requiredBlock("facts", "見たこと・聞いたこと", 4000);
        String impression = in.block("impression", 2000);
        SuspicionStore.Accused accused =
                in.requiredChoice("accused", "疑われている人", SuspicionStore.Accused.class, SuspicionStore.Accused.UNKNOWN);
        String accusedName = in.line("accusedName", 200);
        AgencyId accusedAgency = agency(in, "accusedAgency", offer.agencies());
        AgencyId to = agency(in, "to", offer.windows());
        if (in.hasErrors()) {
            return in.invalid();
        }
        Decision<UUID> sent = suspicions.send(
                viewer,
                new SuspicionStore.Told(
                        kind,
                        person,
                        age,
                        place,
                        contactNote,
                        immediate,
                        called,
                        facts,
                        impression,
                        accused,
                        accusedName,
                        accusedAgency),
                to);
        return Outcome.of(sent, "to", "送りました。受け取られたら、ここに出ます。", id -> "/suspicions/" + id);
    }

    private static @Nullable AgencyId agency(Reading in, String name, List<Agencies.Agency> offered) {
        String chosen = in.code(
                name,
                offered.stream().map(agency -> agency.id().value().toString()).collect(Collectors.toSet()));
        return chosen.isEmpty() ? null : new AgencyId(Integer.valueOf(chosen));
    }

    @GetMapping("/suspicions/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, id, forms.button());
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        Suspicions.Opened opened = suspicions.read(viewer, id);
        SuspicionStore.Suspicion suspicion = opened.suspicion();
        SuspicionStore.Told told = suspicion.told();
        Roads.Road road = suspicions.offer(viewer).roads().get(told.kind());
        List<SuspicionPages.Fact> facts = new ArrayList<>();
        fact(facts, "疑い", suspicions.label("danger", told.kind(), suspicion.kindEdition()));
        fact(facts, "だれが", told.person());
        fact(facts, "年齢", told.age());
        fact(facts, "いまどこに", told.place());
        fact(facts, "連絡の注意", told.contactNote());
        fact(facts, "いま危ないか", Texts.text("referral.suspicion-immediate." + told.immediate()));
        fact(facts, "電話したところ", told.called());
        fact(facts, "見たこと・聞いたこと", told.facts());
        fact(facts, "見立て", told.impression());
        fact(
                facts,
                "疑われている人",
                (Texts.text("referral.suspicion-accused." + told.accused()) + "　" + suspicion.accusedAgencyName() + "　"
                                + told.accusedName())
                        .strip());
        fact(facts, "根拠", suspicion.law());
        boolean owns = opened.window();
        SuspicionPages.One page = new SuspicionPages.One(
                form,
                told.person(),
                "/suspicions/" + id,
                labels.text("danger.now"),
                owns,
                tone(opened.state(), owns),
                state(opened.state(), owns),
                opened.due() == null ? "" : Wareki.formatWithWeekday(opened.due()),
                road == null ? "" : road.call(),
                facts,
                List.of(
                        new SuspicionPages.Fact(
                                "知らせた人",
                                suspicion.fromName() + "　" + suspicion.writer() + "\n☎ " + suspicion.fromPhone()),
                        new SuspicionPages.Fact("送った日時", time(suspicion.sentAt())),
                        new SuspicionPages.Fact("受け取る窓口", suspicion.toName() + "\n☎ " + suspicion.toPhone())),
                opened.steps().stream()
                        .filter(step -> step.kind() != SuspicionStore.Kind.OPEN)
                        .map(this::step)
                        .toList(),
                owns && opened.state() == SuspicionFlow.State.SENT,
                owns && opened.state() == SuspicionFlow.State.RECEIVED,
                opened.step(SuspicionStore.Kind.OPEN)
                        .map(SuspicionStore.Taken::openedHousehold)
                        .map(household -> "/households/" + household)
                        .orElse(null));
        return Screen.form("referral/suspicion/page", "虐待の疑いの連絡", page, form);
    }

    private static void fact(List<SuspicionPages.Fact> facts, String label, String text) {
        if (!text.isEmpty()) {
            facts.add(new SuspicionPages.Fact(label, text));
        }
    }

    private SuspicionPages.Step step(SuspicionStore.Taken taken) {
        String outcome = suspicions.label("report-outcome", taken.code(), taken.codeEdition());
        return new SuspicionPages.Step(
                Texts.text("referral.suspicion-kind." + taken.kind()),
                time(taken.at()),
                taken.staff(),
                (outcome + "\n" + taken.words()).strip());
    }

    @PostMapping("/suspicions/{id}/receipt")
    Object receive(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> Outcome.of(
                        suspicions.receive(viewer, id), "next", "受け取りました。こちらの記録を開きました。", state -> "/suspicions/" + id));
    }

    @GetMapping("/suspicions/{id}/conclusion/new")
    Screen conclusion(Viewer.Staff viewer, @PathVariable UUID id) {
        return conclusion(viewer, id, forms.open(viewer));
    }

    private Screen conclusion(Viewer.Staff viewer, UUID id, FormView form) {
        Suspicions.Opened opened = suspicions.read(viewer, id);
        if (!opened.window()) {
            throw new NotVisible();
        }
        return Screen.form(
                "referral/suspicion/conclusion",
                "対応を決める",
                new SuspicionPages.Conclusion(
                        form,
                        opened.suspicion().told().person(),
                        "/suspicions/" + id,
                        suspicions.outcomes(viewer).stream()
                                .map(code -> Option.of(code.code(), code.label()))
                                .toList()),
                form);
    }

    @PostMapping("/suspicions/{id}/conclusion")
    Object conclude(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> conclusion(viewer, id, again), in -> {
            Set<String> offered =
                    suspicions.outcomes(viewer).stream().map(Codes.Code::code).collect(Collectors.toSet());
            String outcome = in.code("outcome", offered);
            if (outcome.isEmpty()) {
                in.error("outcome", "どう対応したかを選んでください。");
            }
            String words = in.requiredBlock("words", "確かめたことと対応", 2000);
            String told = in.block("told", 1000);
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(
                    suspicions.conclude(viewer, id, outcome, words, told),
                    "outcome",
                    "対応を記録しました。",
                    state -> "/suspicions/" + id);
        });
    }
}
