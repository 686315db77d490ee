package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
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

/** Law 8 before a case begins, on the database: 支援依頼 and 初回面談の同席 as their flows have them. */
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

    private <P extends Enum<P>> List<Walk.Work> work(java.util.Optional<Flow.Next<P>> next, P asker, CaseStory story) {
        return next
                .map(n -> new Walk.Work(
                        n.task(),
                        n.owner() == asker ? story.asker.agency() : story.coordinator.agency(),
                        clocks.due(n.clock(), today())))
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
        return new Request(id, work(RequestFlow.FLOW.next(RequestFlow.FLOW.start()), RequestFlow.Side.ASKER, story));
    }

    private void went(Request request, RequestFlow.State to, CaseStory story) {
        request.state = to;
        request.work = work(RequestFlow.FLOW.next(to), RequestFlow.Side.ASKER, story);
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
        Set<Flow.Line<IntroductionFlow.State, IntroductionFlow.Step, IntroductionFlow.Side>> gone = new HashSet<>();
        CaseStory story = new CaseStory(context).household("架空谷", "ヨミト");
        Walk.each(WALKS, walk -> {
            clock.set(TestClock.START);
            UUID id = introductions
                    .ask(
                            story.asker,
                            new Introductions.NewIntroduction(
                                    story.householdId(),
                                    story.coordinator.agency(),
                                    List.of("UNTANGLE"),
                                    "窓口で会える",
                                    "見本の依頼"))
                    .orElseThrow();
            IntroductionFlow.State state = IntroductionFlow.FLOW.start();
            List<Walk.Work> work = work(IntroductionFlow.FLOW.next(state), IntroductionFlow.Side.ASKER, story);
            for (int move = 0; move < MOVES || !IntroductionFlow.FLOW.hasEnded(state); move++) {
                clock.pass(Duration.ofDays(walk.upTo(2)));
                IntroductionFlow.Step step = walk.one(IntroductionFlow.Step.values());
                IntroductionFlow.Side side = walk.one(IntroductionFlow.Side.values());
                walk.tell(side, step);
                Decision<IntroductionFlow.State> expected = IntroductionFlow.FLOW.take(state, step, side);
                Viewer.Staff by = side == IntroductionFlow.Side.ASKER ? story.asker : story.coordinator;
                String answer = Walk.attempt(db, by, () -> take(by, id, step));
                assertThat(answer.isEmpty()).as(answer).isEqualTo(expected.isAllowed());
                if (expected instanceof Decision.Allowed<IntroductionFlow.State>(IntroductionFlow.State to)) {
                    IntroductionFlow.State from = state;
                    gone.addAll(IntroductionFlow.FLOW.lines().stream()
                            .filter(line -> line.from() == from && line.step() == step)
                            .toList());
                    state = to;
                    work = work(IntroductionFlow.FLOW.next(to), IntroductionFlow.Side.ASKER, story);
                }
                assertThat(Walk.Work.openOn(root, id)).isEqualTo(work);
                assertThat(introductions.find(story.asker, id).state()).isEqualTo(state);
                assertThat(introductions.find(story.coordinator, id).state()).isEqualTo(state);
            }
        });
        assertThat(gone).as("every way of the flow was gone").containsAll(IntroductionFlow.FLOW.lines());
    }

    private Decision<?> take(Viewer.Staff by, UUID id, IntroductionFlow.Step step) {
        return switch (step) {
            case COME -> introductions.answer(by, id, true, "");
            case CANNOT -> introductions.answer(by, id, false, "見本の理由");
            case MET -> introductions.met(by, id, today(), "NOT_YET", "見本の結果");
            case END -> introductions.end(by, id, "");
        };
    }
}
