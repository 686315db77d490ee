package kasane.collaboration.assessment;

import java.util.List;
import kasane.collaboration.AssessmentForm;
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
            List<Gathered> gathered,
            List<Section> sections) {}

    /**
     * The four pages about the household or a person.
     *
     * @param status how many of the national items are answered
     * @param open   something in it was refused
     */
    public record Section(String title, String status, boolean open, List<Part> parts) {}

    /** A page of the form. */
    public record Part(String title, List<Field> fields) {}

    /** An item as a field. */
    public record Field(
            String name, String label, AssessmentForm.Kind kind, List<Option> options, String hint, boolean national) {}

    /** 集まった情報: what an agency answered to one topic, or what was asked directly; then {@code href} is empty. */
    public record Gathered(String topic, String words, String from, String href) {}

    /** One part of an assessment. */
    public record Fact(String label, String text) {}

    /** Another version of the same case. */
    public record Version(String label, String href, String written, boolean current) {}

    /**
     * A sheet as written.
     *
     * @param missing national items without an answer; empty for none
     */
    public record Sheet(String title, String missing, List<Written> parts) {}

    /** A page of a sheet, as far as it is answered. */
    public record Written(String title, List<Fact> facts) {}

    /** What changed about the household, a person, or in the words about all of them. */
    public record Changed(String title, List<Difference> items) {}

    /** An item that is answered otherwise; empty texts for no answer. */
    public record Difference(String label, String before, String after) {}

    /**
     * 版の違い.
     *
     * @param since   the earlier version
     * @param others  the versions to compare with instead
     */
    public record Differences(String since, List<Version> others, List<Changed> changes) {}

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
            List<Version> versions,
            List<Sheet> sheets,
            @Nullable Differences differences,
            String paper) {}
}
