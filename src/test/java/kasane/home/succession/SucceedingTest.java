package kasane.home.succession;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.home.succession.Succeeding.Facts;
import kasane.home.succession.Succeeding.Given;
import kasane.home.succession.Succeeding.Kind;
import kasane.home.succession.Succeeding.Result;
import kasane.home.succession.Succeeding.Thing;
import kasane.home.succession.Succeeding.Wish;
import kasane.shared.HouseholdId;
import kasane.shared.StaffId;
import kasane.testing.Promise;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** 引き継ぎの決まり: whoever is able has it, whoever is kept from it has not, and nothing is nobody's. */
@Tag("rules")
@Promise("P11")
class SucceedingTest {

    private static final HouseholdId HOUSEHOLD = new HouseholdId(UUID.randomUUID());

    private static StaffId staff(int id) {
        return new StaffId(id);
    }

    private static Thing thing(Kind kind) {
        return new Thing(kind, UUID.randomUUID(), HOUSEHOLD);
    }

    private static Facts facts(
            Set<Integer> acting, @Nullable Integer everything, Set<Integer> managers, Set<Integer> kept) {
        return new Facts(
                acting.stream().sorted().map(SucceedingTest::staff).toList(),
                everything == null ? null : staff(everything),
                managers.stream()
                        .filter(acting::contains)
                        .sorted()
                        .map(SucceedingTest::staff)
                        .toList(),
                (one, household) -> kept.contains(one.value()),
                household -> acting.stream()
                        .filter(one -> !kept.contains(one))
                        .sorted()
                        .map(SucceedingTest::staff)
                        .toList());
    }

    @Provide
    Arbitrary<Set<Integer>> people() {
        return Arbitraries.integers().between(1, 5).set().ofMaxSize(5);
    }

    @Property(tries = 2000)
    void nobody_gets_what_they_are_kept_from_and_nothing_is_without_an_owner_while_anybody_may_have_it(
            @ForAll("people") Set<Integer> acting,
            @ForAll("people") Set<Integer> managers,
            @ForAll("people") Set<Integer> kept,
            @ForAll @IntRange(max = 6) int everything,
            @ForAll @IntRange(max = 7) int wish,
            @ForAll Kind kind) {
        Facts facts = facts(acting, everything == 0 ? null : everything, managers, kept);
        Optional<Given> given =
                Succeeding.give(thing(kind), wish == 7 ? null : new Wish(wish == 0 ? null : staff(wish)), null, facts);
        boolean anybody = acting.stream().anyMatch(one -> !kept.contains(one));
        assertThat(given.isPresent()).isEqualTo(anybody);
        given.ifPresent(now -> {
            StaffId to = now.to();
            if (to == null) {
                assertThat(now.result()).isEqualTo(Result.AGENCY);
                assertThat(kind).isEqualTo(Kind.TASK);
            } else {
                assertThat(acting).contains(to.value());
                assertThat(kept).doesNotContain(to.value());
            }
            int meant = wish == 7 ? everything : wish;
            if (meant != 0 && acting.contains(meant) && !kept.contains(meant)) {
                assertThat(now).isEqualTo(new Given(now.thing(), staff(meant), Result.HANDED));
            }
        });
    }

    @Example
    void what_was_named_singly_goes_before_the_case_it_belongs_to_and_that_before_everything() {
        Facts facts = facts(Set.of(1, 2, 3), 1, Set.of(), Set.of());
        assertThat(Succeeding.give(thing(Kind.TASK), new Wish(staff(3)), staff(2), facts))
                .map(Given::to)
                .contains(staff(3));
        assertThat(Succeeding.give(thing(Kind.TASK), null, staff(2), facts))
                .map(Given::to)
                .contains(staff(2));
        assertThat(Succeeding.give(thing(Kind.TASK), null, null, facts))
                .map(Given::to)
                .contains(staff(1));
    }

    @Example
    void a_case_for_which_nobody_is_named_is_held_by_the_manager_who_planned_it() {
        Facts facts = new Facts(
                List.of(staff(1), staff(2), staff(3)),
                null,
                List.of(staff(3), staff(2)),
                (one, household) -> false,
                household -> List.of());
        assertThat(Succeeding.give(thing(Kind.CASE), null, null, facts).orElseThrow())
                .extracting(Given::to, Given::result)
                .containsExactly(staff(3), Result.HELD);
    }

    @Example
    void a_case_that_is_shut_for_every_manager_goes_to_whoever_is_admitted_and_is_held_by_none_of_them() {
        Facts facts = facts(Set.of(1, 2, 3), 1, Set.of(1, 2), Set.of(1, 2));
        assertThat(Succeeding.give(thing(Kind.CASE), null, null, facts).orElseThrow())
                .extracting(Given::to, Given::result)
                .containsExactly(staff(3), Result.HANDED);
    }
}
