package kasane.settings.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import kasane.settings.dated.Snapshot;
import kasane.shared.Decision;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("G5")
class SettingsRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final LocalDate APRIL = LocalDate.of(2027, 4, 1);

    private static Snapshot.CodeRow row(int edition, String code, LocalDate from) {
        return new Snapshot.CodeRow("list", edition, code, code, code, "", 10, from, null, "");
    }

    private static final List<Snapshot.CodeRow> ONE =
            List.of(row(1, "A", LocalDate.of(2021, 4, 1)), row(1, "B", LocalDate.of(2021, 4, 1)));

    @Test
    void a_change_opens_the_next_edition_and_several_of_one_future_day_share_it() {
        assertThat(EditionRule.next(ONE, false, "C", APRIL, TODAY)).isEqualTo(Decision.allow(2));
        List<Snapshot.CodeRow> two = List.of(ONE.get(0), ONE.get(1), row(2, "C", APRIL));
        assertThat(EditionRule.next(two, false, "A", APRIL, TODAY)).isEqualTo(Decision.allow(2));
        assertThat(EditionRule.next(two, false, "C", APRIL, TODAY)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void an_edition_never_begins_in_the_past_nor_before_a_newer_one() {
        assertThat(EditionRule.next(ONE, false, "C", TODAY.minusDays(1), TODAY)).isInstanceOf(Decision.Refused.class);
        List<Snapshot.CodeRow> two = List.of(ONE.get(0), ONE.get(1), row(2, "C", APRIL));
        assertThat(EditionRule.next(two, false, "D", TODAY, TODAY)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void a_list_of_the_state_may_be_reworded_but_neither_grown_nor_shortened() {
        assertThat(EditionRule.next(ONE, true, "A", APRIL, TODAY)).isEqualTo(Decision.allow(2));
        assertThat(EditionRule.next(ONE, true, "C", APRIL, TODAY)).isInstanceOf(Decision.Refused.class);
        assertThat(EditionRule.end(ONE, true, "A", APRIL, TODAY)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void the_last_entry_of_a_list_cannot_end() {
        assertThat(EditionRule.end(ONE, false, "A", APRIL, TODAY)).isInstanceOf(Decision.Allowed.class);
        assertThat(EditionRule.end(List.of(ONE.getFirst()), false, "A", APRIL, TODAY))
                .isInstanceOf(Decision.Refused.class);
    }

    @Test
    void pasted_holidays_are_read_in_either_calendar_with_the_official_heading() {
        String pasted = "国民の祝日・休日月日,国民の祝日・休日名称\n2027/1/1,元日\nR9.1.11\t成人の日\n\n2027/1/1,元日\n";
        assertThat(HolidayLines.parse(pasted))
                .isEqualTo(Decision.allow(List.of(
                        new HolidayLines.Line(LocalDate.of(2027, 1, 1), "元日"),
                        new HolidayLines.Line(LocalDate.of(2027, 1, 11), "成人の日"))));
    }

    @Test
    void a_line_that_is_no_day_is_named_by_its_number() {
        assertThat(HolidayLines.parse("2027/1/1,元日\n2027/2/30,ない日"))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.reason().text()).startsWith("2行目"));
        assertThat(HolidayLines.parse("2027/1/1")).isInstanceOf(Decision.Refused.class);
        assertThat(HolidayLines.parse("😀,\u202Eabc")).isInstanceOf(Decision.Refused.class);
    }
}
