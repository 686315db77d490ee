package kasane.privacy.incident;

import java.util.List;
import kasane.documents.SheetFrame;

/** 漏えい等報告書 on paper: the items that the law asks for, as far as they are known. */
public record IncidentSheet(String edition, String no, String known, String agency, List<Item> items) {

    static final String TITLE = "漏えい等報告書";

    /** One item of the report. */
    public record Item(String label, String text) {}

    SheetFrame frame(String foot) {
        return SheetFrame.confidential(TITLE, foot);
    }
}
