package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import kasane.casework.CaseFlow;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.settings.Clocks;
import kasane.shared.Decision;
import kasane.shared.Flow;
import kasane.testing.AsRole;
import kasane.testing.CaseStory;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Walk;
import kasane.testing.WithKasane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Law 8 around a case, on the database: 支援依頼, 初回面談の同席 and 情報収集の依頼, as their flows have them. */
@WithKasane
@Tag("sql")
@Promise({"C1", "F13"})
class Law08RequestWalksTest {

    private static final int WALKS = 40;
    private static final int MOVES = 6;

    @Autowired
    ApplicationContext context;

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    SupportRequests requests;

    @Autowired
    Introductions introductions;

    @Autowired
    InformationRequests information;

    @Autowired
    CaseExits exits;

    @Autowired
    Clocks clocks;

    @Autowired
    TestClock clock;

    private AsRole root;

    @BeforeEach
    void look_at_the_tables() {
        root = AsRole.superuser(connections);
    }

    @AfterEach
    void put_the_clock_back() {
        root.close();
        clock.set(TestClock.START);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }

    private List<Walk.Work> work(RequestFlow.State state, CaseStory story) {
        return RequestFlow.FLOW
                .next(state)
                .map(next -> new Walk.Work(
                        next.task(),
                        next.owner() == RequestFlow.Side.ASKER ? story.asker.agency() : story.coordinator.agency(),
                        clocks.due(next.clock(), today())))
                .stream()
                .toList();
    }

    /** A request as the model has it. */
    private static final class Request {
        private final UUID id;
        private RequestFlow.State state = RequestFlow.FLOW.start();
        private List<Walk.Work> work;

        Request(UUID id, List<Walk.Work> work) {
            this.id = id;
            this.work = work;
        }
    }

    @Test
    void no_walk_loses_a_request_and_each_has_the_owner_and_the_last_day_that_the_flow_names() {
        Set<Flow.Line<RequestFlow.State, RequestFlow.Step, RequestFlow.Side>> gone = new HashSet<>();
        Walk.each(WALKS, walk -> {
            clock.set(TestClock.START);
            CaseStory story = new CaseStory(context)
                    .household("架空谷", "ヨミト")
                    .consent(0, "suishin", "shougai")
                    .send();
            List<Request> sent = new ArrayList<>(List.of(asked(story, story.requestId())));
            boolean withdrawn = false;
            for (int move = 0; move < MOVES; move++) {
                clock.pass(Duration.ofDays(walk.upTo(3)));
                Request request = walk.one(sent);
                if (!withdrawn && walk.oneIn(12)) {
                    walk.tell("the consent is withdrawn");
                    story.withdraw(0);
                    withdrawn = true;
                    sent.stream()
                            .filter(each -> each.state == RequestFlow.State.SENT)
                            .forEach(each -> went(each, RequestFlow.State.WITHDRAWN, story));
                } else {
                    RequestFlow.Step step = walk.one(RequestFlow.Step.values());
                    RequestFlow.Side side = walk.one(RequestFlow.Side.values());
                    walk.tell(sent.indexOf(request), side, step);
                    Decision<RequestFlow.State> expected = RequestFlow.FLOW.take(request.state, step, side);
                    boolean possible = expected.isAllowed() && !(withdrawn && step == RequestFlow.Step.REDIRECT);
                    List<UUID> again = new ArrayList<>();
                    String answer = Walk.attempt(
                            db,
                            side == RequestFlow.Side.ASKER ? story.asker : story.coordinator,
                            () -> take(story, side, request.id, step, again));
                    assertThat(answer.isEmpty()).as(answer).isEqualTo(possible);
                    if (possible) {
                        gone.addAll(RequestFlow.FLOW.lines().stream()
                                .filter(line -> line.from() == request.state && line.step() == step)
                                .toList());
                        went(request, expected.orElseThrow(), story);
                        again.forEach(id -> sent.add(asked(story, id)));
                    }
                }
                sent.forEach(each -> check(story, each));
            }
            end(walk, story, sent);
        });
        assertThat(gone).as("every way of the flow was gone").containsAll(RequestFlow.FLOW.lines());
    }

    private Request asked(CaseStory story, UUID id) {
        return new Request(id, work(RequestFlow.FLOW.start(), story));
    }

    private void went(Request request, RequestFlow.State to, CaseStory story) {
        request.state = to;
        request.work = work(to, story);
    }

    private Decision<?> take(CaseStory story, RequestFlow.Side side, UUID id, RequestFlow.Step step, List<UUID> again) {
        Viewer.Staff by = side == RequestFlow.Side.ASKER ? story.asker : story.coordinator;
        return switch (step) {
            case ACCEPT -> requests.accept(by, id);
            case RETURN -> requests.giveBack(by, id, "見本の理由", null);
            case KEEP, WITHDRAW -> requests.end(by, id, step, "");
            case REDIRECT -> requests.send(by, request(story, id)).map(again::add);
        };
    }

    private static SupportRequests.NewRequest request(CaseStory story, @Nullable UUID previous) {
        return new SupportRequests.NewRequest(
                story.householdId(),
                new LinkedHashSet<>(story.persons()),
                story.coordinator.agency(),
                List.of("UNTANGLE"),
                "見本の困りごと",
                "",
                "",
                false,
                previous);
    }

    private void check(CaseStory story, Request request) {
        assertThat(Walk.Work.openOn(root, request.id)).isEqualTo(request.work);
        assertThat(requests.find(story.asker, request.id).state()).isEqualTo(request.state);
    }

    private void end(Walk walk, CaseStory story, List<Request> sent) {
        walk.tell("to the end");
        for (Request request : sent) {
            RequestFlow.FLOW.next(request.state).ifPresent(next -> {
                RequestFlow.Step last =
                        request.state == RequestFlow.State.SENT ? RequestFlow.Step.WITHDRAW : RequestFlow.Step.KEEP;
                requests.end(story.asker, request.id, last, "").orElseThrow();
            });
            assertThat(Walk.Work.openOn(root, request.id)).isEmpty();
            UUID begun = requests.find(story.asker, request.id).request().caseId();
            assertThat(begun != null).isEqualTo(request.state == RequestFlow.State.ACCEPTED);
            if (begun != null) {
                assertThat(Walk.Work.openOn(root, begun))
                        .as("the case carries on")
                        .extracting(Walk.Work::owner)
                        .containsExactly(story.coordinator.agency());
                assertThat(exits.exit(story.coordinator, begun, today(), "OTHER")
                                .orElseThrow())
                        .isEqualTo(CaseFlow.State.ENDED);
            }
        }
    }

    @Test
    void no_walk_loses_an_introduction_and_each_has_the_owner_and_the_last_day_that_the_flow_names() {
        CaseStory story = new CaseStory(context).household("架空谷", "ヨミト");
        walks(
                IntroductionFlow.FLOW,
                new Matter<IntroductionFlow.State, IntroductionFlow.Step, IntroductionFlow.Side>() {
                    @Override
                    public UUID begin() {
                        return introductions
                                .ask(
                                        story.asker,
                                        new Introductions.NewIntroduction(
                                                story.householdId(),
                                                story.coordinator.agency(),
                                                List.of("UNTANGLE"),
                                                "窓口で会える",
                                                "見本の依頼"))
                                .orElseThrow();
                    }

                    @Override
                    public Viewer.Staff of(IntroductionFlow.Side side) {
                        return side == IntroductionFlow.Side.ASKER ? story.asker : story.coordinator;
                    }

                    @Override
                    public Decision<?> take(Viewer.Staff by, UUID id, IntroductionFlow.Step step) {
                        return switch (step) {
                            case COME -> introductions.answer(by, id, true, "");
                            case CANNOT -> introductions.answer(by, id, false, "見本の理由");
                            case MET -> introductions.met(by, id, today(), "NOT_YET", "見本の結果");
                            case END -> introductions.end(by, id, "");
                        };
                    }

                    @Override
                    public IntroductionFlow.State state(Viewer.Staff viewer, UUID id) {
                        return introductions.find(viewer, id).state();
                    }
                });
    }

    @Test
    void no_walk_loses_a_question_to_an_agency_and_each_has_the_owner_and_the_last_day_that_the_flow_names() {
        CaseStory story = CaseStory.begun(context);
        walks(InformationFlow.FLOW, new Matter<InformationFlow.State, InformationFlow.Step, InformationFlow.Side>() {
            @Override
            public UUID begin() {
                return information
                        .ask(
                                story.coordinator,
                                new InformationRequests.NewRequest(
                                        story.caseId(),
                                        Set.copyOf(story.persons()),
                                        story.as("jiritsu").agency(),
                                        List.of("HEALTH"),
                                        "見本の問い",
                                        clocks.due("information.answer", today())))
                        .orElseThrow();
            }

            @Override
            public Viewer.Staff of(InformationFlow.Side side) {
                return side == InformationFlow.Side.ASKER ? story.coordinator : story.as("jiritsu");
            }

            @Override
            public Decision<?> take(Viewer.Staff by, UUID id, InformationFlow.Step step) {
                return step == InformationFlow.Step.ANSWER
                        ? information.answer(
                                by, id, List.of(new InformationRequests.Part("HEALTH", "見本の答え", "PERSON", 1)))
                        : information.step(by, id, step, "見本の理由");
            }

            @Override
            public InformationFlow.State state(Viewer.Staff viewer, UUID id) {
                return information.find(viewer, id).state();
            }
        });
        exits.exit(story.coordinator, story.caseId(), today(), "OTHER").orElseThrow();
    }

    /** What goes between two agencies, each of which sees it until its end and after it. */
    private interface Matter<S, T, P> {
        UUID begin();

        Viewer.Staff of(P side);

        Decision<?> take(Viewer.Staff by, UUID id, T step);

        S state(Viewer.Staff viewer, UUID id);
    }

    private <S extends Enum<S>, T extends Enum<T>, P extends Enum<P>> void walks(
            Flow<S, T, P> flow, Matter<S, T, P> matter) {
        Set<Flow.Line<S, T, P>> gone = new HashSet<>();
        Set<T> steps = EnumSet.allOf(flow.lines().getFirst().step().getDeclaringClass());
        Set<P> sides = EnumSet.allOf(
                Objects.requireNonNull(flow.lines().getFirst().by()).getDeclaringClass());
        Walk.each(WALKS, walk -> {
            clock.set(TestClock.START);
            UUID id = matter.begin();
            S state = flow.start();
            List<Walk.Work> work = work(flow, state, matter);
            for (int move = 0; move < MOVES || !flow.hasEnded(state); move++) {
                clock.pass(Duration.ofDays(walk.upTo(2)));
                T step = walk.one(steps);
                P side = walk.one(sides);
                walk.tell(side, step);
                Decision<S> expected = flow.take(state, step, side);
                String answer = Walk.attempt(db, matter.of(side), () -> matter.take(matter.of(side), id, step));
                assertThat(answer.isEmpty()).as(answer).isEqualTo(expected.isAllowed());
                if (expected instanceof Decision.Allowed<S>(S to)) {
                    S from = state;
                    gone.addAll(flow.lines().stream()
                            .filter(line -> line.from() == from && line.step() == step)
                            .toList());
                    state = to;
                    work = work(flow, to, matter);
                }
                assertThat(Walk.Work.openOn(root, id)).isEqualTo(work);
                for (P each : sides) {
                    assertThat(matter.state(matter.of(each), id)).isEqualTo(state);
                }
            }
        });
        assertThat(gone).as("every way of the flow was gone").containsAll(flow.lines());
    }

    private <S extends Enum<S>, T extends Enum<T>, P extends Enum<P>> List<Walk.Work> work(
            Flow<S, T, P> flow, S state, Matter<S, T, P> matter) {
        return flow
                .next(state)
                .map(next ->
                        new Walk.Work(next.task(), matter.of(next.owner()).agency(), clocks.due(next.clock(), today())))
                .stream()
                .toList();
    }
}
