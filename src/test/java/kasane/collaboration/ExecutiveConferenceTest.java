package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.casework.CaseFlow;
import kasane.conference.Agenda;
import kasane.conference.Bodies;
import kasane.conference.ConferenceFlow;
import kasane.conference.Meetings;
import kasane.conference.Minutes;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.tasks.Tasks;
import kasane.testing.ExecutiveBody;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** 幹部会議: what a conference cannot settle goes up to the executives, in a town that has such a body, and comes to an end there. */
@WithKasane
@Tag("sql")
@Promise("F8")
class ExecutiveConferenceTest {

    @Autowired
    ApplicationContext context;

    @Autowired
    Meetings meetings;

    @Autowired
    Agenda agenda;

    @Autowired
    Minutes minutes;

    @Autowired
    Bodies bodies;

    @Autowired
    Agencies agencies;

    @Autowired
    Tasks tasks;

    private RunningStory story;
    private UUID plan;
    private UUID meeting;
    private UUID item;
    private @Nullable ExecutiveBody body;

    @BeforeEach
    void a_plan_is_before_the_conference() {
        story = new RunningStory(context);
        plan = story.draft();
        meeting = story.plan.meeting();
        item = story.plan
                .proposals
                .propose(story.suishin, plan, meeting)
                .orElseThrow()
                .item();
    }

    @AfterEach
    void no_town_has_it_without_saying_so() {
        if (body != null) {
            body.close();
        }
    }

    private void withExecutives() {
        body = new ExecutiveBody(context);
    }

    private UUID executives() {
        return meetings.convene(
                        story.suishin,
                        "EXECUTIVE",
                        new Meetings.Appointment(story.today, LocalTime.of(16, 0), null, "見本の応接室"),
                        List.of())
                .orElseThrow();
    }

    private UUID sendUp() {
        minutes.conclude(story.suishin, meeting, item, Minutes.ESCALATE, null, false)
                .orElseThrow();
        return executives();
    }

    private List<String> work() {
        return story.plan.db.transact(
                story.suishin,
                () -> tasks.waiting(story.suishin, 300).stream()
                        .filter(task -> story.plan.story.householdId().equals(task.household()))
                        .map(Tasks.Task::kind)
                        .toList());
    }

    private Plan.State state() {
        return story.plan.plans.find(story.suishin, plan).state();
    }

    private List<String> offered(UUID of, UUID one) {
        return minutes.choices(story.suishin, minutes.find(story.suishin, of, one)).codes().stream()
                .map(Codes.Code::code)
                .toList();
    }

    private static String refusal(Decision<?> decision) {
        return decision instanceof Decision.Refused<?>(Reason reason) ? reason.key() : "";
    }

    @Test
    void a_town_without_such_a_body_is_not_offered_to_send_anything_up() {
        assertThat(offered(meeting, item)).doesNotContain(Minutes.ESCALATE);
        assertThat(refusal(minutes.conclude(story.suishin, meeting, item, Minutes.ESCALATE, null, false)))
                .isEqualTo("conference.refused.conclusion");
        assertThat(bodies.above(story.suishin)).isEmpty();
        assertThat(agenda.above(story.suishin)).isEmpty();
    }

    @Test
    void what_is_sent_up_stays_as_it_is_and_is_the_work_of_whoever_convened() {
        withExecutives();
        assertThat(offered(meeting, item)).contains(Minutes.ESCALATE);
        sendUp();
        assertThat(state()).isEqualTo(Plan.State.PROPOSED);
        assertThat(story.state()).isEqualTo(CaseFlow.State.IN_CONFERENCE);
        assertThat(work()).contains("conference.escalate");
        assertThat(minutes.isToSendUp(story.suishin, minutes.find(story.suishin, meeting, item)))
                .isTrue();
    }

    @Test
    void the_executives_conclude_it_as_the_conference_would_have() {
        withExecutives();
        UUID above = sendUp();
        UUID there = agenda.put(story.suishin, above, Plans.AGENDA, plan).orElseThrow();
        assertThat(work()).doesNotContain("conference.escalate");
        assertThat(offered(above, there)).contains("FIT", "AGAIN").doesNotContain(Minutes.ESCALATE);
        minutes.conclude(story.suishin, above, there, "FIT", null, false).orElseThrow();
        assertThat(state()).isEqualTo(Plan.State.FIT);
        assertThat(story.state()).isEqualTo(CaseFlow.State.FIT);
    }

    @Test
    void the_executives_talk_about_nothing_that_nobody_sent_up() {
        withExecutives();
        UUID above = executives();
        assertThat(refusal(agenda.put(story.suishin, above, Plans.AGENDA, plan)))
                .isEqualTo("conference.refused.not-sent-up");
    }

    @Test
    void when_their_meeting_is_called_off_it_moves_to_their_next() {
        withExecutives();
        UUID above = sendUp();
        agenda.put(story.suishin, above, Plans.AGENDA, plan).orElseThrow();
        UUID next = executives();
        agenda.callOff(story.suishin, above, next).orElseThrow();
        assertThat(minutes.of(story.suishin, next))
                .singleElement()
                .satisfies(moved -> assertThat(moved.subject()).isEqualTo(plan));
    }

    @Test
    void after_a_consent_has_ended_nothing_goes_up_and_the_minutes_are_left_as_they_are() {
        withExecutives();
        sendUp();
        story.plan.story.withdraw(1);
        assertThat(story.state()).isEqualTo(CaseFlow.State.REVIEW);
        assertThat(work()).contains("casework.review", "conference.minutes").doesNotContain("conference.escalate");
        meetings.close(
                        story.suishin,
                        meeting,
                        java.util.Set.of(),
                        meetings.find(story.suishin, meeting).asksForMunicipality() ? false : null)
                .orElseThrow();
        assertThat(refusal(minutes.write(
                        story.suishin,
                        meeting,
                        item,
                        minutes.find(story.suishin, meeting, item).version(),
                        new Minutes.Words("あとから", "", ""))))
                .isEqualTo("conference.refused.consent-ended");
        assertThat(refusal(minutes.confirm(story.suishin, meeting, item)))
                .isEqualTo("conference.refused.consent-ended");
        minutes.leave(story.suishin, meeting, item).orElseThrow();
        assertThat(minutes.find(story.suishin, meeting, item).stage()).isEqualTo(ConferenceFlow.Stage.CONCLUDED);
        assertThat(work()).doesNotContain("conference.minutes");
    }

    @Test
    @Promise("F12")
    void an_agency_without_accounts_gets_no_work_and_leads_no_case() {
        AgencyId paper = story.plan.db.transact(
                story.suishin,
                () -> agencies.list(story.suishin).stream()
                        .filter(Agencies.Agency::onPaper)
                        .map(Agencies.Agency::id)
                        .findFirst()
                        .orElseThrow());
        RunningStory running = RunningStory.running(context);
        UUID closure = running.propose(running.evaluate("houkatsu").orElseThrow());
        assertThat(refusal(running.conclude(closure, "CLOSE", paper, true))).isNotEmpty();
        assertThat(running.evaluations.ground(running.suishin, running.caseId).leads())
                .noneMatch(member -> member.agency().equals(paper));
    }
}
