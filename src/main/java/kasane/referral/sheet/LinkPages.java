package kasane.referral.sheet;

import java.util.List;
import kasane.ui.FormView;

/** What the templates of 一件リンク take. */
public final class LinkPages {

    private LinkPages() {}

    /** A link just made; shown this once. */
    public record Made(String to, String phone, String address, String code, String until, String back) {}

    /** The door: one field. */
    public record Door(FormView form, String action) {}

    /** The one sheet behind it. */
    public record Item(
            FormView form,
            String title,
            String from,
            String fromPhone,
            String writer,
            String to,
            String sent,
            String number,
            boolean urgent,
            String mainIssue,
            List<String> issues,
            List<ReferralPages.Fact> facts,
            String basis,
            List<Past> past,
            boolean answers,
            String button,
            String until) {}

    /** What was answered so far. */
    public record Past(String what, String at, String who) {}

    /** Nothing is open any more. */
    public record Closed(String town) {}
}
