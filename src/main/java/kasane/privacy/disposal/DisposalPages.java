package kasane.privacy.disposal;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Tone;

/** What the pages of 保存と廃棄 take. */
public final class DisposalPages {

    private DisposalPages() {}

    /** The one page: what may go, what was proposed, what is held; each part for whoever has it. */
    public record Listing(
            FormView form, boolean keeper, boolean officer, List<UnitRow> units, List<Row> rows, List<HoldRow> holds) {

        /** Whether anything can be proposed. */
        public boolean hasOpen() {
            return units.stream().anyMatch(unit -> unit.keptFor().isEmpty());
        }
    }

    /** One record whose years are over. */
    public record UnitRow(String id, String title, String href, String kind, String last, String due, String keptFor) {}

    /** One disposal. */
    public record Row(String href, String no, String agency, String units, String proposed, Tone tone, String state) {}

    /** 廃棄停止. */
    public record HoldRow(
            String title, String href, String reason, String set, String asked, String lift, boolean mine) {}
}
