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
        if (!(viewer instanceof Viewer.Staff me) || me.has(Duty.SYSTEM_ADMINISTRATOR)) {
            return false; // whoever may change accounts sees no case content, not even of the own agency
        }
        boolean own = row.owner().equals(me.agency()) && row.audience() != Audience.ITEM && !row.concealed();
        return own || row.audience() != Audience.OWN && grants.stream().anyMatch(g -> opens(g, me, row, now));
    }

    private static boolean opens(Grant grant, Viewer.Staff me, Facts row, Instant now) {
        return grant.household().equals(row.household())
                && (me.agency().equals(grant.agency()) || me.staff().equals(grant.staff()))
                && grant.ended() == null
                && !grant.from().isAfter(now)
                && grant.until().isAfter(now)
                && (grant.categories() & row.category().bit()) != 0
                && covers(grant, row.person())
                && ofItem(grant, row)
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
