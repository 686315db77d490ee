package kasane.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import kasane.access.Agencies;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.sharing.Audience;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("G9")
class ReceptionRulesTest {

    private static final AgencyId HERE = new AgencyId(1);
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "03", Set.of("POVERTY"), "12", Set.of("CARE"), "13", Set.of("POVERTY", "CHILD"), "02", Set.of("POVERTY"));

    @Test
    void neighbours_and_the_nameless_are_hidden_unless_they_say_otherwise() {
        assertThat(Caller.NEIGHBOUR.isHidden(Caller.Wish.NOT_ASKED)).isTrue();
        assertThat(Caller.ANONYMOUS.isHidden(Caller.Wish.NOT_ASKED)).isTrue();
        assertThat(Caller.NEIGHBOUR.isHidden(Caller.Wish.MAY_BE_KNOWN)).isFalse();
        assertThat(Caller.FAMILY.isHidden(Caller.Wish.NOT_ASKED)).isFalse();
        assertThat(Caller.AGENCY.isHidden(Caller.Wish.HIDE)).isTrue();
    }

    @Test
    void the_story_of_a_hidden_caller_stays_with_the_agency_that_heard_it() {
        assertThat(Consultations.audience(Audience.TEAM, Caller.NEIGHBOUR, Caller.Wish.NOT_ASKED)
                        .isAllowed())
                .isFalse();
        assertThat(Consultations.audience(Audience.OWN, Caller.NEIGHBOUR, Caller.Wish.NOT_ASKED))
                .isEqualTo(Decision.allow(Audience.OWN));
        assertThat(Consultations.audience(Audience.TEAM, Caller.SELF, Caller.Wish.NOT_ASKED))
                .isEqualTo(Decision.allow(Audience.TEAM));
    }

    @Test
    void several_issues_need_one_most_urgent_and_a_single_one_is_it() {
        assertThat(Issues.of(List.of("03"), "")).isEqualTo(Decision.allow(new Issues(List.of("03"), "03")));
        assertThat(Issues.of(List.of("03"), "12")).isEqualTo(Decision.allow(new Issues(List.of("03", "12"), "12")));
        assertThat(Issues.of(List.of("03", "12"), "").isAllowed()).isFalse();
        assertThat(Issues.of(List.of(), "").isAllowed()).isFalse();
    }

    @Test
    void the_guide_names_other_agencies_that_fit_and_what_speaks_for_working_together() {
        List<Agencies.Agency> agencies = List.of(
                agency(1, "CARE"),
                agency(2, "POVERTY"),
                agency(3, "CARE", "POVERTY", "CHILD"),
                agency(4, "DISABILITY"));
        Guide guide = Guide.of(List.of("03", "12"), FIELDS, agencies, HERE);
        assertThat(guide.suggestions()).extracting(s -> s.agency().id().value()).containsExactly(3, 2);
        assertThat(guide.signs()).containsExactly(Guide.Sign.SEVERAL_FIELDS);
        assertThat(Guide.of(List.of("13"), FIELDS, agencies, HERE).signs()).isEmpty();
        assertThat(Guide.of(List.of("16"), FIELDS, agencies, HERE).signs()).containsExactly(Guide.Sign.NO_FIELD);
    }

    private static Agencies.Agency agency(int id, String... fields) {
        return new Agencies.Agency(
                new AgencyId(id),
                "見本" + id,
                "",
                "",
                List.of(fields),
                false,
                "",
                true,
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                List.of(),
                false);
    }
}
