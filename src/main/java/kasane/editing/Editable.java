package kasane.editing;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A record that is open for editing, as the merge page needs it. */
public interface Editable {

    /** The record as it is now. */
    Opened current();

    /** The fields in the order of the page, with the words of their labels. */
    Map<String, String> labels();

    /** The long texts, of which both versions may be kept. */
    default Set<String> joinable() {
        return Set.of();
    }

    /** What stands in a field, in words for the merge page; codes and keys need their labels. */
    default String words(String name, List<String> values) {
        return String.join("、", values);
    }

    /**
     * The state of the record.
     *
     * @param what  the record in words, such as 連絡先
     * @param who   who saved last
     * @param when  when that was, in words
     * @param back  the path where the record is read
     */
    record Opened(int version, Map<String, List<String>> values, String what, String who, String when, String back) {}
}
