package kasane.shared;

import org.jspecify.annotations.Nullable;

/**
 * 入力文字: cleans typed or pasted text at the door, so that everything stored can be shown, printed and exported.
 *
 * <p>Kept as typed: rare kanji with their variation selectors, private-use characters (外字), emoji. Taken out: control
 * characters, byte order marks, and the bidi characters with which a text can look different from what it is. Halves of
 * surrogate pairs and U+FFFE, U+FFFF, which no file format takes, become U+FFFD.
 */
public final class TypedText {
    private static final int REPLACEMENT = 0xFFFD;

    private TypedText() {}

    /**
     * Cleans a field of one line: line ends and tabs become single spaces, the ends are trimmed.
     *
     * @param raw as it came with the request; a missing field counts as nothing typed
     * @param max the most code points allowed, so that 𠮷 counts once
     */
    public static Decision<String> line(@Nullable String raw, int max) {
        return within(clean(raw).replaceAll("[\\n\\t]+", " "), max);
    }

    /**
     * Cleans a field of several lines: line ends become {@code \n}, the ends are trimmed, inner spaces and tabs stay.
     *
     * @param raw as it came with the request; a missing field counts as nothing typed
     * @param max the most code points allowed, line ends included
     */
    public static Decision<String> block(@Nullable String raw, int max) {
        return within(clean(raw), max);
    }

    /** How many characters a person would count, as far as code points can say. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Decision<String> within(String cleaned, int max) {
        String text = trimmed(cleaned);
        int length = length(text);
        return length <= max
                ? Decision.allow(text)
                : Decision.refuse(Reason.of("shared.refused.text-too-long", max, length));
    }

    private static String clean(@Nullable String raw) {
        if (raw == null) {
            return "";
        }
        var cleaned = new StringBuilder(raw.length());
        raw.replace("\r\n", "\n").codePoints().forEach(c -> {
            if (isLineEnd(c)) {
                cleaned.append('\n');
            } else if ((c >= 0xD800 && c <= 0xDFFF) || c == 0xFFFE || c == 0xFFFF) {
                cleaned.appendCodePoint(REPLACEMENT);
            } else if (c == '\t' || !isTakenOut(c)) {
                cleaned.appendCodePoint(c);
            }
        });
        return cleaned.toString();
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean isTakenOut(int c) {
        boolean bidiOverride = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return Character.getType(c) == Character.CONTROL || bidiOverride || c == 0xFEFF;
    }

    // Not String.strip: the no-break space that Excel likes to leave at the end is white space here too.
    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
