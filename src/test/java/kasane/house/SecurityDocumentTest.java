package kasane.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What docs/security.md says to be proved names a test there is. */
@Tag("modules")
@Promise("P12")
class SecurityDocumentTest {

    @Test
    void every_test_that_is_named_exists() throws IOException {
        Set<String> tests = House.sources(House.TEST, "Test.java").keySet().stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        Set<String> named = Pattern.compile("`(\\w+Test)`")
                .matcher(Files.readString(Path.of("docs/security.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).hasSizeGreaterThan(20).isSubsetOf(tests);
    }
}
