package kasane.tasks.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("F11")
class NoticeTest {

    private static final ZoneId TOWN = ZoneId.of("Asia/Tokyo");
    private static final Instant NINE = Instant.parse("2026-06-15T00:00:00Z");
    private static final Notice.Counts SOME = new Notice.Counts(1, 2, 3);

    @Test
    void once_a_morning_and_only_when_something_is_late_or_falls_due() {
        assertThat(Notice.isDue(Notice.Wanted.DAILY, SOME, NINE, null, TOWN)).isTrue();
        assertThat(Notice.isDue(Notice.Wanted.DAILY, SOME, NINE.minusSeconds(2 * 3600), null, TOWN))
                .as("at seven")
                .isFalse();
        assertThat(Notice.isDue(Notice.Wanted.DAILY, SOME, NINE, NINE.minusSeconds(1800), TOWN))
                .isFalse();
        assertThat(Notice.isDue(Notice.Wanted.DAILY, SOME, NINE, NINE.minusSeconds(24 * 3600), TOWN))
                .isTrue();
        assertThat(Notice.isDue(Notice.Wanted.DAILY, new Notice.Counts(0, 0, 9), NINE, null, TOWN))
                .isFalse();
    }

    @Test
    void new_things_are_told_together_and_not_twice_an_hour() {
        assertThat(Notice.isDue(Notice.Wanted.NEW, SOME, NINE, null, TOWN)).isTrue();
        assertThat(Notice.isDue(Notice.Wanted.NEW, SOME, NINE, NINE.minusSeconds(3599), TOWN))
                .isFalse();
        assertThat(Notice.isDue(Notice.Wanted.NEW, SOME, NINE, NINE.minusSeconds(3600), TOWN))
                .isTrue();
        assertThat(Notice.isDue(Notice.Wanted.NEW, new Notice.Counts(5, 5, 0), NINE, null, TOWN))
                .isFalse();
    }

    @Test
    void who_wants_none_gets_none() {
        assertThat(Notice.isDue(Notice.Wanted.NONE, SOME, NINE, null, TOWN)).isFalse();
    }

    @Test
    void it_says_how_much_and_where_and_nothing_else() {
        assertThat(Notice.text(SOME, "https://kasane.example"))
                .contains("期限切れ 1、きょうまで 2、新しく届いたもの 3", "\nhttps://kasane.example\n");
    }
}
