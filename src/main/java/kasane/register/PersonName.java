package kasane.register;

import java.util.List;
import java.util.stream.Stream;
import kasane.shared.Kana;

/**
 * 氏名: the names of one person exactly as typed; each part may be empty, for an unknown name is a name too.
 *
 * @param former 旧姓・旧氏名
 * @param alias  通称
 * @param latin  ローマ字
 */
public record PersonName(
        String family, String given, String familyKana, String givenKana, String former, String alias, String latin) {

    /** Shown where nothing at all is known. */
    public static final String UNKNOWN = "氏名不明";

    /** The four parts that a counter asks for. */
    public static PersonName of(String family, String given, String familyKana, String givenKana) {
        return new PersonName(family, given, familyKana, givenKana, "", "", "");
    }

    /** 架空山 トメ, or the first other name that is known. */
    public String full() {
        String full = (family + " " + given).strip();
        return Stream.of(full, alias, latin, kana())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** かくうやま とめ; empty when not known. */
    public String kana() {
        return (familyKana + " " + givenKana).strip();
    }

    /** トメさん: how the strip names one person of a family. */
    public String called() {
        return given.isEmpty() ? full() : given + "さん";
    }

    /** Whether nothing was typed. */
    public boolean isEmpty() {
        return full().equals(UNKNOWN);
    }

    /** The forms of the whole name; none while the family or the given name is not known. */
    public List<String> foldedWhole() {
        return Stream.of(
                        family.isEmpty() || given.isEmpty() ? "" : family + given,
                        familyKana.isEmpty() || givenKana.isEmpty() ? "" : familyKana + givenKana)
                .map(Kana::fold)
                .filter(folded -> !folded.isEmpty())
                .distinct()
                .toList();
    }

    /** The forms under which the person is found; parts too, so that a given name alone finds from its first letter. */
    List<String> folded() {
        return Stream.of(
                        family + given,
                        familyKana + givenKana,
                        former,
                        former.isEmpty() ? "" : former + given,
                        alias,
                        latin)
                .map(Kana::fold)
                .filter(folded -> !folded.isEmpty())
                .distinct()
                .toList();
    }
}
