package kasane.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kasane.access.Agencies;
import kasane.shared.AgencyId;

/**
 * つなぎの目安: which agencies are for which issues, and what speaks for 多機関協働. A help to think, never a decision.
 *
 * @param suggestions agencies other than one's own whose fields fit, those that fit most issues first
 * @param signs       what speaks for 多機関協働, in words
 */
public record Guide(List<Suggestion> suggestions, List<Sign> signs) {

    /** An agency and the issues it is for. */
    public record Suggestion(Agencies.Agency agency, List<String> issues) {}

    /** 多機関協働を考える目安. */
    public enum Sign {
        /** 2つ以上の分野にまたがる. */
        SEVERAL_FIELDS,
        /** 困りごとが4つ以上ある. */
        MANY_ISSUES,
        /** どの分野にも当てはまらない. */
        NO_FIELD
    }

    private static final int MANY = 4;

    /**
     * The guide for a consultation.
     *
     * @param issues  the chosen codes
     * @param fieldOf issue code → the fields that take it
     * @param viewing the agency that heard it
     */
    public static Guide of(
            List<String> issues, Map<String, Set<String>> fieldOf, List<Agencies.Agency> agencies, AgencyId viewing) {
        Set<String> fields = new LinkedHashSet<>();
        issues.forEach(issue -> fields.addAll(fieldOf.getOrDefault(issue, Set.of())));
        Map<Agencies.Agency, List<String>> fits = new LinkedHashMap<>();
        for (Agencies.Agency agency : agencies) {
            if (agency.id().equals(viewing) || !agency.takesReferrals()) {
                continue;
            }
            List<String> fitting = issues.stream()
                    .filter(issue ->
                            fieldOf.getOrDefault(issue, Set.of()).stream().anyMatch(agency.fields()::contains))
                    .toList();
            if (!fitting.isEmpty()) {
                fits.put(agency, fitting);
            }
        }
        List<Suggestion> suggestions = new ArrayList<>();
        fits.forEach((agency, fitting) -> suggestions.add(new Suggestion(agency, fitting)));
        // Of two that fit equally, the one for fewer fields is the specialist.
        suggestions.sort(
                java.util.Comparator.<Suggestion>comparingInt(s -> -s.issues().size())
                        .thenComparingInt(s -> s.agency().fields().size()));
        List<Sign> signs = new ArrayList<>();
        // One issue may belong to several fields; it takes two issues of different fields to span them.
        Set<Set<String>> kinds = new LinkedHashSet<>();
        issues.forEach(issue -> kinds.add(fieldOf.getOrDefault(issue, Set.of())));
        kinds.remove(Set.of());
        if (fields.size() > 1 && kinds.size() > 1) {
            signs.add(Sign.SEVERAL_FIELDS);
        }
        if (issues.size() >= MANY) {
            signs.add(Sign.MANY_ISSUES);
        }
        if (fields.isEmpty()) {
            signs.add(Sign.NO_FIELD);
        }
        return new Guide(suggestions, signs);
    }
}
