package kasane.home.succession;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import kasane.shared.HouseholdId;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * 引き継ぎの決まり: who gets each thing on the day. Nothing is left without an owner, and nothing reaches somebody who is kept
 * from its record.
 */
final class Succeeding {

    private Succeeding() {}

    /** What passes. */
    enum Kind {
        /** 担当のケース. */
        CASE,
        /** 担当の相談. */
        CONSULTATION,
        /** 期限のあるしごと. */
        TASK
    }

    /** What became of it. */
    enum Result {
        /** Whoever was meant has it. */
        HANDED,
        /** Somebody holds it until a successor is named. */
        HELD,
        /** It waits for all of the agency. */
        AGENCY,
        /** It had ended, or had passed to somebody else, before the day. */
        GONE
    }

    /** One thing that hangs on whoever leaves. */
    record Thing(Kind kind, UUID item, @Nullable HouseholdId household) {}

    /** Whom one thing is meant for; null for nobody yet. */
    record Wish(@Nullable StaffId to) {}

    /**
     * What the rule knows of the agency on the day.
     *
     * @param acting     those who stay, in an order that decides where nothing else does
     * @param everything who takes what was not named singly; null for nobody yet
     * @param managers   those of them who manage, the one who planned it first
     * @param kept       whether somebody is kept from a record
     * @param admitted   who is admitted to a record that is shut
     */
    record Facts(
            List<StaffId> acting,
            @Nullable StaffId everything,
            List<StaffId> managers,
            BiPredicate<StaffId, HouseholdId> kept,
            Function<HouseholdId, List<StaffId>> admitted) {

        Facts {
            acting = List.copyOf(acting);
            managers = List.copyOf(managers);
        }

        private boolean may(@Nullable StaffId staff, Thing thing) {
            HouseholdId household = thing.household();
            return staff != null && acting.contains(staff) && (household == null || !kept.test(staff, household));
        }
    }

    /** Who has it now; null for all of the agency. */
    record Given(Thing thing, @Nullable StaffId to, Result result) {}

    /**
     * Whom it is meant for, unless that is not possible on the day: then work waits for all of the agency, and what needs one
     * person is held by a manager, or by whoever is admitted. Empty where nobody who stays may have it: it must wait.
     *
     * @param wish    whom it was meant for singly; null where nothing was said
     * @param follows who has the case or the consultation of the same household since; null where there is none
     */
    static Optional<Given> give(Thing thing, @Nullable Wish wish, @Nullable StaffId follows, Facts facts) {
        StaffId meant = wish != null ? wish.to() : follows != null ? follows : facts.everything();
        if (facts.may(meant, thing)) {
            return Optional.of(new Given(thing, meant, Result.HANDED));
        }
        List<StaffId> able =
                facts.acting().stream().filter(staff -> facts.may(staff, thing)).toList();
        if (able.isEmpty()) {
            return Optional.empty();
        }
        if (thing.kind() == Kind.TASK) {
            return Optional.of(new Given(thing, null, Result.AGENCY));
        }
        Optional<StaffId> manager =
                facts.managers().stream().filter(able::contains).findFirst();
        if (manager.isPresent()) {
            return Optional.of(new Given(thing, manager.get(), Result.HELD));
        }
        // A record that is shut for the managers: whoever is admitted has it, and no manager is told.
        HouseholdId household = thing.household();
        List<StaffId> admitted =
                household == null ? List.of() : facts.admitted().apply(household);
        return Optional.of(new Given(
                thing, admitted.stream().filter(able::contains).findFirst().orElse(able.getFirst()), Result.HANDED));
    }
}
