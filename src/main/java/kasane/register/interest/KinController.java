package kasane.register.interest;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import kasane.access.NavEntry;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.When;
import kasane.shared.PartialDate;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Screen;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 前もっての申告: the list that only its writer sees. */
@Controller
class KinController {

    private static final String PATH = "/kin";

    private final Kin kin;
    private final Forms forms;
    private final Clock clock;

    KinController(Kin kin, Forms forms, Clock clock) {
        this.kin = kin;
        this.forms = forms;
        this.clock = clock;
    }

    @Configuration
    static class Navigation {
        @Bean
        NavEntry kinEntry() {
            return NavEntry.inMenu(75, "親族などの申告", PATH, viewer -> !viewer.has(Duty.SYSTEM_ADMINISTRATOR));
        }
    }

    /** Whoever may change accounts sees no record anyway. */
    private static void noAdministrator(Viewer.Staff viewer) {
        if (viewer.has(Duty.SYSTEM_ADMINISTRATOR)) {
            throw new NotVisible();
        }
    }

    @GetMapping(PATH)
    Screen list(Viewer.Staff viewer) {
        return list(viewer, forms.button());
    }

    private Screen list(Viewer.Staff viewer, FormView form) {
        noAdministrator(viewer);
        return Screen.form(
                "register/interest/kin",
                "親族などの申告",
                new InterestPages.KinPage(
                        form,
                        kin.own(viewer).stream()
                                .map(one -> new InterestPages.KinLine(
                                        one.id().toString(),
                                        one.called(),
                                        Wareki.format(one.birth()),
                                        When.of(one.at(), clock.getZone())))
                                .toList()),
                form);
    }

    @GetMapping(PATH + "/new")
    Screen form(Viewer.Staff viewer) {
        return form(viewer, forms.open(viewer));
    }

    private Screen form(Viewer.Staff viewer, FormView form) {
        noAdministrator(viewer);
        return new FormPage(
                        "親族などを申告する",
                        "親族や、つきあいのある方です。同じお名前・生年月日の記録は、いまあるものも、これからできるものも、あなたには見えません。記録があるかどうかは、知らされません。この一覧は、あなたにしか見えません。",
                        PATH,
                        "申告する",
                        PATH,
                        List.of(
                                FormField.text("called", "お名前").must().hint("姓と名。漢字でも、ふりがなでもかまいません。"),
                                FormField.text("birth", "生年月日").must().hint("例：S21.3.5。年月日まで要ります。")),
                        form)
                .screen();
    }

    @PostMapping(PATH)
    Object declare(Viewer.Staff viewer, Submission form) {
        noAdministrator(viewer);
        return forms.submit(viewer, form, again -> form(viewer, again), in -> {
            String called = in.requiredLine("called", "お名前", 120);
            PartialDate birth = in.partialDate("birth");
            if (birth.exact().isEmpty() && !in.hasErrors()) {
                in.error("birth", "生年月日を、年月日まで入れてください。");
            }
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            kin.declare(viewer, called, birth.exact().orElseThrow()),
                            "called",
                            "申告しました。",
                            done -> PATH);
        });
    }

    @PostMapping(PATH + "/{id}/end")
    Object end(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        noAdministrator(viewer);
        return forms.submit(viewer, form, again -> list(viewer, again), in -> {
            kin.end(viewer, id);
            return new Outcome.Done(PATH, "申告を取り消しました。もう見えなくなった記録は、管理者がもどします。");
        });
    }
}
