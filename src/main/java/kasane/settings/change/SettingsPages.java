package kasane.settings.change;

import java.util.List;
import kasane.ui.Frame;
import org.jspecify.annotations.Nullable;

/** What the templates of settings take. */
public final class SettingsPages {

    private SettingsPages() {}

    /** 設定: one line for each thing that can be changed. */
    public record Index(List<Entry> town, List<Entry> people) {}

    /** What a page of settings is about and what stands there now. */
    public record Entry(String label, String href, String now) {}

    /** A table of settings; a row may lead to its change. */
    public record Table(
            String title, String lead, String caution, List<String> heads, List<Row> rows, List<Frame.Link> actions) {}

    /** The cells of a row, the first of which names it, and what can be done. */
    public record Row(List<String> cells, @Nullable String href, List<Frame.Link> actions) {}
}
