package kasane.conference;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.Cases;
import kasane.casework.Coverage;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * 議題: what is put on the agenda of a 重層的支援会議. The consents of everybody it is about are checked agency by agency
 * when it is put there; an agency without all of them is not a member of the item, and does not see it.
 */
@Component
public class Agenda {

    private final Db db;
    private final Meetings meetings;
    private final ItemStore store;
    private final Cases cases;
    private final Agencies agencies;
    private final Bodies bodies;
    private final Tasks tasks;
    private final AuditTrail audit;
    private final ObjectProvider<AgendaKind> kinds;

    Agenda(
            Db db,
            Meetings meetings,
            ItemStore store,
            Cases cases,
            Agencies agencies,
            Bodies bodies,
            Tasks tasks,
            AuditTrail audit,
            ObjectProvider<AgendaKind> kinds) {
        this.db = db;
        this.meetings = meetings;
        this.store = store;
        this.cases = cases;
        this.agencies = agencies;
        this.bodies = bodies;
        this.tasks = tasks;
        this.audit = audit;
        this.kinds = kinds;
    }

    /** A meeting of the own agency on whose agenda something can be put. */
    public record Upcoming(UUID meeting, Meetings.Appointment at, List<String> bodies, String name) {
        public Upcoming {
            bodies = List.copyOf(bodies);
        }
    }

    /**
     * An item of a case, as the viewer may see it.
     *
     * @param conclusion code of {@code conference-conclusion}; empty as long as there is none
     * @param path       the page of the item
     */
    public record Entry(
            UUID id,
            UUID meeting,
            String kind,
            UUID subject,
            LocalDate heldOn,
            LocalTime from,
            String body,
            int bodyEdition,
            ConferenceFlow.State state,
            ConferenceFlow.Stage stage,
            String conclusion,
            int conclusionEdition,
            Instant addedAt,
            String path) {}

    /**
     * 構成員の確認: one agency and one item.
     *
     * @param missing the persons without a consent that names the agency
     * @param member  it takes part in the item; {@code covered} is how it stands now
     */
    public record Check(AgencyId agency, String name, Set<PersonId> missing, boolean member) {
        /** Whether every person's consent names the agency now. */
        public boolean covered() {
            return missing.isEmpty();
        }
    }

    /** Meetings of the own agency that are still to be held, the next first. */
    public List<Upcoming> upcoming(Viewer.Staff viewer) {
        return upcoming(
                viewer,
                meeting -> kinds.stream()
                        .anyMatch(kind -> meeting.heldAs(kind.bodies()).isPresent()));
    }

    /** Those of them that are held as this body. */
    public List<Upcoming> upcoming(Viewer.Staff viewer, String body) {
        return upcoming(viewer, meeting -> meeting.bodies().contains(body));
    }

    private List<Upcoming> upcoming(Viewer.Staff viewer, Predicate<Meetings.Meeting> talksAboutIt) {
        return db.transact(
                viewer,
                () -> meetings.list(viewer, 200).stream()
                        .filter(meeting -> meeting.owner().equals(viewer.agency()))
                        .filter(talksAboutIt)
                        .filter(meeting -> meeting.state() == ConferenceFlow.State.PLANNED
                                || meeting.state() == ConferenceFlow.State.DAY_HAS_COME)
                        .map(meeting ->
                                new Upcoming(meeting.id(), meeting.at(), meeting.bodies(), meetings.name(meeting)))
                        .toList());
    }

    /** Meetings of the own agency, still to be held, that take up what another body could not settle; the next first. */
    public List<Upcoming> above(Viewer.Staff viewer) {
        return db.transact(
                viewer,
                () -> bodies.above(viewer)
                        .map(body -> upcoming(viewer, meeting -> meeting.body().equals(body.code())))
                        .orElse(List.of()));
    }

    /** The items of a case that the viewer may see, the latest meeting first. The page that shows them logs. */
    public List<Entry> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> store.ofCase(viewer, caseId, db.today(viewer)));
    }

    /** The items about one subject that the viewer may see, the latest meeting first. The page that shows them logs. */
    public List<Entry> ofSubject(Viewer.Staff viewer, String kind, UUID subject) {
        return db.transact(viewer, () -> store.ofSubject(viewer, kind, subject, db.today(viewer)));
    }

    /** Puts a subject on the agenda of an own meeting, and asks to it every agency that the consents cover. */
    public Decision<UUID> put(Viewer.Staff viewer, UUID meeting, String kind, UUID subject) {
        return db.transact(viewer, () -> {
            Meetings.Meeting own = meetings.own(viewer, meeting);
            Decision<ConferenceFlow.Act> may = ConferenceFlow.may(ConferenceFlow.Act.PUT, own.state());
            if (may instanceof Decision.Refused<ConferenceFlow.Act>(Reason reason)) {
                return Decision.refuse(reason);
            }
            AgendaKind.Topic topic = kind(kind).topic(viewer, subject).orElseThrow(NotVisible::new);
            if (bodies.find(viewer, own.body(), own.at().on())
                    .filter(body -> body.nature() == Bodies.Nature.NO_PERSONAL_DATA)
                    .isPresent()) {
                return Decision.refuse(Reason.of("conference.refused.no-personal-data"));
            }
            UUID sentUp = store.sentUp(viewer, kind, subject).orElse(null);
            Decision<String> as = talkedAboutAs(viewer, own, kind, sentUp != null);
            if (as instanceof Decision.Refused<String>(Reason reason)) {
                return Decision.refuse(reason);
            }
            if (store.isWaiting(viewer, kind, subject)) {
                return Decision.refuse(Reason.of("conference.refused.on-agenda"));
            }
            if (!cases.coverage(viewer, topic.household()).coversAll(viewer.agency(), topic.persons())) {
                return Decision.refuse(Reason.of("conference.refused.own-consent"));
            }
            UUID id = Ids.next();
            if (!store.add(viewer, id, meeting, kind, subject, own.isTwo() ? as.orElseThrow() : "", topic)) {
                return Decision.refuse(Reason.of("conference.refused.meanwhile"));
            }
            Minutes.Item item = store.find(viewer, id).orElseThrow();
            if (sentUp != null) {
                tasks.done(viewer, Minutes.SENT_UP, sentUp);
            }
            Set<AgencyId> members = join(viewer, own, item);
            meetings.invite(viewer, own, members);
            audit.written(viewer, "conference.item", subjects(item), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** Each kind of item has its bodies; the body above them takes what one of them has sent up. */
    private Decision<String> talkedAboutAs(Viewer.Staff viewer, Meetings.Meeting meeting, String kind, boolean sentUp) {
        boolean takesUp = bodies.find(viewer, meeting.body(), meeting.at().on())
                .filter(Bodies.Body::takesUp)
                .isPresent();
        if (takesUp && !sentUp) {
            return Decision.refuse(Reason.of("conference.refused.not-sent-up"));
        }
        if (takesUp) {
            return Decision.allow(meeting.body());
        }
        return meeting.heldAs(kind(kind).bodies())
                .map(Decision::allow)
                .orElseGet(() -> Decision.refuse(Reason.of("conference.refused.other-body")));
    }

    /** Checks the consents again and takes in whoever they cover by now. */
    public Decision<UUID> checkAgain(Viewer.Staff viewer, UUID item) {
        return db.transact(viewer, () -> {
            Minutes.Item found = store.find(viewer, item).orElseThrow(NotVisible::new);
            Meetings.Meeting own = meetings.own(viewer, found.meeting());
            Decision<UUID> may = ConferenceFlow.may(ConferenceFlow.ItemAct.WRITE, own.state(), found.stage())
                    .map(act -> item);
            if (may.isAllowed()) {
                meetings.invite(viewer, own, join(viewer, own, found));
                audit.written(viewer, "conference.members", subjects(found), Detail.NONE.item(item));
            }
            return may;
        });
    }

    /** Takes the covered agencies into the item; those that it took in. */
    private Set<AgencyId> join(Viewer.Staff viewer, Meetings.Meeting meeting, Minutes.Item item) {
        Coverage coverage = cases.coverage(viewer, item.household());
        Set<AgencyId> joined = new LinkedHashSet<>();
        for (AgencyId agency : candidates(viewer, meeting, item)) {
            if (coverage.coversAll(agency, item.persons())
                    && store.addMember(viewer, item, agency, coverage.consents(agency, item.persons()))) {
                joined.add(agency);
            }
        }
        return joined;
    }

    /** Whoever might take part: the convenor, those asked to the meeting, and those who work on it. */
    private Set<AgencyId> candidates(Viewer.Staff viewer, Meetings.Meeting meeting, Minutes.Item item) {
        Set<AgencyId> asked = new LinkedHashSet<>();
        asked.add(meeting.owner());
        if (item.caseId() != null) {
            cases.team(viewer, item.caseId()).stream()
                    .filter(member -> member.leftOn() == null)
                    .map(Cases.TeamMember::agency)
                    .forEach(asked::add);
        }
        asked.addAll(kind(item.kind()).team(viewer, item.subject()));
        meetings.invited(viewer, meeting).stream().map(Meetings.Invited::agency).forEach(asked::add);
        return asked;
    }

    /** The members and persons of an item with the consents as they are now; for the convenor, who sees them all. */
    public List<Check> checks(Viewer.Staff viewer, Minutes.Item item) {
        return db.transact(viewer, () -> {
            Meetings.Meeting own = meetings.own(viewer, item.meeting());
            Coverage coverage = cases.coverage(viewer, item.household());
            Map<AgencyId, String> names = new LinkedHashMap<>();
            agencies.list(viewer).forEach(agency -> names.put(agency.id(), agency.name()));
            Set<AgencyId> members = new LinkedHashSet<>();
            store.members(viewer, item.id()).forEach(member -> members.add(member.agency()));
            List<Check> checks = new ArrayList<>();
            for (AgencyId agency : candidates(viewer, own, item)) {
                checks.add(new Check(
                        agency,
                        names.getOrDefault(agency, ""),
                        coverage.missing(agency, item.persons()),
                        members.contains(agency)));
            }
            return checks;
        });
    }

    /** Asks more agencies to a meeting; each item takes in those that its consents cover. */
    public Decision<UUID> invite(Viewer.Staff viewer, UUID meeting, Collection<AgencyId> more) {
        return db.transact(viewer, () -> {
            Meetings.Meeting own = meetings.own(viewer, meeting);
            Decision<UUID> may =
                    ConferenceFlow.may(ConferenceFlow.Act.INVITE, own.state()).map(act -> meeting);
            if (!may.isAllowed()) {
                return may;
            }
            meetings.invite(viewer, own, more);
            store.ofMeeting(viewer, meeting).stream()
                    .filter(item -> item.stage() == ConferenceFlow.Stage.OPEN)
                    .filter(item -> isInSight(viewer, item.household()))
                    .forEach(item -> join(viewer, own, item));
            audit.written(viewer, "conference.invited", List.of(), Detail.NONE.item(meeting));
            return may;
        });
    }

    /** The own minutes stay after a consent has ended, but nobody new is taken in then. */
    private boolean isInSight(Viewer.Staff viewer, HouseholdId household) {
        try {
            cases.coverage(viewer, household);
            return true;
        } catch (NotVisible gone) {
            return false;
        }
    }

    /** Calls a meeting off. Items without a conclusion must go to another one, so that nothing is left without a next step. */
    public Decision<UUID> callOff(Viewer.Staff viewer, UUID meeting, @Nullable UUID to) {
        return db.transact(viewer, () -> {
            Meetings.Meeting own = meetings.own(viewer, meeting);
            Decision<UUID> may =
                    ConferenceFlow.may(ConferenceFlow.Act.CALL_OFF, own.state()).map(act -> meeting);
            if (!may.isAllowed()) {
                return may;
            }
            List<Minutes.Item> items = store.ofMeeting(viewer, meeting);
            if (items.stream().anyMatch(item -> item.stage() != ConferenceFlow.Stage.OPEN)) {
                return Decision.refuse(Reason.of("conference.refused.concluded-there"));
            }
            if (!items.isEmpty() && (to == null || to.equals(meeting))) {
                return Decision.refuse(Reason.of("conference.refused.items-wait"));
            }
            meetings.callOff(viewer, own);
            for (Minutes.Item item : items) {
                Decision<UUID> moved = put(viewer, Objects.requireNonNull(to), item.kind(), item.subject());
                if (moved instanceof Decision.Refused<UUID>) {
                    return moved;
                }
            }
            return may;
        });
    }

    /** How many items of each meeting the viewer may see. */
    public Map<UUID, Integer> counts(Viewer.Staff viewer, Collection<UUID> of) {
        return db.transact(viewer, () -> {
            Map<UUID, Integer> counts = new LinkedHashMap<>();
            store.counts(viewer, of).forEach(count -> counts.put(count.meeting(), count.items()));
            return counts;
        });
    }

    AgendaKind kind(String kind) {
        return kinds.orderedStream()
                .filter(known -> known.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such kind of item: " + kind));
    }

    /** What an item is about, as far as the viewer may see it. */
    public Optional<AgendaKind.Topic> topic(Viewer.Staff viewer, Minutes.Item item) {
        return db.transact(viewer, () -> kind(item.kind()).topic(viewer, item.subject()));
    }

    static List<Id> subjects(Minutes.Item item) {
        List<Id> subjects = new ArrayList<>();
        subjects.add(item.household());
        subjects.addAll(item.persons());
        return subjects;
    }
}
