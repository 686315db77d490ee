package kasane.collaboration.introduction;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the templates of 初回面談の同席依頼 take. */
public final class IntroductionPages {

    private IntroductionPages() {}

    /** The form of a new one. */
    public record New(FormView form, String action, String back, List<Option> windows, List<Option> reasons) {}

    /** A step taken, in words. */
    public record Step(String what, String at, String iso, String who, String outcome, String words) {}

    /** An action that leads to its form. */
    public record Action(String label, String href, boolean primary) {}

    /** An introduction; {@code household} is the asker's way back, null for whoever may not know. */
    public record Page(
            boolean asker,
            @Nullable String household,
            Tone tone,
            String state,
            String owner,
            String next,
            String due,
            boolean late,
            List<Action> actions,
            String advice,
            List<String> reasons,
            String meetingWish,
            String words,
            String from,
            String fromPhone,
            String writer,
            String asked,
            String to,
            String toPhone,
            List<Step> steps) {}
}
