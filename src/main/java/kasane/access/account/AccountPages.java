package kasane.access.account;

import java.util.List;
import kasane.ui.FormView;

/** What the template of the own settings takes. */
public final class AccountPages {

    private AccountPages() {}

    /** A hat with its duties in words. */
    public record HatLine(String agency, String duties, String period, boolean worn) {}

    /** A living session; the current one is this browser. */
    public record SessionLine(int no, String device, String network, String since, String last, boolean current) {}

    /** What was told about the own account. */
    public record NoticeLine(String when, String words, boolean fresh) {}

    /** 自分の設定. */
    public record Own(
            String name,
            String login,
            String changed,
            boolean secondFactor,
            List<HatLine> hats,
            List<NoticeLine> notices,
            List<SessionLine> sessions,
            FormView others) {}
}
