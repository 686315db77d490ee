package kasane.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.gate.Duty;
import kasane.testing.AsRole;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 廃棄, in a world in which every table holds rows of one household: never before its years are over, never while anything is open
 * or held, never by one person; and then nothing of it is left in any table, but for keys in the log and numbers nobody is found by.
 */
@Tag("sql")
@Promise("P13")
class DisposalTest {

    private static final String WORD = "消えるはずの言葉";
    private static final Instant EARLY = Instant.parse("2037-03-30T00:00:00Z");
    private static final Instant LATER = Instant.parse("2037-04-02T00:00:00Z");

    @Test
    void a_unit_goes_when_its_years_are_over_and_nothing_is_open_and_two_said_so_and_leaves_no_word_behind() {
        try (LawWorld world = new LawWorld()) {
            long planted = plant(world);
            assertThat(planted).as("columns that hold the word").isGreaterThan(150);
            close(world);
            String unit = LawWorld.HOUSEHOLD.toString();

            // Not yet: 10 years from 1 April after the year in which it was last written.
            assertThat(disposable(world, EARLY)).isEmpty();
            assertThat(disposable(world, LATER)).contains(unit + " CONFERENCE 2037-04-01 null");
            try (AsRole worker = as(world, LATER)) {
                assertThat(worker.attempt("select * from privacy.disposable(10)"))
                        .isEqualTo("KA002");
            }

            // What stands in the way.
            stands(
                    world,
                    "SHARED",
                    """
                    update sharing.grant set ended_at = null where id = (select id from sharing.grant where basis <> 7
                      and household_id = '%s' limit 1)
                    """,
                    "update sharing.grant set ended_at = '2026-06-15' where basis <> 7 and ended_at is null");
            stands(
                    world,
                    "WORK",
                    "update tasks.task set done_at = null, done_by_agency = null, done_by_staff = null"
                            + " where household_id = '%s'",
                    "update tasks.task set done_at = '2026-06-15', done_by_agency = 1," + " done_by_staff = 1");
            stands(world, "HOLD", """
                    insert into privacy.hold (id, household_id, owner_agency, reason, set_by, set_at)
                    values ('01900000-0000-7000-8000-0000000000aa', '%s', 1, '見本', 1, '2026-06-15')
                    """, "delete from privacy.hold");

            UUID id = UUID.randomUUID();
            try (AsRole manager = as(world, LATER, Duty.MANAGER)) {
                assertThat(manager.texts("select privacy.propose_disposal(?, ?::uuid[])", id, "{" + unit + "}"))
                        .containsExactly("1");
                assertThat(manager.attempt("select privacy.dispose(?)", id))
                        .as("before the approval")
                        .isEqualTo("KA002");
            }
            // Whoever proposed it does not approve it, whatever duties they have.
            try (AsRole both = as(world, LATER, Duty.MANAGER, Duty.PRIVACY_OFFICER)) {
                assertThat(both.texts("select privacy.decide_disposal(?, true, '')", id))
                        .containsExactly("f");
                assertThat(both.attempt("select privacy.remove_unit(?)", LawWorld.HOUSEHOLD))
                        .isEqualTo("42501");
                assertThat(both.attempt("delete from register.person")).isEqualTo("42501");
            }
            try (AsRole officer = AsRole.staff(
                    world.database.connections(), world.agencyB, world.staffB, LATER, Duty.PRIVACY_OFFICER)) {
                assertThat(officer.texts("select privacy.decide_disposal(?, true, '')", id))
                        .containsExactly("t");
                assertThat(officer.attempt("select privacy.dispose(?)", id))
                        .as("not their agency")
                        .isEqualTo("KA002");
            }
            // Something opened in the meantime: it stays.
            world.root.script("insert into privacy.hold (id, household_id, owner_agency, reason, set_by, set_at)"
                    + " values ('01900000-0000-7000-8000-0000000000ab', '" + unit + "', 1, '見本', 1, '2026-06-15')");
            try (AsRole manager = as(world, LATER, Duty.MANAGER)) {
                assertThat(manager.attempt("select privacy.dispose(?)", id)).isEqualTo("KA005");
            }
            world.root.script("delete from privacy.hold");
            long logged = world.root.number("select count(*) from audit.entry");
            try (AsRole manager = as(world, LATER, Duty.MANAGER)) {
                assertThat(manager.number("select privacy.dispose(?)", id)).isGreaterThan(planted / 4);
                assertThat(manager.attempt("select privacy.dispose(?)", id))
                        .as("once")
                        .isEqualTo("KA002");
            }
            assertThat(left(world, WORD)).as("a word").isEmpty();
            assertThat(left(world, unit)).as("the key").containsOnlyKeys("privacy.disposal_unit");
            assertThat(left(world, LawWorld.PERSON.toString()))
                    .as("the person's key")
                    .isEmpty();
            assertThat(world.root.number("select count(*) from privacy.remains"))
                    .isEqualTo(1);
            assertThat(world.root.number("select count(*) from audit.entry")).isEqualTo(logged);
            assertThat(world.root.texts("select backups_end from privacy.disposal"))
                    .containsExactly("2037-07-01");
        }
    }

    private static void stands(LawWorld world, String reason, String change, String undo) {
        world.root.script(change.formatted(LawWorld.HOUSEHOLD));
        assertThat(disposable(world, LATER)).contains(LawWorld.HOUSEHOLD + " CONFERENCE 2037-04-01 " + reason);
        UUID id = UUID.randomUUID();
        try (AsRole manager = as(world, LATER, Duty.MANAGER)) {
            assertThat(manager.attempt(
                            "select privacy.propose_disposal(?, ?::uuid[])", id, "{" + LawWorld.HOUSEHOLD + "}"))
                    .isEqualTo("KA002");
        }
        world.root.script(undo);
    }

    private static List<String> disposable(LawWorld world, Instant now) {
        try (AsRole manager = as(world, now, Duty.MANAGER)) {
            return manager.texts("""
                    select household_id || ' ' || class || ' ' || due_on || ' ' || coalesce(kept_for, 'null')
                    from privacy.disposable(100)
                    """);
        }
    }

    private static AsRole as(LawWorld world, Instant now, Duty... duties) {
        return AsRole.staff(world.database.connections(), world.agencyA, world.staffA, now, duties);
    }

    /** Everything about the household has ended. */
    private static void close(LawWorld world) {
        world.root.script("""
                update tasks.task set done_at = '2026-06-15', done_by_agency = 1, done_by_staff = 1;
                update sharing.grant set ended_at = '2026-06-15' where basis <> 7 and ended_at is null;
                update sharing.concealment set ended_at = '2026-06-15';
                delete from privacy.hold;
                delete from privacy.disposal_unit;
                delete from privacy.disposal;
                delete from privacy.remains;
                """);
    }

    /** Writes the word into every column for words of every row about the household that takes it; how many took it. */
    private static long plant(LawWorld world) {
        long planted = 0;
        for (LawWorld.Table table : world.tables.values()) {
            if (!table.isAboutHouseholds() || table.name().startsWith("privacy.hold")) {
                continue;
            }
            for (LawWorld.Column column : table.columns().values()) {
                if (column.type().equals("text") && !column.always()) {
                    planted += takes(world, table.name(), column.name());
                }
            }
        }
        return planted;
    }

    private static long takes(LawWorld world, String table, String column) {
        try {
            return world.root.run(
                    "update " + table + " set " + column + " = '" + WORD + "' where household_id = ?",
                    LawWorld.HOUSEHOLD);
        } catch (IllegalStateException e) {
            return 0; // a code, a status: not a column for words
        }
    }

    /** Where the text stands in any column of any table but the log, with the number of rows. */
    private static Map<String, Long> left(LawWorld world, String text) {
        Map<String, Long> left = new java.util.TreeMap<>();
        List<String> tables = new ArrayList<>(world.root.texts("""
                select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'audit', 'migrations')
                  and n.nspname not like 'pg\\_%'
                """));
        for (String table : tables) {
            long rows = world.root.number("select count(*) from " + table + " t where t::text like '%" + text + "%'");
            if (rows > 0) {
                left.put(table, rows);
            }
        }
        return left;
    }
}
