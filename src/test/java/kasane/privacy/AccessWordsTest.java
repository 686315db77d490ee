package kasane.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kasane.audit.Act;
import kasane.shared.Texts;
import kasane.sharing.Basis;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the log can say has a Japanese word, so that nobody is answered in the words of the program. */
@Tag("rules")
@Promise("P7")
class AccessWordsTest {

    private static final Path MAIN = Path.of("src/main/java/kasane");

    /** A call that writes to the log, as far as what it names: a word, a choice of words, or a parameter. */
    private static final Pattern CALL = Pattern.compile(
            "\\baudit\\s*\\.\\s*(?:read|written|printed|exported|administered|signedIn|signInRefused|signedOut)\\(\\s*"
                    + "[^,;]+?,\\s*([^,;]+?)\\s*[,)]");

    /** A method that hands a word on; whoever calls it in the same file says which. */
    private static final Pattern HANDED_ON =
            Pattern.compile("\\b(\\w+)\\([^)]*@CompileTimeConstant (?:final )?String (\\w+)\\)");

    private static final Pattern WORD = Pattern.compile("\"([a-z0-9-]+(?:\\.[a-z0-9-]+)*)\"");

    @Test
    void every_word_that_the_code_writes_into_the_log_has_a_japanese_text() throws IOException {
        Set<String> words = new TreeSet<>();
        List<String> unread = new ArrayList<>();
        for (Path file : sources()) {
            String source = Files.readString(file);
            Matcher call = CALL.matcher(source);
            while (call.find()) {
                if (words(call.group(1)).forEach(words::add) == 0 && !handedOn(source, call.group(1), words)) {
                    unread.add(file + ": " + call.group(1));
                }
            }
        }
        assertThat(unread).as("calls whose word this test cannot read").isEmpty();
        assertThat(words).hasSizeGreaterThan(250);
        assertThat(words.stream().filter(word -> LogWords.what(word).isEmpty()))
                .as("write what these are into text/privacy.properties: privacy.what.…")
                .isEmpty();
    }

    @Test
    void every_act_and_every_basis_has_a_japanese_text() {
        assertThat(Stream.of(Act.values()).map(act -> LogWords.act(act.name()))).noneMatch(word -> word.contains("〔"));
        assertThat(Stream.of(Basis.values()).map(basis -> LogWords.bases(List.of(basis.code()))))
                .noneMatch(word -> word.contains("〔"));
        assertThat(LogWords.bases(List.of())).isEqualTo("利用目的の範囲内");
        assertThat(LogWords.bases(List.of(1, 8))).isEqualTo("本人同意、共同利用");
    }

    @Test
    void every_reason_to_hold_back_and_every_kind_of_finding_has_its_words() {
        assertThat(Stream.of(Caution.values()).map(Caution::words)).noneMatch(word -> word.contains("〔"));
        assertThat(Stream.of(Inspections.Kind.values())
                        .flatMap(kind -> Stream.of(
                                kind.words(),
                                Texts.text(
                                        "privacy.finding-why." + kind.name().toLowerCase(java.util.Locale.ROOT), "7"))))
                .noneMatch(word -> word.contains("〔"));
        assertThat(LogWords.LISTS).allMatch(list -> LogWords.what(list).isPresent());
    }

    @Test
    void a_word_nobody_has_sorted_is_held_back() {
        assertThat(LogWords.what("nobody.knows")).isEmpty();
        assertThat(Caution.of("PERSON", false, "nobody.knows", List.of())).contains(Caution.UNKNOWN);
    }

    private record Words(List<String> all) {
        int forEach(java.util.function.Consumer<String> each) {
            all.forEach(each);
            return all.size();
        }
    }

    private static Words words(String text) {
        List<String> all = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            all.add(word.group(1));
        }
        return new Words(all);
    }

    /** The word is a parameter: the calls of its method in the same file name it. */
    private static boolean handedOn(String source, String parameter, Set<String> words) {
        Matcher method = HANDED_ON.matcher(source);
        int found = 0;
        while (method.find()) {
            if (!method.group(2).equals(parameter)) {
                continue;
            }
            Matcher call =
                    Pattern.compile("\\b" + method.group(1) + "\\(([^;()]*)\\)").matcher(source);
            while (call.find()) {
                found += words(call.group(1)).forEach(words::add);
            }
        }
        return found > 0;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(MAIN.resolve("audit")))
                    .toList();
        }
    }

    @Test
    void bases_stand_for_what_the_kernel_calls_them() {
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(Basis::of)).doesNotHaveDuplicates();
        assertThat(LogWords.bases(List.of(Basis.SUPPORT_CONFERENCE.code()))).isEqualTo("支援会議");
    }
}
