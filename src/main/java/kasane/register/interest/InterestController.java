package kasane.register.interest;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Stale;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Strips;
import kasane.register.When;
import kasane.shared.HouseholdId;
import kasane.shared.Reason;
import kasane.sharing.Concealments;
import kasane.tasks.Tasks;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Screen;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 利害関係の申告: whoever is related to a household says so and no longer sees it; their manager can let them back. */
@Controller
class InterestController {

    private final Concealments concealments;
    private final Households households;
    private final Agencies agencies;
    private final Tasks tasks;
    private final Strips strips;
    private final Forms forms;
    private final AuditTrail audit;
    private final Db db;
    private final Clock clock;

    InterestController(
            Concealments concealments,
            Households households,
            Agencies agencies,
            Tasks tasks,
            Strips strips,
            Forms forms,
            AuditTrail audit,
            Db db,
            Clock clock) {
        this.concealments = concealments;
        this.households = households;
        this.agencies = agencies;
        this.tasks = tasks;
        this.strips = strips;
        this.forms = forms;
        this.audit = audit;
        this.db = db;
        this.clock = clock;
    }

    @GetMapping("/households/{id}/interest/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        return form(viewer, new HouseholdId(id), forms.button());
    }

    private Screen form(Viewer.Staff viewer, HouseholdId household, FormView form) {
        return db.transact(viewer, () -> {
            households.find(viewer, household);
            audit.read(viewer, "interest.form", List.of(household));
            String at = "/households/" + household.value();
            return new FormPage(
                            "利害関係の申告",
                            "親族、近所の方、つきあいのある方などの世帯だったときに、自分から離れます。申告すると、この世帯の記録は、"
                                    + "どの機関のしごとをしているときも、あなたには見えなくなります。あなたが持っているしごとは、同じ機関の人に渡ります。"
                                    + "まちがえたときは、管理者がもどせます。わけは、たずねません。",
                            at + "/interest",
                            "申告して、この世帯から離れる",
                            at + "/members",
                            List.of(),
                            form)
                    .screen()
                    .with(strips.of(viewer, household, "members"));
        });
    }

    @PostMapping("/households/{id}/interest")
    Object declare(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(viewer, form, again -> form(viewer, household, again), in -> {
            households.find(viewer, household);
            tasks.letGo(viewer, household);
            audit.written(viewer, "interest.declare", List.of(household));
            return concealments.declareInterest(viewer, household)
                    ? new Outcome.Done("/", "申告しました。その世帯の記録は、もう見えません。")
                    : new Outcome.Refused("interest", Reason.of("register.refused.interest.last"));
        });
    }

    @GetMapping("/interests")
    Screen list(Viewer.Staff viewer) {
        return list(viewer, forms.button());
    }

    private Screen list(Viewer.Staff viewer, FormView form) {
        viewer.require(Duty.MANAGER);
        return db.transact(viewer, () -> {
            List<Agencies.Colleague> staff = agencies.colleagues(viewer, viewer.agency());
            List<Concealments.Recusal> recusals = concealments.recusals(viewer);
            audit.read(
                    viewer,
                    "interest.list",
                    recusals.stream().map(Concealments.Recusal::household).toList());
            return Screen.form(
                    "register/interest/list",
                    "利害関係の申告",
                    new InterestPages.Page(
                            form,
                            recusals.stream()
                                    .map(recusal -> new InterestPages.Line(
                                            recusal.id().toString(),
                                            households
                                                    .find(viewer, recusal.household())
                                                    .title(),
                                            "/households/" + recusal.household().value(),
                                            staff.stream()
                                                    .filter(c -> c.id().equals(recusal.staff()))
                                                    .map(Agencies.Colleague::name)
                                                    .findFirst()
                                                    .orElse("ほかの機関の担当者"),
                                            When.of(recusal.at(), clock.getZone())))
                                    .toList()),
                    form);
        });
    }

    @PostMapping("/interests/{id}/end")
    Object end(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        viewer.require(Duty.MANAGER);
        return forms.submit(viewer, form, again -> list(viewer, again), in -> {
            HouseholdId household = concealments.recusals(viewer).stream()
                    .filter(recusal -> recusal.id().equals(id))
                    .map(Concealments.Recusal::household)
                    .findFirst()
                    .orElseThrow(kasane.gate.NotVisible::new);
            if (!concealments.endRecusal(viewer, id)) {
                throw new Stale();
            }
            audit.written(viewer, "interest.end", List.of(household));
            return new Outcome.Done("/interests", "申告を取り消しました。");
        });
    }
}
