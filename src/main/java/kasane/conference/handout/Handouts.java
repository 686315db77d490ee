package kasane.conference.handout;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.conference.Agenda;
import kasane.conference.AgendaKind;
import kasane.conference.ConferenceFlow;
import kasane.conference.MeetingFollower;
import kasane.conference.Meetings;
import kasane.conference.Meetings.Meeting;
import kasane.conference.Minutes;
import kasane.conference.Presence;
import kasane.conference.SealedAgenda;
import kasane.conference.handout.HandoutFlow.State;
import kasane.conference.handout.HandoutFlow.Step;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 配付資料: numbered handouts of an own meeting, given to whoever takes part in what they are about, and ticked off as they come
 * back. What is missing when the meeting has ended is the convenor's work.
 */
@Component
public class Handouts implements MeetingFollower {

    /** The convenor has to find out where the copies are. */
    static final String COLLECT = "conference.handouts";

    private final Db db;
    private final HandoutStore store;
    private final Meetings meetings;
    private final Minutes minutes;
    private final Agenda agenda;
    private final SealedAgenda sealed;
    private final Presence presence;
    private final Tasks tasks;
    private final Clocks clocks;
    private final AuditTrail audit;

    Handouts(
            Db db,
            HandoutStore store,
            Meetings meetings,
            Minutes minutes,
            Agenda agenda,
            SealedAgenda sealed,
            Presence presence,
            Tasks tasks,
            Clocks clocks,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.meetings = meetings;
        this.minutes = minutes;
        this.agenda = agenda;
        this.sealed = sealed;
        this.presence = presence;
        this.tasks = tasks;
        this.clocks = clocks;
        this.audit = audit;
    }

    /**
     * A handout.
     *
     * @param item    the 議題 it belongs to; null for the whole meeting
     * @param sitting the 支援会議の議題 it belongs to
     * @param no      資料番号, among those of its item
     * @param title   empty for what lies on the table of a 支援会議
     */
    record Handout(
            UUID id, @Nullable UUID item, @Nullable UUID sitting, int no, String title, int copies, Instant givenAt) {
        /** What it belongs to; null for the whole meeting. */
        @Nullable
        UUID about() {
            return item == null ? sitting : item;
        }
    }

    /** One copy; {@code agency} is null where somebody else has it. */
    record Copy(UUID handout, int no, @Nullable AgencyId agency, String holder, State state, String words, Instant at) {
        boolean isOut() {
            return state == State.OUT;
        }
    }

    /** What names one copy. */
    record CopyKey(UUID handout, int no) {}

    /**
     * What handouts can be about.
     *
     * @param about null for the whole meeting
     * @param title of the 議題, which names nobody
     * @param open  more can be given out: the viewer still sees everybody the item is about, or came in to the 支援会議の議題
     * @param door  of a 支援会議の議題 to which the viewer has not come in: what was given out there is not shown; empty otherwise
     */
    record Section(@Nullable UUID about, boolean sealed, String title, boolean open, String door) {}

    /** An agency that can get a copy; {@code comes} as far as it is known to be there. */
    record Receiver(AgencyId agency, String name, boolean comes) {}

    /** A copy for each of the agencies, and some for others, who are named by what they are. */
    record Giving(String title, Set<AgencyId> agencies, int more, String whom) {}

    /**
     * What was given out at a meeting, without what belongs to a 支援会議の議題 to which the viewer has not come in.
     *
     * @param out       a copy is still out, be it one of those that are not shown
     * @param collectBy the last day of the work of collecting, if there is any
     */
    record Opened(
            Meeting meeting,
            List<Section> sections,
            List<Handout> handouts,
            List<Copy> copies,
            boolean changeable,
            boolean out,
            @Nullable LocalDate collectBy) {}

    static String path(UUID meeting) {
        return "/conferences/" + meeting + "/handouts";
    }

    /** The handouts of an own meeting, or {@link NotVisible}. */
    Opened find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Meeting meeting = meetings.own(viewer, id);
            return new Opened(
                    meeting,
                    sections(viewer, meeting),
                    store.ofMeeting(viewer, id),
                    store.copies(viewer, id),
                    meeting.state() != ConferenceFlow.State.CALLED_OFF,
                    store.isOut(viewer, id),
                    store.collectBy(viewer, id).orElse(null));
        });
    }

    private List<Section> sections(Viewer.Staff viewer, Meeting meeting) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(null, false, "", true, ""));
        for (Minutes.Item item : minutes.of(viewer, meeting.id())) {
            sections.add(new Section(
                    item.id(),
                    false,
                    agenda.topic(viewer, item).map(AgendaKind.Topic::title).orElse(""),
                    minutes.isInSight(viewer, item),
                    ""));
        }
        sealed.tables(viewer, meeting.id())
                .forEach(table -> sections.add(
                        new Section(table.sitting(), true, "", table.inside(), table.inside() ? "" : table.path())));
        return sections;
    }

    /**
     * Who may get a copy: of an item, the members whom the consents of everybody cover today; of a 支援会議の議題, its members;
     * of what is for the whole meeting, everybody who was asked to it.
     */
    List<Receiver> receivers(Viewer.Staff viewer, Opened opened, Section section) {
        return db.transact(viewer, () -> {
            if (!section.open()) {
                return List.of();
            }
            Meeting meeting = opened.meeting();
            UUID about = section.about();
            if (about != null && !section.sealed()) {
                return presence.seats(viewer, minutes.find(viewer, meeting.id(), about)).stream()
                        .filter(Presence.Seat::maySee)
                        .map(seat -> new Receiver(seat.agency(), seat.name(), seat.present()))
                        .toList();
            }
            List<Receiver> all = new ArrayList<>();
            all.add(new Receiver(meeting.owner(), meeting.convenor(), true));
            meetings.invited(viewer, meeting)
                    .forEach(one -> all.add(new Receiver(
                            one.agency(),
                            one.name(),
                            one.attended() == null ? Boolean.TRUE.equals(one.comes()) : one.attended())));
            return about == null
                    ? all
                    : sealed.tables(viewer, meeting.id()).stream()
                            .filter(table -> table.sitting().equals(about))
                            .flatMap(table ->
                                    all.stream().filter(one -> table.members().contains(one.agency())))
                            .toList();
        });
    }

    /** The section of an own meeting, or {@link NotVisible}. */
    Section section(Opened opened, @Nullable UUID about) {
        return opened.sections().stream()
                .filter(section -> Objects.equals(section.about(), about))
                .findFirst()
                .orElseThrow(NotVisible::new);
    }

    /** 配る: one numbered copy for each, and from now on each has to come back. */
    Decision<UUID> give(Viewer.Staff viewer, UUID id, @Nullable UUID about, Giving giving) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            Section section = section(opened, about);
            if (!opened.changeable()) {
                return Decision.refuse(Reason.of("conference.refused.called-off"));
            }
            if (!section.open()) {
                return Decision.refuse(Reason.of("conference.refused.handout-not-open"));
            }
            List<Receiver> receivers = receivers(viewer, opened, section);
            if (giving.agencies().isEmpty() && giving.more() == 0) {
                return Decision.refuse(Reason.of("conference.refused.handout-nobody"));
            }
            if (!receivers.stream()
                    .map(Receiver::agency)
                    .collect(Collectors.toSet())
                    .containsAll(giving.agencies())) {
                return Decision.refuse(Reason.of("conference.refused.no-member"));
            }
            UUID handout = Ids.next();
            if (!store.add(
                    viewer,
                    handout,
                    id,
                    section.sealed() ? null : about,
                    section.sealed() ? about : null,
                    section.sealed() ? "" : giving.title(),
                    giving.agencies().size() + giving.more())) {
                return Decision.refuse(Reason.of("conference.refused.meanwhile"));
            }
            int no = 0;
            for (Receiver receiver : receivers) {
                if (giving.agencies().contains(receiver.agency())) {
                    store.copy(viewer, handout, ++no, receiver.agency(), "");
                }
            }
            for (int more = 0; more < giving.more(); more++) {
                store.copy(viewer, handout, ++no, null, giving.whom());
            }
            work(viewer, opened.meeting());
            log(viewer, id, "given");
            return Decision.allow(id);
        });
    }

    /** What became of these copies; one that was settled meanwhile refuses the whole. */
    Decision<UUID> become(Viewer.Staff viewer, UUID id, Set<CopyKey> keys, Step step, String words) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            if (keys.isEmpty()) {
                return Decision.refuse(Reason.of("conference.refused.no-copy"));
            }
            if (step != Step.RETURN && words.isEmpty()) {
                return Decision.refuse(Reason.of("conference.refused.copy-words"));
            }
            for (CopyKey key : keys) {
                Copy copy = opened.copies().stream()
                        .filter(one -> one.handout().equals(key.handout()) && one.no() == key.no())
                        .findFirst()
                        .orElseThrow(NotVisible::new);
                Decision<State> taken = HandoutFlow.FLOW.take(copy.state(), step, HandoutFlow.Side.CONVENOR);
                if (taken instanceof Decision.Refused<State>(Reason reason)) {
                    return Decision.refuse(reason);
                }
                if (store.become(viewer, key.handout(), key.no(), taken.orElseThrow(), words) != 1) {
                    return Decision.refuse(Reason.of("conference.refused.meanwhile"));
                }
            }
            work(viewer, opened.meeting());
            log(viewer, id, step == Step.RETURN ? "returned" : "settled");
            return Decision.allow(id);
        });
    }

    /** 取消し of a handout that was not given out after all, as long as nothing of it came back. */
    Decision<UUID> drop(Viewer.Staff viewer, UUID id, UUID handout) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            if (opened.handouts().stream().noneMatch(one -> one.id().equals(handout))) {
                throw new NotVisible();
            }
            if (opened.meeting().state() == ConferenceFlow.State.HELD) {
                return Decision.refuse(Reason.of("conference.refused.handout-held"));
            }
            if (store.drop(viewer, id, handout) != 1) {
                return Decision.refuse(Reason.of("conference.refused.handout-back"));
            }
            work(viewer, opened.meeting());
            log(viewer, id, "dropped");
            return Decision.allow(id);
        });
    }

    /**
     * What was given out for an item, as its minutes list it.
     *
     * @param known how many copies the viewer knows the whereabouts of: none, unless the own agency convened
     * @param out   how many of those are still out
     */
    public record Given(int no, String title, int copies, int known, int out) {}

    /** What was given out for an item or a 支援会議の議題, as far as the viewer may know. */
    public List<Given> about(Viewer.Staff viewer, UUID about) {
        return db.transact(viewer, () -> store.about(viewer, about));
    }

    /** Collecting is work from the end of the meeting until no copy is out, be it one that the viewer does not see. */
    private void work(Viewer.Staff viewer, Meeting meeting) {
        boolean ended =
                meeting.state() == ConferenceFlow.State.HELD || meeting.state() == ConferenceFlow.State.CALLED_OFF;
        if (!store.isOut(viewer, meeting.id())) {
            tasks.done(viewer, COLLECT, meeting.id());
        } else if (ended) {
            tasks.open(
                    viewer,
                    new Tasks.NewTask(
                            COLLECT,
                            meeting.id(),
                            viewer.agency(),
                            null,
                            viewer.agency(),
                            viewer.staff(),
                            clocks.due(COLLECT, db.today(viewer)),
                            path(meeting.id())));
        }
    }

    @Override
    public void moved(Viewer.Staff viewer, UUID meeting, LocalDate on) {
        // What was prepared for one day is given out on the other.
    }

    @Override
    public void held(Viewer.Staff viewer, UUID meeting) {
        work(viewer, meetings.find(viewer, meeting));
    }

    @Override
    public void calledOff(Viewer.Staff viewer, UUID meeting) {
        work(viewer, meetings.find(viewer, meeting));
    }

    private void log(Viewer.Staff viewer, UUID meeting, String field) {
        audit.written(
                viewer, "conference.handout", List.of(), Detail.fields(field).item(meeting));
    }
}
