package kasane.collaboration.handback;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.collaboration.CaseDays;
import kasane.collaboration.FollowUps;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
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

/** 終結後の様子: what the lead writes on the day that was set. */
@Controller
class FollowUpController {

    private final FollowUps followUps;
    private final Strips strips;
    private final Forms forms;
    private final Db db;

    FollowUpController(FollowUps followUps, Strips strips, Forms forms, Db db) {
        this.followUps = followUps;
        this.strips = strips;
        this.forms = forms;
        this.db = db;
    }

    /** How it goes on after a look. */
    enum GoingOn {
        /** もう一度様子を見る. */
        AGAIN,
        /** 見守りを終える. */
        END
    }

    @GetMapping("/cases/{id}/follow-ups/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            FollowUps.Ground ground = followUps.ground(viewer, id);
            return form(
                    viewer,
                    ground,
                    forms.open(
                            viewer,
                            Map.of(
                                    "doneOn", List.of(Wareki.compact(ground.today())),
                                    "nextOn", List.of(Wareki.compact(ground.next())))));
        });
    }

    private Screen form(Viewer.Staff viewer, FollowUps.Ground ground, FormView form) {
        String remaining = ground.handBack().remaining();
        String of = "/cases/" + ground.standing().file().id();
        return new FormPage(
                        "終結後の様子",
                        remaining.isEmpty() ? "" : "引き継いだこと：" + remaining,
                        of + "/follow-ups",
                        "記録する",
                        of,
                        List.of(
                                FormField.date("doneOn", "様子を見た日").must(),
                                FormField.block("words", "様子").must().hint("見たこと、聞いたこと。"),
                                FormField.radios(
                                                "goOn",
                                                "このあと",
                                                List.of(
                                                        Option.of(GoingOn.AGAIN.name(), "もう一度様子を見る"),
                                                        Option.of(GoingOn.END.name(), "見守りを終える")))
                                        .must(),
                                FormField.date("nextOn", "つぎに見る日").hint("もう一度見るときだけ。例：R8.12.1")),
                        form)
                .screen()
                .with(strips.of(viewer, ground.standing().file().household(), HandBackController.TAB));
    }

    @PostMapping("/cases/{id}/follow-ups")
    Object write(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> db.transact(viewer, () -> form(viewer, followUps.ground(viewer, id), again)),
                in -> write(viewer, id, in));
    }

    private Outcome write(Viewer.Staff viewer, UUID id, Reading in) {
        FollowUps.Ground ground = followUps.ground(viewer, id);
        LocalDate doneOn = in.requiredDate("doneOn", "様子を見た日", ground.today());
        mend(in, "doneOn", CaseDays.done(doneOn, ground.standing().file().begunOn(), ground.today()));
        String words = in.requiredBlock("words", "様子", 4000);
        GoingOn goOn = in.requiredChoice("goOn", "このあと", GoingOn.class, GoingOn.END);
        LocalDate nextOn = null;
        if (goOn == GoingOn.AGAIN) {
            nextOn = in.requiredDate("nextOn", "つぎに見る日", ground.next());
            mend(in, "nextOn", CaseDays.next(nextOn, ground.today()));
        }
        return in.hasErrors()
                ? in.invalid()
                : Outcome.of(
                        followUps.write(viewer, id, new FollowUps.Written(doneOn, words, nextOn)),
                        "words",
                        goOn == GoingOn.END ? "様子を記録し、見守りを終えました。" : "様子を記録しました。つぎの日が「きょう」に出ます。",
                        f -> "/cases/" + id);
    }

    private static void mend(Reading in, String field, Decision<LocalDate> decision) {
        if (decision instanceof Decision.Refused<LocalDate>(Reason reason)) {
            in.error(field, reason);
        }
    }
}
