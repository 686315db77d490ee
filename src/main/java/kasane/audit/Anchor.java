package kasane.audit;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 錨: the seal of one block as kept outside the database, on paper, in a mail or in a backup's manifest. The hash of a block
 * covers everything before it, so whoever rewrites the log cannot match an anchor taken earlier.
 */
public record Anchor(LocalDate date, long block, long entries, String hash) {

    private static final Pattern LINE = Pattern.compile(
            "kasane-log (\\d{4}-\\d{2}-\\d{2}) block (\\d{1,18}) entries (\\d{1,18}) seal ([0-9a-f]{64})");

    /** The line that is printed and later given to the verification. */
    public String line() {
        return "kasane-log " + date + " block " + block + " entries " + entries + " seal " + hash;
    }

    /** Reads a printed line; spaces and letter case do not matter. */
    public static Anchor parse(String line) {
        Matcher matcher =
                LINE.matcher(line.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("\\s+", " "));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Not an anchor of the log; expected: kasane-log 2026-11-05 block 118 entries 36955 seal <64 hex digits>");
        }
        return new Anchor(
                LocalDate.parse(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                matcher.group(4));
    }
}
