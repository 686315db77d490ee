package kasane.collaboration.reopening;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.casework.Cases;
import kasane.collaboration.Reopenings;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Strips;
import kasane.settings.Codes;
import kasane.shared.Decision;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 再開: a closed case begins anew, about those whose consent lives. */
@Controller
class ReopeningController {

    private static final String TAB = "case";

    private final Reopenings reopenings;
    private final Strips strips;
    private final Codes codes;
    private final Forms forms;
    private final Db db;

    ReopeningController(Reopenings reopenings, Strips strips, Codes codes, Forms forms, Db db) {
        this.reopenings = reopenings;
        this.strips = strips;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
    }

    @GetMapping("/cases/{id}/reopening/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            Reopenings.Ground ground = reopenings.ground(viewer, id);
            return form(
                    viewer,
                    ground,
                    forms.open(
                            viewer,
                            Map.of(
                                    "persons",
                                    people(ground).stream().map(Option::value).toList())));
        });
    }

    private static List<Option> people(Reopenings.Ground ground) {
        return ground.agreeing().stream()
                .map(member -> Option.of(
                        member.person().value().toString(), member.name().full() + "さん　" + member.ageLabel()))
                .toList();
    }

    private List<Option> reasons(Viewer.Staff viewer) {
        return db.transact(
                viewer,
                () -> codes.list("reopening-reason", db.today(viewer)).stream()
                        .map(code -> Option.of(code.code(), code.label()))
                        .toList());
    }

    private Screen form(Viewer.Staff viewer, Reopenings.Ground ground, FormView form) {
        Cases.CaseFile file = ground.former().file();
        String of = "/cases/" + file.id();
        Screen screen = new FormPage(
                        "多機関協働を再開する",
                        reopenings.mayReopen(viewer, file.id())
                                        instanceof Decision.Refused<Cases.Standing>(Reason reason)
                                ? reason.text()
                                : ground.agreeing().isEmpty()
                                        ? "いま同意のある人がいません。記録を持つ機関に、もう一度同意をいただいてもらってから再開します。"
                                        : "新しいケースとして始め、前のケースとつなぎます。同意のある人だけが対象になり、同意の宛先の機関が"
                                                + "支援チームになります。前のアセスメントとプランは、その人のことを見られる機関が、続けて読めます。",
                        of + "/reopening",
                        "再開する",
                        of,
                        List.of(
                                FormField.checkboxes("persons", "対象者", people(ground))
                                        .must(),
                                FormField.radios("reason", "再開するわけ", reasons(viewer))
                                        .must(),
                                FormField.block("words", "いま起きていること").must().hint("前に終わってから、何がどう変わったかを書きます。")),
                        form)
                .screen();
        return strips.find(viewer, file.household(), TAB).map(screen::with).orElse(screen);
    }

    @PostMapping("/cases/{id}/reopening")
    Object reopen(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> db.transact(viewer, () -> form(viewer, reopenings.ground(viewer, id), again)),
                in -> reopen(viewer, id, in));
    }

    private Outcome reopen(Viewer.Staff viewer, UUID id, Reading in) {
        Reopenings.Ground ground = reopenings.ground(viewer, id);
        List<String> persons = in.codes("persons", Option.values(people(ground)));
        if (persons.isEmpty()) {
            in.error("persons", Reason.of("collaboration.refused.reopen-persons"));
        }
        String reason = in.code("reason", Option.values(reasons(viewer)));
        if (reason.isEmpty()) {
            in.error("reason", "再開するわけを選んでください。");
        }
        String words = in.requiredBlock("words", "いま起きていること", 4000);
        return in.hasErrors()
                ? in.invalid()
                : Outcome.of(
                        reopenings.reopen(
                                viewer,
                                id,
                                new Reopenings.Written(
                                        persons.stream()
                                                .map(person -> new PersonId(UUID.fromString(person)))
                                                .collect(Collectors.toSet()),
                                        reason,
                                        words)),
                        "persons",
                        "再開しました。アセスメントから始めます。",
                        reopened -> "/cases/" + reopened);
    }
}
