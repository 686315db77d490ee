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
            @Nullable Instant ended,
            AgencyId givenBy) {}

    /** 秘匿: what is shut of a record that the keeper keeps; without a person it is all of it. Living ones only. */
    public record Concealment(
            HouseholdId household, @Nullable PersonId person, AgencyId keeper) {}

    /** 利害関係の申告: somebody of the staff who keeps away from a record. Living ones only. */
    public record Recusal(HouseholdId household, StaffId staff) {}

    /** What the rule decides by, of one household: what opens it, and what shuts it. */
    public record Known(List<Grant> grants, List<Concealment> concealments, List<Recusal> recusals) {}

    /** Whether the viewer sees the row now: as its owner, or through one living grant that covers all of it. */
    public static boolean sees(Viewer viewer, Facts row, Known known, Instant now) {
        PersonId person = row.person();
        return viewer instanceof Viewer.Staff me
                && isCaseWorker(me)
                && (isOwn(me, row)
                        || row.audience() != Audience.OWN
                                && known.grants().stream()
                                        .anyMatch(g ->
                                                isLiving(g, me, row, now) && covers(g, row.person()) && ofItem(g, row))
                                && isOpenElsewhere(me, row, person == null ? Set.of() : Set.of(person), known, now))
                && isOpenHere(me, row, person == null ? Set.of() : Set.of(person), known, now);
    }

    /** The same for a row that belongs to the household as such; {@code row} names no person. */
    public static boolean seesAbout(Viewer viewer, Facts row, Known known, Instant now) {
        return viewer instanceof Viewer.Staff me
                && isCaseWorker(me)
                && (isOwn(me, row)
                        || row.audience() == Audience.TEAM
                                && known.grants().stream().anyMatch(g -> isLiving(g, me, row, now) && ofItem(g, row))
                                && isOpenElsewhere(me, row, Set.of(), known, now))
                && isOpenHere(me, row, Set.of(), known, now);
    }

    /** The same for a row about several persons: each must be covered, and nobody at all is covered by nothing. */
    public static boolean seesTogether(Viewer viewer, Facts row, Set<PersonId> persons, Known known, Instant now) {
        return viewer instanceof Viewer.Staff me
                && isCaseWorker(me)
                && (isOwn(me, row)
                        || row.audience() != Audience.OWN
                                && !persons.isEmpty()
                                && persons.stream()
                                        .allMatch(person -> known.grants().stream()
                                                .anyMatch(g -> isLiving(g, me, row, now)
                                                        && covers(g, person)
                                                        && ofItem(g, row)))
                                && isOpenElsewhere(me, row, persons, known, now))
                && isOpenHere(me, row, persons, known, now);
    }

    /** Nothing of the row is shut in the viewer's own agency, and the viewer does not keep away from it. */
    private static boolean isOpenHere(Viewer.Staff me, Facts row, Set<PersonId> persons, Known known, Instant now) {
        return known.recusals().stream()
                        .noneMatch(r -> r.household().equals(row.household())
                                && r.staff().equals(me.staff()))
                && known.concealments().stream()
                        .filter(c -> c.keeper().equals(me.agency()))
                        .filter(c -> c.household().equals(row.household()))
                        .filter(c -> c.person() == null || hides(c.person(), row, persons))
                        .allMatch(c -> isAdmitted(me, c.household(), known.grants(), now));
    }

    /** Its keeper has not shut the row since; what was passed on as one item stays open where it went. */
    private static boolean isOpenElsewhere(
            Viewer.Staff me, Facts row, Set<PersonId> persons, Known known, Instant now) {
        return known.concealments().stream()
                .filter(c -> !c.keeper().equals(me.agency()))
                .filter(c -> c.household().equals(row.household()))
                .filter(c -> c.person() == null ? row.audience() != Audience.ITEM : hides(c.person(), row, persons))
                .allMatch(c -> isAdmitted(me, c.household(), known.grants(), now));
    }

    /** Whereabouts: what could tell how or where to find the person, outside an item that was passed on. */
    private static boolean hides(PersonId person, Facts row, Set<PersonId> persons) {
        return row.audience() != Audience.ITEM
                && (row.category() == Category.CONTACT || row.category() == Category.SCHOOL_WORK)
                && persons.contains(person);
    }

    /** A grant for concealed content on all of the record; one's own only in the hat of the agency that gave it. */
    private static boolean isAdmitted(Viewer.Staff me, HouseholdId household, List<Grant> grants, Instant now) {
        return grants.stream()
                .anyMatch(g -> g.household().equals(household)
                        && g.concealedToo()
                        && g.item() == null
                        && isMine(g, me)
                        && lives(g, now)
                        && (g.staff() == null || g.givenBy().equals(me.agency())));
    }

    private static boolean isCaseWorker(Viewer.Staff me) {
        return !me.has(Duty.SYSTEM_ADMINISTRATOR); // whoever may change accounts sees no case content, not even the own
    }

    private static boolean isOwn(Viewer.Staff me, Facts row) {
        return row.owner().equals(me.agency()) && row.audience() != Audience.ITEM && !row.concealed();
    }

    /** A living grant of the row's kind of content, to this viewer, on this household. */
    private static boolean isLiving(Grant grant, Viewer.Staff me, Facts row, Instant now) {
        return grant.household().equals(row.household())
                && isMine(grant, me)
                && lives(grant, now)
                && (grant.categories() & row.category().bit()) != 0
                && (!row.concealed() || grant.concealedToo());
    }

    private static boolean isMine(Grant grant, Viewer.Staff me) {
        return me.agency().equals(grant.agency()) || me.staff().equals(grant.staff());
    }

    private static boolean lives(Grant grant, Instant now) {
        return grant.ended() == null
                && !grant.from().isAfter(now)
                && grant.until().isAfter(now);
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
