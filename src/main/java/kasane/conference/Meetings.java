package kasane.conference;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.shared.Wareki;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** 会議: convening, asking agencies to come, who came. A meeting as such names nobody. */
@Component
public class Meetings {

    /** The agency has to say whether it comes. */
    static final String ANSWER = "conference.answer";
    /** The convenor has to hold the meeting and note who came. */
    static final String HOLD = "conference.hold";
    /** The municipality looks into a meeting that its staff did not attend. */
    static final String MUNICIPAL = "conference.municipal";

    /** 重層的支援会議, of conference-body. */
    public static final String MULTI = "MULTI";

    /** 支援会議, of conference-body. */
    public static final String SUPPORT = "SUPPORT";

    private final Db db;
    private final MeetingStore store;
    private final Tasks tasks;
    private final Clocks clocks;
    private final Codes codes;
    private final Bodies bodies;
    private final Agencies agencies;
    private final AuditTrail audit;
    private final ObjectProvider<MeetingFollower> followers;

    Meetings(
            Db db,
            MeetingStore store,
            Tasks tasks,
            Clocks clocks,
            Codes codes,
            Bodies bodies,
            Agencies agencies,
            AuditTrail audit,
            ObjectProvider<MeetingFollower> followers) {
        this.db = db;
        this.store = store;
        this.tasks = tasks;
        this.clocks = clocks;
        this.codes = codes;
        this.bodies = bodies;
        this.agencies = agencies;
        this.audit = audit;
        this.followers = followers;
    }

    /** The day, the hours and the place. */
    public record Appointment(
            LocalDate on, LocalTime from, @Nullable LocalTime until, String place) {

        private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm");

        /** 令和8年6月18日（木）　13:30〜15:00. */
        public String when() {
            return Wareki.formatWithWeekday(on) + "　" + hours();
        }

        /** 13:30〜15:00; the end is open where it is not known. */
        public String hours() {
            return CLOCK.format(from) + "〜" + (until == null ? "" : CLOCK.format(until));
        }
    }

    /**
     * A meeting.
     *
     * @param municipal the convenor belongs to the municipality; otherwise it is commissioned by it
     * @param municipalAbsent no municipal staff came to a commissioned agency's meeting
     * @param alsoBody  the body as which it is held at the same time; empty for none
     * @param movedAt   since when its day and hours are what they are; answers from before do not count
     */
    public record Meeting(
            UUID id,
            AgencyId owner,
            String convenor,
            String convenorPhone,
            boolean municipal,
            String body,
            int bodyEdition,
            String alsoBody,
            Appointment at,
            ConferenceFlow.State state,
            boolean municipalAbsent,
            @Nullable Instant movedAt,
            Instant convenedAt,
            String convenedBy,
            int version) {

        /** Whether staff of the municipality have to be there: at a 重層的支援会議 that it does not convene itself. */
        public boolean asksForMunicipality() {
            return !municipal && bodies().contains(MULTI);
        }

        /** The bodies as which it is held: one, or two at once. */
        public List<String> bodies() {
            return isTwo() ? List.of(body, alsoBody) : List.of(body);
        }

        /** Whether an item has to say as which of two bodies it is talked about. */
        public boolean isTwo() {
            return !alsoBody.isEmpty();
        }

        /** The body as which an item is talked about. */
        public String bodyOf(Minutes.Item item) {
            return item.body().isEmpty() ? body : item.body();
        }

        /** As which of these it is held; empty for none of them. */
        public Optional<String> heldAs(Set<String> these) {
            return bodies().stream().filter(these::contains).findFirst();
        }
    }

    /** An agency that was asked to come, and what it answered last; {@code comes} is null while it has not. */
    public record Invited(
            AgencyId agency,
            String name,
            boolean municipal,
            @Nullable Boolean comes,
            String who,
            @Nullable Boolean attended) {}

    /** How many were asked, what they answered and how many came, as far as the viewer may know. */
    public record Tally(UUID meeting, int asked, int coming, int away, int came) {
        /** Those who have not answered. */
        public int open() {
            return asked - coming - away;
        }
    }

    /** Somebody who confirmed to keep secret what is heard; {@code title} is the post. */
    public record Confirmed(StaffId staff, String name, String title, AgencyId agencyId, String agency, Instant at) {}

    /** What a meeting is called: its body, and the one as which it is held at the same time. */
    public String name(Meeting meeting) {
        return meeting.bodies().stream()
                .map(body -> codes.label("conference-body", body, meeting.bodyEdition()))
                .collect(Collectors.joining("　兼　"));
    }

    /** 法的な区分: the body as which an item of the meeting is talked about, by its name. */
    public String kind(Meeting meeting, Minutes.Item item) {
        return codes.label("conference-body", meeting.bodyOf(item), meeting.bodyEdition());
    }

    /** Convenes a meeting of the viewer's agency, of a body that it may convene. */
    public Decision<UUID> convene(Viewer.Staff viewer, String body, Appointment at, Collection<AgencyId> asked) {
        return convene(viewer, body, "", at, asked);
    }

    /** 兼: convenes it as two bodies at once, both of which talk about persons by their consent; {@code also} may be empty. */
    public Decision<UUID> convene(
            Viewer.Staff viewer, String body, String also, Appointment at, Collection<AgencyId> asked) {
        List<Bodies.Body> mine = bodies.convened(viewer).stream()
                .filter(one -> one.code().equals(body) || one.code().equals(also))
                .toList();
        if (also.equals(body)) {
            return Decision.refuse(Reason.of("conference.refused.same-body"));
        }
        if (mine.size() < (also.isEmpty() ? 1 : 2)) {
            throw new NotVisible();
        }
        if (!also.isEmpty() && !mine.stream().allMatch(Bodies.Body::joins)) {
            return Decision.refuse(Reason.of("conference.refused.bodies-apart"));
        }
        return opened(viewer, body, also, at, asked);
    }

    /** 支援会議: convened by the municipality alone. */
    public Decision<UUID> conveneSupport(Viewer.Staff viewer, Appointment at, Collection<AgencyId> asked) {
        viewer.require(Duty.MUNICIPAL_DECIDER);
        return opened(viewer, SUPPORT, "", at, asked);
    }

    private Decision<UUID> opened(
            Viewer.Staff viewer, String body, String also, Appointment at, Collection<AgencyId> asked) {
        return db.transact(viewer, () -> {
            Decision<Appointment> appointment = appointment(at);
            if (appointment instanceof Decision.Refused<Appointment>(Reason reason)) {
                return Decision.refuse(reason);
            }
            UUID id = Ids.next();
            store.add(viewer, id, body, codes.edition("conference-body", db.today(viewer)), also, at);
            tasks.open(
                    viewer,
                    new Tasks.NewTask(
                            HOLD, id, viewer.agency(), null, viewer.agency(), viewer.staff(), at.on(), path(id)));
            invite(viewer, find(viewer, id), asked);
            audit.written(viewer, "conference.convened", List.of(), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    private static Decision<Appointment> appointment(Appointment at) {
        return at.until() != null && !at.until().isAfter(at.from())
                ? Decision.refuse(Reason.of("conference.refused.hours"))
                : Decision.allow(at);
    }

    /** A meeting that the viewer's agency convened or is asked to, or {@link NotVisible}. */
    public Meeting find(Viewer.Staff viewer, UUID id) {
        return db.transact(
                viewer, () -> store.find(viewer, id, db.today(viewer)).orElseThrow(NotVisible::new));
    }

    /** A meeting that the viewer's agency convened, or {@link NotVisible}. */
    public Meeting own(Viewer.Staff viewer, UUID id) {
        Meeting meeting = find(viewer, id);
        if (!meeting.owner().equals(viewer.agency())) {
            throw new NotVisible();
        }
        return meeting;
    }

    /** Those to come, the next first; then those that were, the latest first. */
    public List<Meeting> list(Viewer.Staff viewer, int most) {
        return db.transact(viewer, () -> store.list(viewer, db.today(viewer), most));
    }

    /** Another day, hour or place; with another day or hour everybody is asked again. */
    public Decision<UUID> change(Viewer.Staff viewer, UUID id, int version, Appointment at) {
        return db.transact(viewer, () -> {
            Meeting before = own(viewer, id);
            Decision<UUID> may = ConferenceFlow.may(ConferenceFlow.Act.CHANGE, before.state())
                    .flatMap(act -> appointment(at))
                    .map(ok -> id);
            if (!may.isAllowed()) {
                return may;
            }
            boolean moved =
                    !before.at().on().equals(at.on()) || !before.at().from().equals(at.from());
            Stale.unlessOne(store.change(viewer, id, version, at, moved ? db.now(viewer) : before.movedAt()));
            if (moved) {
                tasks.done(viewer, HOLD, id);
                tasks.open(
                        viewer,
                        new Tasks.NewTask(
                                HOLD, id, viewer.agency(), null, viewer.agency(), viewer.staff(), at.on(), path(id)));
                Meeting now = find(viewer, id);
                tasks.done(viewer, ANSWER, id);
                store.invited(viewer, now).forEach(invited -> ask(viewer, now, invited.agency()));
                followers.orderedStream().forEach(follower -> follower.moved(viewer, id, at.on()));
            }
            audit.written(viewer, "conference.changed", List.of(), Detail.NONE.item(id));
            return may;
        });
    }

    /** The agency that judges and decides for the municipality; empty where no duty says so. */
    public Optional<AgencyId> decider(Viewer.Staff viewer) {
        return db.transact(viewer, () -> store.decider(viewer));
    }

    /** Asks these agencies to an own meeting; those already asked and the convenor itself are passed over. */
    public void invite(Viewer.Staff viewer, Meeting meeting, Collection<AgencyId> agencies) {
        agencies.stream()
                .distinct()
                .filter(agency -> !agency.equals(meeting.owner()))
                .filter(agency -> store.invite(viewer, meeting.id(), agency))
                .filter(agency -> meeting.state() != ConferenceFlow.State.HELD)
                .forEach(agency -> ask(viewer, meeting, agency));
    }

    private void ask(Viewer.Staff viewer, Meeting meeting, AgencyId agency) {
        if (agencies.find(viewer, agency).onPaper()) {
            // Nobody there could answer here: the convenor asks by telephone and notes who came.
            return;
        }
        LocalDate today = db.today(viewer);
        LocalDate due = clocks.due(ANSWER, today);
        LocalDate on = meeting.at().on();
        tasks.open(
                viewer,
                new Tasks.NewTask(
                        ANSWER,
                        meeting.id(),
                        viewer.agency(),
                        null,
                        agency,
                        null,
                        on.isBefore(due) && !on.isBefore(today) ? on : due,
                        path(meeting.id())));
    }

    /** Those asked, as far as the viewer may know: all for the convenor, otherwise the own agency. */
    public List<Invited> invited(Viewer.Staff viewer, Meeting meeting) {
        return db.transact(viewer, () -> store.invited(viewer, meeting));
    }

    /** The answers to each meeting: all of them for the convenor, otherwise the own one. */
    public Map<UUID, Tally> tallies(Viewer.Staff viewer, Collection<UUID> of) {
        return db.transact(
                viewer,
                () -> store.tallies(viewer, of).stream().collect(Collectors.toMap(Tally::meeting, tally -> tally)));
    }

    /** 出欠の答え of an agency that was asked; the last one counts. */
    public Decision<UUID> answer(Viewer.Staff viewer, UUID id, boolean comes, String who) {
        return db.transact(viewer, () -> {
            Meeting meeting = find(viewer, id);
            if (meeting.owner().equals(viewer.agency())) {
                throw new NotVisible();
            }
            Decision<UUID> may = ConferenceFlow.may(ConferenceFlow.Act.ANSWER, meeting.state())
                    .map(act -> id);
            if (may.isAllowed()) {
                store.answer(viewer, id, comes, who);
                tasks.done(viewer, ANSWER, id);
                audit.written(viewer, "conference.answered", List.of(), Detail.NONE.item(id));
            }
            return may;
        });
    }

    /** 守秘の確認 by the person who is signed in; once is enough. */
    public void confirmSecrecy(Viewer.Staff viewer, UUID id) {
        db.run(viewer, () -> {
            find(viewer, id);
            if (store.confirmSecrecy(viewer, id)) {
                audit.written(viewer, "conference.secrecy", List.of(), Detail.NONE.item(id));
            }
        });
    }

    /** Since when the person who is signed in has confirmed; empty while not. */
    public Optional<Instant> secrecy(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> store.secrecy(viewer, id));
    }

    /** Everybody who confirmed, as far as the viewer may know. */
    public List<Confirmed> confirmed(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> store.confirmed(viewer, id));
    }

    /**
     * 開催済み: who came. When no municipal staff came to a commissioned agency's meeting, the municipality is asked to
     * look into it.
     *
     * @param municipalCame null where the convenor is the municipality itself
     */
    public Decision<UUID> close(Viewer.Staff viewer, UUID id, Set<AgencyId> attended, @Nullable Boolean municipalCame) {
        return db.transact(viewer, () -> {
            Meeting meeting = own(viewer, id);
            Decision<UUID> may = ConferenceFlow.may(ConferenceFlow.Act.CLOSE, meeting.state())
                    .map(act -> id);
            if (!may.isAllowed()) {
                return may;
            }
            if (meeting.asksForMunicipality() && municipalCame == null) {
                return Decision.refuse(Reason.of("conference.refused.municipal-unknown"));
            }
            boolean absent = meeting.asksForMunicipality() && Boolean.FALSE.equals(municipalCame);
            if (absent
                    && store.invited(viewer, meeting).stream()
                            .anyMatch(invited -> invited.municipal() && attended.contains(invited.agency()))) {
                return Decision.refuse(Reason.of("conference.refused.municipal-came"));
            }
            store.invited(viewer, meeting)
                    .forEach(invited ->
                            store.attended(viewer, id, invited.agency(), attended.contains(invited.agency())));
            Stale.unlessOne(store.close(viewer, id, absent));
            tasks.doneAll(viewer, id);
            followers.orderedStream().forEach(follower -> follower.held(viewer, id));
            if (absent) {
                askMunicipality(viewer, meeting);
            }
            audit.written(viewer, "conference.held", List.of(), Detail.NONE.item(id));
            return may;
        });
    }

    /** The municipality must be able to open the page of what it is asked about: it is noted as asked and absent. */
    private void askMunicipality(Viewer.Staff viewer, Meeting meeting) {
        AgencyId decider = store.decider(viewer).orElse(viewer.agency());
        if (!decider.equals(viewer.agency())) {
            store.invite(viewer, meeting.id(), decider);
            store.attended(viewer, meeting.id(), decider, false);
        }
        tasks.open(
                viewer,
                new Tasks.NewTask(
                        MUNICIPAL,
                        meeting.id(),
                        viewer.agency(),
                        null,
                        decider,
                        null,
                        clocks.due(MUNICIPAL, db.today(viewer)),
                        path(meeting.id())));
    }

    /** Whether the viewer's agency still has to look into the absence of municipal staff. */
    public boolean hasToLookIn(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> store.hasOpenTask(viewer, MUNICIPAL, id));
    }

    /** The municipality has read what was decided without it. */
    public Decision<UUID> lookedIn(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            find(viewer, id);
            if (!store.hasOpenTask(viewer, MUNICIPAL, id)) {
                throw new NotVisible();
            }
            tasks.done(viewer, MUNICIPAL, id);
            audit.written(viewer, "conference.looked-in", List.of(), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** 中止; whatever was to be done for it ends. */
    void callOff(Viewer.Staff viewer, Meeting meeting) {
        Stale.unlessOne(store.callOff(viewer, meeting.id()));
        tasks.doneAll(viewer, meeting.id());
        followers.orderedStream().forEach(follower -> follower.calledOff(viewer, meeting.id()));
        audit.written(viewer, "conference.called-off", List.of(), Detail.NONE.item(meeting.id()));
    }

    static String path(UUID meeting) {
        return "/conferences/" + meeting;
    }
}
