package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.casework.CaseFlow;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.Decision;
import kasane.shared.PersonId;
import kasane.sharing.Category;
import kasane.tasks.Tasks;
import kasane.testing.AsRole;
import kasane.testing.CaseStory;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** 転出: what goes to another town is exactly what each person agreed to, and where they go is known to nobody else here. */
@WithKasane
@Tag("sql")
@Promise("F10")
class HandoversTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Connections connections;

    @Autowired
    Handovers handovers;

    @Autowired
    CaseExits exits;

    @Autowired
    Tasks tasks;

    @Autowired
    Db db;

    private static String refusal(Decision<?> decision) {
        return decision instanceof Decision.Refused<?>(kasane.shared.Reason reason) ? reason.key() : "";
    }

    private static Decision<UUID> prepare(
            RunningStory story, Handovers handovers, Map<PersonId, Set<Category>> agreed) {
        return handovers.prepare(
                story.suishin,
                new Handovers.NewHandover(
                        story.caseId,
                        "架空台市 福祉総合相談課",
                        story.today.plusDays(10),
                        story.today,
                        Handovers.How.SPOKEN,
                        agreed));
    }

    private UUID prepared(RunningStory story) {
        Map<PersonId, Set<Category>> agreed = new LinkedHashMap<>();
        agreed.put(story.plan.story.person(0), Set.of(Category.HEALTH, Category.PLAN));
        return prepare(story, handovers, agreed).orElseThrow();
    }

    private List<String> waiting(Viewer.Staff viewer, RunningStory story) {
        return db.transact(
                viewer,
                () -> tasks.waiting(viewer, 1000).stream()
                        .filter(task -> story.plan.story.householdId().equals(task.household()))
                        .map(Tasks.Task::kind)
                        .filter(kind -> kind.startsWith("collaboration.handover"))
                        .toList());
    }

    private Handovers.Part health(RunningStory story, String words) {
        return new Handovers.Part(story.plan.story.person(0), Category.HEALTH, words);
    }

    @Test
    void nothing_goes_that_nobody_agreed_to_and_nobody_is_in_it_who_agreed_to_nothing() {
        RunningStory story = RunningStory.running(context);
        assertThat(refusal(prepare(story, handovers, Map.of()))).isEqualTo("collaboration.refused.nothing-agreed");
        assertThat(refusal(prepare(story, handovers, Map.of(story.plan.story.person(0), Set.of()))))
                .isEqualTo("collaboration.refused.nothing-agreed");
        assertThat(refusal(prepare(story, handovers, Map.of(story.plan.story.person(0), Set.of(Category.REFERRAL)))))
                .as("what agencies here wrote to each other")
                .isEqualTo("collaboration.refused.nothing-agreed");
        UUID id = prepared(story);
        Handovers.Handover file = handovers.find(story.suishin, id);
        assertThat(file.persons()).containsExactly(story.plan.story.person(0));
        assertThat(file.parts())
                .extracting(Handovers.Part::category)
                .containsExactlyInAnyOrder(Category.HEALTH, Category.PLAN);
        CaseStory other = CaseStory.begun(context);
        assertThatThrownBy(() -> prepare(story, handovers, Map.of(other.person(0), Set.of(Category.HEALTH))))
                .as("somebody of another case")
                .isInstanceOf(NotVisible.class);
        // There is no row for what was not agreed, and none can be made for somebody who is not in it.
        handovers
                .write(
                        story.suishin,
                        id,
                        file.version(),
                        List.of(new Handovers.Part(story.plan.story.person(0), Category.MONEY, "見本の借金")))
                .orElseThrow();
        assertThat(handovers.find(story.suishin, id).parts())
                .noneMatch(part -> part.words().contains("借金"));
    }

    @Test
    void a_line_of_the_plan_goes_only_where_everybody_it_is_about_agreed_to_the_plan() {
        RunningStory story = RunningStory.running(context);
        List<Plan.Line> lines = story.inForceOrLast().lines();
        Handovers.Handover one = handovers.find(story.suishin, prepared(story));
        String told = one.parts().stream()
                .filter(part -> part.category() == Category.PLAN)
                .map(Handovers.Part::words)
                .findFirst()
                .orElseThrow();
        Set<PersonId> agreeing = Set.of(story.plan.story.person(0));
        long expected = lines.stream()
                .filter(line -> agreeing.containsAll(line.persons()))
                .count();
        assertThat(told.isEmpty() ? 0 : told.lines().count()).isEqualTo(expected);
        assertThat(expected).as("some line is about both").isLessThan(lines.size());
    }

    @Test
    void where_the_family_goes_is_known_to_nobody_but_who_carries_the_case() {
        RunningStory story = RunningStory.running(context);
        UUID id = prepared(story);
        for (String login : List.of("houkatsu", "shougai", "jiritsu", "gakkou")) {
            assertThatThrownBy(() -> handovers.find(story.as(login), id))
                    .as(login)
                    .isInstanceOf(NotVisible.class);
            assertThat(handovers.ofCase(story.as(login), story.caseId))
                    .as(login)
                    .isEmpty();
            try (AsRole role = AsRole.staff(connections, story.as(login), TestClock.START)) {
                assertThat(role.number("select count(*) from collaboration.handover where id = ?", id))
                        .isZero();
                assertThat(role.number("select count(*) from collaboration.handover_part where handover_id = ?", id))
                        .isZero();
            }
        }
        assertThat(Web.as(port, "jiritsu").get("/cases/" + story.caseId).body()).doesNotContain("架空台市");
    }

    @Test
    void handing_it_over_is_kept_with_who_and_when_and_ends_the_case() {
        RunningStory story = RunningStory.running(context);
        UUID id = prepared(story);
        assertThat(waiting(story.suishin, story)).containsExactly("collaboration.handover");
        assertThat(refusal(handovers.give(story.suishin, id, story.today.plusDays(1), "見本さん", Handovers.Way.HAND)))
                .isEqualTo("collaboration.refused.exit-when");
        handovers
                .write(story.suishin, id, 1, List.of(health(story, "見本：通院は月に1回")))
                .orElseThrow();
        assertThatThrownBy(() -> handovers.write(story.suishin, id, 1, List.of(health(story, "おくれた人の文"))))
                .as("a second writer")
                .isInstanceOf(Stale.class);
        handovers
                .give(story.suishin, id, story.today, "架空台市の見本さん", Handovers.Way.HAND)
                .orElseThrow();
        Handovers.Handover given = handovers.find(story.suishin, id);
        assertThat(given.state()).isEqualTo(HandoverFlow.State.GIVEN);
        assertThat(given.givenTo()).isEqualTo("架空台市の見本さん");
        assertThat(given.givenOn()).isEqualTo(story.today);
        assertThat(story.state()).isEqualTo(CaseFlow.State.ENDED);
        assertThat(waiting(story.suishin, story)).isEmpty();
        assertThat(refusal(handovers.withdraw(story.suishin, id))).isNotEmpty();
    }

    @Test
    void from_any_state_of_a_case_there_is_this_way_out() {
        RunningStory closing = RunningStory.running(context);
        closing.closed("houkatsu", false);
        assertThat(closing.state()).isEqualTo(CaseFlow.State.HANDING_BACK);
        UUID id = prepared(closing);
        handovers.write(closing.suishin, id, 1, List.of(health(closing, "見本"))).orElseThrow();
        handovers
                .give(closing.suishin, id, closing.today, "見本さん", Handovers.Way.PERSON)
                .orElseThrow();
        assertThat(closing.state()).isEqualTo(CaseFlow.State.ENDED);
        assertThat(refusal(prepare(closing, handovers, Map.of(closing.plan.story.person(0), Set.of(Category.HEALTH)))))
                .isEqualTo("collaboration.refused.ended");
    }

    @Test
    void an_agreement_that_is_taken_back_and_a_case_that_ends_otherwise_leave_no_file_behind() {
        RunningStory story = RunningStory.running(context);
        UUID first = prepared(story);
        handovers.withdraw(story.suishin, first).orElseThrow();
        assertThat(refusal(handovers.give(story.suishin, first, story.today, "見本さん", Handovers.Way.HAND)))
                .isNotEmpty();
        assertThat(Web.as(port, "suishin").get("/handovers/" + first + "/sheet").status())
                .isEqualTo(404);
        UUID second = prepared(story);
        exits.exit(story.suishin, story.caseId, story.today, "DIED").orElseThrow();
        assertThat(handovers.find(story.suishin, second).state()).isEqualTo(HandoverFlow.State.WITHDRAWN);
        assertThat(waiting(story.suishin, story)).isEmpty();
    }

    @Test
    void by_the_forms_it_is_agreed_written_printed_and_handed_over() {
        RunningStory story = RunningStory.running(context);
        Web suishin = Web.as(port, "suishin");
        String of = "/cases/" + story.caseId + "/handovers";
        String who = story.plan.story.person(0).value().toString();
        assertThat(suishin.get("/cases/" + story.caseId).body()).contains("転出の引継書をつくる");
        Web.Answer refused = suishin.post(
                of + "/new",
                of,
                Map.of(
                        "to", List.of("架空台市 福祉課"),
                        "moves", List.of("R8.13.1"),
                        "agreedOn", List.of("R8.6.15"),
                        "how", List.of("SPOKEN")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("架空台市 福祉課", "R8.13.1");
        Web.Answer made = suishin.post(
                of + "/new",
                of,
                Map.of(
                        "to",
                        List.of("架空台市 福祉課"),
                        "moves",
                        List.of("R8.7.31"),
                        "agreed-" + who,
                        List.of("HEALTH", "MONEY"),
                        "agreedOn",
                        List.of("R8.6.15"),
                        "how",
                        List.of("SPOKEN")));
        assertThat(made.status()).as(made.body()).isEqualTo(303);
        String page = made.location();
        assertThat(suishin.get(page + "/words").body())
                .contains("健康・障害・介護のこと", "収入・お金のこと")
                .doesNotContain("学校・仕事のこと");
        assertThat(suishin.post(
                                page + "/words",
                                page + "/words",
                                Map.of("words-" + who + "-HEALTH", List.of("見本：月に1回、通院しています")))
                        .status())
                .isEqualTo(303);
        assertThat(suishin.get(page + "/sheet").body())
                .contains("引継書", "架空台市 福祉課", "見本：月に1回、通院しています")
                .doesNotContain("収入・お金のこと");
        assertThat(suishin.get(page + "/sheet.pdf").response().headers().firstValue("Content-Type"))
                .contains("application/pdf");
        assertThat(suishin.post(
                                page + "/giving",
                                page + "/giving",
                                Map.of("on", List.of("R8.6.15"), "to", List.of("見本さん"), "how", List.of("HAND")))
                        .status())
                .isEqualTo(303);
        assertThat(suishin.get(page).body()).contains("渡しました", "見本さん", "相手の窓口に手渡した");
        assertThat(suishin.get(page + "/words").status()).isEqualTo(404);
    }
}
