package kasane.conference.support;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.conference.Bodies;
import kasane.conference.Meetings;
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
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.sharing.Basis;
import kasane.sharing.Category;
import kasane.sharing.Consents;
import kasane.sharing.Grants;
import kasane.sharing.Subjects;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 開催依頼: an agency that cannot get a consent tells the municipality the least it needs to judge whether a 支援会議 is
 * convened. The request stands on a subject of its own; only the asking agency knows which of its records it is about.
 */
@Component
class ConveningRequests {

    /** What is recorded beside the steps of the flow: the consent was given after all. */
    static final String CONSENTED = "CONSENTED";

    /** The 支援会議 has passed over: the asking agency files the 支援依頼. */
    static final String TO_REQUEST = "conference.to-request";
    /** The 支援会議 was closed without consent: the asking agency takes note. */
    static final String CLOSED = "conference.closed";

    private static final int MOST = 200;

    private final Db db;
    private final ConveningStore store;
    private final SupportConferences conferences;
    private final Meetings meetings;
    private final Bodies bodies;
    private final Subjects subjects;
    private final Households households;
    private final Consents consents;
    private final Grants grants;
    private final Agencies agencies;
    private final Tasks tasks;
    private final Codes codes;
    private final Clocks clocks;
    private final AuditTrail audit;

    ConveningRequests(
            Db db,
            ConveningStore store,
            SupportConferences conferences,
            Meetings meetings,
            Bodies bodies,
            Subjects subjects,
            Households households,
            Consents consents,
            Grants grants,
            Agencies agencies,
            Tasks tasks,
            Codes codes,
            Clocks clocks,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.conferences = conferences;
        this.meetings = meetings;
        this.bodies = bodies;
        this.subjects = subjects;
        this.households = households;
        this.consents = consents;
        this.grants = grants;
        this.agencies = agencies;
        this.tasks = tasks;
        this.codes = codes;
        this.clocks = clocks;
        this.audit = audit;
    }

    /**
     * A request to be filed.
     *
     * @param household the own record it is about; null when there is none yet
     * @param called    how the household is to be called
     * @param noConsent of {@code no-consent-reason}
     */
    record NewRequest(
            @Nullable HouseholdId household,
            String called,
            String worry,
            String noConsent,
            String effort,
            String wanted,
            boolean urgent) {}

    /** A request as it was filed; {@code subject} is that of the request alone. */
    record Request(
            UUID id,
            HouseholdId subject,
            AgencyId from,
            String fromName,
            String fromPhone,
            String writer,
            AgencyId to,
            String toName,
            String toPhone,
            String called,
            String worry,
            String noConsent,
            int noConsentEdition,
            String effort,
            String wanted,
            boolean urgent,
            Instant filedAt) {}

    /** A row of what was done; {@code kind} is a step of the flow or {@link #CONSENTED}. */
    record Taken(
            int no,
            String kind,
            Instant at,
            String words,
            @Nullable LocalDate until,
            String agency,
            String staff) {}

    /** One line of the list. */
    record Line(
            UUID id,
            HouseholdId subject,
            AgencyId from,
            String fromName,
            String called,
            boolean urgent,
            Instant filedAt,
            ConveningFlow.State state,
            @Nullable LocalDate due) {}

    /**
     * A request with what was done.
     *
     * @param sides  the viewer's; the municipality may ask itself
     * @param record the own record, for the asking agency
     * @param due    the last day of the open work
     */
    record Opened(
            Request request,
            List<Taken> steps,
            ConveningFlow.State state,
            Set<ConveningFlow.Side> sides,
            @Nullable HouseholdId record,
            @Nullable LocalDate due) {

        Set<ConveningFlow.Step> open() {
            return ConveningFlow.FLOW.open(state, sides);
        }

        boolean isAsker() {
            return sides.contains(ConveningFlow.Side.ASKER);
        }

        boolean isConsented() {
            return steps.stream().anyMatch(step -> step.kind().equals(CONSENTED));
        }
    }

    static ConveningFlow.State state(List<String> kinds) {
        return ConveningFlow.FLOW.after(kinds.stream()
                .flatMap(kind -> Arrays.stream(ConveningFlow.Step.values())
                        .filter(step -> step.name().equals(kind)))
                .toList());
    }

    /** The municipality to ask, if the town has one that judges. */
    Optional<Agencies.Agency> municipality(Viewer.Staff viewer) {
        return db.transact(viewer, () -> meetings.decider(viewer).map(id -> agencies.find(viewer, id)));
    }

    /** How the own record is called, as a first proposal for the request. */
    String proposedCall(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(viewer, () -> households.find(viewer, household).title());
    }

    /** Files the request: the row, the sight of the municipality on it alone, its work, the log. */
    Decision<UUID> file(Viewer.Staff viewer, NewRequest request) {
        return db.transact(viewer, () -> {
            AgencyId to = meetings.decider(viewer).orElse(null);
            if (to == null) {
                return Decision.refuse(Reason.of("conference.refused.no-municipality"));
            }
            if (!bodies.isHeld(viewer, Meetings.SUPPORT)) {
                return Decision.refuse(Reason.of("conference.refused.not-held-here"));
            }
            LocalDate today = db.today(viewer);
            HouseholdId subject = subjects.household(viewer);
            UUID id = Ids.next();
            store.add(viewer, id, subject, to, request, codes.edition("no-consent-reason", today));
            HouseholdId own = request.household();
            if (own != null) {
                households.find(viewer, own);
                store.addRecord(viewer, id, own);
            }
            Set<AgencyId> both = new LinkedHashSet<>(List.of(to, viewer.agency())); // the municipality may ask itself
            grants.give(
                    viewer,
                    new Grants.Gift(
                            subject,
                            null,
                            id,
                            both,
                            Set.of(Category.LIFE),
                            Basis.SUPPORT_CONFERENCE,
                            null,
                            null,
                            "convening"));
            openTask(viewer, store.find(viewer, id).orElseThrow(), ConveningFlow.State.FILED, null);
            audit.written(viewer, "convening.filed", List.of(subject), detail(id));
            return Decision.allow(id);
        });
    }

    static Detail detail(UUID id) {
        return Detail.NONE.item(id).bases(List.of(Basis.SUPPORT_CONFERENCE.code()));
    }

    private void openTask(Viewer.Staff viewer, Request request, ConveningFlow.State state, @Nullable LocalDate until) {
        ConveningFlow.FLOW.next(state).ifPresent(next -> {
            boolean judging = next.owner() == ConveningFlow.Side.MUNICIPALITY;
            LocalDate today = db.today(viewer);
            tasks.open(
                    viewer,
                    new Tasks.NewTask(
                            next.task(),
                            request.id(),
                            request.to(),
                            null,
                            judging ? request.to() : request.from(),
                            judging ? store.onlyJudge(viewer, request.to()).orElse(null) : null,
                            until != null
                                    ? until
                                    : clocks.due(
                                            judging && request.urgent() ? "conference.judge-urgent" : next.clock(),
                                            today),
                            path(request.id())));
        });
    }

    /** A request with what was done, or {@link NotVisible}; the page that shows it writes the log. */
    Opened find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Request request = store.find(viewer, id).orElseThrow(NotVisible::new);
            List<Taken> steps = store.steps(viewer, id);
            return new Opened(
                    request,
                    steps,
                    state(steps.stream().map(Taken::kind).toList()),
                    sides(viewer, request),
                    store.record(viewer, id).orElse(null),
                    tasks.due(viewer, id).orElse(null));
        });
    }

    private static Set<ConveningFlow.Side> sides(Viewer.Staff viewer, Request request) {
        boolean asks = request.from().equals(viewer.agency());
        boolean judges = request.to().equals(viewer.agency()) && viewer.has(Duty.MUNICIPAL_DECIDER);
        return asks && judges
                ? Set.of(ConveningFlow.Side.values())
                : asks ? Set.of(ConveningFlow.Side.ASKER) : Set.of(ConveningFlow.Side.MUNICIPALITY);
    }

    /** The requests the agency filed, and those it is to judge; the newest first. */
    List<Line> list(Viewer.Staff viewer) {
        return db.transact(viewer, () -> store.list(viewer, MOST));
    }

    /**
     * 要否の判断, 取下げ, a second request, the end.
     *
     * @param until  when to look again, for 見守り
     * @param joined 要, but a 支援会議 for this household goes on already: the asking agency is called to its next sitting.
     *               It learns from nobody but the members that there is one.
     */
    Decision<UUID> step(
            Viewer.Staff viewer,
            UUID id,
            ConveningFlow.Step step,
            String words,
            @Nullable LocalDate until,
            boolean joined) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            Request request = opened.request();
            if (step == ConveningFlow.Step.WATCH && (until == null || until.isBefore(db.today(viewer)))) {
                return Decision.refuse(Reason.of("conference.refused.until-day"));
            }
            return ConveningFlow.FLOW.take(opened.state(), step, opened.sides()).flatMap(now -> {
                LocalDate day = step == ConveningFlow.Step.WATCH ? until : null;
                if (!store.addStep(viewer, request, opened.steps().size() + 1, step.name(), words, day)) {
                    return Decision.refuse(Reason.of("conference.refused.meanwhile"));
                }
                tasks.doneAll(viewer, id);
                openTask(viewer, request, now, day);
                if (step == ConveningFlow.Step.CONVENE && !joined) {
                    conferences.open(viewer, request);
                }
                audit.written(
                        viewer,
                        "convening.step",
                        List.of(request.subject()),
                        detail(id).and(List.of(step.name())));
                return Decision.allow(id);
            });
        });
    }

    /** 同意をいただいた: the asking agency says so once its own record holds a living consent; the municipality reads it. */
    Decision<UUID> consented(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            HouseholdId record = opened.record();
            if (!opened.isAsker() || opened.state() != ConveningFlow.State.CONVENED) {
                return Decision.refuse(Reason.of("conference.refused.not-now"));
            }
            if (opened.isConsented()) {
                return Decision.refuse(Reason.of("conference.refused.consented-already"));
            }
            Instant now = db.now(viewer);
            if (record == null || consents.of(viewer, record).stream().noneMatch(consent -> consent.livesAt(now))) {
                return Decision.refuse(Reason.of("conference.refused.no-consent"));
            }
            if (!store.addStep(viewer, opened.request(), opened.steps().size() + 1, CONSENTED, "", null)) {
                return Decision.refuse(Reason.of("conference.refused.meanwhile"));
            }
            audit.written(
                    viewer, "convening.consented", List.of(opened.request().subject()), detail(id));
            return Decision.allow(id);
        });
    }

    /** What came of the 支援会議 has reached the asking agency: the 支援依頼 was filed, or the end was noted. */
    Decision<UUID> acknowledge(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            if (!opened.isAsker() || !(tasks.done(viewer, TO_REQUEST, id) | tasks.done(viewer, CLOSED, id))) {
                return Decision.refuse(Reason.of("conference.refused.not-now"));
            }
            audit.written(
                    viewer, "convening.acknowledged", List.of(opened.request().subject()), detail(id));
            return Decision.allow(id);
        });
    }

    /** What the asking agency still has to take note of; empty for nothing. */
    Optional<String> toNote(Viewer.Staff viewer, Opened opened) {
        return opened.isAsker()
                ? db.transact(
                        viewer, () -> store.toNote(viewer, opened.request().id()))
                : Optional.empty();
    }

    static String path(UUID id) {
        return "/convening-requests/" + id;
    }
}
