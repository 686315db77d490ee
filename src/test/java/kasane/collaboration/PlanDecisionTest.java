package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.gate.NotVisible;
import kasane.postgres.Connections;
import kasane.shared.Decision;
import kasane.shared.PersonId;
import kasane.testing.AsRole;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@WithKasane
@Tag("sql")
@Promise({"C2", "C3"})
class PlanDecisionTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    @Autowired
    ApplicationContext context;

    @Autowired
    Connections connections;

    private PlanStory story;
    private PersonId mihon;
    private PersonId mokei;

    @BeforeEach
    void story() {
        story = new PlanStory(context);
        mihon = story.persons.getFirst();
        mokei = story.persons.getLast();
    }

    @Test
    void the_decision_puts_the_version_in_force_and_the_next_one_takes_its_place() {
        UUID first = story.draft();
        story.write(first, List.of(Set.of(mihon)));
        assertThat(decide(first)).as("before the conference").isFalse();
        story.confer(first, "FIT");
        assertThat(story.cases.standing(story.suishin, story.caseId).state()).isEqualTo(CaseFlow.State.FIT);
        assertThatThrownBy(() -> story.decisions.decide(story.suishin, first, TODAY, "見本第1号"))
                .as("who does not decide for the municipality")
                .isInstanceOf(NotVisible.class);
        assertThat(story.decisions
                        .decide(story.kacho, first, TODAY.minusDays(1), "見本第1号")
                        .isAllowed())
                .as("before the day of the conference")
                .isFalse();
        assertThat(decide(first)).isTrue();
        assertThat(decide(first)).as("twice").isFalse();

        Plan plan = story.plans.find(story.suishin, first);
        assertThat(plan.state()).isEqualTo(Plan.State.IN_FORCE);
        assertThat(plan.decidedOn()).isEqualTo(TODAY);
        var standing = story.cases.standing(story.suishin, story.caseId);
        assertThat(standing.state()).isEqualTo(CaseFlow.State.RUNNING);
        assertThat(standing.due()).isEqualTo(plan.frame().nextMonitoring());

        story.cases
                .step(story.suishin, story.caseId, CaseFlow.Step.REVISE, Cases.Happening.about(first))
                .orElseThrow();
        UUID second = story.draft();
        assertThat(story.plans.find(story.suishin, second).lines())
                .singleElement()
                .satisfies(line -> assertThat(line.goal()).isEqualTo("見本の目標1"));
        assertThat(story.plans.inForce(story.suishin, story.caseId))
                .map(Plan::id)
                .contains(first);
        story.confer(second, "FIT");
        assertThat(decide(second)).isTrue();
        assertThat(story.plans.find(story.suishin, first).state()).isEqualTo(Plan.State.REPLACED);
        assertThat(story.plans.inForce(story.suishin, story.caseId))
                .map(Plan::id)
                .contains(second);
    }

    @Test
    void no_sequence_of_operations_yields_a_plan_in_force_without_a_decision() {
        Random random = new Random(106_4);
        int inForce = 0;
        for (int run = 0; run < 6; run++) {
            story();
            List<UUID> versions = new ArrayList<>();
            for (int i = 0; i < 14; i++) {
                UUID plan = versions.isEmpty() ? null : versions.get(random.nextInt(versions.size()));
                attempt(random.nextInt(8), plan, versions);
                for (Plan version : story.plans.ofCase(story.suishin, story.caseId)) {
                    boolean decided =
                            story.decisions.of(story.suishin, version.id()).isPresent();
                    boolean counted = Set.of(Plan.State.IN_FORCE, Plan.State.REPLACED, Plan.State.ENDED)
                            .contains(version.state());
                    assertThat(counted).as(version.state().name()).isEqualTo(decided);
                    inForce += version.state() == Plan.State.IN_FORCE ? 1 : 0;
                }
            }
        }
        assertThat(inForce).as("some came into force").isPositive();
    }

    /** One operation, which may be refused; whatever it began is then gone. */
    private void attempt(int what, @Nullable UUID plan, List<UUID> versions) {
        if (plan == null && what != 0) {
            return;
        }
        try {
            operate(what, plan == null ? UUID.randomUUID() : plan, versions);
        } catch (IllegalStateException refused) {
            assertThat(refused).hasMessageStartingWith("Refused where only");
        }
    }

    private void operate(int what, UUID plan, List<UUID> versions) {
        switch (what) {
            case 0 -> {
                Decision<UUID> begun = story.plans.begin(
                        story.suishin, story.caseId, new LinkedHashSet<>(story.persons), "ACCOMPANYING");
                if (begun.isAllowed()) {
                    versions.add(begun.orElseThrow());
                }
            }
            case 1 -> story.write(plan, List.of(Set.of(mihon), Set.of(mihon, mokei)));
            case 2, 3 -> story.confer(plan, what == 2 ? "FIT" : "AGAIN");
            case 4, 5 -> story.decisions.decide(story.kacho, plan, TODAY, "見本第" + versions.size() + "号");
            case 6 -> story.decisions.reconsider(story.kacho, plan, "見本のわけ");
            default -> story.cases.step(story.suishin, story.caseId, CaseFlow.Step.REVISE, Cases.Happening.about(plan));
        }
    }

    @Test
    void the_database_itself_takes_no_plan_in_force_without_a_decision() {
        UUID plan = story.draft();
        try (AsRole root = AsRole.superuser(connections)) {
            for (String state : List.of("IN_FORCE", "REPLACED", "ENDED")) {
                assertThatThrownBy(() ->
                                root.run("update collaboration.plan set state = '" + state + "' where id = ?", plan))
                        .hasMessageContaining("plan_check");
            }
        }
    }

    @Test
    void a_version_about_fewer_people_takes_over_nothing_that_was_said_of_the_others() {
        UUID first = story.draft();
        story.write(first, List.of(Set.of(mihon), Set.of(mihon, mokei), Set.of(mokei)));
        UUID second = story.plans
                .begin(story.suishin, story.caseId, Set.of(mihon), "SOLVING")
                .orElseThrow();
        Plan plan = story.plans.find(story.suishin, second);
        assertThat(plan.lines()).singleElement().satisfies(line -> {
            assertThat(line.persons()).containsExactly(mihon);
            assertThat(line.goal()).isEqualTo("見本の目標1");
        });
        assertThat(plan.words())
                .isNotNull()
                .satisfies(words -> assertThat(words.wishes()).isEmpty());
        assertThat(story.plans.find(story.suishin, first).state()).isEqualTo(Plan.State.DROPPED);
    }

    @Test
    void when_a_consent_ends_the_version_cannot_be_written_on_but_one_about_the_others_can_be_begun() {
        UUID first = story.draft();
        story.write(first, List.of(Set.of(mihon)));
        story.story.withdraw(1);
        Plan plan = story.plans.find(story.suishin, first);
        assertThat(story.plans.writable(story.suishin, plan).isAllowed()).isFalse();
        assertThat(story.cases.standing(story.suishin, story.caseId).state()).isEqualTo(CaseFlow.State.REVIEW);
        assertThat(story.plans
                        .begin(story.suishin, story.caseId, Set.of(mihon), "SOLVING")
                        .isAllowed())
                .as("before the review")
                .isFalse();
        story.cases
                .step(story.suishin, story.caseId, CaseFlow.Step.RESUME, Cases.Happening.about(first))
                .orElseThrow();
        assertThat(story.plans
                        .begin(story.suishin, story.caseId, new LinkedHashSet<>(story.persons), "SOLVING")
                        .isAllowed())
                .isFalse();
        assertThat(story.plans
                        .begin(story.suishin, story.caseId, Set.of(mihon), "SOLVING")
                        .isAllowed())
                .isTrue();
    }

    @Test
    void an_amendment_that_the_conference_asked_for_is_written_before_the_decision_and_nothing_else() {
        UUID amended = story.draft();
        story.write(amended, List.of(Set.of(mihon)));
        story.confer(amended, "FIT_AMENDED");
        story.write(amended, List.of(Set.of(mihon), Set.of(mokei)));
        assertThat(story.plans.find(story.suishin, amended).lines()).hasSize(2);
        assertThat(decide(amended)).isTrue();

        story();
        UUID fit = story.draft();
        story.write(fit, List.of(Set.of(mihon)));
        story.confer(fit, "FIT");
        assertThat(story.plans
                        .writable(story.suishin, story.plans.find(story.suishin, fit))
                        .isAllowed())
                .isFalse();
    }

    private boolean decide(UUID plan) {
        return story.decisions.decide(story.kacho, plan, TODAY, "見本第1号").isAllowed();
    }
}
