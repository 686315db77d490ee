package kasane.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kasane.testing.Promise;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every table, as nobody, as a stranger and under a wrong purpose: nothing is seen, added, changed or removed. */
@Tag("sql")
@Promise("G7")
class StrangersTest {

    private static LawWorld world;

    @BeforeAll
    static void create() {
        world = new LawWorld();
    }

    @AfterAll
    static void drop() {
        world.close();
    }

    @Test
    void every_table_with_a_policy_holds_a_row_that_strangers_could_see() {
        assertThat(world.unseeded()).isEmpty();
    }

    @Test
    void strangers_see_add_change_and_remove_nothing_in_any_table() {
        List<String> complaints = new ArrayList<>();
        world.undone(() -> world.tables
                .keySet()
                .forEach(table -> world.roles(table)
                        .forEach(role -> world.complaints(table, role)
                                .forEach(complaint -> complaints.add(table + " as " + role + ": " + complaint)))));
        assertThat(complaints).isEmpty();
    }

    @Test
    void where_a_row_may_change_after_the_grants_no_words_can_be_written_into_it() {
        // The exceptions are reviewed as tables that hold nothing about anybody: a column for words would end that.
        Reviewed.AFTER_GRANTS.keySet().forEach(table -> {
            assertThat(world.tables).containsKey(table);
            assertThat(world.root.texts("""
                    select attname from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped
                      and format_type(atttypid, atttypmod) in ('text', 'text[]', 'jsonb', 'bytea')
                      and has_column_privilege('kasane_app', attrelid, attnum, 'UPDATE')
                    """, table)).as(table).isEmpty();
        });
    }

    @Test
    void the_own_agency_does_see_its_household() {
        // Otherwise every test above would pass on an empty database.
        List<String> blind = new ArrayList<>();
        for (LawWorld.Table table : world.tables.values()) {
            // What is shut is seen by those who are admitted to it: Law06ConcealmentTest.
            if (table.isAboutHouseholds()
                    && !table.name().startsWith("register.concealment_")
                    && table.columns().containsKey("audience")
                    && world.has(table, "kasane_app", "SELECT")) {
                try (var mine = kasane.testing.AsRole.staff(
                        world.database.connections(),
                        world.agencyA,
                        world.staffA,
                        LawWorld.NOW,
                        kasane.gate.Duty.MUNICIPAL_DECIDER)) {
                    if (mine.number("select count(*) from " + table.name()) == 0) {
                        blind.add(table.name());
                    }
                }
            }
        }
        assertThat(blind).isEmpty();
    }
}
