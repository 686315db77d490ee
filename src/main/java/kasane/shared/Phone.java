package kasane.shared;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * 電話番号: a Japanese telephone number as somebody wrote it, comparable by its digits.
 *
 * @param display as typed, grouped as the person is used to it, in half width
 */
public record Phone(String display) {
    private static final int FEWEST_DIGITS = 9;
    private static final int MOST_DIGITS = 15;
    private static final Pattern ALLOWED = Pattern.compile("\\+?[\\d() ./-]*");

    /** Throws an {@link IllegalArgumentException} for what {@link #parse} refuses. */
    public Phone {
        if (!checked(display).isAllowed()) {
            throw new IllegalArgumentException("Not a telephone number");
        }
    }

    /** Reads what was typed; refused are letters, fewer than 9 and more than 15 digits. */
    public static Decision<Phone> parse(@Nullable String typed) {
        String plain = Normalizer.normalize(typed == null ? "" : typed, Normalizer.Form.NFKC)
                .replaceAll("[‐‑‒–—―−ー]", "-")
                .replaceAll("[\\s\\p{Z}]+", " ")
                .strip();
        return checked(plain).map(Phone::new);
    }

    private static Decision<String> checked(String plain) {
        if (!ALLOWED.matcher(plain).matches()) {
            return Decision.refuse(Reason.of("shared.refused.phone-characters"));
        }
        int digits = digitsOf(plain).length();
        if (digits < FEWEST_DIGITS) {
            return Decision.refuse(Reason.of("shared.refused.phone-too-short"));
        }
        if (digits > MOST_DIGITS) {
            return Decision.refuse(Reason.of("shared.refused.phone-too-long"));
        }
        return Decision.allow(plain);
    }

    /** Only the digits, for comparing and searching; +81 becomes the leading 0. */
    public String digits() {
        return digitsOf(display);
    }

    private static String digitsOf(String plain) {
        String digits = plain.replaceAll("\\D", "");
        // "+81 (0)3 …" writes the zero as well.
        return plain.startsWith("+81") ? "0" + digits.substring(2).replaceFirst("^0", "") : digits;
    }
}
