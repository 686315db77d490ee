package kasane.settings;

import static org.assertj.core.api.Assertions.assertThat;

import kasane.shared.Decision;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("G5")
class MunicipalityCodeTest {

    @Test
    void the_last_digit_checks_the_others() {
        // 札幌市, 東京都, 大阪市: published codes.
        for (String published : new String[] {"011002", "130001", "271004", "１３０００１"}) {
            assertThat(MunicipalityCode.parse(published)).isInstanceOf(Decision.Allowed.class);
        }
        assertThat(MunicipalityCode.parse("130002")).isInstanceOf(Decision.Refused.class);
        assertThat(MunicipalityCode.parse("310001")).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void anything_but_six_digits_is_refused_with_a_sentence() {
        for (String typed : new String[] {"", "13000", "1300011", "13000a", "😀"}) {
            assertThat(MunicipalityCode.parse(typed)).isInstanceOf(Decision.Refused.class);
        }
    }
}
