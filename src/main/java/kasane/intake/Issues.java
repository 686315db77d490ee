package kasane.intake;

import java.util.ArrayList;
import java.util.List;
import kasane.shared.Decision;
import kasane.shared.Reason;

/**
 * 困りごと: several codes of the list {@code issue}, exactly one of them the most urgent (◎).
 *
 * @param codes each once, in the order of the list
 * @param main  the ◎, one of them
 */
public record Issues(List<String> codes, String main) {

    public Issues {
        codes = List.copyOf(codes);
        if (!codes.contains(main)) {
            throw new IllegalArgumentException("the ◎ is one of the issues");
        }
    }

    /** What was ticked; a ◎ without its box counts as both, and a single issue needs no ◎. */
    public static Decision<Issues> of(List<String> ticked, String main) {
        List<String> codes = new ArrayList<>(ticked);
        if (!main.isEmpty() && !codes.contains(main)) {
            codes.add(main);
        }
        if (codes.isEmpty()) {
            return Decision.refuse(Reason.of("intake.refused.no-issue"));
        }
        if (main.isEmpty() && codes.size() > 1) {
            return Decision.refuse(Reason.of("intake.refused.no-main-issue"));
        }
        return Decision.allow(new Issues(codes, main.isEmpty() ? codes.getFirst() : main));
    }
}
