package kasane.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("C1")
class NamelessTest {

    private static final List<PersonName> HOUSEHOLD =
            List.of(PersonName.of("架空谷", "ミホン", "かくうだに", "みほん"), PersonName.of("架空谷", "模", "かくうだに", "も"));

    @Test
    void a_text_that_names_somebody_is_found_however_the_name_is_written() {
        assertThat(Nameless.isBroken("来週、架空谷さんのお宅で", HOUSEHOLD)).isTrue();
        assertThat(Nameless.isBroken("みほんさんが", HOUSEHOLD)).isTrue();
        assertThat(Nameless.isBroken("ﾐﾎﾝさんが", HOUSEHOLD)).isTrue();
        assertThat(Nameless.isBroken("架空 谷家", HOUSEHOLD)).isTrue();
        assertThat(Nameless.isBroken("カクウダニ", HOUSEHOLD)).isTrue();
    }

    @Test
    void a_text_that_names_nobody_passes_and_one_character_is_no_name() {
        assertThat(Nameless.isBroken("来週の平日の午後、センターの相談室", HOUSEHOLD)).isFalse();
        assertThat(Nameless.isBroken("模様ができている", HOUSEHOLD)).isFalse();
        assertThat(Nameless.isBroken("", HOUSEHOLD)).isFalse();
        assertThat(Nameless.isBroken("なにか", List.of(PersonName.of("", "", "", ""))))
                .isFalse();
    }
}
