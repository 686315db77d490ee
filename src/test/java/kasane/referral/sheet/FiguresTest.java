package kasane.referral.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("F1")
class FiguresTest {

    private static final String NO = Figures.WITHHELD;

    @Test
    void where_nothing_is_withheld_every_count_is_told() {
        assertThat(Figures.told(List.of(1, 0, 2), -1, 0)).containsExactly("1", "0", "2");
        assertThat(Figures.toldByMonth(List.of(1, 0, 2), 0)).containsExactly("1", "0", "2");
        assertThat(Figures.told(List.of(3, 0, 7), -1, 3)).containsExactly("3", "0", "7");
    }

    @Test
    void a_single_small_count_takes_the_next_smallest_with_it_so_that_subtraction_finds_nothing() {
        assertThat(Figures.told(List.of(9, 1, 4, 0), -1, 3)).containsExactly("9", NO, NO, "0");
        assertThat(Figures.told(List.of(0, 1, 0), -1, 3)).containsExactly("0", NO, "0");
    }

    @Test
    void the_own_agency_is_known_and_hides_nobody() {
        assertThat(Figures.told(List.of(9, 1, 2, 4), 1, 3)).containsExactly("9", "1", NO, NO);
        assertThat(Figures.told(List.of(9, 1, 4), 1, 3)).containsExactly("9", "1", "4");
    }

    @Test
    void two_small_counts_hide_each_other() {
        assertThat(Figures.told(List.of(9, 1, 4, 2), -1, 3)).containsExactly("9", NO, "4", NO);
    }

    @Test
    void one_small_month_withholds_every_month_that_is_not_empty_because_their_sum_is_told() {
        assertThat(Figures.toldByMonth(List.of(5, 0, 1, 6), 3)).containsExactly(NO, "0", NO, NO);
    }
}
