package kasane.conference.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import kasane.conference.poll.Candidates.Candidate;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 候補の日時, as people type and paste them. */
@Tag("rules")
@Promise("F5")
class CandidatesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    private static String refusal(String typed) {
        return Candidates.read(typed, TODAY) instanceof Decision.Refused<?>(Reason reason) ? reason.key() : "";
    }

    @Test
    void each_line_is_a_day_with_its_hours_however_it_is_written() {
        assertThat(Candidates.read("""
                                R8.7.3 13:30〜15:00

                                令和8年7月6日（月）　１０：００
                                2026-07-07 9:00-10:30
                                """, TODAY).orElseThrow())
                .containsExactly(
                        new Candidate(LocalDate.of(2026, 7, 3), LocalTime.of(13, 30), LocalTime.of(15, 0)),
                        new Candidate(LocalDate.of(2026, 7, 6), LocalTime.of(10, 0), null),
                        new Candidate(LocalDate.of(2026, 7, 7), LocalTime.of(9, 0), LocalTime.of(10, 30)));
    }

    @Test
    void what_cannot_be_read_is_named_by_its_line() {
        assertThat(refusal("R8.7.3 13:30\nあした")).isEqualTo("conference.refused.poll-line");
        assertThat(refusal("R8.7.3 13:30\nR8.7.4 25:00")).isEqualTo("conference.refused.poll-line");
        assertThat(refusal("R8.7.3 13:30\nR8.7.4 15:00〜14:00")).isEqualTo("conference.refused.poll-line");
        assertThat(refusal("R8.7.3 13:30\nR8.6.14 10:00")).isEqualTo("conference.refused.poll-past");
        assertThat(refusal("R8.7.3 13:30\nR8.7.3 13:30")).isEqualTo("conference.refused.poll-twice");
    }

    @Test
    void fewer_than_two_are_no_choice_and_more_than_six_no_table() {
        assertThat(refusal("R8.7.3 13:30")).isEqualTo("conference.refused.poll-days");
        StringBuilder seven = new StringBuilder();
        for (int day = 1; day <= 7; day++) {
            seven.append("R8.7.").append(day).append(" 13:30\n");
        }
        assertThat(refusal(seven.toString())).isEqualTo("conference.refused.poll-days");
    }
}
