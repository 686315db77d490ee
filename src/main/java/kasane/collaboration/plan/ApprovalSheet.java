package kasane.collaboration.plan;

import java.util.List;

/**
 * 起案用紙 of a 支援決定: what the municipality is asked to decide, the seals it passes, and who is shown it afterwards.
 *
 * @param seals       決裁欄, from the highest
 * @param circulation 供覧欄
 * @param decidedOn   empty as long as nothing is decided, to be filled in by hand
 * @param terms       what is decided on, each with its label
 * @param lines       支援内容 at one glance
 */
public record ApprovalSheet(
        String drafted,
        String drafter,
        String phone,
        String decidedOn,
        String documentNo,
        String subject,
        String asks,
        List<String> seals,
        List<String> circulation,
        List<Term> terms,
        List<Line> lines) {
    public ApprovalSheet {
        seals = List.copyOf(seals);
        circulation = List.copyOf(circulation);
        terms = List.copyOf(terms);
        lines = List.copyOf(lines);
    }

    /** One fact of the decision. */
    public record Term(String label, String text) {}

    /** One line of the plan. */
    public record Line(String goal, String action, String agency, String due) {}
}
