package kasane.settings;

import java.time.LocalDate;
import java.util.List;

/** コード表: dated lists of what can be chosen; rows store code and edition, never the label. */
public interface Codes {

    /**
     * One entry of a list.
     *
     * @param edition      the list's edition, stored beside the code
     * @param label        the official words
     * @param nationalCode the code it counts as in national reports; empty for none
     * @param shortLabel   for the counter, where the official words are long; otherwise the same words
     */
    record Code(String code, int edition, String label, String nationalCode, String shortLabel) {
        /** An entry whose official words are short enough. */
        public Code(String code, int edition, String label, String nationalCode) {
            this(code, edition, label, nationalCode, label);
        }
    }

    /** The entries to choose from on a day, in their order; an unknown list is a bug. */
    List<Code> list(String list, LocalDate on);

    /** The words of a code as they were in the edition it was chosen from; a code that is gone still has its words. */
    String label(String list, String code, int edition);

    /** The code that a code of an edition counts as; empty for none. */
    String counted(String list, String code, int edition);

    /** The edition in force on a day, to be stored beside a code. */
    int edition(String list, LocalDate on);

    /** The words of a code on a day, for values that carry no edition, such as the kind of an agency; unknown: itself. */
    String labelOn(String list, String code, LocalDate on);
}
