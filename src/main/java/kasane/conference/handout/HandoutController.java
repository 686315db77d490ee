package kasane.conference.handout;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.conference.ConferenceFlow;
import kasane.conference.Meetings.Meeting;
import kasane.conference.handout.HandoutFlow.State;
import kasane.conference.handout.HandoutFlow.Step;
import kasane.conference.handout.Handouts.Copy;
import kasane.conference.handout.Handouts.CopyKey;
import kasane.conference.handout.Handouts.Handout;
import kasane.conference.handout.Handouts.Opened;
import kasane.conference.handout.Handouts.Receiver;
import kasane.conference.handout.Handouts.Section;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Ids;
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

/** 配付資料, for whoever convenes: giving out, ticking off, and saying what became of what does not come back. */
@Controller
class HandoutController {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm");

    /** Stands in the address of what is given out for the whole meeting. */
    private static final String WHOLE = "all";

    private static final int MOST_OTHERS = 30;

    private final Handouts handouts;
    private final Forms forms;
    private final Db db;

    HandoutController(Handouts handouts, Forms forms, Db db) {
        this.handouts = handouts;
        this.forms = forms;
        this.db = db;
    }

    @GetMapping("/conferences/{id}/handouts")
    Screen list(Viewer.Staff viewer, @PathVariable UUID id) {
        return list(viewer, id, forms.open(viewer));
    }

    private Screen list(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Opened opened = handouts.find(viewer, id);
            Map<UUID, String> names = names(opened);
            HandoutPages.One page = new HandoutPages.One(
                    form,
                    Handouts.path(id),
                    "/conferences/" + id,
                    when(opened.meeting()),
                    sections(opened),
                    holders(opened, names),
                    (int) opened.copies().stream().filter(Copy::isOut).count(),
                    opened.out(),
                    opened.collectBy() == null
                            ? ""
                            : Wareki.formatWithWeekday(Objects.requireNonNull(opened.collectBy())),
                    forms.button());
            return Screen.form("conference/handout/page", "配付資料", page, form);
        });
    }

    private static String when(Meeting meeting) {
        return Wareki.formatWithWeekday(meeting.at().on()) + "　"
                + CLOCK.format(meeting.at().from());
    }

    /** Numbered as the convenor's page of the meeting numbers its items. */
    private static Map<UUID, String> titles(Opened opened) {
        Map<UUID, String> titles = new LinkedHashMap<>();
        int items = 0;
        for (Section section : opened.sections()) {
            if (section.about() != null) {
                titles.put(section.about(), section.sealed() ? "支援会議の議題" : "議題" + ++items);
            }
        }
        return titles;
    }

    private static List<HandoutPages.Section> sections(Opened opened) {
        Map<UUID, String> titles = titles(opened);
        List<HandoutPages.Section> sections = new ArrayList<>();
        for (Section section : opened.sections()) {
            List<HandoutPages.Line> lines = opened.handouts().stream()
                    .filter(handout -> Objects.equals(handout.about(), section.about()))
                    .map(handout -> line(opened, handout))
                    .toList();
            sections.add(new HandoutPages.Section(
                    (section.about() == null ? "会議の全体" : titles.get(section.about()) + "　" + section.title()).strip(),
                    opened.changeable() && section.open() ? of(opened.meeting().id(), section.about()) + "/new" : "",
                    section.door(),
                    lines));
        }
        return sections;
    }

    private static String of(UUID meeting, @Nullable UUID about) {
        return Handouts.path(meeting) + "/of/" + (about == null ? WHOLE : about.toString());
    }

    private static HandoutPages.Line line(Opened opened, Handout handout) {
        List<Copy> copies = opened.copies().stream()
                .filter(copy -> copy.handout().equals(handout.id()))
                .toList();
        boolean held = opened.meeting().state() == ConferenceFlow.State.HELD;
        return new HandoutPages.Line(
                "資料" + handout.no(),
                handout.title(),
                handout.copies(),
                (int) copies.stream().filter(Copy::isOut).count(),
                !held && copies.stream().allMatch(Copy::isOut)
                        ? Handouts.path(opened.meeting().id()) + "/" + handout.id() + "/dropping"
                        : "");
    }

    /** How the convenor calls each handout: by its item and its number. */
    private static Map<UUID, String> names(Opened opened) {
        Map<UUID, String> titles = titles(opened);
        Map<UUID, String> names = new LinkedHashMap<>();
        for (Handout handout : opened.handouts()) {
            UUID about = handout.about();
            names.put(handout.id(), (about == null ? "" : titles.getOrDefault(about, "") + " ") + "資料" + handout.no());
        }
        return names;
    }

    private static List<HandoutPages.Holder> holders(Opened opened, Map<UUID, String> names) {
        Map<String, List<HandoutPages.Copy>> holders = new LinkedHashMap<>();
        for (Copy copy : opened.copies()) {
            holders.computeIfAbsent(copy.holder(), holder -> new ArrayList<>())
                    .add(new HandoutPages.Copy(
                            copy.isOut() ? key(copy) : "",
                            names.getOrDefault(copy.handout(), "") + "（No." + copy.no() + "）",
                            copy.state() == State.REPORTED
                                    ? Tone.ALERT
                                    : copy.state() == State.BACK ? Tone.DONE : Tone.ENDED,
                            Texts.text("conference.handout-state." + copy.state()),
                            copy.words()));
        }
        return holders.entrySet().stream()
                .map(holder -> new HandoutPages.Holder(holder.getKey(), holder.getValue()))
                .toList();
    }

    private static String key(Copy copy) {
        return copy.handout() + "/" + copy.no();
    }

    // ---- giving out

    private static @Nullable UUID about(String of) {
        return of.equals(WHOLE) ? null : Ids.parse(of).orElseThrow(NotVisible::new);
    }

    @GetMapping("/conferences/{id}/handouts/of/{of}/new")
    Screen giving(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable String of) {
        return db.transact(viewer, () -> {
            List<Receiver> receivers = receivers(viewer, id, changeable(viewer, id, of));
            return giving(
                    viewer,
                    id,
                    of,
                    forms.open(
                            viewer,
                            Map.of(
                                    "agencies",
                                    receivers.stream()
                                            .filter(Receiver::comes)
                                            .map(one -> one.agency().value().toString())
                                            .toList())));
        });
    }

    /** What more can be given out of; for anything else there is no such page. */
    private Section changeable(Viewer.Staff viewer, UUID id, String of) {
        Opened opened = handouts.find(viewer, id);
        Section section = handouts.section(opened, about(of));
        if (!opened.changeable() || !section.open()) {
            throw new NotVisible();
        }
        return section;
    }

    private List<Receiver> receivers(Viewer.Staff viewer, UUID id, Section section) {
        return handouts.receivers(viewer, handouts.find(viewer, id), section);
    }

    private List<Option> options(Viewer.Staff viewer, UUID id, Section section) {
        return receivers(viewer, id, section).stream()
                .map(one -> new Option(one.agency().value().toString(), one.name(), one.comes() ? "" : "出席の予定ではありません"))
                .toList();
    }

    private Screen giving(Viewer.Staff viewer, UUID id, String of, FormView form) {
        return db.transact(viewer, () -> {
            Section section = changeable(viewer, id, of);
            List<FormField> fields = new ArrayList<>();
            if (!section.sealed()) {
                fields.add(FormField.text("title", "資料の名前").must().hint("相談している方の名前は書きません。例：経過のまとめ、暮らしの図"));
            }
            fields.add(FormField.checkboxes("agencies", "配る機関", options(viewer, id, section))
                    .hint("1部ずつ、上から通し番号がつきます。"));
            fields.add(FormField.brief("more", "ほかに配る部数").hint("例：2。なければ空のまま"));
            fields.add(FormField.text("whom", "ほかに配る相手").hint("名前は書きません。例：ご本人、助言者"));
            return new FormPage(
                            "資料を配る",
                            section.sealed()
                                    ? "支援会議の資料です。名前はつけず、番号と部数だけを残します。構成員だけに配れます。"
                                    : section.about() == null
                                            ? "会議の全体に配る資料です。相談している方のことがのっている資料は、その議題から配ります。"
                                            : "この議題の構成員だけに配れます。同意が終わった機関には配れません。",
                            of(id, section.about()),
                            "番号をつけて配る",
                            Handouts.path(id),
                            fields,
                            form)
                    .screen();
        });
    }

    @PostMapping("/conferences/{id}/handouts/of/{of}")
    Object give(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable String of, Submission form) {
        db.run(viewer, () -> changeable(viewer, id, of));
        return forms.submit(viewer, form, again -> giving(viewer, id, of, again), in -> {
            Section section = changeable(viewer, id, of);
            String title = section.sealed() ? "" : in.requiredLine("title", "資料の名前", 60);
            Set<AgencyId> agencies = in.codes("agencies", Option.values(options(viewer, id, section))).stream()
                    .map(agency -> new AgencyId(Integer.valueOf(agency)))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            Integer more = in.number("more", 0, MOST_OTHERS);
            String whom = in.line("whom", 60);
            if (more != null && more > 0 && whom.isEmpty()) {
                in.error("whom", "だれに配るかを入れてください。");
            }
            if (!whom.isEmpty() && (more == null || more == 0)) {
                in.error("more", "ほかに配る部数を入れてください。");
            }
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            handouts.give(
                                    viewer,
                                    id,
                                    section.about(),
                                    new Handouts.Giving(title, agencies, more == null ? 0 : more, whom)),
                            "agencies",
                            "資料に番号をつけました。",
                            Handouts::path);
        });
    }

    @PostMapping("/conferences/{id}/handouts/{handout}/dropping")
    Object drop(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID handout, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> list(viewer, id, again),
                in -> Outcome.of(handouts.drop(viewer, id, handout), "copy", "取り消しました。", Handouts::path));
    }

    // ---- collecting

    @PostMapping("/conferences/{id}/handouts/returns")
    Object collect(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> list(viewer, id, again), in -> {
            Set<CopyKey> keys = keys(in, handouts.find(viewer, id));
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            handouts.become(viewer, id, keys, Step.RETURN, ""),
                            "copy",
                            "戻ったことを記録しました。",
                            Handouts::path);
        });
    }

    private static Set<CopyKey> keys(Reading in, Opened opened) {
        Set<String> known = opened.copies().stream().map(HandoutController::key).collect(Collectors.toSet());
        List<String> chosen = in.codes("copy", known);
        if (chosen.isEmpty()) {
            in.error("copy", "資料を選んでください。");
        }
        return opened.copies().stream()
                .filter(copy -> chosen.contains(key(copy)))
                .map(copy -> new CopyKey(copy.handout(), copy.no()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @GetMapping("/conferences/{id}/handouts/ends/new")
    Screen ending(Viewer.Staff viewer, @PathVariable UUID id) {
        return ending(viewer, id, forms.open(viewer));
    }

    private Screen ending(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Opened opened = handouts.find(viewer, id);
            Map<UUID, String> names = names(opened);
            return new FormPage(
                            "戻らない資料を記録する",
                            "どうなったかを確かめて残します。残すと、「きょう」からも消えます。",
                            Handouts.path(id) + "/ends",
                            "記録する",
                            Handouts.path(id),
                            List.of(
                                    FormField.checkboxes(
                                                    "copy",
                                                    "資料",
                                                    opened.copies().stream()
                                                            .filter(Copy::isOut)
                                                            .map(copy -> Option.of(
                                                                    key(copy),
                                                                    copy.holder() + "　"
                                                                            + names.getOrDefault(copy.handout(), "")
                                                                            + "（No." + copy.no() + "）"))
                                                            .toList())
                                            .must(),
                                    FormField.radios(
                                                    "step",
                                                    "どうなったか",
                                                    steps().map(step -> Option.of(
                                                                    step.name(),
                                                                    Texts.text("conference.handout-step." + step)))
                                                            .toList())
                                            .must(),
                                    FormField.text("words", "確かめたこと").must().hint("だれに、いつ、どう確かめたか。相談している方のことは書きません。")),
                            form)
                    .screen();
        });
    }

    private static java.util.stream.Stream<Step> steps() {
        return Arrays.stream(Step.values()).filter(step -> step != Step.RETURN);
    }

    @PostMapping("/conferences/{id}/handouts/ends")
    Object end(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        db.run(viewer, () -> handouts.find(viewer, id));
        return forms.submit(viewer, form, again -> ending(viewer, id, again), in -> {
            Set<CopyKey> keys = keys(in, handouts.find(viewer, id));
            Optional<Step> step = Optional.of(
                            in.code("step", steps().map(Step::name).collect(Collectors.toSet())))
                    .filter(name -> !name.isEmpty())
                    .map(Step::valueOf);
            if (step.isEmpty()) {
                in.error("step", "どうなったかを選んでください。");
            }
            String words = in.requiredLine("words", "確かめたこと", 200);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            handouts.become(viewer, id, keys, step.orElseThrow(), words),
                            "copy",
                            "記録しました。",
                            Handouts::path);
        });
    }
}
