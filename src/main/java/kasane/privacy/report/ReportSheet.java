package kasane.privacy.report;

import java.util.List;
import kasane.documents.Mark;
import kasane.documents.Paper;
import kasane.documents.SheetFrame;

/** 閲覧の説明 on paper: who saw what, when and on which ground; no content of any case. */
public record ReportSheet(
        String variant,
        String no,
        String name,
        String birth,
        String period,
        String purpose,
        String made,
        boolean cautions,
        List<ReportPages.Line> lines) {

    static final String TITLE = "閲覧の説明";

    /** The foot of every page names the agency, the person and the moment; the number of the copy stands beside it. */
    SheetFrame frame(String foot, int copy) {
        return new SheetFrame(TITLE, variant, Paper.LANDSCAPE, List.of(Mark.CONFIDENTIAL), foot, copy, null, List.of());
    }
}
