package kasane.collaboration.pause;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.casework.CaseFlow;
import kasane.collaboration.CaseDays;
import kasane.collaboration.Pauses;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Strips;
import kasane.settings.Codes;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.shared.Reason;
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

/** 休止と再開: letting a case rest, looking again, and going on. */
@Controller
class PauseController {

    private static final String TAB = "case";

    private final Pauses pauses;
    private final Households households;
    private final Strips strips;
    private final Codes codes;
    private final Forms forms;
    private final Db db;

    PauseController(Pauses pauses, Households households, Strips strips, Codes codes, Forms forms, Db db) {
        this.pauses = pauses;
        this.households = households;
        this.strips = strips;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
    }

    @GetMapping("/cases/{id}/pauses/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            Pauses.Ground ground = pauses.ground(viewer, id);
            Pauses.Pause current = ground.current();
            Map<String, List<String>> initial = new HashMap<>();
            initial.put("checkOn", List.of(Wareki.compact(ground.checkOn())));
            if (current != null) {
                initial.put("reason", List.of(current.reason()));
                initial.put(
                        "persons",
                        current.persons().stream()
                                .map(p -> p.value().toString())
                                .toList());
            } else if (ground.isPaused()) {
                initial.put("persons", List.of());
            } else {
                initial.put("since", List.of(Wareki.compact(ground.today())));
            }
            if (ground.persons().size() == 1) {
                initial.put(
                        "persons",
                        ground.persons().stream().map(p -> p.value().toString()).toList());
            }
            return form(viewer, ground, forms.open(viewer, initial));
        });
    }

    private Screen form(Viewer.Staff viewer, Pauses.Ground ground, FormView form) {
        HouseholdId household = ground.standing().file().household();
        String of = "/cases/" + ground.standing().file().id();
        boolean again = ground.isPaused();
        List<FormField> fields = new ArrayList<>();
        fields.add(FormField.radios("reason", "わけ", reasons(ground)).must());
        fields.add(FormField.checkboxes("persons", "だれのことで", people(viewer, ground))
                .must()
                .hint("その人のことを見られる機関だけに、わけが見えます。ほかの機関には、休止していることだけが見えます。"));
        if (!again) {
            fields.add(FormField.date("since", "いつから").must());
        }
        fields.add(FormField.date("checkOn", "再開を確かめる日").must().hint("退院や帰宅の予定日です。分からないときは、つぎに様子をたずねる日。例：R8.9.1"));
        fields.add(FormField.block("words", "様子").hint("どこにいるかは書きません。休みのあいだに、だれが何をするかを書きます。"));
        return new FormPage(
                        again ? "休止を続ける" : "休止する",
                        again
                                ? "まだ再開できないときに、つぎに確かめる日を決めます。"
                                : "入院や一時保護などで、しばらく支援を進められないときに使います。モニタリングやプラン作成の期限は止まり、"
                                        + "再開した日から、残っていた日数で続きます。会議で決めたしごと、情報収集の期限、プランの期間と同意の期限は止まりません。",
                        of + "/pauses",
                        again ? "休止を続ける" : "休止する",
                        of,
                        fields,
                        form)
                .screen()
                .with(strips.of(viewer, household, TAB));
    }

    private List<Option> reasons(Pauses.Ground ground) {
        return codes.list("pause-reason", ground.today()).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    private List<Option> people(Viewer.Staff viewer, Pauses.Ground ground) {
        return households.members(viewer, ground.standing().file().household()).stream()
                .filter(member -> ground.persons().contains(member.person()))
                .map(member -> Option.of(
                        member.person().value().toString(), member.name().full() + "さん"))
                .toList();
    }

    @PostMapping("/cases/{id}/pauses")
    Object pause(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> db.transact(viewer, () -> form(viewer, pauses.ground(viewer, id), again)),
                in -> pause(viewer, id, in));
    }

    private Outcome pause(Viewer.Staff viewer, UUID id, Reading in) {
        Pauses.Ground ground = pauses.ground(viewer, id);
        LocalDate today = ground.today();
        String reason = in.code("reason", Option.values(reasons(ground)));
        if (reason.isEmpty()) {
            in.error("reason", "休止するわけを選んでください。");
        }
        List<String> persons = in.codes("persons", Option.values(people(viewer, ground)));
        if (persons.isEmpty()) {
            in.error("persons", Reason.of("collaboration.refused.pause-persons"));
        }
        LocalDate since = today;
        if (!ground.isPaused()) {
            since = in.requiredDate("since", "いつから", today);
            mend(in, "since", CaseDays.done(since, ground.standing().file().begunOn(), today));
        }
        LocalDate checkOn = in.requiredDate("checkOn", "再開を確かめる日", ground.checkOn());
        mend(in, "checkOn", CaseDays.next(checkOn, today));
        String words = in.block("words", 2000);
        return in.hasErrors()
                ? in.invalid()
                : Outcome.of(
                        pauses.pause(
                                viewer,
                                id,
                                new Pauses.Written(
                                        persons.stream()
                                                .map(person -> new PersonId(UUID.fromString(person)))
                                                .collect(Collectors.toSet()),
                                        reason,
                                        since,
                                        checkOn,
                                        words)),
                        "reason",
                        "休止しました。" + Wareki.format(checkOn) + "までに、再開を確かめます。",
                        pause -> "/cases/" + id);
    }

    private static void mend(Reading in, String field, Decision<LocalDate> decision) {
        if (decision instanceof Decision.Refused<LocalDate>(Reason reason)) {
            in.error(field, reason);
        }
    }

    @GetMapping("/cases/{id}/taking-up/new")
    Screen taking(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            Pauses.Ground ground = pauses.ground(viewer, id);
            Map<String, List<String>> initial = new HashMap<>();
            initial.put("on", List.of(Wareki.compact(ground.today())));
            initial.put("next", List.of(Wareki.compact(ground.goesOnUntil())));
            return taking(viewer, ground, forms.open(viewer, initial));
        });
    }

    private static boolean runs(Pauses.Ground ground) {
        return ground.standing().state() == CaseFlow.State.RUNNING_PAUSED;
    }

    private Screen taking(Viewer.Staff viewer, Pauses.Ground ground, FormView form) {
        String of = "/cases/" + ground.standing().file().id();
        List<FormField> fields = new ArrayList<>();
        fields.add(FormField.date("on", "再開した日").must());
        if (runs(ground)) {
            fields.add(FormField.date("next", "つぎのモニタリングの日").must().hint("休止したときに残っていた日数で、日を入れてあります。早めてもかまいません。"));
        }
        return new FormPage(
                        "再開する",
                        runs(ground)
                                ? "いまの支援プランで続けます。様子が変わったときは、再開してからプランを見直します。"
                                : "プラン作成の続きから始めます。期限は、休止したときに残っていた日数だけ先の" + Wareki.format(ground.goesOnUntil())
                                        + "になります。",
                        of + "/taking-up",
                        "再開する",
                        of,
                        fields,
                        form)
                .screen()
                .with(strips.of(viewer, ground.standing().file().household(), TAB));
    }

    @PostMapping("/cases/{id}/taking-up")
    Object takeUp(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> db.transact(viewer, () -> taking(viewer, pauses.ground(viewer, id), again)),
                in -> takeUp(viewer, id, in));
    }

    private Outcome takeUp(Viewer.Staff viewer, UUID id, Reading in) {
        Pauses.Ground ground = pauses.ground(viewer, id);
        Pauses.Pause current = ground.current();
        LocalDate on = in.requiredDate("on", "再開した日", ground.today());
        mend(
                in,
                "on",
                CaseDays.done(
                        on, current == null ? ground.standing().file().begunOn() : current.since(), ground.today()));
        LocalDate next = null;
        if (runs(ground)) {
            next = in.requiredDate("next", "つぎのモニタリングの日", ground.goesOnUntil());
            mend(in, "next", CaseDays.next(next, ground.today()));
        }
        return in.hasErrors()
                ? in.invalid()
                : Outcome.of(pauses.takeUp(viewer, id, on, next), "on", "再開しました。", state -> "/cases/" + id);
    }
}
