package kasane.access.factor;

import java.util.List;
import kasane.ui.FormView;

/** What the templates of the second factor take. */
public final class FactorPages {

    private FactorPages() {}

    /**
     * 二つ目の確認 of the viewer.
     *
     * @param since empty when there is none
     * @param few   so few codes on paper are left that new ones are due
     */
    public record Own(String since, int codes, boolean few, FormView renewal) {}

    /**
     * Setting it up.
     *
     * @param groups the secret as text, four letters at a time
     * @param side   modules of a side of the picture, its quiet zone included
     * @param path   the dark modules
     * @param must   the duty needs it before anything else
     */
    public record Enrolment(FormView form, List<String> groups, int side, String path, boolean must) {}

    /** 控えのコード, this once. */
    public record Codes(String login, String day, List<String> codes) {}
}
