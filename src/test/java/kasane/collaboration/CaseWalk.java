package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import kasane.casework.CaseFlow;
import kasane.casework.CaseFlow.Party;
import kasane.casework.CaseFlow.State;
import kasane.casework.CaseFlow.Step;
import kasane.casework.Coverage;
import kasane.conference.Minutes;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Flow;
import kasane.shared.PersonId;
import kasane.testing.AsRole;
import kasane.testing.CaseStory;
import kasane.testing.TestClock;
import kasane.testing.Walk;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * One case on a walk: beside every use case that is called, what the flow says about state, owner and last day. A withdrawn
 * consent may be given anew; 障害相談 is covered for ミホン only, and so can lead only a plan about her alone.
 */
final class CaseWalk {

    private static final List<String> PEOPLE = List.of("suishin", "kacho", "houkatsu", "jiritsu", "shougai");
    private static final Set<Step> HANDS_ON =
            EnumSet.of(Step.CLOSE, Step.CLOSE_AGREED, Step.LEAD_BACK, Step.LEAD_BACK_AGREED, Step.OFFER_AGAIN);

    private static final List<String> LEADS = List.of("houkatsu", "jiritsu", "shougai");

    private final RunningStory story;
    private final CaseStory people;
    private final Viewer.Staff suishin;
    private final Minutes minutes;
    private final CaseExits exits;
    private final Clocks clocks;
    private final TestClock clock;
    private final Walk walk;

    private State state = CaseFlow.FLOW.start();
    private Walk.@Nullable Work work;
    private @Nullable String lead;
    private final Set<Integer> withdrawn = new LinkedHashSet<>();
    private final List<UUID> meetings = new ArrayList<>();
    private final Map<UUID, Walk.Work> told = new LinkedHashMap<>();
    private final Map<UUID, Walk.Work> parts = new LinkedHashMap<>();
    private final Map<UUID, UUID> talks = new LinkedHashMap<>();
    private final Set<UUID> seen = new LinkedHashSet<>();
    private int decided;
    private int rested;
    private @Nullable UUID plan;
    private @Nullable UUID item;
    private @Nullable UUID evaluation;
    private Set<PersonId> closingAbout = Set.of();
    private HandBacks.@Nullable HandBack again;
    private @Nullable LocalDate lookOn;
    private final Set<Flow.Line<State, Step, Party>> gone = new HashSet<>();

    CaseWalk(ApplicationContext context, TestClock clock, Walk walk) {
        this.story = new RunningStory(context);
        this.people = story.plan.story;
        this.suishin = story.suishin;
        this.minutes = context.getBean(Minutes.class);
        this.exits = context.getBean(CaseExits.class);
        this.clocks = context.getBean(Clocks.class);
        this.clock = clock;
        this.walk = walk;
        went(state, null);
    }

    UUID id() {
        return story.caseId;
    }

    State state() {
        return state;
    }

    State stateInTheDatabase() {
        return story.state();
    }

    /** The open work as the model has it. */
    List<Walk.Work> work() {
        return work == null ? List.of() : List.of(work);
    }

    String leadAgency() {
        return story.agency(Objects.requireNonNull(lead)).value().toString();
    }

    /** The agency that has the case unless it is handed on; in かさね市 it also decides. */
    AgencyId carrier() {
        return suishin.agency();
    }

    /** Whether nobody agrees any more: the agency that carries the case then changes nothing but its end. */
    boolean isBlind() {
        return withdrawn.size() == people.persons().size();
    }

    /** The ways of the flow that were gone. */
    Set<Flow.Line<State, Step, Party>> gone() {
        return gone;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }

    /** The model moves on; without a day of its own the clock of the state sets it. */
    private void went(State to, @Nullable LocalDate day) {
        state = to;
        work = CaseFlow.FLOW
                .next(to)
                .map(next -> new Walk.Work(
                        next.task(),
                        switch (next.owner()) {
                            case COORDINATOR -> suishin.agency();
                            case DECIDER -> story.plan.kacho.agency();
                            case LEAD -> story.agency(Objects.requireNonNull(lead));
                        },
                        day == null ? clocks.due(next.clock(), today()) : day))
                .orElse(null);
    }

    private Set<PersonId> agreeing() {
        Set<PersonId> persons = new LinkedHashSet<>();
        story.plan.cases.persons(suishin, id()).stream()
                .filter(person -> !withdrawn.contains(people.persons().indexOf(person)))
                .forEach(persons::add);
        return persons;
    }

    private List<String> leads(Set<PersonId> persons) {
        Coverage coverage = story.plan.cases.coverage(people.asker, people.householdId());
        return LEADS.stream()
                .filter(login -> coverage.coversAll(story.agency(login), persons))
                .toList();
    }

    private boolean isInForce() {
        return story.plan.plans.inForce(suishin, id()).isPresent();
    }

    /** What the step needs besides the state. */
    boolean isPossible(Step step) {
        return switch (step) {
            case PROPOSE_PLAN -> !agreeing().isEmpty();
            case CONTINUE -> isInForce();
            case AGAIN -> state == State.IN_CONFERENCE || !isInForce();
            case LOSE_CONSENT, REOPEN -> withdrawn.size() < people.persons().size();
            case FOLLOW, FOLLOW_AGAIN -> work().getFirst().owner().equals(story.agency(Objects.requireNonNull(lead)));
            default -> true;
        };
    }

    /** A step that the flow allows, by whoever takes it; afterwards the model stands where the flow leads. */
    void take(Flow.Line<State, Step, Party> line) {
        walk.tell(line.from(), line.step());
        use(line);
        if (state == line.to()) {
            gone.add(line);
        }
    }

    private void use(Flow.Line<State, Step, Party> line) {
        if (HANDS_ON.contains(line.step())) {
            lookAtWhatWasTold();
        }
        switch (line.step()) {
            case BEGIN -> throw new IllegalArgumentException("is how it began");
            case PROPOSE_PLAN -> {
                propose();
                went(line.to(), null);
            }
            case AGREE -> {
                conclude(walk.one("FIT", "FIT_AMENDED"), null, false);
                went(line.to(), null);
            }
            case LEAD_BACK, LEAD_BACK_AGREED -> leadBack(line);
            case DECIDE -> decide(line.to());
            case NOT_DECIDED -> {
                done(story.plan.kacho, () -> story.plan.decisions.reconsider(story.plan.kacho, plan(), "見本のわけ"));
                went(line.to(), null);
            }
            case MONITOR -> {
                lookOn = today().plusDays(20 + walk.upTo(20));
                Set<UUID> looked = walk.oneIn(3) ? Set.of() : told.keySet();
                done(suishin, () -> story.monitor(suishin, "ON_TRACK", lookOn, looked));
                looked.forEach(seen::add);
                told.keySet().removeAll(Set.copyOf(looked));
                went(line.to(), lookOn);
            }
            case PAUSE, STAY_PAUSED -> rest(line);
            case TAKE_UP -> takeUp(line);
            case REOPEN -> reopen(line.to());
            case REVISE -> {
                done(suishin, () -> story.monitorings.revise(suishin, id()));
                went(line.to(), null);
            }
            case PROPOSE_CLOSURE -> proposeClosure(line.to());
            case CONTINUE -> {
                conclude("CONTINUE", null, false);
                went(line.to(), CaseDays.notBefore(Objects.requireNonNull(lookOn), today()));
            }
            case AGAIN -> {
                conclude(state == State.IN_CONFERENCE ? "AGAIN" : "CONTINUE", null, false);
                went(line.to(), null);
            }
            case CLOSE, CLOSE_AGREED -> close(line);
            case ACCEPT_LEAD -> {
                HandBacks.HandBack offer = story.last();
                Viewer.Staff by = story.as(Objects.requireNonNull(lead));
                done(by, () -> story.handBacks.accept(by, offer.id()));
                went(line.to(), CaseDays.notBefore(offer.followOn(), today()));
            }
            case REFUSE_LEAD -> {
                UUID offer = story.last().id();
                Viewer.Staff by = story.as(Objects.requireNonNull(lead));
                done(by, () -> story.handBacks.refuse(by, offer, "見本の理由"));
                went(line.to(), null);
            }
            case OFFER_AGAIN -> {
                String to = walk.one(leads(story.last().persons()));
                done(
                        suishin,
                        () -> story.handBacks.offerAgain(
                                suishin, id(), story.agency(to), "", "", today().plusDays(30)));
                lead = to;
                went(line.to(), null);
            }
            case CONFER_AGAIN -> {
                UUID meeting = meeting();
                done(suishin, () -> story.proposals.conferAgain(suishin, id(), meeting));
                item = story.item(meeting);
                again = story.last();
                went(line.to(), today());
            }
            case FOLLOW, FOLLOW_AGAIN -> {
                Viewer.Staff by = story.as(Objects.requireNonNull(lead));
                LocalDate next = line.step() == Step.FOLLOW ? null : today().plusDays(1 + walk.upTo(30));
                done(by, () -> story.followUps.write(by, id(), new FollowUps.Written(today(), "見本の様子", next)));
                went(line.to(), next);
            }
            case LOSE_CONSENT -> withdraw(line.to());
            case RESUME -> {
                agreeAnew();
                done(suishin, () -> exits.resume(suishin, id()));
                went(line.to(), null);
            }
            case EXIT -> {
                done(suishin, () -> exits.exit(suishin, id(), today(), "OTHER"));
                lapse();
                went(line.to(), null);
            }
        }
    }

    private Pauses.Written pause(LocalDate checkOn) {
        return new Pauses.Written(agreeing(), "HOSPITAL", today(), checkOn, "見本の様子");
    }

    /** The work that rests keeps the days that it had. */
    private void rest(Flow.Line<State, Step, Party> line) {
        if (line.step() == Step.PAUSE) {
            LocalDate due = Objects.requireNonNull(work).due();
            rested = due.isBefore(today()) ? 0 : (int) ChronoUnit.DAYS.between(today(), due);
        }
        LocalDate checkOn = today().plusDays(1 + walk.upTo(30));
        done(suishin, () -> story.pauses.pause(suishin, id(), pause(checkOn)));
        went(line.to(), checkOn);
    }

    private void takeUp(Flow.Line<State, Step, Party> line) {
        LocalDate own = line.to() == State.RUNNING && walk.oneIn(2) ? today().plusDays(1 + walk.upTo(40)) : null;
        done(suishin, () -> story.pauses.takeUp(suishin, id(), today(), own));
        LocalDate next = own == null ? today().plusDays(Math.max(rested, 1)) : own;
        if (line.to() == State.RUNNING) {
            lookOn = next;
        }
        went(line.to(), next);
    }

    /** What was closed ends, and a new case that names it begins where the old one began. */
    private void reopen(State to) {
        Set<PersonId> about = new LinkedHashSet<>(people.persons());
        about.removeIf(person -> withdrawn.contains(people.persons().indexOf(person)));
        done(suishin, () -> story.reopenings.reopen(suishin, id(), new Reopenings.Written(about, "WORSE", "見本のわけ")));
        went(to, null);
        UUID next = story.plan.cases.successor(suishin, id()).orElseThrow();
        assertThat(story.plan.cases.standing(suishin, next).state()).isEqualTo(State.PLANNING);
        assertThat(story.plan.cases.standing(suishin, next).file().former()).isEqualTo(id());
        assertThat(story.plan.cases.persons(suishin, next)).isEqualTo(about);
    }

    /** Somebody of the team tells what happened; empty while the case waits for somebody else than its carrier. */
    boolean tells() {
        if (agreeing().isEmpty()
                || EnumSet.of(State.HANDING_BACK, State.FOLLOW_UP, State.REVIEW, State.ENDED)
                        .contains(state)) {
            return false;
        }
        Set<PersonId> about = Set.of(walk.one(agreeing()));
        Coverage coverage = story.plan.cases.coverage(people.asker, people.householdId());
        String login = walk.one(List.of("suishin", "jiritsu", "houkatsu", "shougai").stream()
                .filter(who -> coverage.coversAll(story.agency(who), about))
                .toList());
        walk.tell(login, "tells what happened");
        Viewer.Staff by = story.as(login);
        LocalDate wish = walk.oneIn(2) ? today() : null;
        Decision<UUID> done =
                story.occurrences.tell(by, id(), new Occurrences.Written(about, "POLICE", today(), "見本の出来事", wish));
        told.put(
                done.orElseThrow(),
                new Walk.Work(
                        "collaboration.occurrence",
                        suishin.agency(),
                        wish == null ? clocks.due("monitoring.occurrence", today()) : wish));
        return true;
    }

    /** What was told or offered and is still somebody's work. */
    Map<UUID, Walk.Work> beside() {
        Map<UUID, Walk.Work> all = new LinkedHashMap<>(told);
        all.putAll(parts);
        return all;
    }

    /** What was told or offered and has come to an end. */
    Set<UUID> seen() {
        return seen;
    }

    /** Part of the case is handed back, or what was offered goes on; empty while that cannot be. */
    boolean handsPartOn() {
        if (agreeing().isEmpty() || !PartialHandBacks.mayOffer(state)) {
            return false;
        }
        if (parts.isEmpty() || walk.oneIn(4)) {
            Set<PersonId> about = Set.of(walk.one(agreeing()));
            String to = walk.one(leads(about));
            walk.tell("part is offered to", to);
            offered(story.partials
                    .offer(
                            suishin,
                            id(),
                            new PartialHandBacks.Offer(
                                    story.agency(to), about, List.of("01"), "見本の引き継ぐこと", false, null, null))
                    .orElseThrow());
            return true;
        }
        UUID part = walk.one(parts.keySet());
        PartialHandBacks.Partial now = story.partials.find(suishin, part).partial();
        walk.tell("part", now.state(), "goes on");
        switch (now.state()) {
            case OFFERED -> answer(part, now);
            case REFUSED -> refused(part, now);
            case CONFERRING -> conferred(part, now);
            default -> throw new IllegalStateException("is open no more: " + now.state());
        }
        return true;
    }

    private void offered(UUID part) {
        parts.put(
                part,
                new Walk.Work(
                        "collaboration.part",
                        story.partials.find(suishin, part).partial().to(),
                        clocks.due("handback.accept", today())));
    }

    private void settled(UUID part) {
        parts.remove(part);
        seen.add(part);
    }

    private void answer(UUID part, PartialHandBacks.Partial now) {
        Viewer.Staff by = LEADS.stream()
                .map(story::as)
                .filter(viewer -> viewer.agency().equals(now.to()))
                .findFirst()
                .orElseThrow();
        if (walk.oneIn(3)) {
            done(by, () -> story.partials.accept(by, part));
            settled(part);
        } else {
            done(by, () -> story.partials.refuse(by, part, "見本の理由"));
            parts.put(
                    part,
                    new Walk.Work(
                            "collaboration.part-refused", suishin.agency(), clocks.due("case.conference", today())));
        }
    }

    private void refused(UUID part, PartialHandBacks.Partial now) {
        if (walk.oneIn(3)) {
            AgencyId to = story.agency(walk.one(leads(now.persons())));
            UUID next =
                    story.partials.askAnother(suishin, part, to, "見本の引き継ぐこと").orElseThrow();
            settled(part);
            offered(next);
        } else {
            UUID meeting = meeting();
            done(suishin, () -> story.partials.confer(suishin, part, meeting));
            talks.put(part, meeting);
            parts.put(part, new Walk.Work("collaboration.part-conferred", suishin.agency(), today()));
        }
    }

    private void conferred(UUID part, PartialHandBacks.Partial now) {
        UUID meeting = Objects.requireNonNull(talks.get(part));
        boolean goesOn = walk.oneIn(2);
        AgencyId to = goesOn ? null : story.agency(walk.one(leads(now.persons())));
        done(
                suishin,
                () -> minutes.conclude(
                        suishin, meeting, story.item(meeting), goesOn ? "CONTINUE" : "LEAD_BACK", to, !goesOn));
        settled(part);
    }

    /** Nobody hands on what nobody has looked at, or what somebody is still asked. */
    private void lookAtWhatWasTold() {
        for (UUID part : List.copyOf(parts.keySet())) {
            done(suishin, () -> story.partials.keep(suishin, part));
            settled(part);
        }
        for (UUID open : List.copyOf(told.keySet())) {
            done(suishin, () -> story.occurrences.note(suishin, open, "見本のわけ"));
            told.remove(open);
            seen.add(open);
        }
    }

    private void lapse() {
        seen.addAll(told.keySet());
        seen.addAll(parts.keySet());
        told.clear();
        parts.clear();
    }

    private void done(Viewer.Staff by, Supplier<? extends Decision<?>> act) {
        assertThat(Walk.attempt(story.plan.db, by, act)).isEmpty();
    }

    private UUID plan() {
        return Objects.requireNonNull(plan);
    }

    private UUID meeting() {
        UUID meeting = story.plan.meeting();
        meetings.add(meeting);
        return meeting;
    }

    /** The draft that came back, or a new one about some of those who agree. */
    private void propose() {
        Set<PersonId> agreeing = agreeing();
        Plan last = plan == null ? null : story.plan.plans.find(suishin, plan);
        if (last == null
                || last.state() != Plan.State.DRAFT
                || !agreeing.containsAll(last.persons())
                || walk.oneIn(3)) {
            Set<PersonId> about = walk.oneIn(4) ? Set.of(walk.one(agreeing)) : agreeing;
            plan = story.plan
                    .plans
                    .begin(suishin, id(), about, walk.one("SOLVING", "ACCOMPANYING"))
                    .orElseThrow();
            story.plan.write(plan(), List.of(about));
        }
        UUID meeting = meeting();
        done(suishin, () -> story.plan.proposals.propose(suishin, plan(), meeting));
        item = story.item(meeting);
    }

    private void conclude(String code, @Nullable String next, boolean agreed) {
        done(
                suishin,
                () -> minutes.conclude(
                        suishin,
                        meetings.getLast(),
                        Objects.requireNonNull(item),
                        code,
                        next == null ? null : story.agency(next),
                        agreed));
    }

    private void leadBack(Flow.Line<State, Step, Party> line) {
        String to = walk.one(leads(story.plan.plans.find(suishin, plan()).persons()));
        boolean agreed = line.step() == Step.LEAD_BACK_AGREED;
        conclude(walk.one("LEAD_BACK", "PASS_ON"), to, agreed);
        lead = to;
        went(line.to(), null);
    }

    private void decide(State to) {
        decided++;
        done(
                story.plan.kacho,
                () -> story.plan.decisions.decide(story.plan.kacho, plan(), today(), "見本第" + decided + "号"));
        lookOn = story.plan.plans.find(suishin, plan()).frame().nextMonitoring();
        went(to, lookOn);
    }

    private void proposeClosure(State to) {
        Plan inForce = story.inForceOrLast();
        Set<PersonId> about = new LinkedHashSet<>(inForce.persons());
        about.removeIf(person -> withdrawn.contains(people.persons().indexOf(person)));
        UUID end = story.evaluate(walk.one(leads(about))).orElseThrow();
        evaluation = end;
        closingAbout = about;
        UUID meeting = meeting();
        done(suishin, () -> story.proposals.propose(suishin, end, meeting));
        item = story.item(meeting);
        again = null;
        went(to, today());
    }

    private void close(Flow.Line<State, Step, Party> line) {
        boolean agreed = line.step() == Step.CLOSE_AGREED;
        HandBacks.HandBack refused = again;
        Set<PersonId> persons = refused == null ? closingAbout : refused.persons();
        LocalDate followOn = refused == null ? story.today.plusDays(90) : refused.followOn();
        String to = walk.one(leads(persons));
        conclude("CLOSE", to, agreed);
        lead = to;
        went(line.to(), agreed ? CaseDays.notBefore(followOn, today()) : null);
    }

    /** A consent ends where the flow has no step for it: the case stays where it is, and the work alone may change hands. */
    boolean withdrawsBeside() {
        if (CaseFlow.FLOW.hasEnded(state)
                || CaseFlow.FLOW.take(state, Step.LOSE_CONSENT, Set.of()).isAllowed()
                || withdrawn.size() == people.persons().size()) {
            return false;
        }
        walk.tell(state, "a consent ends");
        withdraw(state);
        return true;
    }

    private void withdraw(State to) {
        int person = walk.one(List.of(0, 1).stream()
                .filter(index -> !withdrawn.contains(index))
                .toList());
        people.withdraw(person);
        withdrawn.add(person);
        lapse();
        switch (state) {
            case REVIEW, ENDED -> {
                // is being looked at already, or has ended
            }
            case FOLLOW_UP -> {
                Set<PersonId> about = Set.copyOf(story.plan.cases.persons(suishin, id()));
                if (work().getFirst().owner().equals(story.agency(Objects.requireNonNull(lead)))
                        && !leads(about).contains(lead)) {
                    work = new Walk.Work(
                            Objects.requireNonNull(work).kind(), suishin.agency(), clocks.due("case.review", today()));
                }
            }
            default -> went(to, null);
        }
    }

    /** Now and then somebody who had withdrawn agrees again; as long as nobody agrees the case cannot go on. */
    private void agreeAnew() {
        boolean nobody = withdrawn.size() == people.persons().size();
        if (nobody) {
            assertThat(Walk.attempt(story.plan.db, suishin, () -> exits.resume(suishin, id())))
                    .isEqualTo("casework.refused.nobody-agrees");
        }
        int surely = nobody ? walk.one(withdrawn) : -1;
        for (int person : List.copyOf(withdrawn)) {
            if (person == surely || walk.oneIn(2)) {
                walk.tell("agrees again", person);
                people.consent(
                        person,
                        person == 0
                                ? new String[] {"suishin", "shougai", "jiritsu"}
                                : new String[] {"suishin", "jiritsu"});
                withdrawn.remove(person);
            }
        }
    }

    /** Somebody tries what the flow refuses them, with whatever lies about from before. */
    void tryWhatIsRefused() {
        List<HandBacks.HandBack> older =
                story.handBacks.ofCase(suishin, id()).stream().skip(1).toList();
        if (!older.isEmpty() && walk.oneIn(2)) {
            tryToAnswer(walk.one(older));
            return;
        }
        String login = walk.one(PEOPLE);
        Viewer.Staff by = story.as(login);
        Set<Party> parties = EnumSet.noneOf(Party.class);
        if (by.agency().equals(suishin.agency())) {
            parties.add(Party.COORDINATOR);
        }
        if (by.has(Duty.MUNICIPAL_DECIDER)) {
            parties.add(Party.DECIDER);
        }
        if (lead != null && by.agency().equals(story.agency(lead))) {
            parties.add(Party.LEAD);
        }
        Step step = walk.one(Step.values());
        Supplier<? extends Decision<?>> act = act(by, step);
        if (act == null || CaseFlow.FLOW.take(state, step, parties).isAllowed()) {
            return;
        }
        walk.tell(login, "tries", step);
        assertThat(Walk.attempt(story.plan.db, by, act))
                .as("%s is refused", step)
                .isNotEmpty();
    }

    /** What was asked of somebody once is answered no more when the case has gone on, not even by whoever is asked again. */
    private void tryToAnswer(HandBacks.HandBack older) {
        Viewer.Staff by = LEADS.stream()
                .map(story::as)
                .filter(viewer -> viewer.agency().equals(older.to()))
                .findFirst()
                .orElseThrow();
        walk.tell("an older hand-back is answered");
        assertThat(Walk.attempt(story.plan.db, by, () -> story.handBacks.accept(by, older.id())))
                .isNotEmpty();
    }

    /** The use case of a step; null where there is nothing to try it on, or where it also does something else. */
    private @Nullable Supplier<? extends Decision<?>> act(Viewer.Staff by, Step step) {
        UUID meeting = meetings.isEmpty() ? null : meetings.getLast();
        UUID offer = story.handBacks.ofCase(suishin, id()).stream()
                .map(HandBacks.HandBack::id)
                .findFirst()
                .orElse(null);
        UUID closing = evaluation;
        Pauses.Written resting = pause(today().plusDays(10));
        return switch (step) {
            case PROPOSE_PLAN ->
                plan == null || meeting == null ? null : () -> story.plan.proposals.propose(by, plan(), meeting);
            case AGREE -> item == null ? null : conclusion(by, "FIT", null);
            case LEAD_BACK, LEAD_BACK_AGREED -> item == null ? null : conclusion(by, "LEAD_BACK", "houkatsu");
            case CLOSE, CLOSE_AGREED -> item == null ? null : conclusion(by, "CLOSE", "houkatsu");
            case DECIDE -> plan == null ? null : () -> story.plan.decisions.decide(by, plan(), today(), "見本第0号");
            case NOT_DECIDED -> plan == null ? null : () -> story.plan.decisions.reconsider(by, plan(), "見本のわけ");
            // One form says both that a case rests and that it rests on.
            case PAUSE, STAY_PAUSED ->
                Pauses.isPaused(state) == (step == Step.STAY_PAUSED)
                        ? () -> story.pauses.pause(by, id(), resting)
                        : null;
            case TAKE_UP -> () -> story.pauses.takeUp(by, id(), today(), null);
            case REOPEN ->
                () -> story.reopenings.reopen(by, id(), new Reopenings.Written(resting.persons(), "WORSE", "見本のわけ"));
            case REVISE -> () -> story.monitorings.revise(by, id());
            case PROPOSE_CLOSURE ->
                closing == null || meeting == null ? null : () -> story.proposals.propose(by, closing, meeting);
            case ACCEPT_LEAD -> offer == null ? null : () -> story.handBacks.accept(by, offer);
            case REFUSE_LEAD -> offer == null ? null : () -> story.handBacks.refuse(by, offer, "見本の理由");
            case OFFER_AGAIN ->
                () -> story.handBacks.offerAgain(by, id(), story.agency("houkatsu"), "", "", today().plusDays(30));
            case CONFER_AGAIN -> meeting == null ? null : () -> story.proposals.conferAgain(by, id(), meeting);
            case FOLLOW, FOLLOW_AGAIN ->
                () -> story.followUps.write(by, id(), new FollowUps.Written(today(), "見本の様子", null));
            case RESUME -> () -> exits.resume(by, id());
            case EXIT -> () -> exits.exit(by, id(), today(), "OTHER");
            // An item is closed and lines are looked at beside the case as well; a consent is withdrawn by whoever
            // keeps it.
            case BEGIN, AGAIN, CONTINUE, MONITOR, LOSE_CONSENT -> null;
        };
    }

    private Supplier<Decision<UUID>> conclusion(Viewer.Staff by, String code, @Nullable String next) {
        return () -> minutes.conclude(
                by,
                meetings.getLast(),
                Objects.requireNonNull(item),
                code,
                next == null ? null : story.agency(next),
                false);
    }

    /** Whoever carries the case ends it, wherever it stands. */
    void toTheEnd() {
        CaseFlow.FLOW.lines().stream()
                .filter(line -> line.from() == state && line.step() == Step.EXIT)
                .findFirst()
                .ifPresent(this::take);
        assertThat(state).isEqualTo(State.ENDED);
    }

    /** All tests share the town: what the meetings of the walk still ask of people is taken off their desks. */
    void leaveNothingBehind(AsRole root) {
        root.run(
                "update tasks.task set done_at = opened_at, done_by_agency = assignee_agency, done_by_staff = created_by_staff"
                        + " where done_at is null and household_id = ?",
                people.householdId().value());
        for (UUID meeting : meetings) {
            root.run(
                    "update tasks.task set done_at = opened_at, done_by_agency = assignee_agency,"
                            + " done_by_staff = created_by_staff where done_at is null and item_id = ?",
                    meeting);
            root.run(
                    "update conference.meeting set called_off_at = convened_at, called_off_by = convened_by where id = ?",
                    meeting);
        }
    }
}
