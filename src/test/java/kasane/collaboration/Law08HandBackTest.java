package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import kasane.casework.CaseFlow;
import kasane.casework.CaseFlow.State;
import kasane.gate.NotVisible;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Law 8 for hand-backs: at every moment one agency has the case as open work with a last day, until it has ended. */
@WithKasane
@Tag("sql")
@Promise("C4")
class Law08HandBackTest {

    @Autowired
    ApplicationContext context;

    private static void owned(RunningStory story, State state, String task, String by) {
        assertThat(story.state()).isEqualTo(state);
        assertThat(story.open()).as(state.name()).singleElement().satisfies(open -> {
            assertThat(open.get(0)).isEqualTo("casework." + task);
            assertThat(open.get(1)).isEqualTo(story.agency(by).value().toString());
            assertThat(LocalDate.parse(open.get(2))).isAfterOrEqualTo(story.today);
        });
    }

    private static String refused(Decision<?> decision) {
        return decision instanceof Decision.Refused<?> refused
                ? refused.reason().key()
                : "allowed";
    }

    @Test
    void what_the_first_refuses_another_takes_and_until_then_the_plan_stays_in_force() {
        RunningStory story = RunningStory.running(context);
        owned(story, State.RUNNING, "monitor", "suishin");
        UUID item = story.propose(story.evaluate("jiritsu").orElseThrow());
        owned(story, State.CLOSING, "confer-closure", "suishin");

        story.conclude(item, "CLOSE", story.agency("jiritsu"), false).orElseThrow();
        owned(story, State.HANDING_BACK, "accept-lead", "jiritsu");
        HandBacks.HandBack first = story.last();
        assertThat(first.remaining()).isEqualTo("見本の残された課題");
        assertThat(first.isOpen()).isTrue();
        assertThat(first.conferenceItem()).isEqualTo(item);
        assertThat(story.inForceOrLast().state()).isEqualTo(Plan.State.IN_FORCE);

        assertThat(refused(story.handBacks.refuse(story.as("jiritsu"), first.id(), " ")))
                .isEqualTo("collaboration.refused.why-not");
        owned(story, State.HANDING_BACK, "accept-lead", "jiritsu");
        story.handBacks.refuse(story.as("jiritsu"), first.id(), "家計だけなら受けられる").orElseThrow();
        owned(story, State.WITHOUT_LEAD, "find-lead", "suishin");
        assertThat(story.inForceOrLast().state()).isEqualTo(Plan.State.IN_FORCE);

        HandBacks.Ground ground = story.handBacks.ground(story.suishin, story.caseId);
        assertThat(ground.leads())
                .extracting(member -> member.agency())
                .contains(story.agency("houkatsu"), story.agency("jiritsu"))
                .doesNotContain(story.agency("shougai"));
        assertThat(refused(story.handBacks.offerAgain(
                        story.suishin, story.caseId, story.agency("shougai"), "", "", story.today.plusDays(30))))
                .isEqualTo("collaboration.refused.lead-not-covered");
        owned(story, State.WITHOUT_LEAD, "find-lead", "suishin");
        UUID second = story.handBacks
                .offerAgain(
                        story.suishin, story.caseId, story.agency("houkatsu"), "見守り", "家にいたい", story.today.plusDays(30))
                .orElseThrow();
        owned(story, State.HANDING_BACK, "accept-lead", "houkatsu");

        assertThat(refused(story.handBacks.accept(story.as("jiritsu"), first.id())))
                .as("what was refused cannot be accepted afterwards")
                .isEqualTo("collaboration.refused.answered");
        assertThatThrownBy(() -> story.handBacks.accept(story.as("jiritsu"), second))
                .isInstanceOf(NotVisible.class);
        assertThatThrownBy(() -> story.handBacks.accept(story.suishin, second)).isInstanceOf(NotVisible.class);
        story.handBacks.accept(story.as("houkatsu"), second).orElseThrow();
        owned(story, State.FOLLOW_UP, "follow-up", "houkatsu");
        assertThat(story.open().getFirst().get(2))
                .isEqualTo(story.today.plusDays(30).toString());
        assertThat(story.inForceOrLast().state()).isEqualTo(Plan.State.ENDED);
        assertThat(refused(story.handBacks.accept(story.as("houkatsu"), second)))
                .isEqualTo("collaboration.refused.answered");

        story.followUps
                .write(
                        story.as("houkatsu"),
                        story.caseId,
                        new FollowUps.Written(story.today, "元気だった", story.today.plusDays(60)))
                .orElseThrow();
        owned(story, State.FOLLOW_UP, "follow-up", "houkatsu");
        story.followUps
                .write(story.as("houkatsu"), story.caseId, new FollowUps.Written(story.today, "落ち着いている", null))
                .orElseThrow();
        assertThat(story.state()).isEqualTo(State.ENDED);
        assertThat(story.open()).isEmpty();
        assertThat(story.handBacks.ofCase(story.as("houkatsu"), story.caseId))
                .as("the history stays readable")
                .extracting(HandBacks.HandBack::toName)
                .hasSize(2);
    }

    @Test
    void the_one_that_refused_can_be_asked_again_and_its_old_refusal_answers_nothing() {
        RunningStory story = RunningStory.running(context);
        HandBacks.HandBack first = story.closed("jiritsu", false);
        story.handBacks.refuse(story.as("jiritsu"), first.id(), "いまは手一杯").orElseThrow();
        UUID again = story.handBacks
                .offerAgain(story.suishin, story.caseId, story.agency("jiritsu"), "", "", story.today.plusDays(30))
                .orElseThrow();
        owned(story, State.HANDING_BACK, "accept-lead", "jiritsu");
        assertThat(refused(story.handBacks.accept(story.as("jiritsu"), first.id())))
                .isEqualTo("collaboration.refused.answered");
        owned(story, State.HANDING_BACK, "accept-lead", "jiritsu");
        story.handBacks.accept(story.as("jiritsu"), again).orElseThrow();
        owned(story, State.FOLLOW_UP, "follow-up", "jiritsu");
    }

    @Test
    void what_was_agreed_in_the_minutes_is_accepted_at_once() {
        RunningStory story = RunningStory.running(context);
        HandBacks.HandBack agreed = story.closed("jiritsu", true);
        owned(story, State.FOLLOW_UP, "follow-up", "jiritsu");
        assertThat(agreed.agreed()).isTrue();
        assertThat(agreed.isOpen()).isFalse();
        assertThat(story.inForceOrLast().state()).isEqualTo(Plan.State.ENDED);
        assertThat(refused(story.handBacks.accept(story.as("jiritsu"), agreed.id())))
                .isEqualTo("collaboration.refused.answered");
    }

    @Test
    void a_refusal_can_return_to_the_conference_which_names_another_or_goes_on() {
        RunningStory story = RunningStory.running(context);
        HandBacks.HandBack first = story.closed("jiritsu", false);
        story.handBacks.refuse(story.as("jiritsu"), first.id(), "遠い").orElseThrow();
        UUID item = story.conferAgain();
        owned(story, State.CLOSING, "confer-closure", "suishin");
        assertThat(refused(story.conclude(item, "CLOSE", story.agency("shougai"), true)))
                .isEqualTo("collaboration.refused.lead-not-covered");
    }

    @Test
    void a_conference_that_goes_on_leaves_the_plan_in_force_until_its_day() {
        RunningStory story = RunningStory.running(context);
        LocalDate next = story.today.plusDays(40);
        story.monitor(story.suishin, "GOAL_NEAR", next).orElseThrow();
        UUID item = story.propose(story.evaluate("houkatsu").orElseThrow());
        story.conclude(item, "CONTINUE", null, false).orElseThrow();
        owned(story, State.RUNNING, "monitor", "suishin");
        assertThat(story.open().getFirst().get(2)).isEqualTo(next.toString());
        assertThat(story.inForceOrLast().state()).isEqualTo(Plan.State.IN_FORCE);
    }

    @Test
    void the_first_conference_can_hand_back_and_when_nobody_takes_it_the_case_is_planned_anew() {
        RunningStory story = new RunningStory(context);
        UUID draft = story.draft();
        UUID meeting = story.plan.meeting();
        story.plan.proposals.propose(story.suishin, draft, meeting).orElseThrow();
        UUID offered = story.handBacks
                .concluded(
                        story.suishin,
                        story.caseId,
                        CaseFlow.Step.LEAD_BACK,
                        new HandBacks.Offer(
                                story.agency("houkatsu"),
                                Set.copyOf(story.plan.persons),
                                false,
                                null,
                                "見守り",
                                "",
                                story.today.plusDays(30)),
                        "",
                        0)
                .orElseThrow();
        owned(story, State.HANDING_BACK, "accept-lead", "houkatsu");
        story.handBacks.refuse(story.as("houkatsu"), offered, "手が足りない").orElseThrow();
        owned(story, State.WITHOUT_LEAD, "find-lead", "suishin");
        UUID item = story.conferAgain();
        owned(story, State.CLOSING, "confer-closure", "suishin");
        story.conclude(item, "CONTINUE", null, false).orElseThrow();
        owned(story, State.PLANNING, "plan", "suishin");
    }

    @Test
    void a_case_without_a_plan_in_force_can_be_taken_over_in_the_meeting_itself() {
        RunningStory story = new RunningStory(context);
        UUID draft = story.draft();
        story.plan.proposals.propose(story.suishin, draft, story.plan.meeting()).orElseThrow();
        story.handBacks
                .concluded(
                        story.suishin,
                        story.caseId,
                        CaseFlow.Step.LEAD_BACK,
                        new HandBacks.Offer(
                                story.agency("houkatsu"),
                                Set.copyOf(story.plan.persons),
                                true,
                                null,
                                "",
                                "",
                                story.today.plusDays(30)),
                        "",
                        0)
                .orElseThrow();
        owned(story, State.FOLLOW_UP, "follow-up", "houkatsu");
    }

    @Test
    void an_evaluation_that_does_not_end_or_is_of_another_plan_goes_before_no_conference() {
        RunningStory story = RunningStory.running(context);
        UUID keep = story.evaluate("KEEP", null).orElseThrow();
        UUID meeting = story.plan.meeting();
        assertThat(refused(story.proposals.propose(story.suishin, keep, meeting)))
                .isEqualTo("collaboration.refused.no-closure");
        UUID close = story.evaluate("houkatsu").orElseThrow();
        assertThat(refused(story.proposals.propose(story.suishin, close, UUID.randomUUID())))
                .isEqualTo("collaboration.refused.meeting-gone");
        assertThat(refused(story.evaluate("shougai"))).isEqualTo("collaboration.refused.lead-not-covered");
        assertThatThrownBy(() -> story.proposals.propose(story.as("jiritsu"), close, meeting))
                .isInstanceOf(NotVisible.class);
        owned(story, State.RUNNING, "monitor", "suishin");
    }

    @Test
    void monitoring_sets_the_next_day_and_what_an_agency_writes_of_its_own_lines_moves_nothing() {
        RunningStory story = RunningStory.running(context);
        story.monitor(story.as("shougai"), "ON_TRACK", null).orElseThrow();
        owned(story, State.RUNNING, "monitor", "suishin");
        String before = story.open().getFirst().get(2);
        assertThat(refused(story.monitor(story.suishin, "ON_TRACK", null)))
                .isEqualTo("collaboration.refused.next-missing");
        assertThat(story.open().getFirst().get(2)).isEqualTo(before);
        UUID whole = story.monitor(story.suishin, "ON_TRACK", story.today.plusDays(33))
                .orElseThrow();
        owned(story, State.RUNNING, "monitor", "suishin");
        assertThat(story.open().getFirst().get(2))
                .isEqualTo(story.today.plusDays(33).toString());
        assertThatThrownBy(() -> story.monitorings.read(story.as("shougai"), whole))
                .as("it is about somebody whom the agency is not covered for")
                .isInstanceOf(NotVisible.class);
        assertThat(story.monitorings.ofCase(story.as("jiritsu"), story.caseId)).hasSize(2);
        assertThatThrownBy(() -> story.monitorings.ground(story.as("gakkou"), story.caseId))
                .isInstanceOf(NotVisible.class);

        story.monitorings.revise(story.suishin, story.caseId).orElseThrow();
        owned(story, State.PLANNING, "plan", "suishin");
        assertThat(story.inForceOrLast().state())
                .as("until the next version is decided")
                .isEqualTo(Plan.State.IN_FORCE);
        story.monitor(story.suishin, "SLOW", null).orElseThrow();
        owned(story, State.PLANNING, "plan", "suishin");
    }

    @Test
    void only_the_new_lead_ends_the_plan_of_another_agency_and_only_by_taking_over() {
        RunningStory story = RunningStory.running(context);
        HandBacks.HandBack offered = story.closed("jiritsu", false);
        assertThat(ended(story, "jiritsu")).as("not before it has accepted").isZero();
        assertThat(ended(story, "houkatsu")).isZero();
        story.handBacks.accept(story.as("jiritsu"), offered.id()).orElseThrow();
        assertThat(story.inForceOrLast().state()).isEqualTo(Plan.State.ENDED);
    }

    /** How many plans the agency could end by itself, in the role of the server. */
    private int ended(RunningStory story, String login) {
        HandBackStore store = context.getBean(HandBackStore.class);
        HouseholdId household = story.last().household();
        story.plan.db.run(story.as(login), () -> store.endPlan(story.as(login), story.caseId, household));
        return story.inForceOrLast().state() == Plan.State.IN_FORCE ? 0 : 1;
    }
}
