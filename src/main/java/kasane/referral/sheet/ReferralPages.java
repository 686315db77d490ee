package kasane.referral.sheet;

import java.util.List;
import kasane.files.FilesPart;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the templates of つなぎ take. */
public final class ReferralPages {

    private ReferralPages() {}

    /**
     * 機関カード as the form shows it.
     *
     * @param onPaper nobody signs in there, so that the sheet goes on paper
     * @param fits the issues for which this window is chosen beforehand, separated by spaces
     */
    public record Window(
            String id,
            String name,
            String phone,
            String hours,
            String does,
            String doesNot,
            String contact,
            boolean onPaper,
            String fits) {}

    /** A danger and whom to ring; one that a law wants reported leads to 虐待の疑いの連絡 instead. */
    public record Danger(String code, String label, String call, boolean reported) {}

    /** 様式: a sheet of the town's own, and whether it is the one being written. */
    public record Kind(String label, String href, boolean chosen) {}

    /**
     * The form of a new sheet.
     *
     * @param title    its name, which a town may have chosen
     * @param lead     what it is for
     * @param kinds    the town's own sheets, the plain one first; none where there is no choice
     * @param required the fields of くわしく that this sheet asks for
     * @param members  those of a household that is known already, otherwise none
     */
    public record New(
            FormView form,
            String title,
            String lead,
            List<Kind> kinds,
            List<String> required,
            String ownSecrecy,
            List<Window> windows,
            List<Option> issues,
            List<Option> urgencies,
            List<Danger> dangers,
            @Nullable Back back,
            List<Option> members) {

        /** Whether a field of くわしく has to be filled in. */
        public boolean asks(String field) {
            return required.contains(field);
        }
    }

    /** The sheet that came back as 対応不可. */
    public record Back(String id, String from, String reason, String words) {}

    /** One line of a list. */
    public record Line(
            String href,
            String person,
            String other,
            Tone tone,
            String state,
            String due,
            boolean late,
            String sent,
            boolean urgent,
            String company,
            String action) {}

    /** The agency's sheets, those that wait for it first; {@code figures} when the viewer may see the counts. */
    public record Lists(List<Line> mine, List<Line> theirs, List<Line> copies, List<Line> ended, boolean figures) {}

    /** One fact of a sheet. */
    public record Fact(String label, String text) {}

    /** A step taken, in words; {@code keyedIn} says who keyed it in for another agency, and from what. */
    public record Step(
            String what,
            String at,
            String iso,
            String who,
            String reason,
            String other,
            String words,
            String keyedIn) {}

    /** 送付の記録 in words. */
    public record Dispatch(String way, String on, String number, String note, String who) {}

    /**
     * What the sender of a sheet on paper is shown beside it.
     *
     * @param ways       how the agency is reached
     * @param dispatches how it left so far
     * @param back       the consent has ended and the paper is still over there
     * @param living     a link can be opened now, and stopped
     * @param makes      a link can be made
     */
    public record Paper(
            String ways,
            List<Dispatch> dispatches,
            boolean back,
            List<SentLink> links,
            boolean living,
            boolean makes) {}

    /** 一件リンク in words. */
    public record SentLink(Tone tone, String state, String made) {}

    /** 紙を送った記録: the number to be dialled is what matters most. */
    public record DispatchForm(
            FormView form,
            String to,
            String href,
            List<Kind> ways,
            String way,
            String number,
            String address,
            String note) {

        /** Whether it goes by FAX. */
        public boolean fax() {
            return way.equals("FAX");
        }

        /** Whether it is handed over. */
        public boolean hand() {
            return way.equals("HAND");
        }
    }

    /** An agency that reads along, and what it said. */
    public record Copy(String agency, Tone tone, String state) {}

    /** The one next action as a button or as a link to its form. */
    public record Action(String label, String href, boolean button, boolean primary) {}

    /** A sheet. */
    public record Sheet(
            FormView form,
            String title,
            String href,
            Tone tone,
            String state,
            String owner,
            String next,
            String due,
            boolean late,
            List<Action> actions,
            List<String> issues,
            String mainIssue,
            List<Fact> facts,
            List<Step> steps,
            String basis,
            String from,
            String fromPhone,
            String to,
            String toPhone,
            String writer,
            String sent,
            boolean urgent,
            @Nullable String household,
            @Nullable String before,
            @Nullable String after,
            String kind,
            List<Copy> copies,
            FilesPart files,
            @Nullable Paper paper) {}

    /** The form of one step: which fields it asks for follows from what is filled here. */
    public record StepForm(
            FormView form,
            String title,
            String lead,
            String action,
            String back,
            String button,
            String codeLabel,
            List<Option> codes,
            List<Option> windows,
            String wordsLabel,
            String wordsHint,
            boolean wordsRequired,
            List<Kind> kinds,
            String preset,
            boolean encloses) {

        /** A step that is written on no form of the town's own. */
        StepForm(
                FormView form,
                String title,
                String lead,
                String action,
                String back,
                String button,
                String codeLabel,
                List<Option> codes,
                List<Option> windows,
                String wordsLabel,
                String wordsHint,
                boolean wordsRequired) {
            this(
                    form,
                    title,
                    lead,
                    action,
                    back,
                    button,
                    codeLabel,
                    codes,
                    windows,
                    wordsLabel,
                    wordsHint,
                    wordsRequired,
                    List.of(),
                    "",
                    false);
        }
    }

    /** 同行の返事. */
    public record CompanyForm(FormView form, String person, String asked, String href) {}

    /** The choice of windows for a 案内カード. */
    public record CardChoice(List<Window> windows, List<String> chosen, boolean none) {}

    /** A 案内カード; nothing in it says for whom it was made. */
    public record Card(List<Window> windows, String town, String agency, String phone) {}

    /** 説明カード. */
    public record Explanation(String town, String agency) {}
}
