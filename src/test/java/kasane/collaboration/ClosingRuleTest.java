package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.PersonId;
import kasane.testing.Promise;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("C4")
class ClosingRuleTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-06-15");
    private static final AgencyId LEAD = new AgencyId(7);

    private static Evaluations.Closing closing(AgencyId lead, LocalDate followOn) {
        return new Evaluations.Closing("SETTLED", 1, lead, "", followOn, "訪問");
    }

    private static String answer(String direction, Evaluations.@Nullable Closing closing) {
        return switch (ClosingRule.check(direction, closing, List.of(LEAD), TODAY)) {
            case Decision.Allowed<Boolean>(Boolean ends) -> ends ? "ends" : "goes on";
            case Decision.Refused<Boolean> refused -> refused.reason().key();
        };
    }

    @Test
    void an_end_names_its_reason_its_lead_and_a_day_to_look_again() {
        assertThat(answer("CLOSE", closing(LEAD, TODAY.plusDays(90)))).isEqualTo("ends");
        assertThat(answer("CLOSE", null)).isEqualTo("collaboration.refused.closing-missing");
        assertThat(answer("CLOSE", closing(LEAD, TODAY))).isEqualTo("collaboration.refused.next-not-later");
    }

    @Test
    void nobody_leads_who_may_not_learn_about_everybody_concerned() {
        assertThat(answer("CLOSE", closing(new AgencyId(8), TODAY.plusDays(90))))
                .isEqualTo("collaboration.refused.lead-not-covered");
    }

    @Test
    void what_belongs_to_an_end_stands_only_where_it_ends() {
        assertThat(answer("KEEP", null)).isEqualTo("goes on");
        assertThat(answer("REPLAN", closing(LEAD, TODAY.plusDays(90))))
                .isEqualTo("collaboration.refused.closing-not-asked");
    }

    @Test
    void several_lines_that_serve_one_goal_are_evaluated_once() {
        PersonId one = PersonId.next();
        PersonId two = PersonId.next();
        assertThat(Evaluations.goals(List.of(
                        line(1, "外に出る", Set.of(one)),
                        line(2, "外に出る", Set.of(one)),
                        line(3, "外に出る", Set.of(one, two)),
                        line(4, "家計を整える", Set.of(one)))))
                .extracting(Plan.Line::no)
                .containsExactly(1, 3, 4);
    }

    private static Plan.Line line(int no, String goal, Set<PersonId> persons) {
        return new Plan.Line(UUID.randomUUID(), no, persons, "", goal, "見本の内容", "", null, "", "", "", null);
    }
}
