package kasane.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.shared.AgencyId;
import kasane.shared.PersonId;
import kasane.sharing.Category;
import kasane.sharing.Consents;

/**
 * 同意の及ぶ範囲: which agency may learn about which person's support plan, by the consents that live at one moment; the
 * agency that keeps the record knows what it wrote itself.
 */
public final class Coverage {

    private final AgencyId keeper;
    private final Map<AgencyId, Map<PersonId, List<Consents.Consent>>> consents = new LinkedHashMap<>();

    private Coverage(AgencyId keeper) {
        this.keeper = keeper;
    }

    /** What the consents of a household cover at the instant. */
    public static Coverage of(AgencyId keeper, List<Consents.Consent> given, Instant now) {
        Coverage coverage = new Coverage(keeper);
        for (Consents.Consent consent : given) {
            if (!consent.livesAt(now)
                    || !consent.categories().containsAll(List.of(Category.IDENTITY, Category.PLAN))
                    || !consent.except().isEmpty()) {
                continue;
            }
            for (AgencyId recipient : consent.recipients()) {
                coverage.consents
                        .computeIfAbsent(recipient, r -> new LinkedHashMap<>())
                        .computeIfAbsent(consent.person(), p -> new ArrayList<>())
                        .add(consent);
            }
        }
        return coverage;
    }

    /** Whether the agency may learn about this person. */
    public boolean covers(AgencyId agency, PersonId person) {
        return agency.equals(keeper) || consents.getOrDefault(agency, Map.of()).containsKey(person);
    }

    /** Whether the agency may learn about every one of them. */
    public boolean coversAll(AgencyId agency, Collection<PersonId> persons) {
        return persons.stream().allMatch(person -> covers(agency, person));
    }

    /**
     * Whether the agency may carry a case about this person: whoever keeps the record sees it anyway, and needs a consent to
     * 多機関協働 nevertheless, to whomever it was given.
     */
    public boolean carries(AgencyId agency, PersonId person) {
        return agency.equals(keeper)
                ? consents.values().stream().anyMatch(of -> of.containsKey(person))
                : covers(agency, person);
    }

    /** Whether the agency may carry a case about every one of them. */
    public boolean carriesAll(AgencyId agency, Collection<PersonId> persons) {
        return persons.stream().allMatch(person -> carries(agency, person));
    }

    /** Whether the agency may learn about any one of them. */
    public boolean coversAny(AgencyId agency, Collection<PersonId> persons) {
        return persons.stream().anyMatch(person -> covers(agency, person));
    }

    /** Those about whom the agency may learn nothing. */
    public Set<PersonId> missing(AgencyId agency, Collection<PersonId> persons) {
        Set<PersonId> missing = new LinkedHashSet<>(persons);
        missing.removeIf(person -> covers(agency, person));
        return missing;
    }

    /** The consents on which the agency's sight of these persons rests; none for whoever keeps the record. */
    public Set<UUID> consents(AgencyId agency, Collection<PersonId> persons) {
        Set<UUID> found = new LinkedHashSet<>();
        Map<PersonId, List<Consents.Consent>> own = consents.getOrDefault(agency, Map.of());
        persons.forEach(person -> own.getOrDefault(person, List.of()).forEach(consent -> found.add(consent.id())));
        return found;
    }

    /** When the agency can no longer carry a case about all of them, by itself; empty where it cannot now. */
    public Optional<Instant> until(AgencyId agency, Collection<PersonId> persons) {
        if (!carriesAll(agency, persons)) {
            return Optional.empty();
        }
        return persons.stream()
                .flatMap(person -> consents.entrySet().stream()
                        .filter(given -> agency.equals(keeper) || given.getKey().equals(agency))
                        .flatMap(given -> given.getValue().getOrDefault(person, List.of()).stream())
                        .map(Consents.Consent::until)
                        .max(Comparator.naturalOrder())
                        .stream())
                .min(Comparator.naturalOrder());
    }

    /** Every agency that may learn about all of these persons. */
    public Set<AgencyId> agenciesOfAll(Collection<PersonId> persons) {
        Set<AgencyId> agencies = agencies(persons);
        agencies.removeIf(agency -> !coversAll(agency, persons));
        return agencies;
    }

    /** Every agency that may learn about any of these persons, the keeper first. */
    public Set<AgencyId> agencies(Collection<PersonId> persons) {
        Set<AgencyId> agencies = new LinkedHashSet<>();
        agencies.add(keeper);
        consents.forEach((agency, of) -> {
            if (persons.stream().anyMatch(of::containsKey)) {
                agencies.add(agency);
            }
        });
        return agencies;
    }
}
