package kasane.access.factor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kasane.shared.StaffId;

/**
 * 控えのコード: twenty digits on paper that stand in once for the app; so many that their hash needs no slowness to withstand
 * guessing, and digits alone, so that nobody wonders which letter it is.
 */
final class RecoveryCode {

    /** How many are given out at once. */
    static final int MANY = 10;

    private static final int DIGITS = 20;
    private static final int GROUP = 5;

    private RecoveryCode() {}

    /** A new one, as twenty digits. */
    static String make(SecureRandom random) {
        return IntStream.range(0, DIGITS)
                .mapToObj(i -> Integer.toString(random.nextInt(10)))
                .collect(Collectors.joining());
    }

    /** As it is printed: four groups of five. */
    static String shown(String code) {
        return IntStream.range(0, DIGITS / GROUP)
                .mapToObj(i -> code.substring(i * GROUP, (i + 1) * GROUP))
                .collect(Collectors.joining(" "));
    }

    /** What was typed, without width, blanks and dashes. */
    static String typed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\u3000‐‑–—ー-]", "");
    }

    /** Whether it has the form of one. */
    static boolean isOne(String code) {
        return code.matches("[0-9]{" + DIGITS + "}");
    }

    /** The form in which it is kept: bound to its owner, so that two people's codes never look alike. */
    static byte[] hash(StaffId staff, String code) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(("recovery:" + staff.value() + ":" + code).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
