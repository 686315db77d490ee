package kasane.collaboration.handover;

import java.util.List;
import kasane.documents.SheetFrame;

/** 引継書 on paper: whom it is for, who made it, and of each person what was agreed and nothing else. */
public record HandoverSheet(
        String to,
        String made,
        String agency,
        String staff,
        String phone,
        String moves,
        String agreed,
        List<Person> persons) {

    static final String TITLE = "引継書";

    /** A person as the receiving town needs to know them, and what they agreed to tell. */
    public record Person(String name, String kana, String birth, String relation, List<Part> parts) {}

    /** One kind of content in its words. */
    public record Part(String kind, String words) {}

    SheetFrame frame(String printed) {
        return SheetFrame.confidential(TITLE, printed);
    }
}
