package kasane.settings;

import java.time.LocalDate;
import java.util.List;

/** コード表: dated lists of what can be chosen; rows store code and edition, never the label. */
public interface Codes {

    /** One entry of a list. */
    record Code(String code, int edition, String label, String nationalCode) {}

    /** The entries to choose from on a day, in their order; an unknown list is a bug. */
    List<Code> list(String list, LocalDate on);

    /** The words of a code as they were in the edition it was chosen from; a code that is gone still has its words. */
    String label(String list, String code, int edition);

    /** The edition in force on a day, to be stored beside a code. */
    int edition(String list, LocalDate on);
}
