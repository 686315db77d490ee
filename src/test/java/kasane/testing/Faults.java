package kasane.testing;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is wrong with a page that stands in a real browser: what axe finds in it, and whether it is wider than its window. */
public final class Faults {

    /** How much of axe is asked; colours and sizes differ by look, everything else is the same in all of them. */
    public enum Rules {
        ALL("tag", List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")),
        WITH_ADVICE("tag", List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")),
        COLOURS_AND_SIZES("rule", List.of("color-contrast", "target-size"));

        private final Map<String, Object> options;

        Rules(String type, List<String> values) {
            options = Map.of("runOnly", Map.of("type", type, "values", values), "resultTypes", List.of("violations"));
        }
    }

    private static final String AXE = axe();

    private Faults() {}

    /** In words, none when the page is well; the page is asked itself, and axe is carried into it only once. */
    @SuppressWarnings("unchecked")
    public static List<String> of(Page page, Rules rules) {
        List<String> faults = new ArrayList<>();
        if ((boolean)
                page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth")) {
            faults.add("wider than the window");
        }
        if (!(boolean) page.evaluate("() => 'axe' in window")) {
            page.evaluate(AXE);
        }
        faults.addAll((List<String>) page.evaluate("""
                options => axe.run(document, options).then(result => result.violations.map(rule =>
                  rule.id + ' ' + rule.nodes.slice(0, 3).map(node => node.target.join(' ')).join(', ')))
                """, rules.options));
        return faults;
    }

    /** The same, and whether the page has the one heading that says where one is. */
    public static List<String> withHeading(Page page, Rules rules) {
        List<String> faults = of(page, rules);
        int headings = page.locator("h1").count();
        if (headings != 1) {
            faults.add(headings + " h1");
        }
        return faults;
    }

    private static String axe() {
        try (InputStream script = Objects.requireNonNull(Faults.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
