package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kasane.conference.Meetings;
import kasane.conference.Minutes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.tasks.Tasks;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** 決定: typed once in the conference, it is the work of an agency, a line of the plan and part of the record. */
@WithKasane
@Tag("sql")
@Promise("F6")
class DecisionsGoOnTest {

    private static final String GOAL = "家計を整える";

    @Autowired
    ApplicationContext context;

    @Autowired
    Minutes minutes;

    @Autowired
    Meetings meetings;

    @Autowired
    Tasks tasks;

    private RunningStory story;
    private UUID plan;
    private UUID meeting;
    private UUID item;
    private LocalDate due;

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
        due = story.today.plusDays(14);
    }

    private Decision<UUID> decide(String what, String goal, AgencyId agency) {
        return minutes.decide(story.suishin, meeting, item, new Minutes.Resolution(what, goal, agency, due));
    }

    private Decision<UUID> conclude(String code) {
        return story.conclude(meeting, item, code, null, false);
    }

    private Plan plan() {
        return story.plan.plans.find(story.suishin, plan);
    }

    private static String refusal(Decision<?> decision) {
        return decision instanceof Decision.Refused<?>(Reason reason) ? reason.key() : "";
    }

    @Test
    void what_was_decided_for_a_goal_is_a_line_under_it_once_the_plan_is_fit_with_amendments() {
        assertThat(minutes.goals(story.suishin, minutes.find(story.suishin, meeting, item)))
                .containsExactly(GOAL, "日中の居場所", "体調を保つ");
        decide("家計相談に同行する", GOAL, story.agency("jiritsu")).orElseThrow();
        decide("会議の日を決める", "", story.agency("houkatsu")).orElseThrow();
        UUID dropped = decide("取りやめたこと", GOAL, story.agency("jiritsu")).orElseThrow();
        minutes.drop(story.suishin, meeting, item, dropped).orElseThrow();
        int lines = plan().lines().size();
        conclude("FIT_AMENDED").orElseThrow();
        assertThat(plan().state()).isEqualTo(Plan.State.FIT);
        assertThat(plan().lines()).hasSize(lines + 1).last().satisfies(line -> {
            assertThat(line.goal()).isEqualTo(GOAL);
            assertThat(line.action()).isEqualTo("家計相談に同行する");
            assertThat(line.agency()).isEqualTo(story.agency("jiritsu"));
            assertThat(line.due()).isEqualTo(due);
            assertThat(line.persons()).isEqualTo(plan().lines().getFirst().persons());
        });
    }

    @Test
    void the_same_words_are_the_work_of_the_agency_and_stand_in_the_record() {
        UUID decided = decide("家計相談に同行する", GOAL, story.agency("jiritsu")).orElseThrow();
        assertThat(story.plan.db.transact(
                        story.as("jiritsu"),
                        () -> tasks.waiting(story.as("jiritsu"), 300).stream()
                                .filter(task -> decided.equals(task.item()))
                                .map(Tasks.Task::kind)
                                .toList()))
                .containsExactly("conference.decided");
        assertThat(record()).containsExactly("会議で決まりました：自立相談支援センターかさね：家計相談に同行する");
        minutes.drop(story.suishin, meeting, item, decided).orElseThrow();
        assertThat(record()).isEmpty();
    }

    /** What the household's own record tells of decisions. */
    private List<String> record() {
        return story.plan.db.transact(
                story.suishin,
                () -> story.plan
                        .db
                        .sql(story.suishin, """
                                select summary, detail from conference.pub_timeline
                                where household_id = :household and kind = 'conference.decision'
                                """)
                        .param("household", story.plan.story.householdId())
                        .list(row -> row.text("summary") + "：" + row.text("detail")));
    }

    @Test
    void a_plan_that_gets_lines_from_the_conference_is_not_fit_as_it_stands() {
        decide("家計相談に同行する", GOAL, story.agency("jiritsu")).orElseThrow();
        assertThat(refusal(conclude("FIT"))).isEqualTo("collaboration.refused.plan-is-amended");
        assertThat(plan().state()).isEqualTo(Plan.State.PROPOSED);
    }

    @Test
    void a_line_is_carried_by_an_agency_of_the_team_and_belongs_to_a_goal_of_the_plan() {
        assertThat(refusal(decide("見本", "どこにもない目標", story.agency("jiritsu")))).isEqualTo("conference.refused.no-goal");
        story.plan
                .cases
                .leave(
                        story.suishin,
                        story.caseId,
                        story.agency("jiritsu"),
                        story.today,
                        new kasane.casework.Cases.Why("OTHER", 1))
                .orElseThrow();
        assertThat(refusal(decide("見本", GOAL, story.agency("jiritsu"))))
                .isEqualTo("collaboration.refused.line-agency-no-member");
    }
}
