package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.casework.Coverage;
import kasane.collaboration.PlanRules.Cell;
import kasane.collaboration.PlanRules.NewLine;
import kasane.shared.AgencyId;
import kasane.shared.PersonId;
import kasane.shared.StaffId;
import kasane.sharing.Category;
import kasane.sharing.Consents;
import kasane.testing.Promise;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("C2")
class PlanRulesTest {

    private static final Instant NOW = Instant.parse("2026-06-15T00:00:00Z");
    private static final AgencyId KEEPER = new AgencyId(1);
    private static final AgencyId OF_BOTH = new AgencyId(2);
    private static final AgencyId OF_ONE = new AgencyId(3);
    private static final AgencyId NO_MEMBER = new AgencyId(4);
    private static final PersonId MIHON = new PersonId(new UUID(0, 1));
    private static final PersonId MOKEI = new PersonId(new UUID(0, 2));
    private static final PersonId OTHER = new PersonId(new UUID(0, 3));
    private static final Set<PersonId> PERSONS = Set.of(MIHON, MOKEI);
    private static final Map<AgencyId, String> TEAM = Map.of(KEEPER, "見本の包括", OF_BOTH, "見本の協働", OF_ONE, "見本の障害");

    private static final Coverage COVERAGE = Coverage.of(
            KEEPER, List.of(consent(MIHON, OF_BOTH, OF_ONE, NO_MEMBER), consent(MOKEI, OF_BOTH, NO_MEMBER)), NOW);

    private static Consents.Consent consent(PersonId person, AgencyId... recipients) {
        return new Consents.Consent(
                UUID.randomUUID(),
                person,
                KEEPER,
                Consents.Giver.SELF,
                "",
                Consents.Method.SPOKEN,
                new StaffId(1),
                "",
                "",
                List.of(recipients),
                EnumSet.of(Category.IDENTITY, Category.PLAN),
                List.of(),
                "",
                LocalDate.of(2026, 6, 1),
                NOW.minus(Duration.ofDays(1)),
                NOW.plus(Duration.ofDays(1)),
                null,
                null,
                1);
    }

    private static NewLine line(Set<PersonId> persons, String goal, String action, @Nullable AgencyId agency) {
        return new NewLine(7, persons, "", goal, action, "", agency, "", "", null);
    }

    private static List<Cell> faults(NewLine line) {
        return PlanRules.faults(List.of(line), PERSONS, TEAM, COVERAGE).stream()
                .map(PlanRules.Fault::cell)
                .toList();
    }

    @Test
    void a_line_names_its_persons_its_goal_and_its_action() {
        assertThat(faults(line(Set.of(), "", "", OF_BOTH))).containsExactly(Cell.PERSONS, Cell.GOAL, Cell.ACTION);
        assertThat(faults(line(Set.of(MIHON), "家賃を払える", "", null))).containsExactly(Cell.ACTION);
        assertThat(faults(line(Set.of(OTHER), "家賃を払える", "家計の相談", null))).containsExactly(Cell.PERSONS);
        assertThat(faults(line(Set.of(MIHON), "家賃を払える", "家計の相談", null))).isEmpty();
    }

    @Test
    void a_line_in_which_nothing_is_typed_is_no_line() {
        assertThat(faults(line(PERSONS, "", "", null))).isEmpty();
        assertThat(line(PERSONS, "", "", null).isEmpty()).isTrue();
        assertThat(line(Set.of(), "", "", OF_BOTH).isEmpty()).isFalse();
    }

    @Test
    void an_agency_carries_only_lines_about_people_who_agreed_that_it_learns_of_them() {
        assertThat(faults(line(PERSONS, "目標", "内容", KEEPER))).isEmpty();
        assertThat(faults(line(PERSONS, "目標", "内容", OF_BOTH))).isEmpty();
        assertThat(faults(line(Set.of(MIHON), "目標", "内容", OF_ONE))).isEmpty();
        assertThat(faults(line(Set.of(MOKEI), "目標", "内容", OF_ONE))).containsExactly(Cell.AGENCY);
        assertThat(PlanRules.faults(List.of(line(PERSONS, "目標", "内容", OF_ONE)), PERSONS, TEAM, COVERAGE))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.no()).isEqualTo(7);
                    assertThat(fault.reason().text()).contains("見本の障害").contains("同意の宛先");
                });
    }

    @Test
    void an_agency_outside_the_team_carries_nothing_even_with_consent() {
        assertThat(faults(line(PERSONS, "目標", "内容", NO_MEMBER))).containsExactly(Cell.AGENCY);
    }

    @Test
    void the_days_of_a_plan_follow_each_other() {
        LocalDate from = LocalDate.of(2026, 6, 15);
        assertThat(PlanRules.days(from, from.plusDays(180), from.plusDays(90))).isEmpty();
        assertThat(PlanRules.days(from, from, from)).containsOnlyKeys("until");
        assertThat(PlanRules.days(from, from.plusDays(180), from.plusDays(181))).containsOnlyKeys("nextMonitoring");
        assertThat(PlanRules.days(from, from.plusDays(180), from.minusDays(1))).containsOnlyKeys("nextMonitoring");
    }
}
