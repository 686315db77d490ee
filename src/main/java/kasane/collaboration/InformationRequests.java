package kasane.collaboration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.access.Told;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 情報収集依頼: 多機関協働 asks an agency to gather what it needs, on a case that it continuously supports and no other; the
 * agency answers point by point. Only the two see it.
 */
@Component
public class InformationRequests {

    /** The work of the agency that is asked. */
    static final String ASKED = "collaboration.information";

    /** Where a case is not, or not yet again, continuously supported. */
    private static final Set<CaseFlow.State> NOT_SUPPORTED =
            EnumSet.of(CaseFlow.State.REVIEW, CaseFlow.State.FOLLOW_UP, CaseFlow.State.ENDED);

    private final Db db;
    private final InformationStore store;
    private final Agencies agencies;
    private final Cases cases;
    private final Tasks tasks;
    private final Clocks clocks;
    private final Codes codes;
    private final AuditTrail audit;

    InformationRequests(
            Db db,
            InformationStore store,
            Agencies agencies,
            Cases cases,
            Tasks tasks,
            Clocks clocks,
            Codes codes,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.agencies = agencies;
        this.cases = cases;
        this.tasks = tasks;
        this.clocks = clocks;
        this.codes = codes;
        this.audit = audit;
    }

    /**
     * A request to be made.
     *
     * @param topics codes of {@code information-topic}
     * @param words  何を、なぜ知りたいか
     * @param due    いつまでに
     */
    public record NewRequest(
            UUID caseId, Set<PersonId> persons, AgencyId to, List<String> topics, String words, LocalDate due) {
        public NewRequest {
            persons = Set.copyOf(persons);
            topics = List.copyOf(topics);
        }
    }

    /** A request as it was made. */
    public record Request(
            UUID id,
            UUID caseId,
            HouseholdId household,
            Set<PersonId> persons,
            AgencyId from,
            String fromName,
            String fromPhone,
            String writer,
            AgencyId to,
            String toName,
            String toPhone,
            List<String> topics,
            int topicEdition,
            String words,
            LocalDate due,
            Instant askedAt,
            boolean onPaper) {
        public Request {
            persons = Set.copyOf(persons);
            topics = List.copyOf(topics);
        }
    }

    /** A step taken. */
    public record Taken(
            int no,
            InformationFlow.Step kind,
            Instant at,
            String words,
            String agency,
            String staff,
            @Nullable Told told) {}

    /** What was answered to one topic; {@code source} of {@code information-source}. */
    public record Part(String topic, String words, String source, int sourceEdition) {}

    /**
     * A request with its steps and answers.
     *
     * @param side the viewer's
     * @param due  the last day of the open work
     */
    public record Opened(
            Request request,
            List<Taken> steps,
            List<Part> parts,
            InformationFlow.State state,
            InformationFlow.Side side,
            @Nullable LocalDate due) {

        /** What the viewer may do now, also by keying in what an agency without accounts answered. */
        public Set<InformationFlow.Step> open() {
            Set<InformationFlow.Step> open = EnumSet.noneOf(InformationFlow.Step.class);
            open.addAll(InformationFlow.FLOW.open(state, side));
            if (keysIn()) {
                open.addAll(InformationFlow.FLOW.open(state, InformationFlow.Side.ADDRESSEE));
            }
            return open;
        }

        /** Whether the viewer asked an agency for which nobody signs in. */
        public boolean keysIn() {
            return side == InformationFlow.Side.ASKER && request.onPaper();
        }
    }

    /** Whether something may be asked about the case now, and why not. */
    public Decision<Cases.Standing> mayAsk(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = cases.own(viewer, caseId);
            return NOT_SUPPORTED.contains(standing.state())
                    ? Decision.refuse(Reason.of("collaboration.refused.not-supported"))
                    : Decision.allow(standing);
        });
    }

    /** Asks: the row, the task at the addressee, the log. */
    public Decision<UUID> ask(Viewer.Staff viewer, NewRequest request) {
        return db.transact(
                viewer,
                () -> mayAsk(viewer, request.caseId()).flatMap(standing -> {
                    HouseholdId household = standing.file().household();
                    LocalDate today = db.today(viewer);
                    if (request.persons().isEmpty()
                            || !cases.persons(viewer, request.caseId()).containsAll(request.persons())) {
                        return Decision.refuse(Reason.of("collaboration.refused.nobody"));
                    }
                    if (request.to().equals(viewer.agency())
                            || !cases.coverage(viewer, household).coversAll(request.to(), request.persons())) {
                        return Decision.refuse(Reason.of("collaboration.refused.addressee-not-covered"));
                    }
                    if (request.due().isBefore(today)) {
                        return Decision.refuse(Reason.of("collaboration.refused.due-past"));
                    }
                    UUID id = Ids.next();
                    store.add(
                            viewer,
                            id,
                            household,
                            request,
                            codes.edition("information-topic", today),
                            agencies.find(viewer, request.to()).onPaper());
                    openTask(viewer, store.find(viewer, id).orElseThrow(), InformationFlow.State.ASKED);
                    audit.written(
                            viewer,
                            "information.asked",
                            Evaluations.subjects(household, request.persons()),
                            Detail.NONE.item(id));
                    return Decision.allow(id);
                }));
    }

    /** A request with its steps, or {@link NotVisible}; the page that shows it writes the log. */
    public Opened find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Request request = store.find(viewer, id).orElseThrow(NotVisible::new);
            List<Taken> steps = store.steps(viewer, id);
            return new Opened(
                    request,
                    steps,
                    store.parts(viewer, id),
                    InformationFlow.FLOW.after(steps.stream().map(Taken::kind).toList()),
                    request.from().equals(viewer.agency())
                            ? InformationFlow.Side.ASKER
                            : InformationFlow.Side.ADDRESSEE,
                    tasks.due(viewer, id).orElse(null));
        });
    }

    /** The requests of a case that the viewer may see, the newest first. */
    public List<Opened> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.transact(
                viewer,
                () -> store.ofCase(viewer, caseId).stream()
                        .map(id -> find(viewer, id))
                        .toList());
    }

    /** 回答: what is known to each topic; what nobody knows stays empty, but something is said. */
    public Decision<UUID> answer(Viewer.Staff viewer, UUID id, List<Part> parts) {
        return answer(viewer, id, parts, null);
    }

    /** 回答, also keyed in by whoever asked. */
    public Decision<UUID> answer(Viewer.Staff viewer, UUID id, List<Part> parts, @Nullable Told told) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            if (parts.isEmpty()) {
                return Decision.refuse(Reason.of("collaboration.refused.nothing-answered"));
            }
            if (!opened.request()
                    .topics()
                    .containsAll(parts.stream().map(Part::topic).collect(Collectors.toSet()))) {
                throw new NotVisible();
            }
            Decision<UUID> taken = step(viewer, opened, InformationFlow.Step.ANSWER, "", told);
            if (taken.isAllowed()) {
                parts.forEach(part -> store.addPart(viewer, opened.request(), other(opened), part, told != null));
            }
            return taken;
        });
    }

    /** 対応不可 with its reason, 確認 of what came back, or 取下げ before it did. */
    public Decision<UUID> step(Viewer.Staff viewer, UUID id, InformationFlow.Step step, String words) {
        return step(viewer, id, step, words, null);
    }

    /** The same, also keyed in by whoever asked. */
    public Decision<UUID> step(
            Viewer.Staff viewer, UUID id, InformationFlow.Step step, String words, @Nullable Told told) {
        return db.transact(viewer, () -> {
            if (step == InformationFlow.Step.CANNOT && words.isBlank()) {
                return Decision.refuse(Reason.of("collaboration.refused.cannot-gather-reason"));
            }
            return step(viewer, find(viewer, id), step, words, told);
        });
    }

    private static AgencyId other(Opened opened) {
        return opened.side() == InformationFlow.Side.ASKER
                ? opened.request().to()
                : opened.request().from();
    }

    private Decision<UUID> step(
            Viewer.Staff viewer, Opened opened, InformationFlow.Step step, String words, @Nullable Told told) {
        Request request = opened.request();
        if (told != null && !opened.keysIn()) {
            return Decision.refuse(Reason.of("collaboration.refused.not-on-paper"));
        }
        InformationFlow.Side by = told == null ? opened.side() : InformationFlow.Side.ADDRESSEE;
        return InformationFlow.FLOW.take(opened.state(), step, by).flatMap(now -> {
            if (!store.addStep(viewer, request, opened.steps().size() + 1, other(opened), step, words, told)) {
                return Decision.refuse(Reason.of("collaboration.refused.meanwhile"));
            }
            tasks.doneAll(viewer, request.id());
            openTask(viewer, request, now);
            audit.written(
                    viewer,
                    "information.step",
                    Evaluations.subjects(request.household(), request.persons()),
                    Detail.fields(step.name()).item(request.id()));
            return Decision.allow(request.id());
        });
    }

    private void openTask(Viewer.Staff viewer, Request request, InformationFlow.State state) {
        boolean asked = state == InformationFlow.State.ASKED;
        (request.onPaper() ? InformationFlow.nextOnPaper(state) : InformationFlow.FLOW.next(state)).ifPresent(next -> {
            tasks.open(
                    viewer,
                    new Tasks.NewTask(
                            next.task(),
                            request.id(),
                            request.from(),
                            request.household(),
                            next.owner() == InformationFlow.Side.ADDRESSEE ? request.to() : request.from(),
                            null,
                            asked ? request.due() : clocks.due(next.clock(), db.today(viewer)),
                            "/information-requests/" + request.id()));
        });
    }

    /** What agencies were asked that no longer see whom it is about goes back to whoever asked. */
    void takeBack(Viewer.Staff viewer, HouseholdId household, Set<AgencyId> seeing) {
        tasks.giveBack(viewer, household, ASKED, seeing, clocks.due("case.review", db.today(viewer)));
    }

    /** What was asked of an agency that leaves the team is taken back: it answers no more. */
    void withdrawFrom(Viewer.Staff viewer, UUID caseId, AgencyId left) {
        for (Opened opened : ofCase(viewer, caseId)) {
            if (opened.side() == InformationFlow.Side.ASKER
                    && opened.state() == InformationFlow.State.ASKED
                    && opened.request().to().equals(left)) {
                step(viewer, opened, InformationFlow.Step.WITHDRAW, "", null).orElseThrow();
            }
        }
    }

    /** 取下げ of everything that is still asked about a case that ends: nobody gathers what nobody needs. */
    void withdrawAll(Viewer.Staff viewer, UUID caseId) {
        for (Opened opened : ofCase(viewer, caseId)) {
            if (opened.side() == InformationFlow.Side.ASKER && opened.state() == InformationFlow.State.ASKED) {
                step(viewer, opened, InformationFlow.Step.WITHDRAW, "", null).orElseThrow();
            }
        }
    }

    /** The last day that the clock proposes. */
    public LocalDate proposedDue(Viewer.Staff viewer) {
        return db.transact(viewer, () -> clocks.due("information.answer", db.today(viewer)));
    }
}
