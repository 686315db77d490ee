package kasane.home.succession;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kasane.access.Hats;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.HeldCases;
import kasane.gate.Db;
import kasane.gate.Purpose;
import kasane.gate.Viewer;
import kasane.home.succession.Succeeding.Given;
import kasane.home.succession.Succeeding.Kind;
import kasane.home.succession.Succeeding.Result;
import kasane.home.succession.Succeeding.Thing;
import kasane.home.succession.SuccessionStore.Line;
import kasane.home.succession.SuccessionStore.Plan;
import kasane.intake.HeldConsultations;
import kasane.settings.Clocks;
import kasane.shared.HouseholdId;
import kasane.shared.StaffId;
import kasane.sharing.Admissions;
import kasane.sharing.Held;
import kasane.tasks.HeldWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The job that carries plans out on their day; any number of servers may run it. A round does what is due by then, also what a
 * server that stood still has missed, and a second one finds nothing left to do.
 */
@Component
class SuccessionRounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SuccessionRounds.class);
    private static final Viewer.Job JOB = new Viewer.Job(Purpose.SUCCEED);
    private static final Duration PAUSE = Duration.ofMinutes(2);

    static final String WRITE = "home.write-notes";
    static final String CONFIRM = "home.confirm-note";
    static final String SETTLE = "home.settle-succession";

    private final Db db;
    private final SuccessionStore store;
    private final Hats hats;
    private final Admissions admissions;
    private final HeldWork work;
    private final HeldCases cases;
    private final HeldConsultations consultations;
    private final Clocks clocks;
    private final AuditTrail audit;
    private final boolean automatic;
    private volatile @Nullable CountDownLatch stop;
    private volatile @Nullable Thread thread;

    /** Starts with the server unless {@code kasane.home.rounds} is false, as for a short command. */
    SuccessionRounds(
            Db db,
            SuccessionStore store,
            Hats hats,
            Admissions admissions,
            HeldWork work,
            HeldCases cases,
            HeldConsultations consultations,
            Clocks clocks,
            AuditTrail audit,
            @Value("${kasane.home.rounds:true}") boolean automatic) {
        this.db = db;
        this.store = store;
        this.hats = hats;
        this.admissions = admissions;
        this.work = work;
        this.cases = cases;
        this.consultations = consultations;
        this.clocks = clocks;
        this.audit = audit;
        this.automatic = automatic;
    }

    /** One round now, each plan in a transaction of its own; how many took effect. */
    int round() {
        int effected = 0;
        for (UUID id : db.transact(JOB, () -> store.living(JOB))) {
            try {
                effected += db.transact(
                        JOB, () -> store.takeUp(JOB, id).map(this::done).orElse(0));
            } catch (RuntimeException e) {
                LOG.error("A planned handing over could not be carried out; tried again in the next round", e);
            }
        }
        return effected;
    }

    private int done(Plan plan) {
        LocalDate today = db.today(JOB);
        if (plan.state() == SuccessionFlow.State.SETTLING) {
            settle(plan, agency(plan, today));
            return 0;
        }
        return carry(plan, today) ? 1 : 0;
    }

    /** What is known of the agency on the day, the leaver left out. */
    private Succeeding.Facts agency(Plan plan, LocalDate today) {
        LocalDate day = plan.from().isAfter(today) ? plan.from() : today;
        List<Hats.Acting> acting = hats.acting(JOB, plan.agency(), day).stream()
                .filter(one -> !one.id().equals(plan.staff()))
                .toList();
        List<StaffId> managers = acting.stream()
                .filter(Hats.Acting::manager)
                .map(Hats.Acting::id)
                .sorted((one, other) -> Boolean.compare(other.equals(plan.planner()), one.equals(plan.planner())))
                .toList();
        Map<StaffId, Map<HouseholdId, Boolean>> asked = new HashMap<>();
        return new Succeeding.Facts(
                acting.stream().map(Hats.Acting::id).toList(),
                plan.to(),
                managers,
                (staff, household) -> asked.computeIfAbsent(staff, s -> new HashMap<>())
                        .computeIfAbsent(
                                household,
                                h -> !admissions
                                        .keptFrom(JOB, plan.agency(), staff, List.of(h))
                                        .isEmpty()),
                household -> admissions.admitted(JOB, plan.agency(), household));
    }

    /** Gives the hat its last day, and on the day hands over what hangs on whoever leaves. */
    private boolean carry(Plan plan, LocalDate today) {
        if (plan.state() == SuccessionFlow.State.WITHDRAWN) {
            keepHat(plan);
            return false;
        }
        Succeeding.Facts facts = agency(plan, today);
        // A record that only they can open would be lost with the hat: it waits for somebody else to be admitted.
        boolean alone = plan.endsHat() && admissions.isAlone(JOB, plan.agency(), plan.staff(), facts.acting());
        if (plan.from().isAfter(today)) {
            hat(plan, alone ? null : plan.endsHat() ? plan.last() : null);
            return false;
        }
        Passed passed = pass(plan, facts);
        boolean stays = plan.endsHat() && (alone || passed.waiting());
        hat(plan, stays || !plan.endsHat() ? null : plan.last());
        if (stays) {
            return false;
        }
        if (plan.endsHat()) {
            hats.endDeputies(JOB, plan.agency(), plan.staff(), plan.last());
            admissions.leave(JOB, plan.agency(), plan.staff());
        }
        work.done(JOB, WRITE, plan.id(), plan.agency());
        store.effected(JOB, plan.id(), passed.rest());
        if (passed.rest()) {
            work.open(
                    JOB,
                    SETTLE,
                    plan.id(),
                    null,
                    plan.agency(),
                    facts.managers().isEmpty() ? null : facts.managers().getFirst(),
                    clocks.due("succession.rest", today),
                    "/successions/" + plan.id());
        }
        return true;
    }

    private void hat(Plan plan, @Nullable LocalDate last) {
        if (Objects.equals(plan.hatLast(), last)) {
            return;
        }
        LocalDate was =
                plan.hatLast() == null ? hats.until(JOB, plan.agency(), plan.staff(), plan.from()) : plan.hatWas();
        if (plan.hatLast() != null) {
            hats.keep(JOB, plan.agency(), plan.staff(), plan.hatLast(), plan.hatWas());
        }
        boolean ended = last != null && hats.end(JOB, plan.agency(), plan.staff(), last);
        store.hat(JOB, plan.id(), ended ? last : null, ended ? was : null);
        audit.administered(JOB, "access.hat.end", Detail.fields("valid_until").item(plan.id()));
    }

    private void keepHat(Plan plan) {
        LocalDate last = plan.hatLast();
        if (last != null) {
            hats.keep(JOB, plan.agency(), plan.staff(), last, plan.hatWas());
            store.hat(JOB, plan.id(), null, null);
            audit.administered(
                    JOB, "access.hat.end", Detail.fields("valid_until").item(plan.id()));
        }
    }

    /**
     * What became of a plan's things.
     *
     * @param waiting nobody who stays may have some of it
     * @param rest    something is held, or could not pass as it was meant
     */
    private record Passed(boolean waiting, boolean rest) {}

    private Passed pass(Plan plan, Succeeding.Facts facts) {
        Map<List<Object>, Line> lines = new HashMap<>();
        store.lines(JOB, plan.id()).forEach(line -> lines.put(key(line.thing()), line));
        Map<HouseholdId, StaffId> since = new HashMap<>();
        List<Given> given = new ArrayList<>();
        boolean waiting = false;
        for (Thing thing : things(plan)) {
            Line line = lines.get(key(thing));
            HouseholdId household = thing.household();
            Optional<Given> found = Succeeding.give(
                    thing,
                    line != null && line.chosen() ? new Succeeding.Wish(line.to()) : null,
                    thing.kind() != Kind.TASK || household == null ? null : since.get(household),
                    facts);
            if (found.isEmpty()) {
                waiting = true;
                continue;
            }
            Given now = found.get();
            StaffId to = now.to();
            if (thing.kind() != Kind.TASK && household != null && to != null) {
                since.putIfAbsent(household, to);
            }
            given.add(now);
        }
        hand(plan, plan.staff(), given);
        boolean held = given.stream().anyMatch(one -> one.result() == Result.HELD);
        Set<List<Object>> passed = new HashSet<>();
        given.forEach(one -> passed.add(key(one.thing())));
        boolean gone = false;
        for (Line line : lines.values()) {
            if (line.chosen() && line.result() == null && !waiting && !passed.contains(key(line.thing()))) {
                store.result(JOB, plan, line.thing(), Result.GONE, null);
                gone = true;
            }
            held |= line.result() == Result.HELD && !passed.contains(key(line.thing()));
        }
        return new Passed(waiting, held || gone);
    }

    private static List<Object> key(Thing thing) {
        return List.of(thing.kind(), thing.item());
    }

    /** Cases and consultations before the work, which follows them. */
    private List<Thing> things(Plan plan) {
        List<Thing> things = new ArrayList<>();
        add(things, Kind.CASE, cases.of(JOB, plan.agency(), plan.staff()));
        add(things, Kind.CONSULTATION, consultations.of(JOB, plan.agency(), plan.staff()));
        add(things, Kind.TASK, work.of(JOB, plan.agency(), plan.staff()));
        return things;
    }

    private static void add(List<Thing> things, Kind kind, List<Held> held) {
        held.forEach(one -> things.add(new Thing(kind, one.id(), one.household())));
    }

    /** Hands things on from one person, with the 引継書 of each case and a line that says what became of it. */
    private void hand(Plan plan, StaffId from, List<Given> given) {
        Map<Kind, Map<Optional<StaffId>, List<UUID>>> groups = new LinkedHashMap<>();
        Set<HouseholdId> subjects = new LinkedHashSet<>();
        for (Given one : given) {
            groups.computeIfAbsent(one.thing().kind(), kind -> new LinkedHashMap<>())
                    .computeIfAbsent(Optional.ofNullable(one.to()), to -> new ArrayList<>())
                    .add(one.thing().item());
            if (one.thing().household() != null) {
                subjects.add(one.thing().household());
            }
        }
        groups.forEach((kind, byPerson) -> byPerson.forEach((to, ids) -> {
            switch (kind) {
                case CASE -> cases.hand(JOB, plan.agency(), from, ids, to.orElseThrow());
                case CONSULTATION -> consultations.hand(JOB, plan.agency(), from, ids, to.orElseThrow());
                case TASK -> work.hand(JOB, plan.agency(), from, ids, to.orElse(null));
            }
        }));
        for (Given one : given) {
            store.result(JOB, plan, one.thing(), one.result(), one.to());
            StaffId to = one.to();
            HouseholdId household = one.thing().household();
            if (one.thing().kind() == Kind.CASE && to != null && household != null && one.result() == Result.HANDED) {
                UUID note = store.handNote(JOB, plan, one.thing().item(), household, to);
                work.open(
                        JOB,
                        CONFIRM,
                        note,
                        household,
                        plan.agency(),
                        to,
                        clocks.due("succession.confirm", db.today(JOB)),
                        "/succession-notes/" + note);
            }
        }
        if (!given.isEmpty()) {
            audit.written(JOB, "succession.pass", subjects, Detail.NONE.item(plan.id()));
        }
    }

    /** What a manager held passes to whom it has been given since. */
    private void settle(Plan plan, Succeeding.Facts facts) {
        for (Line line : store.lines(JOB, plan.id())) {
            StaffId holder = line.holder();
            StaffId to = line.to();
            if (line.result() == Result.HELD && line.chosen() && holder != null && to != null) {
                Succeeding.give(line.thing(), new Succeeding.Wish(to), null, facts)
                        .filter(one -> one.result() == Result.HANDED)
                        .ifPresent(one -> hand(plan, holder, List.of(one)));
            }
        }
    }

    @Override
    public void start() {
        CountDownLatch signal = new CountDownLatch(1);
        stop = signal;
        thread = Thread.ofVirtual().name("successions").start(() -> run(signal));
    }

    private void run(CountDownLatch signal) {
        try {
            do {
                try {
                    round();
                } catch (RuntimeException e) {
                    LOG.error("Planned handings over could not be read; tried again in the next round", e);
                }
            } while (!signal.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        CountDownLatch signal = stop;
        Thread running = thread;
        if (signal == null || running == null) {
            return;
        }
        signal.countDown();
        try {
            running.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop = null;
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public boolean isAutoStartup() {
        return automatic;
    }
}
