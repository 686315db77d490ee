package kasane.privacy.disposal;

import java.util.List;
import kasane.documents.SheetFrame;

/** 廃棄証明: what went, by whose word, and until when a backup may still hold it. Names nobody it was about. */
public record DisposalSheet(
        String town,
        String no,
        String agency,
        String units,
        String records,
        String proposed,
        String approved,
        String done,
        String backups,
        String anchor,
        List<Line> lines) {

    static final String TITLE = "廃棄証明";

    /** One class and year. */
    public record Line(String kind, String year, String due, String units, String records) {}

    SheetFrame frame(String foot) {
        return new SheetFrame(TITLE, "", kasane.documents.Paper.PORTRAIT, List.of(), foot, null, null, List.of());
    }
}
