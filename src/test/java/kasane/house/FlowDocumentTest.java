package kasane.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kasane.postgres.Connections;
import kasane.testing.AsRole;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithKasane
@Tag("sql")
@Promise("F13")
class FlowDocumentTest {

    private static final Path WRITTEN = Path.of("docs", "flow.md");
    private static final Path NOW = Path.of("target", "flow.md");

    @Autowired
    Connections connections;

    @Test
    void the_page_about_the_flows_says_what_the_code_does() throws IOException {
        Map<String, String> clocks = clocks();
        String now = FlowDocument.of(key -> Objects.requireNonNull(clocks.get(key), key));
        Files.writeString(NOW, now);
        assertThat(Files.exists(WRITTEN) ? Files.readString(WRITTEN) : "")
                .as("%s is not what the code does any more: cp %s %s", WRITTEN, NOW, WRITTEN)
                .isEqualTo(now);
    }

    /** The clocks of a new installation, in words. */
    private Map<String, String> clocks() {
        Map<String, String> words = new HashMap<>();
        try (AsRole root = AsRole.superuser(connections)) {
            for (List<String> clock : root.rows("select key, amount, unit from settings.clock order by valid_from")) {
                words.put(clock.get(0), days(clock.get(1), clock.get(2)));
            }
        }
        return words;
    }

    private static String days(String amount, String unit) {
        return switch (unit) {
            case "OPEN_DAY" -> amount + "開庁日";
            case "DAY" -> amount.equals("0") ? "その日のうち" : amount + "日";
            default -> throw new IllegalArgumentException(unit);
        };
    }
}
