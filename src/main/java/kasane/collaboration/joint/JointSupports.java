package kasane.collaboration.joint;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.Cases;
import kasane.casework.Coverage;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.sharing.Consents;
import kasane.sharing.Subjects;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 連携支援: the agency that keeps a household's record works with one or two others, by consent and without 多機関協働. Each
 * has its part and tells how it goes; the whole is looked at again on a day, until it has ended or 多機関協働 is asked.
 */
@Component
public class JointSupports {

    private static final int MOST = 200;

    private final Db db;
    private final JointStore store;
    private final Cases cases;
    private final Subjects subjects;
    private final Tasks tasks;
    private final Clocks clocks;
    private final Codes codes;
    private final Agencies agencies;
    private final AuditTrail audit;

    JointSupports(
            Db db,
            JointStore store,
            Cases cases,
            Subjects subjects,
            Tasks tasks,
            Clocks clocks,
            Codes codes,
            Agencies agencies,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.cases = cases;
        this.subjects = subjects;
        this.tasks = tasks;
        this.clocks = clocks;
        this.codes = codes;
        this.agencies = agencies;
        this.audit = audit;
    }

    /**
     * A joint support to be begun.
     *
     * @param aim    いっしょに目指すこと
     * @param role   what the viewer's agency does
     * @param wanted what each of the others is asked to do
     * @param review when to look at it again
     */
    record NewSupport(
            HouseholdId household,
            Set<PersonId> persons,
            String aim,
            String role,
            Map<AgencyId, String> wanted,
            LocalDate review) {
        NewSupport {
            persons = Set.copyOf(persons);
            wanted = Map.copyOf(wanted);
        }
    }

    /** A joint support as it was begun. */
    public record Support(
            UUID id,
            HouseholdId household,
            Set<PersonId> persons,
            AgencyId lead,
            String leadName,
            String leadPhone,
            String staff,
            String aim,
            String role,
            LocalDate begunOn) {
        public Support {
            persons = Set.copyOf(persons);
        }

        /** Everybody and everything that a page about it shows. */
        List<Id> subjects() {
            List<Id> subjects = new ArrayList<>(List.of(household));
            subjects.addAll(persons);
            return subjects;
        }
    }

    /** A step taken, of the whole or of one seat. */
    public record Taken(
            int no,
            @Nullable UUID seat,
            @Nullable AgencyId memberId,
            String member,
            String memberPhone,
            String kind,
            String words,
            String code,
            int edition,
            @Nullable LocalDate doneOn,
            Instant at,
            String agency,
            String staff) {}

    /** A seat as it stands; {@code part} is what the agency does, in the words of whoever said it last. */
    public record Seat(
            UUID id,
            AgencyId agency,
            String name,
            String phone,
            String part,
            SeatFlow.State state,
            Optional<Taken> last) {}

    /**
     * A joint support as it stands.
     *
     * @param seats those who take part first
     * @param due   the last day of the viewer's open work
     * @param lost  agencies whose sight has ended with a consent, as far as the viewer may know; for the lead
     */
    public record Opened(
            Support support,
            List<Taken> steps,
            JointFlow.State state,
            List<Seat> seats,
            boolean leads,
            @Nullable LocalDate due,
            Set<AgencyId> lost) {

        /** What the viewer may do with the whole. */
        Set<JointFlow.Step> open() {
            return leads ? JointFlow.FLOW.open(state, JointFlow.Party.LEAD) : Set.of();
        }

        /** The viewer's own seat, where it has one. */
        Optional<Seat> seatOf(AgencyId agency) {
            return seats.stream()
                    .filter(seat -> seat.agency().equals(agency) && SeatFlow.isTaken(seat.state()))
                    .findFirst();
        }
    }

    public static String path(UUID id) {
        return "/joint-supports/" + id;
    }

    /** When to look again, unless somebody says otherwise. */
    LocalDate proposedReview(Viewer.Staff viewer) {
        return db.transact(viewer, () -> clocks.due("joint.review", db.today(viewer)));
    }

    /** Begins it in the agency that keeps the record, and asks the others. */
    Decision<UUID> begin(Viewer.Staff viewer, NewSupport support) {
        return db.transact(viewer, () -> {
            if (!subjects.keeper(viewer, support.household()).equals(viewer.agency())) {
                return Decision.refuse(Reason.of("collaboration.refused.joint-keeper"));
            }
            if (support.persons().isEmpty()) {
                return Decision.refuse(Reason.of("collaboration.refused.nobody"));
            }
            if (support.wanted().isEmpty()) {
                return Decision.refuse(Reason.of("collaboration.refused.joint-alone"));
            }
            if (!support.review().isAfter(db.today(viewer))) {
                return Decision.refuse(Reason.of("collaboration.refused.next-not-later"));
            }
            if (running(viewer, support.household()).isPresent()) {
                return Decision.refuse(Reason.of("collaboration.refused.joint-already"));
            }
            UUID id = Ids.next();
            store.add(viewer, id, support);
            Support begun = store.find(viewer, id).orElseThrow();
            openTask(viewer, begun, JointFlow.State.RUNNING, support.review());
            for (Map.Entry<AgencyId, String> wanted : support.wanted().entrySet()) {
                Decision<UUID> asked = invite(viewer, id, wanted.getKey(), wanted.getValue());
                if (!asked.isAllowed()) {
                    return asked;
                }
            }
            audit.written(viewer, "joint-support.begun", begun.subjects(), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** A joint support with its seats, or {@link NotVisible}; the page that shows it writes the log. */
    Opened find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Support support = store.find(viewer, id).orElseThrow(NotVisible::new);
            List<Taken> steps = store.steps(viewer, id);
            boolean leads = support.lead().equals(viewer.agency());
            List<Seat> seats = seats(steps);
            UUID item = leads
                    ? id
                    : seats.stream()
                            .filter(seat -> seat.agency().equals(viewer.agency()) && SeatFlow.isTaken(seat.state()))
                            .map(Seat::id)
                            .findFirst()
                            .orElse(id);
            return new Opened(
                    support,
                    steps,
                    state(steps),
                    seats,
                    leads,
                    tasks.due(viewer, item).orElse(null),
                    leads ? lost(viewer, support, seats) : Set.of());
        });
    }

    private static JointFlow.State state(List<Taken> steps) {
        return JointFlow.FLOW.after(steps.stream()
                .filter(step -> step.seat() == null)
                .map(step -> JointFlow.Step.valueOf(step.kind()))
                .toList());
    }

    private static List<Seat> seats(List<Taken> steps) {
        Map<UUID, List<Taken>> bySeat = new LinkedHashMap<>();
        steps.stream()
                .filter(step -> step.seat() != null)
                .forEach(step -> bySeat.computeIfAbsent(step.seat(), seat -> new ArrayList<>())
                        .add(step));
        return bySeat.entrySet().stream()
                .map(entry -> seat(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Seat::state))
                .toList();
    }

    /** The first of its steps is the invitation, which is no step of the flow. */
    private static Seat seat(UUID id, List<Taken> steps) {
        Taken invited = steps.getFirst();
        String part = steps.stream()
                .filter(step -> step.kind().equals(SeatFlow.Step.JOIN.name()))
                .map(Taken::words)
                .findFirst()
                .orElse(invited.words());
        return new Seat(
                id,
                Objects.requireNonNull(invited.memberId()),
                invited.member(),
                invited.memberPhone(),
                part,
                SeatFlow.FLOW.after(steps.stream()
                        .skip(1)
                        .map(step -> SeatFlow.Step.valueOf(step.kind()))
                        .toList()),
                steps.size() > 1 ? Optional.of(steps.getLast()) : Optional.empty());
    }

    private Set<AgencyId> lost(Viewer.Staff viewer, Support support, List<Seat> seats) {
        Coverage coverage = cases.coverage(viewer, support.household());
        return seats.stream()
                .filter(seat -> SeatFlow.isTaken(seat.state()))
                .map(Seat::agency)
                .filter(agency -> !coverage.coversAll(agency, support.persons()))
                .collect(Collectors.toSet());
    }

    /** The one of a household's record that has not ended, as far as the viewer sees it. */
    Optional<Opened> running(Viewer.Staff viewer, HouseholdId household) {
        return ofHousehold(viewer, household).stream()
                .filter(opened -> opened.state() != JointFlow.State.ENDED)
                .findFirst();
    }

    /** Those of a household that the viewer sees, the newest first. */
    public List<Opened> ofHousehold(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(
                viewer,
                () -> store.ofHousehold(viewer, household).stream()
                        .map(id -> find(viewer, id))
                        .toList());
    }

    /** Those that the viewer's agency leads or takes part in, the newest first. */
    List<Opened> list(Viewer.Staff viewer) {
        return db.transact(
                viewer,
                () -> store.list(viewer, MOST).stream()
                        .map(id -> find(viewer, id))
                        .toList());
    }

    /** Asks another agency; the consents of everybody it is about must name it. */
    Decision<UUID> invite(Viewer.Staff viewer, UUID id, AgencyId agency, String wanted) {
        return db.transact(viewer, () -> {
            Opened opened = led(viewer, id);
            if (JointFlow.FLOW.hasEnded(opened.state())) {
                return Decision.refuse(Reason.of("collaboration.refused.joint-ended"));
            }
            if (agency.equals(viewer.agency())
                    || !cases.coverage(viewer, opened.support().household())
                            .coversAll(agency, opened.support().persons())) {
                return Decision.refuse(Reason.of("collaboration.refused.addressee-not-covered"));
            }
            // Nobody there could answer: whoever is reached by paper is asked by a つなぐシート.
            if (agencies.find(viewer, agency).onPaper()) {
                return Decision.refuse(Reason.of("collaboration.refused.joint-on-paper"));
            }
            UUID seat = Ids.next();
            if (!store.addSeat(viewer, seat, opened.support(), agency)) {
                return Decision.refuse(Reason.of("collaboration.refused.seat-already"));
            }
            if (!told(viewer, opened, new JointStore.Told(seat, agency, "INVITE", wanted, "", 0, null))) {
                return Decision.refuse(Reason.of("collaboration.refused.meanwhile"));
            }
            openTask(viewer, opened.support(), seat, agency, SeatFlow.State.INVITED);
            return Decision.allow(id);
        });
    }

    /** A joint support that the viewer's agency leads, or {@link NotVisible}. */
    Opened led(Viewer.Staff viewer, UUID id) {
        Opened opened = find(viewer, id);
        if (!opened.leads()) {
            throw new NotVisible();
        }
        return opened;
    }

    /**
     * A step on a seat: joining with one's part, 加われない or 抜ける with the reason, telling how it goes, or what the lead does
     * about it.
     */
    Decision<UUID> seat(Viewer.Staff viewer, UUID id, UUID seatId, SeatFlow.Step step, String words) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            Seat seat = opened.seats().stream()
                    .filter(one -> one.id().equals(seatId))
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            Set<SeatFlow.Party> parties = opened.leads()
                    ? Set.of(SeatFlow.Party.LEAD)
                    : seat.agency().equals(viewer.agency()) ? Set.of(SeatFlow.Party.MEMBER) : Set.of();
            if (JointFlow.FLOW.hasEnded(opened.state())) {
                return Decision.refuse(Reason.of("collaboration.refused.joint-ended"));
            }
            return SeatFlow.FLOW
                    .take(seat.state(), step, parties)
                    .flatMap(now -> moved(viewer, opened, seat, step, now, words));
        });
    }

    private Decision<UUID> moved(
            Viewer.Staff viewer, Opened opened, Seat seat, SeatFlow.Step step, SeatFlow.State now, String words) {
        if (!told(viewer, opened, new JointStore.Told(seat.id(), seat.agency(), step.name(), words, "", 0, null))) {
            return Decision.refuse(Reason.of("collaboration.refused.meanwhile"));
        }
        tasks.doneAll(viewer, seat.id());
        openTask(viewer, opened.support(), seat.id(), seat.agency(), now);
        if (!SeatFlow.isTaken(now) && SeatFlow.isTaken(seat.state())) {
            store.closeSeat(viewer, seat.id());
        }
        return Decision.allow(opened.support().id());
    }

    /**
     * 振り返り: what was done and agreed, in words, on a day; and when to look again.
     *
     * @param next null for the town's clock
     */
    Decision<UUID> review(Viewer.Staff viewer, UUID id, LocalDate on, String words, @Nullable LocalDate next) {
        return db.transact(viewer, () -> {
            Opened opened = led(viewer, id);
            LocalDate today = db.today(viewer);
            if (on.isAfter(today) || on.isBefore(opened.support().begunOn())) {
                return Decision.refuse(Reason.of("collaboration.refused.joint-when"));
            }
            if (next != null && !next.isAfter(today)) {
                return Decision.refuse(Reason.of("collaboration.refused.next-not-later"));
            }
            return whole(viewer, opened, JointFlow.Step.REVIEW, words, "", on, next);
        });
    }

    /** 終える with a code of {@code joint-ending}; everybody who takes part is freed with it. */
    Decision<UUID> end(Viewer.Staff viewer, UUID id, String code, String words) {
        return db.transact(viewer, () -> {
            Opened opened = led(viewer, id);
            return whole(viewer, opened, JointFlow.Step.END, words, code, null, null);
        });
    }

    /** 多機関協働へ, 支援依頼を出した, or 続ける after a consent has ended. */
    Decision<UUID> step(Viewer.Staff viewer, UUID id, JointFlow.Step step, String words) {
        return db.transact(viewer, () -> {
            Opened opened = led(viewer, id);
            if (step == JointFlow.Step.GO_ON
                    && opened.seats().stream()
                            .noneMatch(seat -> SeatFlow.isTaken(seat.state())
                                    && !opened.lost().contains(seat.agency()))) {
                return Decision.refuse(Reason.of("collaboration.refused.joint-nobody-left"));
            }
            return whole(viewer, opened, step, words, "", null, null);
        });
    }

    private Decision<UUID> whole(
            Viewer.Staff viewer,
            Opened opened,
            JointFlow.Step step,
            String words,
            String code,
            @Nullable LocalDate on,
            @Nullable LocalDate next) {
        Support support = opened.support();
        return JointFlow.FLOW.take(opened.state(), step, JointFlow.Party.LEAD).flatMap(now -> {
            int edition = code.isEmpty() ? 0 : codes.edition("joint-ending", db.today(viewer));
            if (!told(viewer, opened, new JointStore.Told(null, null, step.name(), words, code, edition, on))) {
                return Decision.refuse(Reason.of("collaboration.refused.meanwhile"));
            }
            tasks.doneAll(viewer, support.id());
            openTask(viewer, support, now, next);
            freed(opened, step, now).forEach(seat -> free(viewer, support.id(), seat));
            return Decision.allow(support.id());
        });
    }

    /** Whoever has nothing to do any more: all when it ends, and those who see nobody any more when a consent has ended. */
    private static Stream<Seat> freed(Opened opened, JointFlow.Step step, JointFlow.State now) {
        return opened.seats().stream()
                .filter(seat -> seat.state() != SeatFlow.State.CLOSED)
                .filter(seat -> JointFlow.FLOW.hasEnded(now)
                        || step == JointFlow.Step.LOSE_CONSENT && opened.lost().contains(seat.agency()));
    }

    /** Their work ends without a word; the rows of what they said stay. */
    private void free(Viewer.Staff viewer, UUID support, Seat seat) {
        Opened now = find(viewer, support);
        SeatFlow.Step step = switch (seat.state()) {
            case INVITED -> SeatFlow.Step.WITHDRAW;
            case JOINED -> SeatFlow.Step.RELEASE;
            case DECLINED, LEFT, CLOSED -> SeatFlow.Step.SEEN;
        };
        moved(viewer, now, seat, step, SeatFlow.State.CLOSED, "").orElseThrow();
    }

    private boolean told(Viewer.Staff viewer, Opened opened, JointStore.Told told) {
        int no = store.steps(viewer, opened.support().id()).size() + 1;
        boolean added = store.addStep(viewer, opened.support(), no, told);
        if (added) {
            audit.written(
                    viewer,
                    "joint-support.step",
                    opened.support().subjects(),
                    Detail.fields(told.kind()).item(opened.support().id()));
        }
        return added;
    }

    /** 同意の終わり: whoever no longer sees everybody is freed, and the lead says how it goes on. */
    void loseConsent(Viewer.Staff viewer, HouseholdId household) {
        ofHousehold(viewer, household).stream()
                .filter(opened -> opened.leads() && !opened.lost().isEmpty())
                .filter(opened -> opened.open().contains(JointFlow.Step.LOSE_CONSENT))
                .forEach(opened -> whole(viewer, opened, JointFlow.Step.LOSE_CONSENT, "", "", null, null)
                        .orElseThrow());
    }

    /** The same for a consent that ended by itself: a button for the lead, shown while there is something to record. */
    Decision<UUID> consentEnded(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Opened opened = led(viewer, id);
            return opened.lost().isEmpty()
                    ? Decision.refuse(Reason.of("collaboration.refused.still-agreed"))
                    : whole(viewer, opened, JointFlow.Step.LOSE_CONSENT, "", "", null, null);
        });
    }

    /** The work of the lead. */
    private void openTask(Viewer.Staff viewer, Support support, JointFlow.State state, @Nullable LocalDate day) {
        JointFlow.FLOW.next(state).ifPresent(next -> {
            LocalDate due = day == null ? clocks.due(next.clock(), db.today(viewer)) : day;
            tasks.open(
                    viewer,
                    new Tasks.NewTask(
                            next.task(),
                            support.id(),
                            support.lead(),
                            support.household(),
                            support.lead(),
                            null,
                            due,
                            path(support.id())));
        });
    }

    /** The work on a seat; no clock of a member runs past the consent by which it takes part. */
    private void openTask(Viewer.Staff viewer, Support support, UUID seat, AgencyId agency, SeatFlow.State state) {
        SeatFlow.FLOW.next(state).ifPresent(next -> {
            boolean member = next.owner() == SeatFlow.Party.MEMBER;
            LocalDate due = clocks.due(next.clock(), db.today(viewer));
            tasks.open(
                    viewer,
                    new Tasks.NewTask(
                            next.task(),
                            seat,
                            support.lead(),
                            support.household(),
                            member ? agency : support.lead(),
                            null,
                            member ? whileAgreed(viewer, support, agency, due) : due,
                            path(support.id())));
        });
    }

    private LocalDate whileAgreed(Viewer.Staff viewer, Support support, AgencyId agency, LocalDate day) {
        return cases.coverage(viewer, support.household())
                .until(agency, support.persons())
                .map(Consents::lastDay)
                .filter(last -> last.isBefore(day))
                .orElse(day);
    }
}
