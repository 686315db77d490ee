package kasane.collaboration;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.Nameless;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 初回面談の同席依頼: asking the coordinator to come along before there is a consent. It names nobody and opens nothing. */
@Component
public class Introductions {

    private static final int MOST = 200;

    private final Db db;
    private final IntroductionStore store;
    private final SupportRequests requests;
    private final Households households;
    private final Codes codes;
    private final Tasks tasks;
    private final Clocks clocks;
    private final AuditTrail audit;
    private final Clock clock;

    Introductions(
            Db db,
            IntroductionStore store,
            SupportRequests requests,
            Households households,
            Codes codes,
            Tasks tasks,
            Clocks clocks,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.store = store;
        this.requests = requests;
        this.households = households;
        this.codes = codes;
        this.tasks = tasks;
        this.clocks = clocks;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * An introduction to be asked for.
     *
     * @param household   whose it is; only the asker ever knows
     * @param reasons     codes of {@code support-request-reason}
     * @param meetingWish いつ、どこで会えそうか
     */
    public record NewIntroduction(
            HouseholdId household, AgencyId to, List<String> reasons, String meetingWish, String words) {}

    /** An introduction; the household is null for the agency that was asked. */
    public record Introduction(
            UUID id,
            AgencyId from,
            String fromName,
            String fromPhone,
            String writer,
            Instant askedAt,
            AgencyId to,
            String toName,
            String toPhone,
            List<String> reasons,
            int reasonEdition,
            String meetingWish,
            String words,
            @Nullable HouseholdId household) {}

    /** A step taken; the outcome is a code of {@code introduction-outcome}. */
    public record Taken(
            int no,
            IntroductionFlow.Step kind,
            Instant at,
            @Nullable LocalDate on,
            String outcome,
            int outcomeEdition,
            String words,
            String agency,
            String staff) {}

    /** What is kept of a step. */
    record NewStep(
            IntroductionFlow.Step kind, @Nullable LocalDate on, String outcome, int outcomeEdition, String words) {}

    /** An introduction with its steps, as the viewer's side sees it. */
    public record Opened(
            Introduction introduction,
            List<Taken> steps,
            IntroductionFlow.State state,
            IntroductionFlow.Side side,
            @Nullable LocalDate due) {

        /** How the meeting ended; empty as long as there was none. */
        public String outcome() {
            return steps.stream()
                    .filter(step -> step.kind() == IntroductionFlow.Step.MET)
                    .map(Taken::outcome)
                    .findFirst()
                    .orElse("");
        }
    }

    /** Asks the coordinator to come along. */
    public Decision<UUID> ask(Viewer.Staff viewer, NewIntroduction asked) {
        return db.transact(viewer, () -> {
            households.findOwn(viewer, asked.household());
            if (requests.windows(viewer).stream()
                    .noneMatch(window -> window.id().equals(asked.to()))) {
                return Decision.refuse(Reason.of("collaboration.refused.no-coordinator"));
            }
            if (isNaming(viewer, asked.household(), asked.meetingWish())) {
                return Decision.refuse(Reason.of("collaboration.refused.names-in-wish"));
            }
            if (isNaming(viewer, asked.household(), asked.words())) {
                return Decision.refuse(Reason.of("collaboration.refused.names-in-words"));
            }
            UUID id = Ids.next();
            store.add(viewer, id, asked, codes.edition("support-request-reason", db.today(viewer)));
            openTask(viewer, store.find(viewer, id).orElseThrow(), IntroductionFlow.State.ASKED);
            audit.written(viewer, "introduction.asked", List.of(asked.household()), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    private boolean isNaming(Viewer.Staff viewer, HouseholdId household, String text) {
        return Nameless.isBroken(
                text,
                households.members(viewer, household).stream().map(Member::name).toList());
    }

    /** An introduction, or {@link NotVisible}; the page that shows whose it is writes the log. */
    public Opened find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Introduction introduction = store.find(viewer, id).orElseThrow(NotVisible::new);
            List<Taken> steps = store.steps(viewer, id);
            return new Opened(
                    introduction,
                    steps,
                    IntroductionFlow.FLOW.after(steps.stream().map(Taken::kind).toList()),
                    introduction.from().equals(viewer.agency())
                            ? IntroductionFlow.Side.ASKER
                            : IntroductionFlow.Side.COORDINATOR,
                    tasks.due(viewer, id).orElse(null));
        });
    }

    /** One line of a list; {@code label} is the household's, empty for the agency that was asked. */
    public record Line(
            UUID id,
            String label,
            String other,
            Instant askedAt,
            IntroductionFlow.State state,
            @Nullable LocalDate due) {}

    /** The introductions that the viewer's agency was asked for and asked for. */
    public record Lists(List<Line> received, List<Line> sent) {}

    /** Everything the viewer's agency was asked for or asked for, the newest first. */
    public Lists list(Viewer.Staff viewer) {
        return db.transact(viewer, () -> new Lists(store.received(viewer, MOST), store.sent(viewer, MOST)));
    }

    /** What the viewer's own agency asked for about a household, the newest first. */
    public List<Opened> ofHousehold(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(
                viewer,
                () -> store.ofHousehold(viewer, household).stream()
                        .map(id -> find(viewer, id))
                        .toList());
    }

    /** 同席する, or 対応不可 with its reason. */
    public Decision<IntroductionFlow.State> answer(Viewer.Staff viewer, UUID id, boolean comes, String words) {
        return db.transact(viewer, () -> {
            if (!comes && words.isBlank()) {
                return Decision.refuse(Reason.of("collaboration.refused.cannot-reason"));
            }
            IntroductionFlow.Step step = comes ? IntroductionFlow.Step.COME : IntroductionFlow.Step.CANNOT;
            return step(viewer, find(viewer, id), new NewStep(step, null, "", 0, words));
        });
    }

    /** 面談の結果; the asker's words name nobody, for the coordinator reads them. */
    public Decision<IntroductionFlow.State> met(
            Viewer.Staff viewer, UUID id, LocalDate on, String outcome, String words) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            LocalDate asked = LocalDate.ofInstant(opened.introduction().askedAt(), clock.getZone());
            if (on.isBefore(asked) || on.isAfter(db.today(viewer))) {
                return Decision.refuse(Reason.of("collaboration.refused.met-when"));
            }
            return told(
                    viewer,
                    opened,
                    new NewStep(
                            IntroductionFlow.Step.MET,
                            on,
                            outcome,
                            codes.edition("introduction-outcome", db.today(viewer)),
                            words));
        });
    }

    /** 取りやめ, at any time before the meeting. */
    public Decision<IntroductionFlow.State> end(Viewer.Staff viewer, UUID id, String words) {
        return db.transact(
                viewer,
                () -> told(viewer, find(viewer, id), new NewStep(IntroductionFlow.Step.END, null, "", 0, words)));
    }

    private Decision<IntroductionFlow.State> told(Viewer.Staff viewer, Opened opened, NewStep step) {
        HouseholdId household = opened.introduction().household();
        return household != null && isNaming(viewer, household, step.words())
                ? Decision.refuse(Reason.of("collaboration.refused.names-in-words"))
                : step(viewer, opened, step);
    }

    private Decision<IntroductionFlow.State> step(Viewer.Staff viewer, Opened opened, NewStep step) {
        Decision<IntroductionFlow.State> decision =
                IntroductionFlow.FLOW.take(opened.state(), step.kind(), opened.side());
        if (decision instanceof Decision.Refused<IntroductionFlow.State>) {
            return decision;
        }
        Introduction introduction = opened.introduction();
        if (!store.addStep(viewer, introduction.id(), opened.steps().size() + 1, step)) {
            return Decision.refuse(Reason.of("collaboration.refused.meanwhile"));
        }
        tasks.doneAll(viewer, introduction.id());
        openTask(viewer, introduction, decision.orElseThrow());
        HouseholdId household = introduction.household();
        audit.written(
                viewer,
                "introduction.step",
                household == null ? List.of() : List.of(household),
                Detail.fields(step.kind().name()).item(introduction.id()));
        return decision;
    }

    /** The task says as little as the introduction: not even the asker's own names the household. */
    private void openTask(Viewer.Staff viewer, Introduction introduction, IntroductionFlow.State state) {
        IntroductionFlow.FLOW
                .next(state)
                .ifPresent(next -> tasks.open(
                        viewer,
                        new Tasks.NewTask(
                                next.task(),
                                introduction.id(),
                                introduction.from(),
                                null,
                                next.owner() == IntroductionFlow.Side.ASKER ? introduction.from() : introduction.to(),
                                null,
                                clocks.due(next.clock(), db.today(viewer)),
                                "/introductions/" + introduction.id())));
    }
}
