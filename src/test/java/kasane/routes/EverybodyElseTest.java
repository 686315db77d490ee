package kasane.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Those who have something to do with what is planted and must not learn more by it: a 民生委員, an agency after the consent was
 * withdrawn, the worker of the counterpart of somebody who fled. Each gets from every page of the table what a stranger gets and
 * sees none of the secrets, but for the exceptions that are written down. Whoever is admitted loses nothing.
 */
@WithKasane
@Tag("authorisation")
@Promise("P2")
class EverybodyElseTest {

    private static final Path EXCEPTIONS = Path.of("src/test/resources/authorisation-exceptions.tsv");

    /** Who asks, by the login in かさね市. */
    private static final Map<String, String> ACTORS =
            Map.of("commissioner", "minsei", "withdrawn", "iryou", "counterpart", "shakyo");

    /** Whoever fled, by the name that their counterpart's worker knows and must not find here. */
    private static final String FLED = "逃川 ミホン";

    @LocalServerPort
    int port;

    /** What somebody gets although a stranger does not, or is shown although others are not. */
    private record Exception(String status, Set<String> secrets) {}

    @Test
    void whoever_stands_near_gets_what_a_stranger_gets_but_for_what_is_written_down() throws IOException {
        Map<String, Exception> exceptions = exceptions();
        Set<String> used = new LinkedHashSet<>();
        List<String> complaints = new ArrayList<>();
        ACTORS.forEach((actor, login) -> {
            Web web = Web.as(port, login);
            for (Matrix.Row row : gets()) {
                String key = actor + "\t" + row.sample();
                Web.Answer answer = web.get(Planted.on(port).path(row.sample()));
                Exception exception = exceptions.get(key);
                if (exception != null) {
                    used.add(key);
                }
                String expected = exception == null ? row.expected().get("stranger") : exception.status();
                Set<String> secrets = exception == null ? Set.of() : exception.secrets();
                Set<String> shown = shown(answer);
                if (Shown.text(answer).contains(FLED)) {
                    complaints.add(key + " names whoever has fled");
                }
                if (!Arrays.asList(expected.split("/")).contains("" + answer.status()) || !shown.equals(secrets)) {
                    complaints.add(
                            key + "\t" + answer.status() + "\t" + (shown.isEmpty() ? "-" : String.join(",", shown)));
                }
            }
        });
        assertThat(complaints).isEmpty();
        assertThat(used).as("exceptions that hold no more").isEqualTo(exceptions.keySet());
    }

    @Test
    void whoever_is_admitted_to_what_is_shut_gets_every_page_of_it() {
        Web keeper = Web.as(port, "houkatsu");
        List<String> lost = new ArrayList<>();
        for (Matrix.Row row : gets()) {
            // A tie is of another household, and of this one nobody has it; 廃棄停止 is the manager's.
            if ((row.sample().contains("{shut}") || row.sample().contains("{fled}"))
                    && !row.sample().contains("{tie}")
                    && !row.pattern().contains("/hold/")) {
                int status = keeper.get(Planted.on(port).path(row.sample())).status();
                if (status != 200) {
                    lost.add(row.sample() + " " + status);
                }
            }
        }
        assertThat(lost).isEmpty();
        String shut = Planted.on(port).path("/households/{shut}");
        assertThat(shown(keeper.get(shut + "/members"))).contains("shutName", "shutPhone");
        assertThat(shown(keeper.get(Planted.on(port).path("/households/{fled}/members"))))
                .contains("fledPhone", "fledAddress");
    }

    private static List<Matrix.Row> gets() {
        return Matrix.ROWS.stream()
                .filter(row -> row.method().equals("GET") && row.isAsked("stranger"))
                .toList();
    }

    private static Set<String> shown(Web.Answer answer) {
        String text = Shown.text(answer);
        Set<String> shown = new TreeSet<>();
        Planted.SECRETS.forEach((name, secret) -> {
            if (text.contains(secret)) {
                shown.add(name);
            }
        });
        return shown;
    }

    private static Map<String, Exception> exceptions() throws IOException {
        Map<String, Exception> exceptions = new LinkedHashMap<>();
        for (String line : Files.readAllLines(EXCEPTIONS)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t");
            exceptions.put(
                    cells[0] + "\t" + cells[1],
                    new Exception(cells[2], cells[3].equals("-") ? Set.of() : Set.of(cells[3].split(","))));
        }
        return exceptions;
    }
}
