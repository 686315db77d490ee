package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.casework.CaseFlow;
import kasane.casework.CaseFlow.Party;
import kasane.casework.CaseFlow.State;
import kasane.casework.CaseFlow.Step;
import kasane.postgres.Connections;
import kasane.shared.Flow;
import kasane.testing.AsRole;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Walk;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * Law 8 for cases, on the database: plan, conference, 支援決定, monitoring, closure, hand-back, withdrawal and exit in
 * whatever order the flow allows, each done by whoever has to do it, and now and then tried by somebody else.
 */
@WithKasane
@Tag("sql")
@Promise({"C3", "C4", "F13"})
class Law08CaseWalksTest {

    private static final int WALKS = 140;
    private static final int MOVES = 13;

    /** What a walk reaches seldom must be chosen often, and what ends it seldom. */
    private static final Map<Step, Integer> WEIGHT = Map.ofEntries(
            Map.entry(Step.EXIT, 1),
            Map.entry(Step.LOSE_CONSENT, 2),
            Map.entry(Step.MONITOR, 4),
            Map.entry(Step.PAUSE, 3),
            Map.entry(Step.STAY_PAUSED, 3),
            Map.entry(Step.AGREE, 12),
            Map.entry(Step.DECIDE, 20),
            Map.entry(Step.PROPOSE_CLOSURE, 40),
            Map.entry(Step.REFUSE_LEAD, 12),
            Map.entry(Step.CONFER_AGAIN, 12));

    private static final int USUAL = 6;

    /** So many times more often, as long as no walk went there. */
    private static final int NEW = 8;

    @Autowired
    ApplicationContext context;

    @Autowired
    Connections connections;

    @Autowired
    TestClock clock;

    private AsRole root;
    private final Set<Flow.Line<State, Step, Party>> gone = new HashSet<>();

    @BeforeEach
    void look_at_the_tables() {
        root = AsRole.superuser(connections);
    }

    @AfterEach
    void put_the_clock_back() {
        root.close();
        clock.set(TestClock.START);
    }

    @Test
    void no_walk_loses_a_case_and_each_has_the_owner_and_the_last_day_that_the_flow_names() {
        Walk.each(WALKS, walk -> {
            clock.set(TestClock.START);
            CaseWalk story = new CaseWalk(context, clock, walk);
            check(story);
            for (int move = 0; move < MOVES && !CaseFlow.FLOW.hasEnded(story.state()); move++) {
                clock.pass(Duration.ofDays(walk.upTo(2)));
                move(walk, story);
                check(story);
            }
            story.toTheEnd();
            check(story);
            story.leaveNothingBehind(root);
            gone.addAll(story.gone());
        });
        Set<Flow.Line<State, Step, Party>> all = new HashSet<>(CaseFlow.FLOW.lines());
        all.removeAll(gone);
        assertThat(all).as("ways of the flow that no walk went").isEmpty();
    }

    private void move(Walk walk, CaseWalk story) {
        if (walk.oneIn(4)) {
            story.tryWhatIsRefused();
            return;
        }
        if (walk.oneIn(8) && story.tells()) {
            return;
        }
        if (walk.oneIn(8) && story.handsPartOn()) {
            return;
        }
        if (walk.oneIn(5) && story.withdrawsBeside()) {
            return;
        }
        Map<Flow.Line<State, Step, Party>, Integer> open = new LinkedHashMap<>();
        for (Flow.Line<State, Step, Party> line : CaseFlow.FLOW.lines()) {
            if (line.from() == story.state() && story.isPossible(line.step())) {
                open.put(line, weight(line) * (gone.contains(line) ? 1 : NEW));
            }
        }
        int lot = walk.upTo(open.values().stream().mapToInt(weight -> weight).sum() - 1);
        for (Map.Entry<Flow.Line<State, Step, Party>, Integer> each : open.entrySet()) {
            lot -= each.getValue();
            if (lot < 0) {
                story.take(each.getKey());
                return;
            }
        }
    }

    /** A plan that runs rests often enough, what rests is not always closed, and a consent also ends where few walks come. */
    private static int weight(Flow.Line<State, Step, Party> line) {
        return switch (line.from()) {
            case RUNNING_PAUSED -> line.step() == Step.EXIT ? 2 : USUAL;
            case RUNNING -> line.step() == Step.PAUSE ? 15 : WEIGHT.getOrDefault(line.step(), USUAL);
            case CLOSING -> line.step() == Step.LOSE_CONSENT ? 5 : WEIGHT.getOrDefault(line.step(), USUAL);
            default -> WEIGHT.getOrDefault(line.step(), USUAL);
        };
    }

    /** What the database has is what the model says: state, owner, last day, and what law 8 and law 4 forbid. */
    private void check(CaseWalk story) {
        UUID id = story.id();
        assertThat(Walk.Work.openOn(root, id)).isEqualTo(story.work());
        assertThat(story.stateInTheDatabase()).isEqualTo(story.state());
        story.beside()
                .forEach(
                        (told, work) -> assertThat(Walk.Work.openOn(root, told)).containsExactly(work));
        story.seen().forEach(seen -> assertThat(Walk.Work.openOn(root, seen)).isEmpty());
        Map<String, Integer> plans = new LinkedHashMap<>();
        for (List<String> plan : root.rows("""
                select p.state, d.id is not null from collaboration.plan p
                left join collaboration.support_decision d on d.plan_id = p.id where p.case_id = ?
                """, id)) {
            plans.merge(plan.get(0), 1, Integer::sum);
            assertThat(plan.get(1))
                    .as("a plan %s without 支援決定", plan.get(0))
                    .isEqualTo(Set.of("IN_FORCE", "REPLACED", "ENDED").contains(plan.get(0)) ? "t" : "f");
        }
        assertThat(plans.getOrDefault("IN_FORCE", 0)).isLessThanOrEqualTo(1);
        switch (story.state()) {
            case IN_CONFERENCE -> assertThat(plans).containsEntry("PROPOSED", 1);
            case FIT -> assertThat(plans).containsEntry("FIT", 1);
            case RUNNING -> assertThat(plans).containsEntry("IN_FORCE", 1);
            case FOLLOW_UP -> assertThat(plans).doesNotContainKey("IN_FORCE");
            case ENDED -> {
                if (!story.isBlind()) {
                    assertThat(plans).doesNotContainKeys("DRAFT", "PROPOSED", "FIT", "IN_FORCE");
                }
            }
            default -> {
                // any
            }
        }
        handBacks(story, id);
    }

    /** Whoever was asked has it, has accepted it, or has left it to the agency that carries the case. */
    private void handBacks(CaseWalk story, UUID id) {
        List<List<String>> offers = root.rows("""
                select h.to_agency::text, case when h.agreed or a.accepted then 'taken' when a.accepted is null then 'asked'
                  else 'refused' end
                from collaboration.hand_back h left join collaboration.hand_back_answer a on a.hand_back_id = h.id
                where h.case_id = ? order by h.offered_at, h.id
                """, id);
        if (offers.isEmpty()) {
            assertThat(story.state()).isNotIn(State.HANDING_BACK, State.WITHOUT_LEAD, State.FOLLOW_UP);
            return;
        }
        List<String> last = offers.getLast();
        switch (story.state()) {
            case HANDING_BACK -> assertThat(last).isEqualTo(List.of(story.leadAgency(), "asked"));
            case WITHOUT_LEAD -> assertThat(last.get(1)).isEqualTo("refused");
            case FOLLOW_UP -> assertThat(last).isEqualTo(List.of(story.leadAgency(), "taken"));
            case ENDED -> {
                // it was taken and looked after, or the case ended for another reason
            }
            default -> assertThat(story.work().getFirst().owner()).isEqualTo(story.carrier());
        }
    }
}
