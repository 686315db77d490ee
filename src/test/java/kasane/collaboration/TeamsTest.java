package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.casework.Cases;
import kasane.conference.Minutes;
import kasane.gate.NotVisible;
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

/** 支援チーム: who joins and leaves, when and why, and what becomes of their work. */
@WithKasane
@Tag("pages")
@Promise("F9")
class TeamsTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Teams teams;

    @Autowired
    Tasks tasks;

    @Autowired
    Minutes minutes;

    private static String refused(Decision<?> decision) {
        return decision instanceof Decision.Refused<?> refused
                ? refused.reason().key()
                : "";
    }

    private List<String> waiting(RunningStory story, Viewer.Staff viewer) {
        return story.plan.db.transact(
                viewer,
                () -> tasks.waiting(viewer, 300).stream()
                        .filter(task -> story.plan.story.householdId().equals(task.household()))
                        .map(Tasks.Task::kind)
                        .toList());
    }

    private static Cases.TeamMember member(RunningStory story, String login) {
        return story.plan.cases.team(story.suishin, story.caseId).stream()
                .filter(member -> member.agency().equals(story.agency(login)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoever_joins_before_the_first_decision_is_told_from_whoever_joins_after_support_began() {
        RunningStory story = new RunningStory(context);
        assertThat(member(story, "jiritsu").joined()).isEqualTo(Cases.Why.NONE);
        assertThat(refused(teams.join(story.suishin, story.caseId, story.agency("gakkou"), story.today, "ROLE")))
                .isEqualTo("casework.refused.no-consent");
        story.plan.story.consent(0, "suishin", "shougai", "jiritsu", "gakkou", "kodomo");
        teams.join(story.suishin, story.caseId, story.agency("gakkou"), story.today, "ROLE")
                .orElseThrow();
        assertThat(member(story, "gakkou")).satisfies(gakkou -> {
            assertThat(gakkou.afterStart()).isFalse();
            assertThat(gakkou.joined().code()).isEqualTo("ROLE");
        });
        UUID draft = story.draft();
        story.plan.confer(draft, "FIT");
        story.plan
                .decisions
                .decide(story.plan.kacho, draft, story.today, "見本第1号")
                .orElseThrow();
        teams.join(story.suishin, story.caseId, story.agency("kodomo"), story.today, "CONFERENCE")
                .orElseThrow();
        assertThat(member(story, "kodomo").afterStart()).isTrue();
        assertThat(refused(teams.join(story.suishin, story.caseId, story.agency("kodomo"), story.today, "ROLE")))
                .isEqualTo("casework.refused.member-already");
        assertThat(Web.as(port, "suishin").get("/cases/" + story.caseId).body())
                .contains("支援開始前に参加（プランで役割をもつ）")
                .contains("支援開始後に参加（会議で決まった）");
    }

    @Test
    void whoever_leaves_keeps_no_work_and_what_it_had_to_do_comes_back() {
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
        UUID asked = context.getBean(InformationRequests.class)
                .ask(
                        story.suishin,
                        new InformationRequests.NewRequest(
                                story.caseId,
                                Set.of(story.plan.persons.get(0)),
                                story.agency("jiritsu"),
                                List.of("HEALTH"),
                                "見本：通院のようす",
                                story.today.plusDays(5)))
                .orElseThrow();
        Viewer.Staff jiritsu = story.as("jiritsu");
        assertThat(waiting(story, jiritsu)).contains("conference.decided", "collaboration.information");

        assertThat(refused(teams.leave(story.suishin, story.caseId, story.suishin.agency(), story.today, "DONE")))
                .isEqualTo("casework.refused.owner-stays");
        assertThat(refused(teams.leave(
                        story.suishin, story.caseId, story.agency("jiritsu"), story.today.plusDays(1), "DONE")))
                .isEqualTo("casework.refused.left-when");
        assertThatThrownBy(() -> teams.leave(jiritsu, story.caseId, story.agency("jiritsu"), story.today, "DONE"))
                .isInstanceOf(NotVisible.class);
        teams.leave(story.suishin, story.caseId, story.agency("jiritsu"), story.today, "HANDED_ON")
                .orElseThrow();
        assertThat(waiting(story, jiritsu)).isEmpty();
        assertThat(waiting(story, story.suishin)).contains("conference.decided");
        assertThat(waiting(story, story.as("houkatsu"))).contains("conference.decided");
        assertThat(context.getBean(InformationRequests.class)
                        .find(story.suishin, asked)
                        .state())
                .isEqualTo(InformationFlow.State.WITHDRAWN);
        assertThatThrownBy(() -> story.occurrences.ground(jiritsu, story.caseId))
                .as("it no longer takes part")
                .isInstanceOf(NotVisible.class);
        assertThat(story.plan.plans.find(jiritsu, draft).lines())
                .as("the consent still lets it read, until it ends")
                .isNotEmpty();
        story.plan.story.withdraw(0).withdraw(1);
        assertThatThrownBy(() -> story.plan.plans.find(jiritsu, draft)).isInstanceOf(NotVisible.class);
    }

    @Test
    void whoever_leads_or_is_asked_to_lead_does_not_leave() {
        RunningStory story = RunningStory.running(context);
        HandBacks.HandBack offered = story.closed("jiritsu", false);
        assertThat(refused(teams.leave(story.suishin, story.caseId, story.agency("jiritsu"), story.today, "DONE")))
                .isEqualTo("casework.refused.lead-stays");
        story.handBacks.refuse(story.as("jiritsu"), offered.id(), "手一杯").orElseThrow();
        teams.leave(story.suishin, story.caseId, story.agency("jiritsu"), story.today, "AGENCY")
                .orElseThrow();
        assertThat(refused(story.handBacks.offerAgain(
                        story.suishin, story.caseId, story.agency("jiritsu"), "", "", story.today.plusDays(30))))
                .as("whoever has left is not asked to lead")
                .isEqualTo("collaboration.refused.lead-left");
    }

    @Test
    void the_case_says_who_left_and_which_lines_of_the_plan_they_leave_behind() {
        RunningStory story = RunningStory.running(context);
        String of = "/cases/" + story.caseId;
        Web suishin = Web.as(port, "suishin");
        String leaving = of + "/team/" + story.agency("shougai").value() + "/leaving";
        Web.Answer form = suishin.get(leaving);
        assertThat(form.body()).contains("支援内容が1件あります");
        Web.Answer bad = suishin.post(form, leaving, Map.of("on", List.of("きのうのきのう")));
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.body()).contains("離れるわけを選んでください").contains("きのうのきのう");
        Web.Answer left = suishin.post(form, leaving, Map.of("on", List.of("R8.6.15"), "reason", List.of("AGENCY")));
        assertThat(left.status()).as(left.body()).isEqualTo(303);
        String page = suishin.get(of).body();
        assertThat(page).contains("R8.6.15まで（機関の都合").contains("チームを離れた機関の担当が、いまのプランに残っています：障害者相談支援センターかさね");
        assertThat(Web.as(port, "jiritsu").get(of).body()).doesNotContain("いまのプランに残っています");
        assertThat(Web.as(port, "shougai").get("/cases").body()).doesNotContain(of);
        assertThat(suishin.get(leaving).status()).isEqualTo(404);
    }

    @Test
    void bad_input_in_a_joining_is_told_at_each_field_and_everything_typed_is_kept() {
        RunningStory story = new RunningStory(context);
        String of = "/cases/" + story.caseId;
        story.plan.story.consent(0, "suishin", "shougai", "jiritsu", "gakkou");
        Web suishin = Web.as(port, "suishin");
        Web.Answer form = suishin.get(of + "/team/new");
        assertThat(form.body()).contains("の同意はまだです。同意のある人のことだけが見えます");
        Web.Answer empty = suishin.post(form, of + "/team", Map.of("on", List.of("R8.6.32")));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body())
                .contains("加える機関を選んでください")
                .contains("加わるわけを選んでください")
                .contains("R8.6.32");
    }
}
