package kasane.collaboration.plan;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the templates of 支援プラン take. */
final class PlanPages {

    private PlanPages() {}

    /**
     * Writing a version.
     *
     * @param names   対象者 in one text
     * @param persons the choices of a line; empty where the version is about one person
     * @param blank   the row from which the page makes further ones
     * @param most    the most rows there can be
     * @param looked  the last モニタリング of what is planned anew
     */
    record Edit(
            FormView form,
            String title,
            String names,
            String action,
            String back,
            List<Option> persons,
            List<Option> kinds,
            List<Option> uses,
            List<Option> agencies,
            List<Row> rows,
            Row blank,
            int most,
            @Nullable Looked looked) {
        Edit {
            rows = List.copyOf(rows);
        }
    }

    /** What the last モニタリング said of the plan in force. */
    record Looked(String href, String on, String verdict, List<LookedLine> lines) {
        Looked {
            lines = List.copyOf(lines);
        }
    }

    /** What it said of one line. */
    record LookedLine(String action, String result, String words) {}

    /**
     * A row of the table in which one types.
     *
     * @param slot  the number by which its fields are named
     * @param place what stands in front of it
     * @param fresh offered by the page: about everybody, until somebody says otherwise
     */
    record Row(String slot, String place, boolean fresh) {

        /** The name of one of its fields. */
        String name(String cell) {
            return "line." + slot + "." + cell;
        }

        /** The element that names the row to a screen reader. */
        String id() {
            return "line-" + slot;
        }
    }

    /** A label and its words. */
    record Fact(String label, String text) {}

    /** A button that leads to the next page. */
    record Action(String label, String href, boolean primary) {}

    /** A line as it is read; the first number counts what is shown. */
    record Line(
            int place,
            String persons,
            String issue,
            String goal,
            String action,
            String byFamily,
            String agency,
            String who,
            String frequency,
            String due) {}

    /** A conference that talked or will talk about it. */
    record Talk(String heldOn, String conclusion, String href) {}

    /**
     * A version.
     *
     * @param shared  shown to an agency that sees it by the consents
     * @param persons empty where there is only one, who stands in the facts
     * @param apply   where 申込 is recorded; empty where it cannot be
     */
    record View(
            FormView form,
            String title,
            Tone tone,
            String state,
            boolean shared,
            List<Fact> facts,
            List<Fact> words,
            boolean severalPersons,
            List<Line> lines,
            List<Fact> uses,
            List<Talk> talks,
            List<Fact> decision,
            List<Action> actions,
            String apply,
            List<Option> ways,
            List<Signed> signed,
            String back,
            String sheet) {}

    /** 署名の写し. */
    record Signed(String href, String name, String added) {}

    /** Choosing the conference. */
    record Proposal(FormView form, String title, String action, String back, List<Option> meetings) {}

    /** 支援決定. */
    record Deciding(
            FormView form,
            FormView button,
            String title,
            List<Fact> facts,
            boolean applied,
            String action,
            String again,
            String back) {}
}
