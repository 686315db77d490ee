package kasane.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 同じ姓: compared folded, with and without a gap in the name of the staff. */
@Tag("rules")
@Promise("P7")
class SameFamilyTest {

    @ParameterizedTest
    @CsvSource({
        "架空山ひとみ, 架空山, true",
        "架空山　ひとみ, 架空山, true",
        "架空山 ひとみ, 架空, false",
        "髙架 ひとみ, 高架, true",
        "架空山ひとみ, 例島, false",
        "架空山, 架空山, false",
        "架空山ひとみ, ー, false"
    })
    void compares_the_family_name(String staff, String family, boolean same) {
        assertThat(SameFamily.is(staff, family)).isEqualTo(same);
    }
}
