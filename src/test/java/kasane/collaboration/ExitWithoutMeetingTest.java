package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.casework.CaseFlow;
import kasane.conference.Minutes;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.Decision;
import kasane.tasks.Tasks;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** 死亡: the case closes at once, without a meeting and without a hand-back, and nobody is left with work on it. */
@WithKasane
@Tag("sql")
@Promise("F10")
class ExitWithoutMeetingTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    CaseExits exits;

    @Autowired
    InformationRequests information;

    @Autowired
    Minutes minutes;

    @Autowired
    Tasks tasks;

    @Autowired
    Db db;

    private List<String> waiting(Viewer.Staff viewer, RunningStory story) {
        return db.transact(
                viewer,
                () -> tasks.waiting(viewer, 1000).stream()
                        .filter(task -> story.plan.story.householdId().equals(task.household()))
                        .map(Tasks.Task::kind)
                        .filter(kind -> !kind.startsWith("register."))
                        .toList());
    }

    private UUID asked(RunningStory story, String login) {
        return information
                .ask(
                        story.suishin,
                        new InformationRequests.NewRequest(
                                story.caseId,
                                Set.of(story.plan.story.person(0)),
                                story.agency(login),
                                List.of("HEALTH"),
                                "見本：通院のようす",
                                story.today.plusDays(14)))
                .orElseThrow();
    }

    @Test
    void a_death_ends_a_running_case_at_once_and_everybodys_work_with_it() {
        RunningStory story = RunningStory.running(context);
        UUID request = asked(story, "jiritsu");
        assertThat(waiting(story.as("jiritsu"), story)).contains("collaboration.information");
        assertThat(exits.exit(story.suishin, story.caseId, story.today, "DIED").orElseThrow())
                .isEqualTo(CaseFlow.State.ENDED);
        assertThat(story.inForceOrLast().state()).isEqualTo(Plan.State.ENDED);
        for (String login : List.of("jiritsu", "houkatsu", "shougai")) {
            assertThat(waiting(story.as(login), story)).as(login).isEmpty();
        }
        assertThat(waiting(story.suishin, story))
                .as("the minutes of a meeting that was held are still to be confirmed")
                .containsOnly("conference.minutes");
        assertThat(information.find(story.as("jiritsu"), request).state()).isEqualTo(InformationFlow.State.WITHDRAWN);
        assertThat(Web.as(port, "jiritsu").get("/cases/" + story.caseId).body())
                .as("others learn that it ended, not of what")
                .contains("終わり")
                .doesNotContain("死亡");
    }

    @Test
    void what_a_conference_decided_is_nobodys_work_any_more() {
        RunningStory story = new RunningStory(context);
        UUID draft = story.draft();
        UUID meeting = story.plan.meeting();
        Plans.Talk talk =
                story.plan.proposals.propose(story.suishin, draft, meeting).orElseThrow();
        minutes.decide(
                        story.suishin,
                        meeting,
                        talk.item(),
                        new Minutes.Resolution("見本の決定：電話をする", "", story.agency("jiritsu"), story.today.plusDays(7)))
                .orElseThrow();
        assertThat(waiting(story.as("jiritsu"), story)).contains("conference.decided");
        exits.exit(story.suishin, story.caseId, story.today, "DIED").orElseThrow();
        assertThat(waiting(story.as("jiritsu"), story)).isEmpty();
    }

    @Test
    void where_a_hand_back_waits_for_its_answer_a_death_asks_for_none() {
        RunningStory story = RunningStory.running(context);
        story.closed("houkatsu", false);
        assertThat(story.state()).isEqualTo(CaseFlow.State.HANDING_BACK);
        exits.exit(story.suishin, story.caseId, story.today, "DIED").orElseThrow();
        assertThat(story.state()).isEqualTo(CaseFlow.State.ENDED);
        assertThat(waiting(story.as("houkatsu"), story)).isEmpty();
    }

    @Test
    void a_case_ends_on_a_day_that_has_come() {
        RunningStory story = RunningStory.running(context);
        assertThat(exits.exit(story.suishin, story.caseId, story.today.plusDays(1), "DIED"))
                .isInstanceOf(Decision.Refused.class);
        assertThat(story.state()).isEqualTo(CaseFlow.State.RUNNING);
    }
}
