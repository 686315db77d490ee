package kasane.shared;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * かな: brings the many spellings of one name to one folded form, which is searched but never shown or stored as the name.
 *
 * <p>Folding forgets on purpose: 髙架 ジョージ and 高架 じょーじ must not be told apart, half and full width, small and large
 * kana, old and new kanji neither. Variant kanji are listed in {@code text/kanji-variants.txt}.
 */
public final class Kana {
    private static final Map<Integer, Integer> KANJI = readVariants();
    private static final Map<Integer, Integer> KANA = pairs("ぁあぃいぅうぇえぉおっつゃやゅゆょよゎわゕかゖけ"
            // ㇰ to ㇿ are the small katakana of Ainu names.
            + "ㇰくㇱしㇲすㇳとㇴぬㇵはㇶひㇷふㇸへㇹほㇺむㇻらㇼりㇽるㇾれㇿろ"
            // Names written by sound in older registers: スヱ, ヰ, ちづる.
            + "ゔぶゐいゑえをおぢじづず");
    private static final Map<Integer, Integer> LATIN = pairs("đdıiłløo");
    private static final String DROPPED = "ー・･·‐‑‒–—―−-=＝゠'’`´.,、。";
    private static final int KATAKANA_TO_HIRAGANA = 'ァ' - 'ぁ';

    private Kana() {}

    /**
     * The form of a name under which it is searched; apply it to what is stored and to what is asked.
     *
     * <p>Any text has one, also broken text; folding a folded form changes nothing. It can be empty (for "ー"), and an
     * empty form must find nothing rather than everybody.
     */
    public static String fold(String name) {
        String folded = name;
        String before;
        // Dropping a long mark can bring か and ゛ together, which the next round joins to が. Each round only shortens or
        // moves towards the folded letters, so this ends, in practice after two.
        do {
            before = folded;
            folded = foldOnce(before);
        } while (!folded.equals(before));
        return folded;
    }

    private static String foldOnce(String name) {
        var folded = new StringBuilder(name.length());
        int last = -1;
        String plain = Normalizer.normalize(withoutAccents(name), Normalizer.Form.NFKC);
        for (int c : plain.codePoints().toArray()) {
            if (isDropped(c)) {
                continue;
            }
            int one = hiragana(c);
            boolean voicedMark = one == 'ゞ';
            if (last >= 0 && (voicedMark || one == 'ゝ' || one == '々')) {
                one = last;
            }
            one = Character.toLowerCase(one);
            one = KANA.getOrDefault(one, one);
            one = KANJI.getOrDefault(one, one);
            one = LATIN.getOrDefault(one, one);
            folded.appendCodePoint(one);
            if (voicedMark && last >= 0 && isVoiceable(last)) {
                folded.append('\u3099');
            }
            last = one;
        }
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    // Nguyễn is looked for as Nguyen. The range leaves dakuten alone.
    private static String withoutAccents(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("[\\x{0300}-\\x{036F}]", "");
    }

    private static boolean isDropped(int c) {
        return isVariationSelector(c)
                || DROPPED.indexOf(c) >= 0
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.CONTROL
                || Character.getType(c) == Character.FORMAT;
    }

    private static boolean isVariationSelector(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    }

    private static boolean isVoiceable(int c) {
        String marked = Character.toString(c) + '\u3099';
        return !Normalizer.isNormalized(marked, Normalizer.Form.NFC);
    }

    private static int hiragana(int c) {
        boolean paired = (c >= 'ァ' && c <= 'ヶ') || c == 'ヽ' || c == 'ヾ';
        return paired ? c - KATAKANA_TO_HIRAGANA : c;
    }

    /** Writes katakana, half width too, as hiragana; long marks and everything else stay: ジョージ to じょーじ. */
    public static String toHiragana(String text) {
        var hiragana = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .map(Kana::hiragana)
                .forEach(hiragana::appendCodePoint);
        return hiragana.toString();
    }

    /** Whether a text can be a reading (ふりがな): kana of any kind with long marks, ・ and spaces, at least one kana. */
    public static boolean isKana(String text) {
        String hiragana = toHiragana(text);
        return hiragana.codePoints().allMatch(c -> isKanaLetter(c) || c == 'ー' || c == '・' || Character.isSpaceChar(c))
                && hiragana.codePoints().anyMatch(Kana::isKanaLetter);
    }

    private static boolean isKanaLetter(int c) {
        return (c >= 'ぁ' && c <= 'ゖ') || c == 'ゝ' || c == 'ゞ' || (c >= 'ヷ' && c <= 'ヺ') || (c >= 'ㇰ' && c <= 'ㇿ');
    }

    private static Map<Integer, Integer> pairs(String fromTo) {
        int[] points = fromTo.codePoints().toArray();
        var map = new HashMap<Integer, Integer>();
        for (int i = 0; i < points.length; i += 2) {
            map.put(points[i], points[i + 1]);
        }
        return Map.copyOf(map);
    }

    private static Map<Integer, Integer> readVariants() {
        var map = new HashMap<Integer, Integer>();
        try (var in = Kana.class.getResourceAsStream("/text/kanji-variants.txt")) {
            if (in == null) {
                throw new IllegalStateException("text/kanji-variants.txt is missing");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> addGroup(map, line.strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(map);
    }

    private static void addGroup(Map<Integer, Integer> map, String line) {
        int[] group = line.codePoints().toArray();
        for (int i = 1; i < group.length; i++) {
            if (map.put(group[i], group[0]) != null) {
                throw new IllegalStateException("Twice in kanji-variants.txt: " + Character.toString(group[i]));
            }
        }
    }
}
