package kasane.register.interest;

import java.util.List;
import kasane.ui.FormView;

/** 利害関係の申告: what the template of the manager's list takes. */
final class InterestPages {

    private InterestPages() {}

    /** The list. */
    record Page(FormView form, List<Line> lines) {}

    /** Who keeps away from which household. */
    record Line(String id, String household, String href, String staff, String when) {}

    /** 前もっての申告, for whoever made it. */
    public record KinPage(FormView form, List<KinLine> lines) {}

    /** One of them. */
    public record KinLine(String id, String called, String birth, String at) {}
}
