package kasane.shared;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * 文言: the reused Japanese texts of every module, read once from {@code text/<module>.properties} in UTF-8.
 *
 * <p>The first part of a key names its module: {@code referral.refused.consent-missing} is in
 * {@code text/referral.properties}. Placeholders are {@code {0}}, {@code {1}} …; quotes have no meaning in a text.
 */
public final class Texts {
    private static final Pattern MODULE = Pattern.compile("[a-z]+(?=\\.)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");
    private static final Map<String, Map<String, String>> BUNDLES = new ConcurrentHashMap<>();

    private Texts() {}

    /** The text of a key with its placeholders filled, or the key itself in 〔 〕 when nobody has written it. */
    public static String text(String key, Object... args) {
        return find(key).map(text -> fill(text, args)).orElse("〔" + key + "〕");
    }

    /** The text of a key as written, placeholders included. */
    public static Optional<String> find(String key) {
        var module = MODULE.matcher(key);
        return module.lookingAt()
                ? Optional.ofNullable(
                        BUNDLES.computeIfAbsent(module.group(), Texts::load).get(key))
                : Optional.empty();
    }

    // One pass: what a person typed may itself contain "{0}" and must come out as typed.
    private static String fill(String text, Object[] args) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found, args)));
    }

    private static String value(MatchResult found, Object[] args) {
        int index = Integer.parseInt(found.group(1));
        return index < args.length ? String.valueOf(args[index]) : found.group();
    }

    private static Map<String, String> load(String module) {
        try (var in = Texts.class.getResourceAsStream("/text/" + module + ".properties")) {
            if (in == null) {
                return Map.of();
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties.stringPropertyNames().stream()
                    .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the texts of " + module, e);
        }
    }
}
