package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.casework.CaseFlow;
import kasane.conference.Minutes;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.sharing.Category;
import kasane.sharing.Consents;
import kasane.tasks.Tasks;
import kasane.testing.AsRole;
import kasane.testing.CaseStory;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Law 8 when a consent ends, withdrawn or by itself: nobody keeps work on what they no longer see. */
@WithKasane
@Tag("sql")
@Promise({"C3", "C5", "F8"})
class Law08ConsentEndTest {

    @Autowired
    ApplicationContext context;

    @Autowired
    Connections connections;

    @Autowired
    Minutes minutes;

    @Autowired
    CaseExits exits;

    @Autowired
    Consents consents;

    @Autowired
    Tasks tasks;

    @Autowired
    TestClock clock;

    @BeforeEach
    @AfterEach
    void atTheBeginning() {
        clock.set(TestClock.START);
    }

    /** What waits for somebody, by its kind, and in which household. */
    private List<String> waiting(Viewer.Staff viewer, CaseStory story) {
        return context.getBean(kasane.gate.Db.class)
                .transact(
                        viewer,
                        () -> tasks.waiting(viewer, 300).stream()
                                .filter(task -> story.householdId().equals(task.household()))
                                .map(Tasks.Task::kind)
                                .toList());
    }

    @Test
    void a_withdrawal_leaves_the_case_one_owner_with_one_action() {
        RunningStory story = RunningStory.running(context);
        story.plan.story.withdraw(1);
        assertThat(story.state()).isEqualTo(CaseFlow.State.REVIEW);
        assertThat(story.open())
                .singleElement()
                .satisfies(task -> assertThat(task)
                        .startsWith(
                                "casework.review",
                                story.suishin.agency().value().toString()));
    }

    @Test
    void also_while_the_end_is_before_a_conference_a_withdrawal_puts_the_case_into_review() {
        RunningStory story = RunningStory.running(context);
        story.propose(story.evaluate("houkatsu").orElseThrow());
        assertThat(story.state()).isEqualTo(CaseFlow.State.CLOSING);
        story.plan.story.withdraw(1);
        assertThat(story.state()).isEqualTo(CaseFlow.State.REVIEW);
        assertThat(story.open()).hasSize(1);
    }

    @Test
    void what_a_member_no_longer_sees_goes_back_to_the_convenor_and_the_others_keep_theirs() {
        RunningStory story = new RunningStory(context);
        UUID draft = story.draft();
        UUID meeting = story.plan.meeting();
        Plans.Talk talk =
                story.plan.proposals.propose(story.suishin, draft, meeting).orElseThrow();
        for (String login : List.of("jiritsu", "houkatsu")) {
            minutes.decide(
                            story.suishin,
                            meeting,
                            talk.item(),
                            new Minutes.Resolution("見本の決定：電話をする", "", story.agency(login), story.today.plusDays(7)))
                    .orElseThrow();
        }
        assertThat(waiting(story.as("jiritsu"), story.plan.story)).contains("conference.decided");
        story.plan.story.withdraw(0);
        assertThat(waiting(story.as("jiritsu"), story.plan.story)).doesNotContain("conference.decided");
        assertThat(waiting(story.as("houkatsu"), story.plan.story)).contains("conference.decided");
        assertThat(waiting(story.suishin, story.plan.story)).contains("conference.decided", "casework.review");
    }

    @Test
    void a_consent_that_is_not_about_the_plan_ends_without_a_review() {
        RunningStory story = RunningStory.running(context);
        story.plan.story.consent(0, Set.of(Category.CONTACT), "shougai").withdraw(0);
        assertThat(story.state()).isEqualTo(CaseFlow.State.RUNNING);
    }

    @Test
    void no_clock_of_a_case_runs_past_the_consent_and_its_end_can_be_reviewed() {
        CaseStory story = CaseStory.begun(context);
        LocalDate last = LocalDate.ofInstant(
                TestClock.START.plus(Duration.ofDays(365)).minusMillis(1), java.time.ZoneId.of("Asia/Tokyo"));
        var cases = context.getBean(kasane.casework.Cases.class);
        assertThat(refusal(exits.review(story.coordinator, story.caseId())))
                .isEqualTo("collaboration.refused.still-agreed");
        clock.set(TestClock.START.plus(Duration.ofDays(366)));
        assertThat(exits.isToReview(story.coordinator, cases.standing(story.coordinator, story.caseId())))
                .isTrue();
        assertThat(cases.standing(story.coordinator, story.caseId()).due()).isBeforeOrEqualTo(last);
        exits.review(story.coordinator, story.caseId()).orElseThrow();
        assertThat(cases.standing(story.coordinator, story.caseId()).state()).isEqualTo(CaseFlow.State.REVIEW);
        assertThat(refusal(exits.resume(story.coordinator, story.caseId())))
                .isEqualTo("casework.refused.nobody-agrees");
    }

    @Test
    void after_the_review_the_case_is_about_those_whose_consent_lives() {
        RunningStory story = RunningStory.running(context);
        story.plan.story.withdraw(1);
        exits.resume(story.suishin, story.caseId).orElseThrow();
        assertThat(story.plan.cases.persons(story.suishin, story.caseId)).containsExactly(story.plan.persons.get(0));
        assertThat(exits.isToReview(story.suishin, story.plan.cases.standing(story.suishin, story.caseId)))
                .isFalse();
    }

    @Test
    void a_follow_up_that_its_lead_no_longer_sees_is_left_to_whoever_carried_the_case() {
        RunningStory story = RunningStory.running(context);
        story.closed("jiritsu", true);
        assertThat(waiting(story.as("jiritsu"), story.plan.story)).contains("casework.follow-up");
        story.plan.story.withdraw(0);
        assertThat(waiting(story.as("jiritsu"), story.plan.story)).doesNotContain("casework.follow-up");
        assertThat(waiting(story.suishin, story.plan.story)).contains("casework.follow-up");
    }

    @Test
    void a_plan_goes_before_no_conference_while_whoever_decides_may_not_read_it() {
        PlanStory story = new PlanStory(context);
        UUID draft = story.draft();
        story.write(draft, List.of(Set.copyOf(story.persons)));
        UUID meeting = story.meeting();
        entrust(story.kacho, story.as("shougai"));
        try {
            assertThat(refusal(story.proposals.propose(story.suishin, draft, meeting)))
                    .isEqualTo("collaboration.refused.decider-without-consent");
            story.story.consent(1, "shougai");
            story.proposals.propose(story.suishin, draft, meeting).orElseThrow();
        } finally {
            entrust(story.as("shougai"), story.kacho);
        }
    }

    /** The 支援決定 passes from one person's hat to another's. */
    private void entrust(Viewer.Staff from, Viewer.Staff to) {
        try (AsRole root = AsRole.superuser(connections)) {
            root.run(
                    """
                    update access.duty d set hat_id = (select h.id from access.hat h
                                                       where h.staff_id = ? and h.agency_id = ? limit 1)
                    from access.hat f
                    where d.hat_id = f.id and f.staff_id = ? and f.agency_id = ? and d.duty = 'MUNICIPAL_DECIDER'
                    """,
                    to.staff().value(),
                    to.agency().value(),
                    from.staff().value(),
                    from.agency().value());
        }
    }

    private static String refusal(Decision<?> decision) {
        return decision instanceof Decision.Refused<?>(Reason reason) ? reason.key() : "";
    }
}
