package kasane.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 文言: what the code refuses with and what the bundles say must be the same set. */
@Tag("modules")
class TextBundleTest {
    private static final Pattern REASON = Pattern.compile("Reason\\s*\\.\\s*of\\(\\s*\"([^\"]+)\"");
    private static final Pattern REFUSED_KEY =
            Pattern.compile("\"([a-z]+\\.(?:[a-z0-9-]+\\.)*refused\\.[a-z0-9.-]+)\"");
    private static final Pattern ENTRY = Pattern.compile("^\\s*([^#!\\s=:]+)\\s*[=:]");

    @Test
    void everyReasonInTheCodeHasAText() throws IOException {
        assertThat(keysInCode())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(Texts.find(key)).as(key).isPresent());
    }

    @Test
    void everyTextOfARefusalIsUsed() throws IOException {
        Set<String> used = keysInCode();
        assertThat(keysInBundles()).filteredOn(key -> key.contains(".refused.")).allMatch(used::contains);
    }

    @Test
    void everyKeyStandsOnceInTheBundleOfItsModule() throws IOException {
        assertThat(keysInBundles()).doesNotHaveDuplicates();
        for (Path bundle : bundles()) {
            String module = bundle.getFileName().toString().replace(".properties", "");
            assertThat(keysIn(bundle)).as(bundle.toString()).allMatch(key -> key.startsWith(module + "."));
        }
    }

    private static Set<String> keysInCode() throws IOException {
        var keys = new TreeSet<String>();
        for (Path source : files(Path.of("src/main/java"), ".java", ".jte")) {
            String code = Files.readString(source);
            for (Pattern pattern : List.of(REASON, REFUSED_KEY)) {
                pattern.matcher(code).results().forEach(found -> keys.add(found.group(1)));
            }
        }
        return keys;
    }

    private static List<String> keysInBundles() throws IOException {
        var keys = new ArrayList<String>();
        for (Path bundle : bundles()) {
            keys.addAll(keysIn(bundle));
        }
        return keys;
    }

    private static List<String> keysIn(Path bundle) throws IOException {
        return Files.readAllLines(bundle).stream()
                .map(ENTRY::matcher)
                .filter(entry -> entry.find())
                .map(entry -> entry.group(1))
                .toList();
    }

    private static List<Path> bundles() throws IOException {
        return files(Path.of("src/main/resources/text"), ".properties");
    }

    private static List<Path> files(Path under, String... endings) throws IOException {
        try (var files = Files.walk(under)) {
            return files.filter(file -> List.of(endings).stream().anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }
}
