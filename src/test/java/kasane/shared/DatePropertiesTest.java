package kasane.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("rules")
class DatePropertiesTest {

    @Property
    void everyDayIsReadBackFromEveryFormItIsWrittenIn(@ForAll("days") LocalDate day) {
        var read = Decision.allow(day);
        assertThat(Wareki.parseDate(Wareki.format(day))).isEqualTo(read);
        assertThat(Wareki.parseDate(Wareki.compact(day))).isEqualTo(read);
        assertThat(Wareki.parseDate(Wareki.formatWithWeekday(day))).isEqualTo(read);
        assertThat(Wareki.parseDate(day.toString())).isEqualTo(read);
        assertThat(Wareki.parseDate(day.toString().replace("-", ""))).isEqualTo(read);
        Era era = Era.on(day).orElseThrow();
        String packed = String.format(
                Locale.ROOT,
                "%s%02d%02d%02d",
                era.letter(),
                era.yearOf(day.getYear()),
                day.getMonthValue(),
                day.getDayOfMonth());
        assertThat(Wareki.parseDate(packed)).isEqualTo(read);
    }

    @Property
    void everyPartialDateIsReadBackFromScreenAndDatabase(@ForAll("partialDates") PartialDate date) {
        assertThat(PartialDate.ofText(date.text())).isEqualTo(date);
        assertThat(Wareki.parse(Wareki.format(date))).isEqualTo(Decision.allow(date));
        assertThat(Wareki.parse(Wareki.compact(date))).isEqualTo(Decision.allow(date));
    }

    @Property
    void anyTextIsReadOrRefusedButNeverBreaks(@ForAll String typed) {
        assertThat(Wareki.parse(typed)).isNotNull();
    }

    @Property(tries = 3000)
    void anyTextMadeOfDatePiecesIsReadOrRefusedButNeverBreaks(@ForAll("datePieces") String typed) {
        if (Wareki.parse(typed) instanceof Decision.Allowed<PartialDate>(PartialDate date)) {
            assertThat(Wareki.parse(Wareki.format(date))).isEqualTo(Decision.allow(date));
        }
    }

    @Property
    void theAgeFromPartOfADateCoversTheTrueAge(@ForAll("days") LocalDate birth, @ForAll("days") LocalDate on) {
        PartialDate.of(birth).ageOn(on).ifPresent(exact -> {
            assertThat(exact.isExact()).isTrue();
            for (var part : new PartialDate[] {
                PartialDate.of(birth.getYear()), PartialDate.of(birth.getYear(), birth.getMonthValue())
            }) {
                var range = part.ageOn(on).orElseThrow();
                assertThat(exact.min()).isBetween(range.min(), range.max());
                assertThat(range.max() - range.min()).isLessThanOrEqualTo(1);
            }
        });
    }

    @Property
    void everyDayLiesInItsFiscalYear(@ForAll("days") LocalDate day) {
        FiscalYear year = FiscalYear.of(day);
        assertThat(day).isBetween(year.first(), year.last());
        assertThat(year.next().first()).isEqualTo(year.last().plusDays(1));
        assertThat(year.next().previous()).isEqualTo(year);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        LocalDate first = LocalDate.of(1873, 1, 1);
        return Arbitraries.longs()
                .between(first.toEpochDay(), LocalDate.of(2099, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<PartialDate> partialDates() {
        return Combinators.combine(days(), Arbitraries.integers().between(0, 3), Arbitraries.of(true, false))
                .as((day, parts, estimated) -> {
                    PartialDate date = switch (parts) {
                        case 0 -> PartialDate.UNKNOWN;
                        case 1 -> PartialDate.of(day.getYear());
                        case 2 -> PartialDate.of(day.getYear(), day.getMonthValue());
                        default -> PartialDate.of(day);
                    };
                    return estimated ? date.asEstimated() : date;
                });
    }

    @Provide
    Arbitrary<String> datePieces() {
        return Arbitraries.of(
                        "令和", "昭和", "S", "元", "年", "月", "日", "8", "21", "2026", "0", "13", ".", "/", "-", "・", "ー", "（",
                        "）", "水", "ごろ", "推定", "不明", "?", "生", " ", "十", "三", "〇", "\uD842", "\u0000")
                .list()
                .ofMaxSize(10)
                .map(pieces -> String.join("", pieces));
    }
}
