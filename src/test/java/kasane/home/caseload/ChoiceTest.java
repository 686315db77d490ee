package kasane.home.caseload;

import static org.assertj.core.api.Assertions.assertThat;

import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is typed into an address is one of the choices, or it is the first. */
@Tag("rules")
@Promise("F11")
class ChoiceTest {

    @Test
    void an_address_says_what_was_chosen_and_leaves_out_what_holds_anyway() {
        Choice choice = Choice.of("", "", "", "");
        assertThat(choice.href("/caseload", null)).isEqualTo("/caseload");
        Choice quiet = choice.with(Choice.Need.QUIET).with(Choice.Order.CONTACT);
        assertThat(quiet.href("/caseload", null)).isEqualTo("/caseload?need=quiet&order=contact");
        assertThat(Choice.of("", "", "quiet", "contact")).isEqualTo(quiet);
        assertThat(quiet.of(7).href("/caseload", "a b~c"))
                .isEqualTo("/caseload?whose=7&need=quiet&order=contact&after=a+b%7Ec");
    }

    @Test
    void nonsense_is_the_first_choice() {
        assertThat(Choice.of("'; drop", "\0", "99999999999", "quiet")).isEqualTo(Choice.of("", "", "", ""));
    }

    @Test
    void one_person_takes_the_place_of_everybody() {
        Choice one = Choice.of("12", "", "", "");
        assertThat(one.has(Choice.Whose.EVERYBODY)).isFalse();
        assertThat(one.with(Choice.Whose.EVERYBODY).has(Choice.Whose.EVERYBODY)).isTrue();
    }
}
