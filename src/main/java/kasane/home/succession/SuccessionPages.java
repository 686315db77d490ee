package kasane.home.succession;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the templates of 異動・引き継ぎ take. */
public final class SuccessionPages {

    private SuccessionPages() {}

    /** One plan in the list. */
    public record Listed(String href, String who, String from, String to, Tone tone, String state) {}

    /** The list; {@code plan} is null for those who do not manage. */
    public record Overview(List<Listed> plans, @Nullable String plan) {
        public Overview {
            plans = List.copyOf(plans);
        }
    }

    /** 引継書 of a case: where it is written or read, and how far it is. */
    public record NoteLink(String href, String words, Tone tone, String state) {}

    /**
     * One thing that passes.
     *
     * @param field   the name of the choice; empty where there is nothing to choose any more
     * @param passed  what became of it, in words
     * @param caution whoever takes everything cannot take this
     */
    public record Row(
            @Nullable String href,
            String title,
            String what,
            String day,
            @Nullable NoteLink note,
            String field,
            String passed,
            String caution) {}

    /** Things of one kind. */
    public record Group(String id, String label, String dayLabel, boolean notes, String lead, List<Row> rows) {
        public Group {
            rows = List.copyOf(rows);
        }
    }

    /** A way to a page. */
    public record Link(String href, String words) {}

    /**
     * One plan.
     *
     * @param button   the form of the single buttons
     * @param options  who can be chosen; empty where nothing is chosen any more
     * @param otherwise what happens to a thing for which nobody is chosen singly
     * @param seats    支援会議 for which whoever leaves is named
     * @param shut     records that only those admitted see, for whoever leaves and is admitted
     * @param waits    the day has come, and it waits for whoever leaves
     */
    public record Page(
            FormView form,
            FormView button,
            String href,
            String title,
            Tone tone,
            String state,
            String from,
            String to,
            String hat,
            String lead,
            List<Group> groups,
            List<Option> options,
            String otherwise,
            List<String> duties,
            List<String> deputies,
            List<Link> seats,
            List<Link> shut,
            boolean waits,
            @Nullable String edit,
            @Nullable String withdraw,
            @Nullable String settle) {
        public Page {
            groups = List.copyOf(groups);
            options = List.copyOf(options);
            duties = List.copyOf(duties);
            deputies = List.copyOf(deputies);
            seats = List.copyOf(seats);
            shut = List.copyOf(shut);
        }
    }

    /** One line that the system knows or somebody wrote. */
    public record Fact(String label, String text) {}

    /** Writing a 引継書. */
    public record Writing(FormView form, String title, String who, String action, String back, List<Fact> facts) {
        public Writing {
            facts = List.copyOf(facts);
        }
    }

    /** A 引継書; {@code confirm} is null unless the viewer took the case over and has not said so yet. */
    public record Note(
            FormView form,
            String from,
            String to,
            Tone tone,
            String state,
            String written,
            List<Fact> words,
            List<Fact> facts,
            String caseHref,
            @Nullable String edit,
            @Nullable String confirm,
            String sheet) {
        public Note {
            words = List.copyOf(words);
            facts = List.copyOf(facts);
        }
    }
}
