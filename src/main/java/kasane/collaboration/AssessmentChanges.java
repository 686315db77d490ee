package kasane.collaboration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import kasane.shared.PersonId;
import org.jspecify.annotations.Nullable;

/** アセスメントの版の違い: what a later version says otherwise than an earlier one. */
public final class AssessmentChanges {

    private AssessmentChanges() {}

    /**
     * An item that is answered otherwise.
     *
     * @param person nobody: the household
     * @param before empty when it was not answered
     * @param after  empty when it is not answered any more
     */
    public record Change(@Nullable PersonId person, String item, List<String> before, List<String> after) {}

    /**
     * The changes from one version's sheets to another's, sheet by sheet, in the order of the later one. The order in which
     * the answers to one item were ticked is no change.
     */
    public static List<Change> between(List<AssessmentSheet> earlier, List<AssessmentSheet> later) {
        List<Change> changes = new ArrayList<>();
        for (AssessmentSheet now : later) {
            compare(AssessmentSheet.of(earlier, now.person()), now, changes);
        }
        for (AssessmentSheet then : earlier) {
            if (later.stream().noneMatch(now -> Objects.equals(now.person(), then.person()))) {
                compare(then, AssessmentSheet.of(later, then.person()), changes);
            }
        }
        return List.copyOf(changes);
    }

    private static void compare(AssessmentSheet then, AssessmentSheet now, List<Change> changes) {
        Set<String> items = new LinkedHashSet<>(now.answers().keySet());
        items.addAll(then.answers().keySet());
        for (String item : items) {
            if (!Set.copyOf(then.answer(item)).equals(Set.copyOf(now.answer(item)))) {
                changes.add(new Change(now.person(), item, then.answer(item), now.answer(item)));
            }
        }
    }
}
