package kasane.collaboration.evaluation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.collaboration.ClosureProposals;
import kasane.conference.Agenda;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Strips;
import kasane.shared.Decision;
import kasane.shared.Wareki;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 終結を会議にかける: choosing the conference for an evaluation, or for a つなぎもどし that nobody took. */
@Controller
class ClosureController {

    private final ClosureProposals proposals;
    private final Strips strips;
    private final Forms forms;
    private final Db db;

    ClosureController(ClosureProposals proposals, Strips strips, Forms forms, Db db) {
        this.proposals = proposals;
        this.strips = strips;
        this.forms = forms;
        this.db = db;
    }

    @GetMapping("/evaluations/{id}/proposal")
    Screen proposal(Viewer.Staff viewer, @PathVariable UUID id) {
        return proposal(viewer, id, opened(viewer, proposals.ofEvaluation(viewer, id)));
    }

    /** Where there is only one meeting, it is chosen. */
    private FormView opened(Viewer.Staff viewer, ClosureProposals.Ground ground) {
        return forms.open(
                viewer,
                ground.meetings().size() == 1
                        ? Map.of(
                                "meeting",
                                List.of(ground.meetings().getFirst().meeting().toString()))
                        : Map.of());
    }

    private Screen proposal(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(
                viewer,
                () -> screen(
                        viewer,
                        proposals.ofEvaluation(viewer, id),
                        form,
                        "終結を会議にかける",
                        "終結と、そのあとの主担当を協議します。決まるまで、いまの支援プランが続きます。",
                        "/evaluations/" + id + "/proposal",
                        "/evaluations/" + id));
    }

    @PostMapping("/evaluations/{id}/proposal")
    Object propose(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> proposal(viewer, id, again), in -> {
            UUID meeting = meeting(in, proposals.ofEvaluation(viewer, id));
            return meeting == null ? in.invalid() : outcome(proposals.propose(viewer, id, meeting));
        });
    }

    @GetMapping("/cases/{id}/conference-return/new")
    Screen again(Viewer.Staff viewer, @PathVariable UUID id) {
        return again(viewer, id, opened(viewer, proposals.ofHandBack(viewer, id)));
    }

    private Screen again(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(
                viewer,
                () -> screen(
                        viewer,
                        proposals.ofHandBack(viewer, id),
                        form,
                        "もう一度会議にかける",
                        "つぎの主担当を、もう一度協議します。決まるまで、いまの担当が続きます。",
                        "/cases/" + id + "/conference-return",
                        "/cases/" + id));
    }

    @PostMapping("/cases/{id}/conference-return")
    Object conferAgain(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> again(viewer, id, again), in -> {
            UUID meeting = meeting(in, proposals.ofHandBack(viewer, id));
            return meeting == null ? in.invalid() : outcome(proposals.conferAgain(viewer, id, meeting));
        });
    }

    private Screen screen(
            Viewer.Staff viewer,
            ClosureProposals.Ground ground,
            FormView form,
            String title,
            String lead,
            String action,
            String back) {
        EvaluationPages.Proposal page = new EvaluationPages.Proposal(
                form,
                title,
                lead,
                action,
                back,
                ground.meetings().stream().map(this::option).toList());
        return Screen.form("collaboration/evaluation/proposal", title, page, form)
                .with(strips.of(viewer, ground.household(), EvaluationController.TAB));
    }

    private Option option(Agenda.Upcoming upcoming) {
        return new Option(
                upcoming.meeting().toString(),
                Wareki.formatWithWeekday(upcoming.at().on()) + " "
                        + upcoming.at().from(),
                upcoming.name()
                        + (upcoming.at().place().isEmpty()
                                ? ""
                                : "　" + upcoming.at().place()));
    }

    private static @Nullable UUID meeting(Reading in, ClosureProposals.Ground ground) {
        String chosen = in.code(
                "meeting",
                ground.meetings().stream()
                        .map(upcoming -> upcoming.meeting().toString())
                        .collect(Collectors.toSet()));
        if (chosen.isEmpty()) {
            in.error("meeting", "会議を選んでください。");
            return null;
        }
        return UUID.fromString(chosen);
    }

    private static Outcome outcome(Decision<String> put) {
        return Outcome.of(put, "meeting", "会議の議題にしました。構成員の同意を確かめてください。", path -> path);
    }
}
