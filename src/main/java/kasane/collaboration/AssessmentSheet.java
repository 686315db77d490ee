package kasane.collaboration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kasane.shared.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * アセスメントシート: what one version says about one person, or about the household.
 *
 * @param person  nobody: the household
 * @param form    edition of the {@link AssessmentForm}; 0 where nothing was written
 * @param answers by item: codes, or what was typed; only items that are answered
 */
public record AssessmentSheet(@Nullable PersonId person, int form, Map<String, List<String>> answers) {
    public AssessmentSheet {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        answers.forEach((item, given) -> {
            if (!given.isEmpty()) {
                kept.put(item, List.copyOf(given));
            }
        });
        answers = Collections.unmodifiableMap(kept);
    }

    /** The one among a version's sheets that is about the person, or the household; one without answers where there is none. */
    public static AssessmentSheet of(List<AssessmentSheet> sheets, @Nullable PersonId person) {
        return sheets.stream()
                .filter(sheet -> Objects.equals(sheet.person(), person))
                .findFirst()
                .orElseGet(() -> new AssessmentSheet(person, 0, Map.of()));
    }

    /** Whether anything is answered. */
    public boolean isEmpty() {
        return answers.isEmpty();
    }

    /** Whom its items are about. */
    public AssessmentForm.About about() {
        return person == null ? AssessmentForm.About.HOUSEHOLD : AssessmentForm.About.PERSON;
    }

    /** The answers to an item; none when it is not answered. */
    public List<String> answer(String item) {
        return answers.getOrDefault(item, List.of());
    }
}
