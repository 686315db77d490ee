package kasane.collaboration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.Cases;
import kasane.casework.Coverage;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.sharing.Basis;
import kasane.sharing.Category;
import kasane.sharing.Consents;
import kasane.sharing.Grants;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 支援依頼: sending one to 多機関協働 with consent, and every step until a case begins or the asker goes on by itself. */
@Component
public class SupportRequests {

    /** The word by which its grants are known. */
    static final String SOURCE = "support-request";

    /** Enough for every list of a town; older ended ones are found at their household. */
    private static final int MOST = 200;

    private final Db db;
    private final RequestStore store;
    private final Households households;
    private final Cases cases;
    private final Consents consents;
    private final Grants grants;
    private final Agencies agencies;
    private final Codes codes;
    private final Tasks tasks;
    private final Clocks clocks;
    private final AuditTrail audit;

    SupportRequests(
            Db db,
            RequestStore store,
            Households households,
            Cases cases,
            Consents consents,
            Grants grants,
            Agencies agencies,
            Codes codes,
            Tasks tasks,
            Clocks clocks,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.households = households;
        this.cases = cases;
        this.consents = consents;
        this.grants = grants;
        this.agencies = agencies;
        this.codes = codes;
        this.tasks = tasks;
        this.clocks = clocks;
        this.audit = audit;
    }

    /**
     * A request to be sent.
     *
     * @param persons   対象者
     * @param reasons   codes of {@code support-request-reason}
     * @param situation いま起きていること
     * @param done      これまでにしたこと
     * @param wish      多機関協働に求めること
     * @param previous  the returned request that this one follows
     */
    public record NewRequest(
            HouseholdId household,
            Set<PersonId> persons,
            AgencyId to,
            List<String> reasons,
            String situation,
            String done,
            String wish,
            boolean urgent,
            @Nullable UUID previous) {}

    /** A request as it was sent. */
    public record Request(
            UUID id,
            HouseholdId household,
            Set<PersonId> persons,
            AgencyId from,
            String fromName,
            String fromPhone,
            String writer,
            Instant sentAt,
            LocalDate sentOn,
            AgencyId to,
            String toName,
            String toPhone,
            List<String> reasons,
            int reasonEdition,
            String situation,
            String done,
            String wish,
            boolean urgent,
            @Nullable UUID caseId) {}

    /** A step taken. */
    public record Taken(
            int no,
            RequestFlow.Step kind,
            Instant at,
            String words,
            @Nullable AgencyId other,
            String otherName,
            String agency,
            String staff) {}

    /**
     * A request with its steps.
     *
     * @param side       the viewer's; null for neither
     * @param basisEnded a consent has ended before the answer: the addressee no longer sees the request
     * @param due        the last day of the open work
     */
    public record Opened(
            Request request,
            List<Taken> steps,
            RequestFlow.State state,
            RequestFlow.@Nullable Side side,
            boolean basisEnded,
            @Nullable LocalDate due) {}

    /** The windows of 多機関協働 that the viewer's agency can ask. */
    public List<Agencies.Agency> windows(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            Set<AgencyId> coordinators = store.having(viewer, Duty.COORDINATOR);
            return agencies.list(viewer).stream()
                    .filter(agency ->
                            coordinators.contains(agency.id()) && !agency.id().equals(viewer.agency()))
                    .toList();
        });
    }

    /** Whether the viewer's agency has a coordinator itself, and begins 多機関協働 for households that it keeps. */
    public boolean isOwnWindow(Viewer.Staff viewer) {
        return db.transact(viewer, () -> store.having(viewer, Duty.COORDINATOR).contains(viewer.agency()));
    }

    /** Who decides for the municipality: whoever takes the 支援決定 reads the plan, so the consents have to name them. */
    public Set<AgencyId> deciders(Viewer.Staff viewer) {
        return db.transact(viewer, () -> store.having(viewer, Duty.MUNICIPAL_DECIDER));
    }

    /** What the consents that the viewer's own agency took cover: only these let it send. */
    public Coverage coverage(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(viewer, () -> Coverage.of(viewer.agency(), own(viewer, household), db.now(viewer)));
    }

    private List<Consents.Consent> own(Viewer.Staff viewer, HouseholdId household) {
        return consents.of(viewer, household).stream()
                .filter(consent -> consent.owner().equals(viewer.agency()))
                .toList();
    }

    /**
     * Sends the request: the row, sight of exactly this item for each person, the task at the addressee, the log. To the own
     * agency it is accepted at once: there is nobody to wait for.
     */
    public Decision<UUID> send(Viewer.Staff viewer, NewRequest request) {
        return db.transact(viewer, () -> {
            households.findOwn(viewer, request.household());
            request.persons().forEach(person -> households.ownMember(viewer, request.household(), person));
            if (request.persons().isEmpty()) {
                return Decision.refuse(Reason.of("collaboration.refused.nobody"));
            }
            boolean own = request.to().equals(viewer.agency());
            if (own
                    ? !isOwnWindow(viewer)
                    : windows(viewer).stream().noneMatch(window -> window.id().equals(request.to()))) {
                return Decision.refuse(Reason.of("collaboration.refused.no-coordinator"));
            }
            Coverage coverage = coverage(viewer, request.household());
            if (!coverage.carriesAll(request.to(), request.persons())) {
                return Decision.refuse(Reason.of("collaboration.refused.no-consent"));
            }
            if (!cases.mayBegin(viewer, request.household(), request.to())) {
                return Decision.refuse(Reason.of("casework.refused.open-already"));
            }
            if (ofHousehold(viewer, request.household()).stream()
                    .anyMatch(other -> other.state() == RequestFlow.State.SENT)) {
                return Decision.refuse(Reason.of("collaboration.refused.waiting-already"));
            }
            if (request.previous() != null) {
                Decision<RequestFlow.State> again =
                        step(viewer, find(viewer, request.previous()), RequestFlow.Step.REDIRECT, "", request.to());
                if (again instanceof Decision.Refused<RequestFlow.State>(Reason reason)) {
                    return Decision.refuse(reason);
                }
            }
            UUID id = Ids.next();
            store.add(viewer, id, request, codes.edition("support-request-reason", db.today(viewer)));
            if (!own) {
                give(viewer, id, request.household(), request.persons(), request.to());
                openTask(viewer, store.find(viewer, id).orElseThrow(), RequestFlow.State.SENT);
            }
            audit.written(
                    viewer,
                    "support-request.sent",
                    subjects(request.household(), request.persons()),
                    Detail.NONE.bases(List.of(Basis.CONSENT.code())).item(id));
            return own ? accept(viewer, id).map(theCase -> id) : Decision.allow(id);
        });
    }

    /** Opens the request to its addressee, person by person, each on the consent that lasts longest. */
    private void give(Viewer.Staff viewer, UUID id, HouseholdId household, Set<PersonId> persons, AgencyId to) {
        Coverage coverage = coverage(viewer, household);
        List<Consents.Consent> given = own(viewer, household);
        for (PersonId person : persons) {
            Set<UUID> living = coverage.consents(to, List.of(person));
            given.stream()
                    .filter(consent -> living.contains(consent.id()))
                    .max(Comparator.comparing(Consents.Consent::until))
                    .ifPresent(consent -> grants.give(
                            viewer,
                            new Grants.Gift(
                                    household,
                                    person,
                                    id,
                                    List.of(to),
                                    Set.of(Category.PLAN),
                                    Basis.CONSENT,
                                    consent.id(),
                                    null,
                                    SOURCE)));
        }
    }

    /** After a withdrawal: what no consent carries any more is taken back, the rest goes on by the consents that live. */
    void rest(Viewer.Staff viewer, HouseholdId household) {
        Coverage coverage = coverage(viewer, household);
        for (Opened opened : ofHousehold(viewer, household)) {
            Request request = opened.request();
            if (opened.basisEnded()) {
                step(viewer, opened, RequestFlow.Step.WITHDRAW, "", null).orElseThrow();
            } else if (opened.side() == RequestFlow.Side.ASKER && coverage.coversAll(request.to(), request.persons())) {
                give(viewer, request.id(), household, request.persons(), request.to());
            }
        }
    }

    /** A request with its steps, or {@link NotVisible}; the page that shows it writes the log. */
    public Opened find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Request request = store.find(viewer, id).orElseThrow(NotVisible::new);
            List<Taken> steps = store.steps(viewer, id);
            RequestFlow.State state =
                    RequestFlow.FLOW.after(steps.stream().map(Taken::kind).toList());
            RequestFlow.Side side = request.to().equals(viewer.agency())
                    ? RequestFlow.Side.COORDINATOR
                    : request.from().equals(viewer.agency()) ? RequestFlow.Side.ASKER : null;
            boolean ended = side == RequestFlow.Side.ASKER
                    && state == RequestFlow.State.SENT
                    && !coverage(viewer, request.household()).coversAll(request.to(), request.persons());
            return new Opened(
                    request, steps, state, side, ended, tasks.due(viewer, id).orElse(null));
        });
    }

    /** The requests about a household that the viewer may see, the newest first. */
    public List<Opened> ofHousehold(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(
                viewer,
                () -> store.ofHousehold(viewer, household).stream()
                        .map(id -> find(viewer, id))
                        .toList());
    }

    /** One line of a list; {@code other} is the agency at the other end. */
    public record Line(
            UUID id,
            HouseholdId household,
            String label,
            String other,
            Instant sentAt,
            boolean urgent,
            RequestFlow.State state,
            @Nullable LocalDate due) {}

    /** The requests that the viewer's agency received and sent. */
    public record Lists(List<Line> received, List<Line> sent) {}

    /** Everything the viewer's agency received or sent, the newest first; the page that shows it writes the log. */
    public Lists list(Viewer.Staff viewer) {
        return db.transact(viewer, () -> new Lists(store.received(viewer, MOST), store.sent(viewer, MOST)));
    }

    /** 引き受け: the case begins with everybody whom the living consents name as its team. */
    public Decision<UUID> accept(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            if (!cases.mayBegin(viewer, opened.request().household(), viewer.agency())) {
                return Decision.refuse(Reason.of("casework.refused.open-already"));
            }
            Decision<RequestFlow.State> taken = step(viewer, opened, RequestFlow.Step.ACCEPT, "", null);
            if (taken instanceof Decision.Refused<RequestFlow.State>(Reason reason)) {
                return Decision.refuse(reason);
            }
            Request request = opened.request();
            return cases.begin(
                    viewer,
                    new Cases.NewCase(
                            request.household(),
                            request.persons(),
                            id,
                            request.from(),
                            List.copyOf(
                                    cases.coverage(viewer, request.household()).agencies(request.persons()))));
        });
    }

    /** 返す: back to the asker with the reason and, where there is one, another window. */
    public Decision<RequestFlow.State> giveBack(Viewer.Staff viewer, UUID id, String words, @Nullable AgencyId other) {
        return db.transact(viewer, () -> {
            if (words.isBlank()) {
                return Decision.refuse(Reason.of("collaboration.refused.return-reason"));
            }
            return step(viewer, find(viewer, id), RequestFlow.Step.RETURN, words, other);
        });
    }

    /** 依頼した側で続ける after it came back, or 取下げ before it was answered. */
    public Decision<RequestFlow.State> end(Viewer.Staff viewer, UUID id, RequestFlow.Step step, String words) {
        return db.transact(viewer, () -> step(viewer, find(viewer, id), step, words, null));
    }

    private Decision<RequestFlow.State> step(
            Viewer.Staff viewer, Opened opened, RequestFlow.Step step, String words, @Nullable AgencyId other) {
        if (opened.side() == null) {
            return Decision.refuse(Reason.of("collaboration.refused.other-side"));
        }
        Decision<RequestFlow.State> decision = RequestFlow.FLOW.take(opened.state(), step, opened.side());
        if (decision instanceof Decision.Refused<RequestFlow.State>) {
            return decision;
        }
        Request request = opened.request();
        if (!store.addStep(viewer, request, opened.steps().size() + 1, step, words, other)) {
            return Decision.refuse(Reason.of("collaboration.refused.meanwhile"));
        }
        tasks.doneAll(viewer, request.id());
        openTask(viewer, request, decision.orElseThrow());
        audit.written(
                viewer,
                "support-request.step",
                subjects(request.household(), request.persons()),
                Detail.fields(step.name()).item(request.id()));
        return decision;
    }

    private void openTask(Viewer.Staff viewer, Request request, RequestFlow.State state) {
        RequestFlow.FLOW
                .next(state)
                .ifPresent(next -> tasks.open(
                        viewer,
                        new Tasks.NewTask(
                                next.task(),
                                request.id(),
                                request.from(),
                                request.household(),
                                next.owner() == RequestFlow.Side.ASKER ? request.from() : request.to(),
                                null,
                                clocks.due(next.clock(), db.today(viewer)),
                                "/support-requests/" + request.id())));
    }

    private static List<Id> subjects(HouseholdId household, Set<PersonId> persons) {
        List<Id> subjects = new java.util.ArrayList<>(List.of(household));
        subjects.addAll(persons);
        return subjects;
    }
}
