package kasane.privacy;

import kasane.shared.Kana;

/**
 * 同じ姓: whether somebody of the staff may bear the family name of a person looked at. The name of the staff is one text; where it
 * has a gap, what stands before it is the family name, and otherwise it begins with it. Compared folded, so that 髙 is 高.
 */
final class SameFamily {

    private SameFamily() {}

    static boolean is(String staffName, String family) {
        String wanted = Kana.fold(family).replaceAll("\\s", "");
        if (wanted.isEmpty()) {
            return false;
        }
        String[] parts = staffName.strip().split("[\\s\u3000]+", 2);
        String first = Kana.fold(parts[0]);
        return parts.length > 1 ? first.equals(wanted) : first.startsWith(wanted) && first.length() > wanted.length();
    }
}
