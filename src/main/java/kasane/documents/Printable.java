package kasane.documents;

/** What paper and files can carry: typed text without the characters that no glyph and no XML knows. */
final class Printable {

    private Printable() {}

    /** For PDF: also without variation selectors, for which the fonts have no glyph of their own. */
    static String html(String html) {
        return clean(html, true);
    }

    /** For .xlsx: variation selectors stay, the spreadsheet's own fonts know them. */
    static String cell(String text) {
        return clean(text, false);
    }

    private static String clean(String text, boolean withoutSelectors) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> isXml(c) && !(withoutSelectors && isSelector(c)) && !isDirection(c))
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF && !(c >= 0x7F && c <= 0x9F))
                || (c >= 0xE000 && c <= 0xFFFD && !(c >= 0xFDD0 && c <= 0xFDEF))
                || (c >= 0x10000 && (c & 0xFFFE) != 0xFFFE);
    }

    private static boolean isSelector(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0100 && c <= 0xE01EF)
                || (c >= 0x180B && c <= 0x180D)
                || c == 0x200D
                || c == 0x200B
                || c == 0xFEFF;
    }

    /** Marks that turn the direction of writing could make a printed line say something else. */
    private static boolean isDirection(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
    }
}
