package kasane.referral.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kasane.access.Agencies;
import kasane.referral.Roads;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.testing.Promise;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("F1")
class ReportRuleTest {

    private static final Roads.Road CHILD = new Roads.Road("CHILD_ABUSE", "", "", "189", "CENTER", "", "");
    private static final Agencies.Agency NORTH = agency(1, "CENTER", "");
    private static final Agencies.Agency SOUTH = agency(2, "CENTER", "");
    private static final Agencies.Agency SCHOOL = agency(3, "SCHOOL", "");
    private static final Agencies.Agency TAX = agency(4, "CENTER", "地方税法22条");

    private static Agencies.Agency agency(int id, String kind, String secrecy) {
        return new Agencies.Agency(
                new AgencyId(id),
                "見本" + id,
                "",
                kind,
                List.of(),
                true,
                secrecy,
                true,
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                List.of(),
                false);
    }

    private static Decision<Agencies.Agency> to(
            List<Agencies.Agency> all, @Nullable Integer accused, @Nullable Integer chosen) {
        return ReportRule.addressee(
                CHILD,
                all,
                accused == null ? null : new AgencyId(accused),
                chosen == null ? null : new AgencyId(chosen));
    }

    private static String refusal(Decision<?> decision) {
        return ((Decision.Refused<?>) decision).reason().key();
    }

    @Test
    void it_goes_to_the_window_of_the_kind_the_law_names_and_to_no_other() {
        assertThat(to(List.of(NORTH, SCHOOL, TAX), null, null).orElseThrow()).isEqualTo(NORTH);
        assertThat(to(List.of(NORTH, SOUTH), null, 2).orElseThrow()).isEqualTo(SOUTH);
        assertThat(refusal(to(List.of(NORTH, SOUTH), null, null))).isEqualTo("referral.refused.report-choose");
        assertThat(refusal(to(List.of(NORTH, SCHOOL), null, 3))).isEqualTo("referral.refused.report-other-window");
    }

    @Test
    void whoever_is_suspected_never_receives_it() {
        assertThat(refusal(to(List.of(NORTH, SOUTH), 1, 1))).isEqualTo("referral.refused.report-accused");
        assertThat(to(List.of(NORTH, SOUTH), 1, null).orElseThrow()).isEqualTo(SOUTH);
        assertThat(refusal(to(List.of(NORTH), 1, null))).isEqualTo("referral.refused.report-nowhere");
    }

    @Test
    void without_a_window_the_sender_is_told_whom_to_ring() {
        Decision<Agencies.Agency> nowhere = to(List.of(SCHOOL), null, null);
        assertThat(((Decision.Refused<?>) nowhere).reason().text()).contains("189");
        Roads.Road unreported = new Roads.Road("LIFE", "", "", "119", "", "", "");
        assertThat(ReportRule.windows(unreported, List.of(NORTH), null)).isEmpty();
    }
}
