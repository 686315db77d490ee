package kasane.home.succession;

import java.util.List;
import kasane.documents.SheetFrame;

/** 引継書 on A4: who had the case and who has it now, what is known, and what was written of it. */
public record SuccessionNoteSheet(
        String household,
        String agency,
        String from,
        String to,
        String written,
        String confirmed,
        List<SuccessionPages.Fact> facts,
        List<SuccessionPages.Fact> words) {

    static final String TITLE = "担当の引継書";

    /** With its lists as they are. */
    public SuccessionNoteSheet {
        facts = List.copyOf(facts);
        words = List.copyOf(words);
    }

    SheetFrame frame(String printed) {
        return SheetFrame.confidential(TITLE, printed);
    }
}
