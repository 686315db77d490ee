package kasane.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kasane.sharing.Basis;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the person it is about is not told before somebody has decided. */
@Tag("rules")
@Promise("P7")
class CautionTest {

    @Test
    void an_ordinary_page_about_the_person_or_the_household_may_be_told() {
        assertThat(Caution.of("PERSON", false, "household.page", List.of())).isEmpty();
        assertThat(Caution.of("HOUSEHOLD", false, "plan.page", List.of(Basis.CONSENT.code())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"convening.filed", "support-conference.table", "cooperation.page"})
    void whatever_belongs_to_a_support_conference_is_held_back(String what) {
        assertThat(Caution.of("PERSON", false, what, List.of())).contains(Caution.COMPARTMENT);
    }

    @Test
    void a_page_that_only_a_conference_opened_is_held_back_too() {
        assertThat(Caution.of("PERSON", false, "household.page", List.of(1, 2))).contains(Caution.COMPARTMENT);
        assertThat(Caution.of("PERSON", false, "conference.item", List.of(3))).contains(Caution.COMPARTMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"informant.hidden-name", "suspicion.page", "consultation.receive", "phone-note.write"})
    void whatever_may_tell_that_somebody_told_is_held_back(String what) {
        assertThat(Caution.of("PERSON", false, what, List.of())).contains(Caution.REPORTER);
    }

    @Test
    void a_statutory_report_and_the_protection_of_life_are_held_back() {
        assertThat(Caution.of("PERSON", false, "household.page", List.of(4))).contains(Caution.REPORTER);
        assertThat(Caution.of("PERSON", false, "household.page", List.of(5))).contains(Caution.REPORTER);
    }

    @Test
    void where_anybody_of_the_household_is_concealed_everything_is_held_back() {
        assertThat(Caution.of("PERSON", true, "household.page", List.of())).contains(Caution.CONCEALED);
    }

    @Test
    void the_words_of_concealing_and_what_the_staff_declared_are_held_back() {
        assertThat(Caution.of("PERSON", false, "concealment.begin", List.of())).contains(Caution.CONCEALED);
        assertThat(Caution.of("PERSON", false, "interest.declare", List.of())).contains(Caution.STAFF);
        assertThat(Caution.of("PERSON", false, "emergency.open", List.of(6))).contains(Caution.REPORTER);
    }

    @Test
    void what_is_about_others_of_the_household_alone_is_held_back() {
        assertThat(Caution.of("OTHERS", false, "household.person", List.of())).contains(Caution.OTHERS);
    }
}
