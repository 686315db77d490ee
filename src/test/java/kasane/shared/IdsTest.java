package kasane.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
class IdsTest {
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");

    @Test
    void anIdIsAVersion7UuidThatBeginsWithItsMillisecond() {
        UUID id = new Ids.Sequence().next(APRIL);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(APRIL.toEpochMilli());
    }

    @Test
    void idsOfOneMillisecondComeInOrderAlsoAsText() {
        var sequence = new Ids.Sequence();
        var ids = IntStream.range(0, 50_000).mapToObj(_ -> sequence.next(APRIL)).toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(ids.stream().map(UUID::toString)).isSorted();
        assertThat(ids).allMatch(id -> id.version() == 7 && id.variant() == 2);
    }

    @Test
    void idsStayInOrderWhenTheClockStepsBack() {
        var sequence = new Ids.Sequence();
        UUID before = sequence.next(APRIL);
        assertThat(sequence.next(APRIL.minusSeconds(3600))).isGreaterThan(before);
        assertThat(sequence.next(APRIL.plusMillis(1))).isGreaterThan(before);
    }

    @Test
    void threadsNeverShareAnId() {
        var ids = Collections.synchronizedList(new ArrayList<UUID>());
        IntStream.range(0, 20_000).parallel().forEach(_ -> ids.add(Ids.next()));
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void onlyTheUsualSpellingOfAnIdIsRead() {
        UUID id = Ids.next();
        assertThat(Ids.parse(id.toString())).contains(id);
        assertThat(Ids.parse("1-1-1-1-1")).isEmpty();
        assertThat(Ids.parse("")).isEmpty();
        assertThat(Ids.parse(id + " ")).isEmpty();
    }

    @Test
    void typedIdsAreEqualByKindAndValue() {
        UUID value = Ids.next();
        assertThat(new HouseholdId(value)).isEqualTo(new HouseholdId(value));
        assertThat((Object) new HouseholdId(value)).isNotEqualTo(new PersonId(value));
        assertThat(new AgencyId(1000)).isEqualTo(new AgencyId(1000));
        assertThatThrownBy(() -> new StaffId(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
