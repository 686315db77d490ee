package kasane.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kasane.shared.AgencyId;
import kasane.shared.PersonId;
import kasane.shared.Texts;
import kasane.sharing.Category;
import kasane.sharing.Grants;

/** 読める機関: who reads a row written for the team, in one sentence, before it is written. */
public final class Readers {

    private Readers() {}

    /**
     * The sentence beside 「支援チーム」.
     *
     * @param owner    whose record of the household it is
     * @param grants   the grants that the viewer's agency gave or holds
     * @param agencies the names of the agencies
     * @param people   how the household's members are called
     */
    public static String ofTeam(
            AgencyId viewing,
            AgencyId owner,
            List<Grants.Given> grants,
            Category category,
            Map<AgencyId, String> agencies,
            Map<PersonId, String> people,
            Instant now) {
        if (!owner.equals(viewing)) {
            // Whom the owner has admitted besides is the owner's knowledge.
            return Texts.text("casework.readers.of-owner", agencies.getOrDefault(owner, ""));
        }
        Map<AgencyId, Set<String>> readers = new LinkedHashMap<>();
        for (Grants.Given grant : grants) {
            if (grant.ended() != null
                    || grant.item() != null
                    || grant.from().isAfter(now)
                    || !grant.until().isAfter(now)
                    || !grant.categories().contains(category)
                    || grant.agency().equals(viewing)) {
                continue;
            }
            Set<String> only = readers.computeIfAbsent(grant.agency(), a -> new TreeSet<>());
            PersonId person = grant.person();
            only.add(person == null ? "" : people.getOrDefault(person, ""));
        }
        if (readers.isEmpty()) {
            return Texts.text("casework.readers.nobody");
        }
        List<String> names = new ArrayList<>();
        readers.forEach((agency, only) -> names.add(agencies.getOrDefault(agency, "")
                + (only.contains("") ? "" : Texts.text("casework.readers.only-about", String.join("、", only)))));
        return Texts.text("casework.readers.team", String.join("、", names));
    }
}
