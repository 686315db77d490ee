package kasane.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import kasane.gate.TestMigration;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SQL stays in its own schema; others are read through their published views; time is the bound one. */
@Tag("modules")
@Promise("G3")
class SqlBoundaryTest {

    /** The modules in the order of the house; each may use only those before it. */
    private static final List<String> ORDER = order();

    /** Functions that other modules may call, each a reviewed door. */
    private static final Set<String> PUBLISHED_FUNCTIONS = Set.of(
            "gate.viewer_agency",
            "gate.viewer_duties",
            "gate.viewer_has",
            "gate.viewer_hat",
            "gate.viewer_item",
            "gate.viewer_link",
            "gate.viewer_now",
            "gate.viewer_purpose",
            "gate.viewer_recipients",
            "gate.viewer_staff",
            "sharing.admitted",
            "sharing.hidden_elsewhere",
            "sharing.hidden_here",
            "sharing.shut_elsewhere",
            "sharing.shut_here");

    /** The one base table that every policy may probe. */
    private static final String PROBED = "sharing.grant";

    private static final Pattern FORBIDDEN = Pattern.compile(
            "\\boffset\\b|\\bnow\\s*\\(|\\bcurrent_date\\b|\\bcurrent_time(stamp)?\\b|\\blocaltime(stamp)?\\b|"
                    + "\\b(clock|statement|transaction)_timestamp\\b|select\\s+\\*|\\.\\*|\\bset_config\\b|\\bkasane\\.",
            Pattern.CASE_INSENSITIVE);

    @Test
    void statements_name_their_own_schema_or_published_views_of_modules_before_them() {
        Pattern names = names();
        List<String> trespasses = new ArrayList<>();
        for (House.Sql sql : House.statements()) {
            Matcher name = names.matcher(bare(sql.text()));
            while (name.find()) {
                String schema = name.group(1);
                String full = schema + "." + name.group(2);
                boolean allowed = schema.equals(sql.module())
                        || PUBLISHED_FUNCTIONS.contains(full)
                        || name.group(2).startsWith("pub_") && ORDER.indexOf(schema) < ORDER.indexOf(sql.module());
                if (!allowed) {
                    trespasses.add(sql + " names " + full);
                }
            }
        }
        assertThat(trespasses).isEmpty();
    }

    @Test
    void statements_have_no_offset_no_clock_of_their_own_and_name_their_columns() {
        List<String> offences = new ArrayList<>();
        for (House.Sql sql : House.statements()) {
            Matcher forbidden = FORBIDDEN.matcher(bare(sql.text()));
            if (forbidden.find()) {
                offences.add(sql + " says " + forbidden.group());
            }
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void policies_stand_on_tables_of_their_own_module_and_ask_nobody_else_but_the_grants() {
        Pattern names = names();
        List<String> trespasses = new ArrayList<>();
        for (PolicySource source : TestMigration.sources()) {
            String module = House.module(source.getClass().getName());
            for (Policy policy : source.policies()) {
                // A role of definer functions may be let in to the grants by the module whose functions it owns.
                boolean definer = policy.table().equals(PROBED) && policy.role().equals("kasane_search");
                if (!policy.table().startsWith(module + ".") && !definer) {
                    trespasses.add(module + " has a policy on " + policy.table());
                }
                String text = bare(policy.using() + " " + policy.check());
                if (FORBIDDEN.matcher(text).find()) {
                    trespasses.add(policy.table() + " " + policy.name() + " has a clock of its own");
                }
                Matcher name = names.matcher(text);
                while (name.find()) {
                    String full = name.group(1) + "." + name.group(2);
                    if (!name.group(1).equals(module)
                            && !PUBLISHED_FUNCTIONS.contains(full)
                            && !full.equals(PROBED)
                            && !name.group(2).startsWith("pub_")) {
                        trespasses.add(policy.table() + " " + policy.name() + " names " + full);
                    }
                }
            }
        }
        assertThat(trespasses).isEmpty();
    }

    @Test
    void every_schema_is_a_module_of_the_house() throws Exception {
        try (var directories = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(directories.map(d -> d.getFileName().toString()).toList())
                    .isSubsetOf(ORDER);
        }
    }

    /** Texts and comments out, so that a word of a Japanese sentence is not taken for SQL. */
    private static String bare(String sql) {
        return sql.replaceAll("'[^']*'", "''").replaceAll("--[^\n]*", "");
    }

    private static Pattern names() {
        return Pattern.compile("(?<![\\w.:])(" + String.join("|", ORDER) + ")\\.(\\w+)");
    }

    /** Read from CONTRIBUTING.md, so that there is one list. */
    private static List<String> order() {
        try {
            String text = Files.readString(Path.of("CONTRIBUTING.md")).replaceAll("\\s+", " ");
            Matcher list = Pattern.compile("each may use only those before it: ([a-z, ]+)\\.")
                    .matcher(text);
            if (!list.find()) {
                throw new IllegalStateException("CONTRIBUTING.md no longer lists the modules in their order");
            }
            return List.of(list.group(1).split(", "));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
