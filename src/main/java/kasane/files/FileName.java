package kasane.files;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * ファイル名: a name as somebody sent it, made harmless for a page: no folders, no invisible or direction-changing
 * characters, nothing a file system refuses. Variation selectors of names stay.
 */
public record FileName(String value) {

    private static final int LONGEST = 100;
    private static final String RESERVED = "<>:\"|?*";
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    /** The harmless form of any text; applying it twice changes nothing more. */
    public static FileName of(String sent) {
        String name = Normalizer.normalize(withoutUnpaired(sent), Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder kept = new StringBuilder();
        name.codePoints()
                .filter(c -> !isInvisible(c))
                .forEach(
                        c -> kept.appendCodePoint(RESERVED.indexOf(c) >= 0 ? '_' : Character.isSpaceChar(c) ? ' ' : c));
        name = kept.toString().strip();
        // A leading dot hides a file, a trailing one is dropped by Windows and would change the ending.
        name = name.replaceAll("^[. ]+", "").replaceAll("[. ]+$", "");
        String ending = ending(name);
        String stem = ending.isEmpty() ? name : name.substring(0, name.length() - ending.length() - 1);
        stem = shortened(stem.replaceAll("[. ]+$", ""));
        if (stem.isEmpty()) {
            stem = "添付";
        } else if (DEVICES.contains(stem.toLowerCase(Locale.ROOT))) {
            stem = "_" + stem;
        }
        return new FileName(ending.isEmpty() ? stem : stem + "." + name.substring(name.length() - ending.length()));
    }

    /** The ending in small letters, without its dot; empty when there is none. */
    public String ending() {
        return ending(value);
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return ending.length() <= 8 && ending.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c))
                ? ending
                : "";
    }

    private static String shortened(String stem) {
        int length = stem.codePointCount(0, stem.length());
        return length <= LONGEST
                ? stem
                : stem.substring(0, stem.offsetByCodePoints(0, LONGEST)).strip();
    }

    private static String withoutUnpaired(String text) {
        StringBuilder paired = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .forEach(paired::appendCodePoint);
        return paired.toString();
    }

    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED;
    }
}
