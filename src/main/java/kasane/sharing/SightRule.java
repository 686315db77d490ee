package kasane.sharing;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;

/** 閲覧の規則 as a pure predicate; the same rule as SQL is {@link Sight}, and a test compares both on random worlds. */
public final class SightRule {

    private SightRule() {}

    /** The columns of a row that decide who sees it. */
    public record Facts(
            HouseholdId household,
            @Nullable PersonId person,
            AgencyId owner,
            Audience audience,
            Category category,
            @Nullable UUID item,
            boolean concealed) {}

    /** 閲覧根拠 as the rule needs it; exactly one of agency and staff is set. */
    public record Grant(
            HouseholdId household,
            @Nullable PersonId person,
            @Nullable UUID item,
            Set<PersonId> except,
            int categories,
            @Nullable AgencyId agency,
            @Nullable StaffId staff,
            boolean concealedToo,
            Instant from,
            Instant until,
            @Nullable Instant ended) {}

    /** Whether the viewer sees the row now: as its owner, or through one living grant that covers all of it. */
    public static boolean sees(Viewer viewer, Facts row, List<Grant> grants, Instant now) {
        return isOwn(viewer, row)
                || viewer instanceof Viewer.Staff me
                        && isCaseWorker(me)
                        && row.audience() != Audience.OWN
                        && grants.stream()
                                .anyMatch(g -> isLiving(g, me, row, now) && covers(g, row.person()) && ofItem(g, row));
    }

    /** The same for a row that belongs to the household as such; {@code row} names no person. */
    public static boolean seesAbout(Viewer viewer, Facts row, List<Grant> grants, Instant now) {
        return isOwn(viewer, row)
                || viewer instanceof Viewer.Staff me
                        && isCaseWorker(me)
                        && row.audience() == Audience.TEAM
                        && grants.stream().anyMatch(g -> isLiving(g, me, row, now) && ofItem(g, row));
    }

    /** The same for a row about several persons: each must be covered, and nobody at all is covered by nothing. */
    public static boolean seesTogether(
            Viewer viewer, Facts row, Set<PersonId> persons, List<Grant> grants, Instant now) {
        return isOwn(viewer, row)
                || viewer instanceof Viewer.Staff me
                        && isCaseWorker(me)
                        && row.audience() != Audience.OWN
                        && !persons.isEmpty()
                        && persons.stream()
                                .allMatch(person -> grants.stream()
                                        .anyMatch(
                                                g -> isLiving(g, me, row, now) && covers(g, person) && ofItem(g, row)));
    }

    private static boolean isCaseWorker(Viewer.Staff me) {
        return !me.has(Duty.SYSTEM_ADMINISTRATOR); // whoever may change accounts sees no case content, not even the own
    }

    private static boolean isOwn(Viewer viewer, Facts row) {
        return viewer instanceof Viewer.Staff me
                && isCaseWorker(me)
                && row.owner().equals(me.agency())
                && row.audience() != Audience.ITEM
                && !row.concealed();
    }

    /** A living grant of the row's kind of content, to this viewer, on this household. */
    private static boolean isLiving(Grant grant, Viewer.Staff me, Facts row, Instant now) {
        return grant.household().equals(row.household())
                && (me.agency().equals(grant.agency()) || me.staff().equals(grant.staff()))
                && grant.ended() == null
                && !grant.from().isAfter(now)
                && grant.until().isAfter(now)
                && (grant.categories() & row.category().bit()) != 0
                && (!row.concealed() || grant.concealedToo());
    }

    private static boolean covers(Grant grant, @Nullable PersonId person) {
        if (person == null) {
            return grant.person() == null && grant.except().isEmpty();
        }
        return (grant.person() == null || grant.person().equals(person))
                && !grant.except().contains(person);
    }

    private static boolean ofItem(Grant grant, Facts row) {
        UUID item = grant.item();
        return row.audience() == Audience.TEAM ? item == null : item != null && item.equals(row.item());
    }
}
