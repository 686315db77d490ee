package kasane.collaboration.assessment;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Option;
import org.jspecify.annotations.Nullable;

/** What the templates of アセスメント take. */
public final class AssessmentPages {

    private AssessmentPages() {}

    /** The form of the next version; {@code before} names the one it starts from, empty for none. */
    public record New(
            FormView form,
            String title,
            String action,
            String back,
            String before,
            List<Option> persons,
            List<Option> issues,
            List<Gathered> gathered) {}

    /** 集まった情報: what an agency answered to one topic. */
    public record Gathered(String topic, String words, String from, String href) {}

    /** One part of an assessment. */
    public record Fact(String label, String text) {}

    /** Another version of the same case. */
    public record Version(String label, String href, String written, boolean current) {}

    /** A version; {@code plan} is where the first plan is begun, if that comes next and is the viewer's to do. */
    public record Page(
            String title,
            String href,
            String mainIssue,
            List<String> issues,
            List<String> persons,
            List<Fact> facts,
            String written,
            boolean newest,
            boolean own,
            @Nullable String plan,
            List<Version> versions) {}
}
