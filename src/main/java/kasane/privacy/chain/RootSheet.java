package kasane.privacy.chain;

import java.util.ArrayList;
import java.util.List;
import kasane.documents.Paper;
import kasane.documents.SheetFrame;

/** 日次の錨 on one page, to be filed: the seal of the newest block in groups of eight, and the line that verify-log takes. */
public record RootSheet(String town, String day, String block, String entries, List<List<String>> groups, String line) {

    static final String TITLE = "閲覧記録の日次の錨";

    private static final int GROUP = 8;
    private static final int IN_ROW = 4;

    SheetFrame frame(String foot) {
        return new SheetFrame(TITLE, "", Paper.PORTRAIT, List.of(), foot, null, null, List.of());
    }

    /** The hash in groups of eight digits, as one reads it aloud. */
    static List<String> groups(String hash) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < hash.length(); i += GROUP) {
            groups.add(hash.substring(i, Math.min(hash.length(), i + GROUP)));
        }
        return groups;
    }

    static List<List<String>> rows(String hash) {
        List<String> groups = groups(hash);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < groups.size(); i += IN_ROW) {
            rows.add(groups.subList(i, Math.min(groups.size(), i + IN_ROW)));
        }
        return rows;
    }
}
