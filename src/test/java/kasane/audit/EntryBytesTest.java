package kasane.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import kasane.testing.Promise;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.jspecify.annotations.Nullable;

/** No two different entries share their canonical bytes, so that a hash of the bytes is a hash of the entry. */
@Tag("rules")
@Promise("G7")
class EntryBytesTest {

    /** Values so few and so alike that neighbours could be taken for each other. */
    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    boolean differentEntriesHaveDifferentBytes(@ForAll("alike") Entry one, @ForAll("alike") Entry other) {
        return Arrays.equals(one.canonical(), other.canonical()) == one.equals(other);
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void oneColumnChangedChangesTheBytes(@ForAll("alike") Entry entry, @ForAll("alike") Entry other) {
        for (Entry changed : oneColumnFrom(entry, other)) {
            assertThat(Arrays.equals(changed.canonical(), entry.canonical())).isEqualTo(changed.equals(entry));
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    boolean aListIsNotTheSameAsItsElementsJoined(
            @ForAll("alike") Entry entry, @ForAll("words") List<String> words, @ForAll("words") List<String> others) {
        Entry one = withFields(entry, words);
        Entry joined = withFields(entry, List.of(String.join("", words)));
        Entry other = withFields(entry, others);
        return Arrays.equals(one.canonical(), joined.canonical()) == one.equals(joined)
                && Arrays.equals(one.canonical(), other.canonical()) == one.equals(other);
    }

    @Provide
    Arbitrary<List<String>> words() {
        return word().list().ofMaxSize(3);
    }

    private static Arbitrary<String> word() {
        return Arbitraries.of("", "a", "aa", "\0", "\0\0\0\1a", "様", "\0\0\0\u0019");
    }

    private record Numbers(
            int era,
            long id,
            long xid,
            Instant at,
            @Nullable Integer staff,
            @Nullable Integer agency) {}

    private record Words(@Nullable String purpose, String act, String what, List<String> fields) {}

    private record Lists(
            List<UUID> subjects,
            List<Integer> bases,
            @Nullable UUID item,
            List<Long> lost) {}

    private record Ends(UUID writer, long no, @Nullable Long settled) {}

    @Provide
    Arbitrary<Entry> alike() {
        Arbitrary<Integer> ints = Arbitraries.oneOf(Arbitraries.of(0, 1, -1), Arbitraries.integers());
        Arbitrary<Integer> shorts = Arbitraries.oneOf(
                Arbitraries.of(0, 1), Arbitraries.integers().between(Short.MIN_VALUE, Short.MAX_VALUE));
        Arbitrary<Long> longs = Arbitraries.oneOf(Arbitraries.of(0L, 1L, 25L), Arbitraries.longs());
        Arbitrary<UUID> uuids = Arbitraries.of(new UUID(0, 0), new UUID(0, 1), new UUID(1, 0));
        Arbitrary<Instant> instants = Arbitraries.of(Instant.EPOCH, Instant.parse("2026-11-05T01:02:03.000001Z"));
        return Combinators.combine(
                        Combinators.combine(shorts, longs, longs, instants, ints.injectNull(0.4), ints.injectNull(0.4))
                                .as(Numbers::new),
                        Combinators.combine(word().injectNull(0.4), word(), word(), words())
                                .as(Words::new),
                        Combinators.combine(
                                        uuids.list().ofMaxSize(3),
                                        shorts.list().ofMaxSize(3),
                                        uuids.injectNull(0.4),
                                        longs.list().ofMaxSize(3))
                                .as(Lists::new),
                        Combinators.combine(uuids, longs, longs.injectNull(0.4)).as(Ends::new))
                .as((n, w, l, e) -> new Entry(
                        n.era,
                        n.id,
                        n.xid,
                        n.at,
                        n.staff,
                        n.agency,
                        w.purpose,
                        w.act,
                        w.what,
                        l.subjects,
                        w.fields,
                        l.bases,
                        l.item,
                        e.writer,
                        e.no,
                        e.settled,
                        l.lost));
    }

    private static Entry withFields(Entry entry, List<String> fields) {
        return make(entry, component -> component.getName().equals("fields") ? fields : value(component, entry));
    }

    /** For every column, the entry with that column of the other. */
    private static List<Entry> oneColumnFrom(Entry entry, Entry other) {
        List<Entry> changed = new ArrayList<>();
        for (RecordComponent column : Entry.class.getRecordComponents()) {
            changed.add(make(
                    entry,
                    component -> value(component, component.getName().equals(column.getName()) ? other : entry)));
        }
        return changed;
    }

    private interface Column {
        @Nullable
        Object of(RecordComponent component);
    }

    private static @Nullable Object value(RecordComponent component, Entry entry) {
        try {
            return component.getAccessor().invoke(entry);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Entry make(Entry entry, Column column) {
        RecordComponent[] components = entry.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = column.of(components[i]);
        }
        try {
            return Entry.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
