package kasane.privacy.inspection;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.privacy.Inspections;
import kasane.privacy.Inspections.Finding;
import kasane.privacy.Moments;
import kasane.shared.Decision;
import kasane.shared.Wareki;
import kasane.ui.FormView;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 閲覧点検: what stands out, and what is done about it by the officer and by the manager who is asked. */
@Controller
class InspectionController {

    private static final String PATH = "/inspections";
    private static final int MOST = 300;

    private final Inspections inspections;
    private final Forms forms;
    private final Db db;
    private final Clock clock;

    InspectionController(Inspections inspections, Forms forms, Db db, Clock clock) {
        this.inspections = inspections;
        this.forms = forms;
        this.db = db;
        this.clock = clock;
    }

    @GetMapping(PATH)
    Screen list(
            Viewer.Staff viewer,
            @RequestParam(required = false, defaultValue = "") String kind,
            @RequestParam(required = false, defaultValue = "") String show) {
        viewer.require(Duty.PRIVACY_OFFICER);
        String chosen = Arrays.stream(Inspections.Kind.values())
                .map(Enum::name)
                .filter(kind::equals)
                .findFirst()
                .orElse("");
        boolean all = show.equals("all");
        return db.transact(viewer, () -> {
            Map<Inspections.Kind, Inspections.Count> counts = inspections.counts(viewer);
            List<InspectionPages.Filter> kinds = new ArrayList<>();
            kinds.add(new InspectionPages.Filter("すべて", href("", all), chosen.isEmpty()));
            for (Inspections.Kind one : Inspections.Kind.values()) {
                Inspections.Count count = counts.getOrDefault(one, new Inspections.Count(0, 0));
                kinds.add(new InspectionPages.Filter(
                        one.words() + " " + (all ? count.all() : count.open()),
                        href(one.name(), all),
                        one.name().equals(chosen)));
            }
            return Screen.of(
                    "privacy/inspection/list",
                    "閲覧点検",
                    new InspectionPages.Listing(
                            inspections
                                    .lastDay(viewer)
                                    .map(day -> Wareki.format(day) + "の分まで点検しています。")
                                    .orElse("まだ点検した日はありません。"),
                            counts.values().stream()
                                    .mapToInt(Inspections.Count::open)
                                    .sum(),
                            kinds,
                            List.of(
                                    new InspectionPages.Filter("未確認", href(chosen, false), !all),
                                    new InspectionPages.Filter("確認済みも", href(chosen, true), all)),
                            inspections.list(viewer, chosen, all, MOST).stream()
                                    .map(this::row)
                                    .toList()));
        });
    }

    private static String href(String kind, boolean all) {
        String query = (kind.isEmpty() ? "" : "kind=" + kind) + (all ? (kind.isEmpty() ? "" : "&") + "show=all" : "");
        return query.isEmpty() ? PATH : PATH + "?" + query;
    }

    private InspectionPages.Row row(Finding one) {
        return new InspectionPages.Row(
                PATH + "/" + one.id(),
                Wareki.compact(one.day()),
                times(one),
                one.staff(),
                one.agency(),
                one.kind().words(),
                one.why(),
                Integer.toString(one.number()),
                tone(one),
                state(one));
    }

    private String times(Finding one) {
        String first = Moments.time(one.first(), clock.getZone());
        String last = Moments.time(one.last(), clock.getZone());
        return first.equals(last) ? first : first + "〜" + last;
    }

    private static Tone tone(Finding one) {
        return one.checked() ? Tone.DONE : one.answered() ? Tone.ACTIVE : one.asked() ? Tone.WAITING : Tone.CAUTION;
    }

    private static String state(Finding one) {
        return one.checked() ? "確認済み" : one.answered() ? "答えが来ました" : one.asked() ? "問い合わせ中" : "未確認";
    }

    @GetMapping(PATH + "/{id}")
    Screen one(Viewer.Staff viewer, @PathVariable UUID id) {
        return one(viewer, id, forms.button());
    }

    private Screen one(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Finding one = inspections.find(viewer, id);
            boolean officer = viewer.has(Duty.PRIVACY_OFFICER);
            return Screen.form(
                    "privacy/inspection/one",
                    "閲覧点検",
                    new InspectionPages.One(
                            form,
                            one.kind().words(),
                            tone(one),
                            state(one),
                            List.of(
                                    new InspectionPages.Fact(
                                            "だれ", one.staff() + "　" + one.title() + "\n" + one.agency()),
                                    new InspectionPages.Fact("いつ", Wareki.format(one.day()) + "　" + times(one)),
                                    new InspectionPages.Fact("開いた人数", one.number() + "人"),
                                    new InspectionPages.Fact("なぜ載ったか", one.why())),
                            inspections.steps(viewer, id).stream()
                                    .map(this::step)
                                    .toList(),
                            officer,
                            PATH + "/" + id,
                            officer && !one.checked(),
                            officer && !one.asked() && !one.checked(),
                            !one.answered()
                                    && one.asked()
                                    && viewer.has(Duty.MANAGER)
                                    && one.agencyId().equals(viewer.agency())
                                    && !one.staffId().equals(viewer.staff())),
                    form);
        });
    }

    private InspectionPages.Step step(Inspections.Step step) {
        return new InspectionPages.Step(
                Moments.of(step.at(), clock.getZone()),
                switch (step.kind()) {
                    case CHECKED -> "確認済み";
                    case ASKED -> "管理者への問い";
                    case ANSWERED -> "管理者の答え";
                },
                step.staff() + "　" + step.agency(),
                step.note());
    }

    @PostMapping(PATH + "/{id}/check")
    Object check(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        viewer.require(Duty.PRIVACY_OFFICER);
        return write(
                viewer, id, form, "note", "確かめたこと", "確認済みにしました。", (to, words) -> inspections.check(viewer, to, words));
    }

    @PostMapping(PATH + "/{id}/question")
    Object ask(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        viewer.require(Duty.PRIVACY_OFFICER);
        return write(
                viewer,
                id,
                form,
                "question",
                "機関の管理者に聞くこと",
                "管理者に問い合わせました。",
                (to, words) -> inspections.ask(viewer, to, words));
    }

    @PostMapping(PATH + "/{id}/answer")
    Object answer(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        viewer.require(Duty.MANAGER);
        return write(viewer, id, form, "answer", "答え", "答えました。", (to, words) -> inspections.answer(viewer, to, words));
    }

    private Object write(
            Viewer.Staff viewer,
            UUID id,
            Submission form,
            String field,
            String label,
            String said,
            BiFunction<UUID, String, Decision<UUID>> work) {
        inspections.find(viewer, id);
        return forms.submit(viewer, form, again -> one(viewer, id, again), in -> {
            String words = in.requiredBlock(field, label, 1000);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(work.apply(id, words), field, said, done -> PATH + "/" + done);
        });
    }
}
