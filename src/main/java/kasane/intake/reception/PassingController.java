package kasane.intake.reception;

import java.util.UUID;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Viewer;
import kasane.intake.PassingFlow;
import kasane.intake.Passings;
import kasane.shared.StaffId;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 同じ機関の別の担当へまわす: asking a colleague to take a consultation over, and what they answer. */
@Controller
class PassingController {

    private final Passings passings;
    private final ReceptionController pages;
    private final Forms forms;

    PassingController(Passings passings, ReceptionController pages, Forms forms) {
        this.passings = passings;
        this.pages = pages;
        this.forms = forms;
    }

    @PostMapping("/consultations/{id}/passings")
    Object pass(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> pages.passing(viewer, id, again), in -> {
            Integer to = in.number("to", 1, Integer.MAX_VALUE);
            if (to == null && in.form().raw("to").isBlank()) {
                in.error("to", "まわす相手を選んでください。");
            }
            String words = in.requiredBlock("words", "してほしいこと", 500);
            return in.hasErrors() || to == null
                    ? in.invalid()
                    : Outcome.of(
                            passings.pass(viewer, id, new StaffId(to), words),
                            "to",
                            "まわしました。引き受けるまで、担当は変わりません。",
                            passing -> page(id));
        });
    }

    @PostMapping("/consultations/{id}/passings/{passing}/acceptance")
    Object take(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID passing, Submission form) {
        return step(viewer, id, passing, form, PassingFlow.Step.TAKE, "引き受けました。この相談の担当はあなたです。");
    }

    @PostMapping("/consultations/{id}/passings/{passing}/giving-back")
    Object giveBack(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID passing, Submission form) {
        return step(viewer, id, passing, form, PassingFlow.Step.GIVE_BACK, "理由をつけてもどしました。");
    }

    @PostMapping("/consultations/{id}/passings/{passing}/recall")
    Object recall(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID passing, Submission form) {
        return step(viewer, id, passing, form, PassingFlow.Step.RECALL, "まわすのをやめました。");
    }

    @PostMapping("/consultations/{id}/passings/{passing}/keeping")
    Object keep(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID passing, Submission form) {
        return step(viewer, id, passing, form, PassingFlow.Step.KEEP, "そのままつづけます。");
    }

    private Object step(
            Viewer.Staff viewer, UUID id, UUID passing, Submission form, PassingFlow.Step step, String sentence) {
        return forms.submit(viewer, form, again -> pages.givingBack(viewer, id, again), in -> {
            String reason = step == PassingFlow.Step.GIVE_BACK ? in.block("reason", 500) : "";
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            passings.step(viewer, id, passing, step, reason), "reason", sentence, next -> page(id));
        });
    }

    private static String page(UUID id) {
        return "/consultations/" + id;
    }
}
