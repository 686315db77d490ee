package kasane.register.emergency;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.When;
import kasane.settings.Codes;
import kasane.shared.PartialDate;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.MatterPage;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 緊急閲覧: writing down why, reading what was found, and the review. */
@Controller
class EmergencyController {

    private final Emergencies emergencies;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final Clock clock;

    EmergencyController(Emergencies emergencies, Codes codes, Forms forms, Db db, Clock clock) {
        this.emergencies = emergencies;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.clock = clock;
    }

    @GetMapping("/emergency-readings/new")
    Screen form(Viewer.Staff viewer) {
        return form(viewer, forms.open(viewer));
    }

    private Screen form(Viewer.Staff viewer, FormView form) {
        noAdministrator(viewer);
        return db.transact(
                viewer,
                () -> new FormPage(
                                "緊急閲覧",
                                "命やからだに危険があり、同意を待てないときに、ほかの機関の記録を" + emergencies.hours(viewer)
                                        + "時間だけ開きます。開いたことは、すぐに多機関協働と個人情報保護の担当へ知らされ、事後に確かめられます。"
                                        + "秘匿の記録は開きません。110番・119番、虐待の通告は、待たずにしてください。",
                                "/emergency-readings",
                                "理由を記録して開く",
                                "/search",
                                List.of(
                                        FormField.text("called", "お名前")
                                                .must()
                                                .hint("姓と名。漢字でも、ふりがなでもかまいません。ちょうど同じ方だけを探します。"),
                                        FormField.text("birth", "生年月日").must().hint("例：S21.3.5。年月日まで要ります。"),
                                        FormField.radios("danger", "どんな危険か", dangers(viewer))
                                                .must(),
                                        FormField.block("reason", "なぜ、いま開くのか")
                                                .must()
                                                .hint("見たこと、聞いたこと。確かめる人が読みます。")),
                                form)
                        .screen());
    }

    /** Whoever may change accounts sees no case content, in no emergency either. */
    private static void noAdministrator(Viewer.Staff viewer) {
        if (viewer.has(Duty.SYSTEM_ADMINISTRATOR)) {
            throw new NotVisible();
        }
    }

    private List<Option> dangers(Viewer.Staff viewer) {
        return codes.list("danger", db.today(viewer)).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    @PostMapping("/emergency-readings")
    Object open(Viewer.Staff viewer, Submission form) {
        noAdministrator(viewer);
        return forms.submit(viewer, form, again -> form(viewer, again), in -> open(viewer, in));
    }

    private Outcome open(Viewer.Staff viewer, Reading in) {
        String called = in.requiredLine("called", "お名前", 120);
        PartialDate birth = in.partialDate("birth");
        if (birth.day() == 0 && !in.hasErrors()) {
            in.error("birth", "生年月日を、年月日まで入れてください。分からないときは、緊急閲覧では探せません。");
        }
        String danger = in.code("danger", Option.values(dangers(viewer)));
        if (danger.isEmpty()) {
            in.error("danger", "どんな危険かを選んでください。");
        }
        String reason = in.requiredBlock("reason", "なぜ、いま開くのか", 2000);
        return in.hasErrors()
                ? in.invalid()
                : Outcome.of(
                        emergencies.open(viewer, new Emergencies.Written(called, birth, danger, reason)),
                        "called",
                        "記録しました。多機関協働と個人情報保護の担当に知らせました。",
                        Emergencies::path);
    }

    @GetMapping("/emergency-readings/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, id, forms.button());
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Emergencies.Page page = emergencies.find(viewer, id);
            Emergencies.Emergency emergency = page.emergency();
            boolean open = db.now(viewer).isBefore(emergency.until());
            List<MatterPage.Fact> facts = new ArrayList<>();
            facts.add(new MatterPage.Fact("探した方", emergency.called() + "　" + Wareki.compact(emergency.birth())));
            facts.add(new MatterPage.Fact("どんな危険か", emergency.danger()));
            facts.add(new MatterPage.Fact("なぜ開いたか", emergency.reason()));
            facts.add(new MatterPage.Fact(
                    "見つかった記録", emergency.found() == 0 ? "ありませんでした。秘匿の記録は、緊急閲覧では探しません。" : emergency.found() + "件"));
            List<MatterPage.Action> actions = new ArrayList<>();
            page.opened()
                    .forEach(opened -> actions.add(new MatterPage.Action(
                            opened.title() + "（" + opened.agency() + "）を開く",
                            "/households/" + opened.household().value(),
                            false,
                            true)));
            if (page.mayReview()) {
                actions.add(new MatterPage.Action("事後の確認を書く", Emergencies.path(id) + "/reviews/new", false, true));
            }
            if (page.told()) {
                actions.add(new MatterPage.Action("読んだ", Emergencies.path(id) + "/reading", true, !page.mayReview()));
            }
            return new MatterPage(
                            form,
                            "緊急閲覧",
                            page.mine() && !open ? "時間がすぎたので、記録はもう見えません。見たことは、支援経過記録に残してください。" : "",
                            open ? Tone.CAUTION : Tone.ENDED,
                            open ? "開いている" : "終わった",
                            "見られる時間",
                            When.of(emergency.until(), clock.getZone()),
                            false,
                            "なぜ、だれを",
                            facts,
                            actions,
                            "開いた人",
                            List.of(
                                    new MatterPage.Fact("機関", emergency.agencyName()),
                                    new MatterPage.Fact("担当者", emergency.byName()),
                                    new MatterPage.Fact("開いた日時", When.of(emergency.at(), clock.getZone()))),
                            page.reviews().stream()
                                    .map(review -> new MatterPage.Step(
                                            When.of(review.at(), clock.getZone()),
                                            Texts.text("register.emergency-verdict." + review.verdict()),
                                            review.agency() + "　" + review.staff(),
                                            review.words()))
                                    .toList(),
                            List.of())
                    .screen();
        });
    }

    @GetMapping("/emergency-readings/{id}/reviews/new")
    Screen review(Viewer.Staff viewer, @PathVariable UUID id) {
        return review(viewer, id, forms.open(viewer));
    }

    private Screen review(Viewer.Staff viewer, UUID id, FormView form) {
        if (!emergencies.find(viewer, id).mayReview()) {
            throw new NotVisible();
        }
        return new FormPage(
                        "緊急閲覧の事後の確認",
                        "危険があったか、ほかの方法がなかったか、見た範囲が広すぎなかったかを確かめます。",
                        Emergencies.path(id) + "/reviews",
                        "確認を記録する",
                        Emergencies.path(id),
                        List.of(
                                FormField.radios("verdict", "どうだったか", verdicts())
                                        .must(),
                                FormField.block("words", "気づいたこと")),
                        form)
                .screen();
    }

    private static List<Option> verdicts() {
        return java.util.Arrays.stream(Emergencies.Verdict.values())
                .map(verdict -> Option.of(verdict.name(), Texts.text("register.emergency-verdict." + verdict)))
                .toList();
    }

    @PostMapping("/emergency-readings/{id}/reviews")
    Object writeReview(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> review(viewer, id, again), in -> {
            if (!emergencies.find(viewer, id).mayReview()) {
                throw new NotVisible();
            }
            Emergencies.Verdict verdict =
                    in.requiredChoice("verdict", "どうだったか", Emergencies.Verdict.class, Emergencies.Verdict.FIT);
            String words = in.block("words", 2000);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            emergencies.review(viewer, id, verdict, words), "words", "確認を記録しました。", Emergencies::path);
        });
    }

    @PostMapping("/emergency-readings/{id}/reading")
    Object read(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> page(viewer, id, again), in -> {
            emergencies.read(viewer, id);
            return new Outcome.Done(Emergencies.path(id), "読んだことを記録しました。");
        });
    }
}
