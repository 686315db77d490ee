package kasane.register;

import java.text.Normalizer;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** 名前のない文: what is told before there is a consent may not name anybody of the household. */
public final class Nameless {

    /** One character is in too many words to be taken for a name. */
    private static final int SHORTEST = 2;

    private Nameless() {}

    /** A telephone number, however it is written. */
    private static final Pattern PHONE = Pattern.compile("0\\d{1,4}[-ー－ (（]?\\d{1,4}[-ー－ )）]?\\d{3,4}");

    /** Whether the text holds a telephone number, which leads to somebody as surely as a name. */
    public static boolean holdsPhone(String text) {
        return PHONE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).find();
    }

    /** Whether the text names one of them, by any of the names that were typed for them. */
    public static boolean isBroken(String text, Collection<PersonName> people) {
        String folded = fold(text);
        return people.stream()
                .flatMap(Nameless::words)
                .map(Nameless::fold)
                .anyMatch(word -> word.codePointCount(0, word.length()) >= SHORTEST && folded.contains(word));
    }

    private static Stream<String> words(PersonName name) {
        return Stream.of(
                name.family(),
                name.given(),
                name.familyKana(),
                name.givenKana(),
                name.former(),
                name.alias(),
                name.latin());
    }

    /** Katakana as hiragana, half and full width alike, without spaces. */
    private static String fold(String text) {
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(java.util.Locale.ROOT)
                .codePoints()
                .filter(c -> !Character.isWhitespace(c))
                .map(c -> c >= 'ァ' && c <= 'ヶ' ? c - 0x60 : c)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
