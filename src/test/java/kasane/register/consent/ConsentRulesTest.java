package kasane.register.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import kasane.register.consent.ConsentRules.Ages;
import kasane.register.consent.ConsentRules.Asked;
import kasane.register.consent.ConsentRules.Speaker;
import kasane.shared.Decision;
import kasane.shared.PartialDate;
import kasane.shared.PartialDate.Age;
import kasane.sharing.Consents.Giver;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("G7")
class ConsentRulesTest {

    private static final Ages AGES = new Ages(15, 18);

    @Test
    void an_adult_and_somebody_of_unknown_age_say_yes_themselves() {
        assertThat(given(Speaker.SELF, 80)).isEqualTo(Decision.allow(Giver.SELF));
        assertThat(ConsentRules.mayGive(asked(Speaker.SELF, Optional.empty(), false), AGES))
                .isEqualTo(Decision.allow(Giver.SELF));
    }

    @Test
    void a_relative_without_authority_is_refused_with_the_reason() {
        assertThat(key(given(Speaker.RELATIVE, 80))).isEqualTo("register.refused.consent.relative");
        assertThat(((Decision.Refused<Giver>) given(Speaker.RELATIVE, 80))
                        .reason()
                        .text())
                .contains("権限のない家族や親族は、本人の代わりに同意できません");
    }

    @Test
    void a_child_does_not_say_yes_alone_and_a_fifteen_year_old_does() {
        assertThat(key(given(Speaker.SELF, 14))).isEqualTo("register.refused.consent.child-alone");
        assertThat(given(Speaker.SELF, 15)).isEqualTo(Decision.allow(Giver.SELF));
    }

    @Test
    void a_parent_says_yes_for_a_child_only_with_the_childs_own_word() {
        assertThat(given(Speaker.PARENT, 10)).isEqualTo(Decision.allow(Giver.PARENT_OF_MINOR));
        Asked silent = new Asked(Speaker.PARENT, false, age(10), "架空山ヒロシ", "", false, " ", "", false);
        assertThat(key(ConsentRules.mayGive(silent, AGES))).isEqualTo("register.refused.consent.assent-missing");
    }

    @Test
    void from_about_fifteen_a_parent_needs_a_reason_and_from_the_age_of_majority_never_speaks_for_the_person() {
        assertThat(key(given(Speaker.PARENT, 16))).isEqualTo("register.refused.consent.parent-of-older-minor");
        Asked reasoned = new Asked(Speaker.PARENT, false, age(16), "架空山ヒロシ", "", false, "うなずいた", "意識がない", false);
        assertThat(ConsentRules.mayGive(reasoned, AGES)).isEqualTo(Decision.allow(Giver.PARENT_OF_MINOR));
        assertThat(key(given(Speaker.PARENT, 18))).isEqualTo("register.refused.consent.parent-of-adult");
    }

    @Test
    void an_accused_parent_is_never_asked() {
        Asked accused = asked(Speaker.PARENT, age(10), true);
        assertThat(key(ConsentRules.mayGive(accused, AGES))).isEqualTo("register.refused.consent.accused-parent");
    }

    @Test
    void a_curator_speaks_only_within_the_power_of_representation() {
        assertThat(key(given(Speaker.CURATOR, 80))).isEqualTo("register.refused.consent.power-missing");
        Asked covered = new Asked(Speaker.CURATOR, false, age(80), "見本沢", "福祉サービスの契約と情報の提供", true, "", "", false);
        assertThat(ConsentRules.mayGive(covered, AGES)).isEqualTo(Decision.allow(Giver.CURATOR_WITH_POWER));
        Asked uncovered = new Asked(Speaker.ASSISTANT, false, age(80), "見本沢", "不動産", false, "", "", false);
        assertThat(key(ConsentRules.mayGive(uncovered, AGES))).isEqualTo("register.refused.consent.power-missing");
    }

    @Test
    @Promise("P3")
    void a_parent_speaks_until_the_day_before_the_child_comes_of_age_and_from_then_on_it_is_asked_anew() {
        PartialDate born = PartialDate.of(LocalDate.of(2010, 4, 1));
        assertThat(until(born, "2028-03-31")).isEqualTo("allowed");
        assertThat(until(born, "2028-04-01")).isEqualTo("register.refused.consent.until-adult");
        assertThat(until(PartialDate.ofText("2010-04"), "2028-04-01"))
                .isEqualTo("register.refused.consent.until-adult");
        assertThat(key(ConsentRules.endsBeforeAdult(Giver.SELF, LocalDate.of(2030, 1, 1), born, AGES)))
                .isEqualTo("allowed");
    }

    private static String until(PartialDate born, String last) {
        return key(ConsentRules.endsBeforeAdult(Giver.PARENT_OF_MINOR, LocalDate.parse(last), born, AGES));
    }

    @Test
    void nobody_says_yes_for_the_dead() {
        Asked dead = new Asked(Speaker.SELF, true, age(80), "", "", false, "", "", false);
        assertThat(key(ConsentRules.mayGive(dead, AGES))).isEqualTo("register.refused.consent.deceased");
    }

    private static Decision<Giver> given(Speaker speaker, int years) {
        return ConsentRules.mayGive(asked(speaker, age(years), false), AGES);
    }

    private static Asked asked(Speaker speaker, Optional<Age> age, boolean accused) {
        return new Asked(speaker, false, age, "架空山ヒロシ", "", false, "いいよと言った", "", accused);
    }

    private static Optional<Age> age(int years) {
        return Optional.of(new Age(years, years, false));
    }

    private static String key(Decision<Giver> decision) {
        return decision instanceof Decision.Refused<Giver>(var reason) ? reason.key() : "allowed";
    }
}
