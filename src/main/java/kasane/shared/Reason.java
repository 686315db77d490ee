package kasane.shared;

import java.util.Arrays;
import java.util.List;

/**
 * 理由: why a rule refuses, as a key into {@code text/<module>.properties} and the values of its placeholders.
 *
 * @param key  the module, a dot and the rest, such as {@code referral.refused.consent-missing}
 * @param args the values of {@code {0}}, {@code {1}} …, already written as a person should read them
 */
public record Reason(String key, List<String> args) {

    public Reason {
        args = List.copyOf(args);
    }

    /** A reason whose arguments are written with {@code String.valueOf}. */
    public static Reason of(String key, Object... args) {
        return new Reason(key, Arrays.stream(args).map(String::valueOf).toList());
    }

    /** The sentence for the screen, in Japanese. */
    public String text() {
        return Texts.text(key, args.toArray());
    }
}
