package kasane.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One word for one thing: what the code calls things and what the screens say stands in {@code docs/glossary.md}. */
@Tag("modules")
@Promise("G4")
class GlossaryTest {

    private static final Path SOURCES = Path.of("src/main/java/kasane");

    /** Named for how they work rather than for something an office has a word for. */
    private static final Set<String> NOT_OF_THE_OFFICE = Set.of("Flash", "FilesPart", "HouseholdTab");

    private static final Pattern JAPANESE = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー々]+");

    private static final Pattern FIRST_PUBLIC_TYPE = Pattern.compile(
            "/\\*\\*\\s*(?:\\*\\s*)?((?:(?!\\*/).)*?)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*"
                    + "public (?:final |sealed |non-sealed |abstract )*(?:class|record|enum|interface) (\\w+)",
            Pattern.DOTALL);

    private static final List<String> NEVER_ON_A_SCREEN = List.of("拒否", "却下", "困難事例", "処遇");

    @Test
    void everyModuleIsDescribed() throws IOException {
        Set<String> described = new TreeSet<>();
        for (String line : glossary()) {
            Matcher row = Pattern.compile("\\| ([a-z]+) \\| [^|]+ \\|").matcher(line);
            if (row.matches()) {
                described.add(row.group(1));
            }
        }
        try (Stream<Path> modules = Files.list(SOURCES)) {
            assertThat(described)
                    .containsAll(modules.filter(Files::isDirectory)
                            .map(module -> module.getFileName().toString())
                            .toList());
        }
    }

    @Test
    void whatTheCodeNamesInJapaneseIsAWordOfTheGlossary() throws IOException {
        Set<String> words = words();
        assertThat(words).contains("つなぎ", "本人同意", "支援経過記録");
        List<String> unknown = new ArrayList<>();
        int asked = 0;
        for (Path file : moduleTypes()) {
            Matcher type = FIRST_PUBLIC_TYPE.matcher(Files.readString(file));
            if (!type.find()) {
                continue;
            }
            Matcher term = JAPANESE.matcher(type.group(1));
            if (!term.lookingAt()) {
                continue;
            }
            asked++;
            boolean known = words.stream().anyMatch(word -> isMeant(term.group(), word));
            if (!known && !NOT_OF_THE_OFFICE.contains(type.group(2))) {
                unknown.add(type.group(2) + " " + term.group());
            }
        }
        assertThat(asked).as("types asked").isGreaterThan(30);
        assertThat(unknown)
                .as("enter these into docs/glossary.md, or use its word")
                .isEmpty();
    }

    @Test
    void wordsThatHurtOrMisleadAreOnNoScreen() throws IOException {
        List<Path> texts = new ArrayList<>(files(SOURCES, ".jte"));
        texts.addAll(files(Path.of("src/main/resources/text"), ".properties"));
        assertThat(texts).hasSizeGreaterThan(20);
        for (Path text : texts) {
            assertThat(Files.readString(text)).as(text.toString()).doesNotContain(NEVER_ON_A_SCREEN);
        }
    }

    /** The word itself, or a compound that begins or ends with it; one character alone proves nothing. */
    private static boolean isMeant(String term, String word) {
        return term.equals(word) || (word.length() > 1 && (term.startsWith(word) || term.endsWith(word)));
    }

    private static List<String> glossary() throws IOException {
        return Files.readAllLines(Path.of("docs/glossary.md"));
    }

    /** The Japanese column of every table of three columns. */
    private static Set<String> words() throws IOException {
        Set<String> words = new TreeSet<>();
        for (String line : glossary()) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 5) {
                for (String word : cells[2].split("[、,]")) {
                    if (JAPANESE.matcher(word.strip()).lookingAt()) {
                        words.add(word.strip());
                    }
                }
            }
        }
        return words;
    }

    /** Types in a module's own package: what other modules may use. */
    private static List<Path> moduleTypes() throws IOException {
        return files(SOURCES, ".java").stream()
                .filter(file -> SOURCES.relativize(file).getNameCount() == 2)
                .toList();
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
