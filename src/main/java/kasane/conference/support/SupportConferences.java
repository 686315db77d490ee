package kasane.conference.support;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.conference.MeetingFollower;
import kasane.conference.Meetings;
import kasane.conference.SealedAgenda;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.sharing.Subjects;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 支援会議: the series of sittings for one household, as its convenor leads it. What stands here names nobody; what is said
 * stands in the sittings ({@link Sittings}), each of which its members enter one by one.
 */
@Component
class SupportConferences implements MeetingFollower, SealedAgenda {

    private static final int MOST = 200;

    private final Db db;
    private final SeriesStore store;
    private final SittingStore sittings;
    private final ConveningStore requests;
    private final Meetings meetings;
    private final Agencies agencies;
    private final Subjects subjects;
    private final Tasks tasks;
    private final Codes codes;
    private final Clocks clocks;
    private final AuditTrail audit;

    SupportConferences(
            Db db,
            SeriesStore store,
            SittingStore sittings,
            ConveningStore requests,
            Meetings meetings,
            Agencies agencies,
            Subjects subjects,
            Tasks tasks,
            Codes codes,
            Clocks clocks,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.sittings = sittings;
        this.requests = requests;
        this.meetings = meetings;
        this.agencies = agencies;
        this.subjects = subjects;
        this.tasks = tasks;
        this.codes = codes;
        this.clocks = clocks;
        this.audit = audit;
    }

    /**
     * A series.
     *
     * @param no      its number in the municipality, by which it is called where no name may stand
     * @param subject on which everything in it stands
     * @param steps   how many steps were taken
     */
    record Series(
            UUID id,
            int no,
            AgencyId owner,
            UUID convening,
            HouseholdId subject,
            Instant openedAt,
            String openedBy,
            SeriesFlow.State state,
            int steps,
            @Nullable LocalDate due) {}

    /** A step taken. */
    record Taken(
            SeriesFlow.Step step,
            String code,
            int codeEdition,
            @Nullable LocalDate until,
            Instant at,
            String staff) {}

    /**
     * A sitting as an agency that is asked to it knows it from outside.
     *
     * @param closed it has its result: nobody else comes in
     * @param inside the viewer came in
     */
    record Slot(
            UUID sitting,
            UUID series,
            int no,
            UUID meeting,
            HouseholdId subject,
            AgencyId convenor,
            LocalDate on,
            LocalTime from,
            boolean closed,
            boolean calledOff,
            boolean inside) {}

    /** 構成員: an agency at a sitting and whom the convenor chose of it; nobody chosen leaves it to the agency. */
    record Seat(AgencyId agency, String name, List<StaffId> chosen, List<String> names) {}

    /** Somebody who came in, after confirming secrecy. */
    record Entry(
            UUID id,
            AgencyId agencyId,
            StaffId staff,
            String name,
            String title,
            String agency,
            Instant at,
            @Nullable Instant left) {}

    /**
     * A series with what was done.
     *
     * @param consented the asking agency says that the consent was given
     */
    record Opened(
            Series series, ConveningRequests.Request request, List<Taken> steps, List<Slot> slots, boolean consented) {

        Set<SeriesFlow.Step> open() {
            return SeriesFlow.FLOW.open(series.state(), SeriesFlow.Side.CONVENOR);
        }
    }

    static SeriesFlow.State state(List<String> steps) {
        return SeriesFlow.FLOW.after(
                steps.stream().map(SeriesFlow.Step::valueOf).toList());
    }

    static String path(UUID series) {
        return "/support-conferences/" + series;
    }

    /** Opens the series that a request asked for; the day of the first sitting is to be fixed. */
    void open(Viewer.Staff viewer, ConveningRequests.Request request) {
        UUID id = Ids.next();
        store.add(viewer, id, request.id(), subjects.household(viewer));
        openTask(viewer, store.find(viewer, id).orElseThrow(), SeriesFlow.State.TO_CALL, null);
    }

    private void openTask(Viewer.Staff viewer, Series series, SeriesFlow.State state, @Nullable LocalDate due) {
        tasks.doneAll(viewer, series.id());
        SeriesFlow.FLOW
                .next(state)
                .ifPresent(next -> tasks.open(
                        viewer,
                        new Tasks.NewTask(
                                next.task(),
                                series.id(),
                                series.owner(),
                                null,
                                series.owner(),
                                requests.onlyJudge(viewer, series.owner()).orElse(null),
                                due == null ? clocks.due(next.clock(), db.today(viewer)) : due,
                                path(series.id()))));
    }

    /** The series of the municipality, the newest first; for whoever judges. */
    List<Series> list(Viewer.Staff viewer) {
        return db.transact(viewer, () -> viewer.has(Duty.MUNICIPAL_DECIDER) ? store.list(viewer, MOST) : List.of());
    }

    /** The series that a request led to, for its convenor. */
    Optional<UUID> ofRequest(Viewer.Staff viewer, UUID request) {
        return db.transact(viewer, () -> store.ofRequest(viewer, request));
    }

    /** A series, or {@link NotVisible} for everybody but its convenor; the page that shows it writes the log. */
    Opened find(Viewer.Staff viewer, UUID id) {
        viewer.require(Duty.MUNICIPAL_DECIDER);
        return db.transact(viewer, () -> {
            Series series = store.find(viewer, id).orElseThrow(NotVisible::new);
            ConveningRequests.Request request =
                    requests.find(viewer, series.convening()).orElseThrow(NotVisible::new);
            return new Opened(
                    series,
                    request,
                    store.steps(viewer, id),
                    store.slots(viewer, id, null, null),
                    isConsented(viewer, series));
        });
    }

    private boolean isConsented(Viewer.Staff viewer, Series series) {
        return requests.steps(viewer, series.convening()).stream()
                .anyMatch(step -> step.kind().equals(ConveningRequests.CONSENTED));
    }

    /**
     * 招集: fixes the day and asks the members, each for this sitting alone. The convenor who calls has confirmed secrecy
     * and is inside.
     *
     * @param meeting an own meeting that is still to come; null for a new one at {@code at}
     */
    Decision<UUID> call(
            Viewer.Staff viewer,
            UUID id,
            @Nullable UUID meeting,
            Meetings.@Nullable Appointment at,
            String purpose,
            Set<AgencyId> members) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            Series series = opened.series();
            Decision<SeriesFlow.State> may =
                    SeriesFlow.FLOW.take(series.state(), SeriesFlow.Step.CALL, SeriesFlow.Side.CONVENOR);
            if (may instanceof Decision.Refused<SeriesFlow.State>(Reason reason)) {
                return Decision.refuse(reason);
            }
            return meeting(viewer, meeting, at, members).flatMap(sits -> {
                if (!store.addStep(viewer, series, SeriesFlow.Step.CALL, "", 0, null)) {
                    return Decision.refuse(Reason.of("conference.refused.meanwhile"));
                }
                Slot slot = new Slot(
                        Ids.next(),
                        series.id(),
                        opened.slots().size() + 1,
                        sits.id(),
                        series.subject(),
                        viewer.agency(),
                        sits.at().on(),
                        sits.at().from(),
                        false,
                        false,
                        true);
                Set<AgencyId> all = new LinkedHashSet<>();
                all.add(viewer.agency());
                all.addAll(members);
                all.forEach(member -> store.addMember(viewer, slot, member));
                store.enter(viewer, slot);
                sittings.add(viewer, slot, opened.request().called(), purpose);
                openTask(
                        viewer,
                        series,
                        may.orElseThrow(),
                        clocks.due("conference.sitting", sits.at().on()));
                audit.written(
                        viewer,
                        "support-conference.called",
                        List.of(series.subject()),
                        ConveningRequests.detail(slot.sitting()));
                return Decision.allow(slot.sitting());
            });
        });
    }

    private Decision<Meetings.Meeting> meeting(
            Viewer.Staff viewer, @Nullable UUID meeting, Meetings.@Nullable Appointment at, Set<AgencyId> members) {
        if (meeting == null) {
            return at == null
                    ? Decision.refuse(Reason.of("conference.refused.no-day"))
                    : meetings.conveneSupport(viewer, at, members).map(id -> meetings.own(viewer, id));
        }
        Meetings.Meeting own = meetings.own(viewer, meeting);
        if (own.at().on().isBefore(db.today(viewer))) {
            return Decision.refuse(Reason.of("conference.refused.day-past"));
        }
        meetings.invite(viewer, own, members);
        return Decision.allow(own);
    }

    /** Asks one more agency to a sitting that has no result yet. */
    Decision<UUID> addMember(Viewer.Staff viewer, UUID sitting, AgencyId member) {
        return db.transact(viewer, () -> {
            Slot slot = ownSlot(viewer, sitting);
            if (slot.closed() || slot.calledOff()) {
                return Decision.refuse(Reason.of("conference.refused.concluded"));
            }
            if (!store.addMember(viewer, slot, member)) {
                return Decision.refuse(Reason.of("conference.refused.member-already"));
            }
            meetings.invite(viewer, meetings.own(viewer, slot.meeting()), Set.of(member));
            log(viewer, slot, "member");
            return Decision.allow(sitting);
        });
    }

    /** Chooses who of a member may come in; nobody chosen leaves it to the agency. Whoever is in and not chosen goes out. */
    Decision<UUID> choose(Viewer.Staff viewer, UUID sitting, AgencyId member, Set<StaffId> persons) {
        return db.transact(viewer, () -> {
            Slot slot = ownSlot(viewer, sitting);
            Set<StaffId> colleagues = new LinkedHashSet<>();
            agencies.colleagues(viewer, member).forEach(colleague -> colleagues.add(colleague.id()));
            if (seats(viewer, sitting).stream().noneMatch(seat -> seat.agency().equals(member))
                    || !colleagues.containsAll(persons)) {
                return Decision.refuse(Reason.of("conference.refused.no-member"));
            }
            store.name(viewer, sitting, member, persons);
            if (!persons.isEmpty()) {
                store.entries(viewer, sitting).stream()
                        .filter(entry -> entry.left() == null
                                && entry.agencyId().equals(member)
                                && !persons.contains(entry.staff()))
                        .forEach(entry -> store.leave(viewer, entry.id()));
            }
            log(viewer, slot, "persons");
            return Decision.allow(sitting);
        });
    }

    /** 退室: closes the sitting to somebody who came in. */
    Decision<UUID> shutOut(Viewer.Staff viewer, UUID sitting, UUID entry) {
        return db.transact(viewer, () -> {
            Slot slot = ownSlot(viewer, sitting);
            if (store.entries(viewer, sitting).stream()
                            .noneMatch(one ->
                                    one.id().equals(entry) && !one.staff().equals(viewer.staff()))
                    || !store.leave(viewer, entry)) {
                return Decision.refuse(Reason.of("conference.refused.not-now"));
            }
            log(viewer, slot, "left");
            return Decision.allow(sitting);
        });
    }

    private void log(Viewer.Staff viewer, Slot slot, String field) {
        audit.written(
                viewer,
                "support-conference.members",
                List.of(slot.subject()),
                ConveningRequests.detail(slot.sitting()).and(List.of(field)));
    }

    /** A sitting to which the viewer's agency is asked, or {@link NotVisible}. */
    Slot slot(Viewer.Staff viewer, UUID sitting) {
        return db.transact(
                viewer,
                () -> store.slots(viewer, null, null, sitting).stream()
                        .findFirst()
                        .orElseThrow(NotVisible::new));
    }

    private Slot ownSlot(Viewer.Staff viewer, UUID sitting) {
        viewer.require(Duty.MUNICIPAL_DECIDER);
        Slot slot = slot(viewer, sitting);
        if (!slot.convenor().equals(viewer.agency())) {
            throw new NotVisible();
        }
        return slot;
    }

    @Override
    public List<SealedAgenda.Entry> of(Viewer.Staff viewer, UUID meeting) {
        return db.transact(
                viewer,
                () -> store.slots(viewer, null, meeting, null).reversed().stream()
                        .map(slot ->
                                new SealedAgenda.Entry(Sittings.path(slot.sitting()), slot.inside(), slot.closed()))
                        .toList());
    }

    @Override
    public List<SealedAgenda.Table> tables(Viewer.Staff viewer, UUID meeting) {
        return db.transact(
                viewer,
                () -> store.slots(viewer, null, meeting, null).reversed().stream()
                        .filter(slot -> slot.convenor().equals(viewer.agency()))
                        .map(slot -> new SealedAgenda.Table(
                                slot.sitting(),
                                Sittings.path(slot.sitting()),
                                slot.inside(),
                                slot.inside()
                                        ? store.seats(viewer, slot.sitting()).stream()
                                                .map(Seat::agency)
                                                .collect(Collectors.toSet())
                                        : Set.of()))
                        .toList());
    }

    List<Seat> seats(Viewer.Staff viewer, UUID sitting) {
        return db.transact(viewer, () -> store.seats(viewer, sitting));
    }

    List<Entry> entries(Viewer.Staff viewer, UUID sitting) {
        return db.transact(viewer, () -> store.entries(viewer, sitting));
    }

    /** 守秘の確認と入室: opens the sitting to the person who is signed in, in this hat. */
    Decision<UUID> enter(Viewer.Staff viewer, UUID sitting) {
        return db.transact(viewer, () -> {
            Slot slot = slot(viewer, sitting);
            if (slot.inside()) {
                return Decision.allow(sitting);
            }
            boolean convenor = slot.convenor().equals(viewer.agency());
            if (convenor && !viewer.has(Duty.MUNICIPAL_DECIDER)) {
                return Decision.refuse(Reason.of("conference.refused.not-chosen"));
            }
            if (!convenor && (slot.closed() || slot.calledOff())) {
                return Decision.refuse(Reason.of("conference.refused.door-closed"));
            }
            if (!convenor
                    && seats(viewer, sitting).stream()
                            .filter(seat -> seat.agency().equals(viewer.agency()))
                            .noneMatch(seat ->
                                    seat.chosen().isEmpty() || seat.chosen().contains(viewer.staff()))) {
                return Decision.refuse(Reason.of("conference.refused.not-chosen"));
            }
            store.enter(viewer, slot);
            meetings.confirmSecrecy(viewer, slot.meeting());
            log(viewer, slot, "entered");
            return Decision.allow(sitting);
        });
    }

    /**
     * The result: of a sitting, or of the series between two sittings. Passing over needs the consent, as the asking
     * agency says; the end a reason; 見守り a day.
     *
     * @param sitting the sitting that had the result; null between two
     */
    Decision<UUID> conclude(
            Viewer.Staff viewer,
            UUID id,
            @Nullable UUID sitting,
            SeriesFlow.Step step,
            String end,
            @Nullable LocalDate until) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            Series series = opened.series();
            LocalDate today = db.today(viewer);
            if (step == SeriesFlow.Step.PASS && !opened.consented()) {
                return Decision.refuse(Reason.of("conference.refused.not-consented"));
            }
            if (step == SeriesFlow.Step.CLOSE && end.isEmpty()) {
                return Decision.refuse(Reason.of("conference.refused.no-end"));
            }
            if (step == SeriesFlow.Step.WATCH && (until == null || until.isBefore(today))) {
                return Decision.refuse(Reason.of("conference.refused.until-day"));
            }
            boolean closing = step == SeriesFlow.Step.CLOSE;
            return SeriesFlow.FLOW
                    .take(series.state(), step, SeriesFlow.Side.CONVENOR)
                    .flatMap(now -> {
                        LocalDate day = step == SeriesFlow.Step.WATCH ? until : null;
                        int edition = closing ? codes.edition("sealed-end", today) : 0;
                        if (!store.addStep(viewer, series, step, closing ? end : "", edition, day)) {
                            return Decision.refuse(Reason.of("conference.refused.meanwhile"));
                        }
                        if (sitting != null) {
                            sittings.conclude(viewer, sitting, step);
                        }
                        opened.slots().forEach(slot -> store.close(viewer, slot.sitting()));
                        openTask(viewer, series, now, day);
                        tellAsker(viewer, opened.request(), step);
                        audit.written(
                                viewer,
                                "support-conference.step",
                                List.of(series.subject()),
                                ConveningRequests.detail(id).and(List.of(step.name())));
                        return Decision.allow(id);
                    });
        });
    }

    /** Whoever asked has to go on from here, or to take note of the end. */
    private void tellAsker(Viewer.Staff viewer, ConveningRequests.Request request, SeriesFlow.Step step) {
        if (step == SeriesFlow.Step.PASS || step == SeriesFlow.Step.CLOSE) {
            String kind = step == SeriesFlow.Step.PASS ? ConveningRequests.TO_REQUEST : ConveningRequests.CLOSED;
            tasks.open(
                    viewer,
                    new Tasks.NewTask(
                            kind,
                            request.id(),
                            request.to(),
                            null,
                            request.from(),
                            null,
                            clocks.due(
                                    step == SeriesFlow.Step.PASS ? "conference.to-request" : "conference.other-road",
                                    db.today(viewer)),
                            ConveningRequests.path(request.id())));
        }
    }

    @Override
    public void moved(Viewer.Staff viewer, UUID meeting, LocalDate on) {
        waiting(viewer, meeting)
                .forEach(series ->
                        openTask(viewer, series, SeriesFlow.State.CALLED, clocks.due("conference.sitting", on)));
    }

    @Override
    public void calledOff(Viewer.Staff viewer, UUID meeting) {
        for (Series series : waiting(viewer, meeting)) {
            store.addStep(viewer, series, SeriesFlow.Step.CALL_OFF, "", 0, null);
            openTask(viewer, series, SeriesFlow.State.TO_CALL, null);
        }
    }

    /** The series that wait for a sitting of this meeting. */
    private List<Series> waiting(Viewer.Staff viewer, UUID meeting) {
        return store.slots(viewer, null, meeting, null).stream()
                .filter(slot -> slot.convenor().equals(viewer.agency()) && !slot.closed())
                .map(slot -> store.find(viewer, slot.series()))
                .flatMap(Optional::stream)
                .filter(series -> series.state() == SeriesFlow.State.CALLED)
                .distinct()
                .toList();
    }
}
