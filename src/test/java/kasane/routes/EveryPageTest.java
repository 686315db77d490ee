package kasane.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kasane.testing.Browsers;
import kasane.testing.Faults;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every page of the table in a real browser: accessible, quiet, one heading, not wider than its window, with a picture. */
@WithKasane
@Tag("pages")
@Promise({"G3", "G12"})
class EveryPageTest {

    private static final Path PICTURES = Path.of("target/screenshots");
    private static final List<Browsers.Look> LOOKS = List.of(Browsers.LIGHT, Browsers.DARK, Browsers.PHONE);
    private static Browsers browsers;

    @LocalServerPort
    int port;

    @BeforeAll
    static void open() {
        browsers = Browsers.open();
    }

    @AfterAll
    static void close() {
        browsers.close();
    }

    @Test
    void pages_are_accessible_and_quiet_in_every_look() {
        List<String> complaints = new ArrayList<>();
        for (String who : List.of("", "houkatsu2", "system", "suishin")) {
            try (BrowserContext context = browsers.context(LOOKS.getFirst());
                    Page page = context.newPage()) {
                page.onConsoleMessage(message -> {
                    if (message.type().equals("error")) {
                        complaints.add(page.url() + ": " + message.text());
                    }
                });
                page.onPageError(error -> complaints.add(page.url() + ": " + error));
                if (!who.isEmpty()) {
                    Browsers.signIn(page, port, who);
                }
                Set<String> patterns = new HashSet<>();
                for (Matrix.Row row : rows(who)) {
                    page.navigate(address(row));
                    // The same page with other content is built alike: one look at it is enough.
                    boolean first = patterns.add(row.pattern());
                    for (Browsers.Look look : first ? LOOKS : LOOKS.subList(0, 1)) {
                        look(page, row, look, who, complaints);
                    }
                }
            }
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void the_next_action_is_reached_by_the_tab_key_alone() {
        List<String> unreachable = new ArrayList<>();
        try (BrowserContext context = browsers.context(LOOKS.getFirst());
                Page page = context.newPage()) {
            Browsers.signIn(page, port, "houkatsu2");
            for (Matrix.Row row : rows("houkatsu2")) {
                page.navigate(address(row));
                if (page.locator("main .button-primary:visible").count() == 0) {
                    continue;
                }
                page.evaluate("""
                        () => {
                          window.reached = false;
                          document.addEventListener('focusin', event => {
                            if (event.target.matches('main .button-primary')) window.reached = true;
                          });
                        }""");
                boolean reached = false;
                for (int i = 0; i < 15 && !reached; i++) {
                    for (int key = 0; key < 10; key++) {
                        page.keyboard().press("Tab");
                    }
                    reached = (boolean) page.evaluate("() => window.reached");
                }
                if (!reached) {
                    unreachable.add(row.toString());
                }
            }
        }
        assertThat(unreachable).isEmpty();
    }

    private void look(Page page, Matrix.Row row, Browsers.Look look, String who, List<String> complaints) {
        String here = row.pattern() + " " + look.name() + ": ";
        Browsers.show(page, look);
        // A printed sheet is named after its form alone, because its title becomes that of the file.
        if (!page.title().contains("かさね") && page.locator(".desk-title").count() == 0) {
            complaints.add(here + "title " + page.title());
        }
        if (look != Browsers.DARK) {
            // A person looks at the light ones; of the dark ones only the colours are another's, and those are
            // measured.
            picture(page, row, look, who);
        }
        var rules = look == LOOKS.getFirst() ? Faults.Rules.ALL : Faults.Rules.COLOURS_AND_SIZES;
        Faults.withHeading(page, rules).forEach(fault -> complaints.add(here + fault));
    }

    private static void picture(Page page, Matrix.Row row, Browsers.Look look, String who) {
        String name = row.pattern().replaceAll("[^a-z]+", "-").replaceAll("^-|-$", "");
        Browsers.picture(
                page,
                PICTURES.resolve((name.isEmpty() ? "today" : name) + (who.equals("system") ? "-system" : "") + "-"
                        + look.name() + ".png"));
    }

    /** The pages that this person opens: what others are refused is looked at as the system administrator or 多機関協働. */
    private List<Matrix.Row> rows(String who) {
        Web web = who.isEmpty() ? new Web(port) : Web.as(port, who);
        return Matrix.ROWS.stream()
                .filter(row -> row.method().equals("GET"))
                // The same pages again, of a household in which something is shut: they look no different.
                .filter(row -> !row.sample().contains("{fled}"))
                .filter(row -> switch (who) {
                    case "" -> row.allows("visitor", 200);
                    case "system" -> row.allows("system", 200) && !row.allows("colleague", 200);
                    case "suishin" -> row.allows("coordinator", 200) && !row.allows("colleague", 200);
                    default -> row.allows("colleague", 200);
                })
                .filter(row -> web.get(Planted.on(port).path(row.sample()))
                        .response()
                        .headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .startsWith("text/html"))
                .toList();
    }

    private String address(Matrix.Row row) {
        return "http://127.0.0.1:" + port + Planted.on(port).path(row.sample());
    }
}
