package kasane.collaboration.overview;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.Cases;
import kasane.collaboration.CaseExits;
import kasane.collaboration.ClosingKinds;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Strips;
import kasane.shared.Decision;
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

/** The end of a case that leaves nothing to hand over, and going on after a 見直し. */
@Controller
class CaseStepController {

    private final CaseController page;
    private final CaseExits exits;
    private final Cases cases;
    private final Strips strips;
    private final ClosingKinds kinds;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;

    CaseStepController(
            CaseController page,
            CaseExits exits,
            Cases cases,
            Strips strips,
            ClosingKinds kinds,
            Forms forms,
            Db db,
            AuditTrail audit) {
        this.page = page;
        this.exits = exits;
        this.cases = cases;
        this.strips = strips;
        this.kinds = kinds;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
    }

    private Map<String, List<String>> today(Viewer.Staff viewer, String field) {
        return Map.of(field, List.of(db.transact(viewer, () -> Wareki.compact(db.today(viewer)))));
    }

    private static boolean isRefused(Decision<?> decision, String key) {
        return decision instanceof Decision.Refused<?>(Reason reason)
                && reason.key().equals(key);
    }

    private List<Option> reasons(Viewer.Staff viewer) {
        return db.transact(viewer, () -> kinds.reasons(db.today(viewer)));
    }

    @GetMapping("/cases/{id}/exit")
    Screen exiting(Viewer.Staff viewer, @PathVariable UUID id) {
        return exiting(viewer, id, forms.open(viewer, today(viewer, "on")));
    }

    private Screen exiting(Viewer.Staff viewer, UUID id, FormView form) {
        cases.own(viewer, id);
        return screen(
                viewer,
                id,
                form,
                "ケースを終える",
                "転出・死亡・連絡がとれないなど、つぎの主担当に引き継ぐことがないときだけ、ここで終えます。引き継ぐときは、評価を書いて会議にかけます。",
                "exit",
                "ケースを終える",
                List.of(
                        FormField.radios("reason", "終わる理由", reasons(viewer)).must(),
                        FormField.date("on", "終わった日").must()));
    }

    @PostMapping("/cases/{id}/exit")
    Object exit(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> exiting(viewer, id, again), in -> {
            cases.own(viewer, id);
            String reason = in.code("reason", Option.values(reasons(viewer)));
            if (reason.isEmpty()) {
                in.error("reason", "終わる理由を選んでください。");
            }
            LocalDate on = in.requiredDate("on", "終わった日", db.today(viewer));
            if (in.hasErrors()) {
                return in.invalid();
            }
            var exited = exits.exit(viewer, id, on, reason);
            return Outcome.of(
                    exited,
                    isRefused(exited, "collaboration.refused.exit-when") ? "on" : "reason",
                    "ケースを終えました。",
                    done -> "/cases/" + id);
        });
    }

    @PostMapping("/cases/{id}/review")
    Object review(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page.page(viewer, id, again),
                in -> Outcome.of(
                        exits.review(viewer, id),
                        "next",
                        "見直しに入りました。もう一度同意をいただいて続けるか、終えるかを決めます。",
                        done -> "/cases/" + id));
    }

    @PostMapping("/cases/{id}/resumption")
    Object resume(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page.page(viewer, id, again),
                in -> Outcome.of(
                        exits.resume(viewer, id), "next", "見直しを終えました。プランを作り直して、会議にかけます。", done -> "/cases/" + id));
    }

    private Screen screen(
            Viewer.Staff viewer,
            UUID id,
            FormView form,
            String title,
            String lead,
            String resource,
            String verb,
            List<FormField> fields) {
        return db.transact(viewer, () -> {
            var household = cases.own(viewer, id).file().household();
            audit.read(viewer, "case.step-form", List.of(household), Detail.NONE.item(id));
            Screen screen = new FormPage(
                            title, lead, "/cases/" + id + "/" + resource, verb, "/cases/" + id, fields, form)
                    .screen();
            return strips.find(viewer, household, CaseController.TAB)
                    .map(screen::with)
                    .orElse(screen);
        });
    }
}
