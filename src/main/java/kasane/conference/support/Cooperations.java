package kasane.conference.support;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.settings.Labels;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.sharing.Basis;
import kasane.sharing.Category;
import kasane.sharing.Grants;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 協力依頼: the convenor asks an agency, member or not, for 資料・情報・意見; the two of them alone see question and answer. */
@Component
class Cooperations {

    private final Db db;
    private final CooperationStore store;
    private final Sittings sittings;
    private final ConveningStore requests;
    private final Agencies agencies;
    private final Grants grants;
    private final Tasks tasks;
    private final Clocks clocks;
    private final Labels labels;
    private final AuditTrail audit;

    Cooperations(
            Db db,
            CooperationStore store,
            Sittings sittings,
            ConveningStore requests,
            Agencies agencies,
            Grants grants,
            Tasks tasks,
            Clocks clocks,
            Labels labels,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.sittings = sittings;
        this.requests = requests;
        this.agencies = agencies;
        this.grants = grants;
        this.tasks = tasks;
        this.clocks = clocks;
        this.labels = labels;
        this.audit = audit;
    }

    /** A request as it was made; {@code law} as it stood on the day. */
    record Request(
            UUID id,
            UUID sitting,
            HouseholdId subject,
            AgencyId from,
            String fromName,
            String fromPhone,
            String staff,
            AgencyId to,
            String toName,
            String toPhone,
            String called,
            String question,
            LocalDate due,
            String law,
            Instant askedAt) {}

    /** A step taken. */
    record Taken(CooperationFlow.Step step, String words, Instant at, String agency, String staff) {}

    /**
     * A request with what came of it.
     *
     * @param keysIn the viewer asked an agency for which nobody signs in, and keys in what it answers
     */
    record Opened(
            Request request,
            List<Taken> steps,
            CooperationFlow.State state,
            CooperationFlow.Side side,
            boolean keysIn,
            @Nullable LocalDate due) {

        private Set<CooperationFlow.Side> sides() {
            return keysIn ? EnumSet.allOf(CooperationFlow.Side.class) : Set.of(side);
        }

        /** Whether the viewer answers, for its own agency or for one that has no accounts. */
        boolean answers() {
            return keysIn || side == CooperationFlow.Side.ADDRESSEE;
        }

        Set<CooperationFlow.Step> open() {
            return CooperationFlow.FLOW.open(state, sides());
        }

        /** What was answered; empty while nothing was. */
        Optional<Taken> answer() {
            return steps.stream()
                    .filter(step -> step.step() == CooperationFlow.Step.ANSWER)
                    .findFirst();
        }
    }

    static String path(UUID id) {
        return "/cooperation-requests/" + id;
    }

    /** The last day that the clock proposes. */
    LocalDate proposedDue(Viewer.Staff viewer) {
        return db.transact(viewer, () -> clocks.due("conference.cooperate", db.today(viewer)));
    }

    /** Asks an agency; it sees the question and how the household is called, and nothing else of the compartment. */
    Decision<UUID> ask(Viewer.Staff viewer, UUID sitting, AgencyId to, String question, LocalDate due) {
        return db.transact(viewer, () -> {
            Sittings.Sitting own = sittings.forConvenor(viewer, sitting);
            if (to.equals(viewer.agency())) {
                return Decision.refuse(Reason.of("conference.refused.own-agency"));
            }
            if (due.isBefore(db.today(viewer))) {
                return Decision.refuse(Reason.of("conference.refused.day-past"));
            }
            UUID id = Ids.next();
            store.add(viewer, id, own, to, question, due, labels.text("support-conference.cooperation-law"));
            grants.give(
                    viewer,
                    new Grants.Gift(
                            own.subject(),
                            null,
                            id,
                            Set.of(to, viewer.agency()),
                            Set.of(Category.LIFE),
                            Basis.SUPPORT_CONFERENCE,
                            null,
                            null,
                            "cooperation"));
            openTask(viewer, store.find(viewer, id).orElseThrow(), CooperationFlow.State.ASKED);
            audit.written(viewer, "cooperation.asked", List.of(own.subject()), ConveningRequests.detail(id));
            return Decision.allow(id);
        });
    }

    private void openTask(Viewer.Staff viewer, Request request, CooperationFlow.State state) {
        CooperationFlow.FLOW.next(state).ifPresent(next -> {
            boolean asked = next.owner() == CooperationFlow.Side.ADDRESSEE;
            boolean onPaper = agencies.find(viewer, request.to()).onPaper();
            tasks.open(
                    viewer,
                    new Tasks.NewTask(
                            next.task(),
                            request.id(),
                            request.from(),
                            null,
                            asked && !onPaper ? request.to() : request.from(),
                            asked && !onPaper
                                    ? null
                                    : requests.onlyJudge(viewer, request.from()).orElse(null),
                            asked ? request.due() : clocks.due(next.clock(), db.today(viewer)),
                            path(request.id())));
        });
    }

    /** A request for the two who are part of it, or {@link NotVisible}; the page that shows it writes the log. */
    Opened find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> opened(viewer, store.find(viewer, id).orElseThrow(NotVisible::new)));
    }

    private Opened opened(Viewer.Staff viewer, Request request) {
        List<Taken> steps = store.steps(viewer, request.id());
        boolean addressee = request.to().equals(viewer.agency());
        return new Opened(
                request,
                steps,
                CooperationFlow.FLOW.after(steps.stream().map(Taken::step).toList()),
                addressee ? CooperationFlow.Side.ADDRESSEE : CooperationFlow.Side.CONVENOR,
                !addressee && agencies.find(viewer, request.to()).onPaper(),
                tasks.due(viewer, request.id()).orElse(null));
    }

    List<Opened> ofSitting(Viewer.Staff viewer, UUID sitting) {
        return db.transact(
                viewer,
                () -> store.ofSitting(viewer, sitting).stream()
                        .map(request -> opened(viewer, request))
                        .toList());
    }

    /** 回答, 協力できない, 確認, 取下げ. */
    Decision<UUID> step(Viewer.Staff viewer, UUID id, CooperationFlow.Step step, String words) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            Request request = opened.request();
            return CooperationFlow.FLOW
                    .take(opened.state(), step, opened.sides())
                    .flatMap(now -> {
                        if (!store.addStep(viewer, request, opened.steps().size() + 1, step, words)) {
                            return Decision.refuse(Reason.of("conference.refused.meanwhile"));
                        }
                        tasks.doneAll(viewer, id);
                        openTask(viewer, request, now);
                        audit.written(
                                viewer,
                                "cooperation.step",
                                List.of(request.subject()),
                                ConveningRequests.detail(id).and(List.of(step.name())));
                        return Decision.allow(id);
                    });
        });
    }

    /** Lays the answer before the members of the sitting, as a material of the convenor. */
    Decision<UUID> lay(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            Taken answer = opened.answer().orElse(null);
            if (opened.side() != CooperationFlow.Side.CONVENOR || answer == null) {
                return Decision.refuse(Reason.of("conference.refused.not-now"));
            }
            return sittings.add(
                    viewer,
                    opened.request().sitting(),
                    "協力依頼への回答（" + opened.request().toName() + "）",
                    answer.words());
        });
    }
}
