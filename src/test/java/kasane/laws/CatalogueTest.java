package kasane.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kasane.gate.R__Policies;
import kasane.gate.TestMigration;
import kasane.testing.AsRole;
import kasane.testing.MigratedDatabase;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reads from the catalogue what the roles of the server may do, and compares it with what was reviewed. */
@Tag("sql")
@Promise({"G2", "G7"})
class CatalogueTest {

    private static final String ROLES = "array['kasane_app', 'kasane_job', 'kasane_public']";
    private static final String OURS =
            " n.nspname not in ('pg_catalog', 'information_schema', 'migrations') and n.nspname not like 'pg\\_%' ";

    private static TestDatabase database;
    private static AsRole root;

    @BeforeAll
    static void create() {
        database = MigratedDatabase.create();
        root = AsRole.superuser(database.connections());
        // The partitions that a running server makes fall under the same laws.
        try (AsRole sealer = AsRole.job(database.connections(), "seal-log", TestClock.START)) {
            sealer.texts("select audit.make_partitions()");
        }
    }

    @AfterAll
    static void drop() {
        root.close();
        database.close();
    }

    @Test
    void every_table_a_role_may_touch_has_forced_row_level_security_and_a_policy_for_each_right() {
        List<String> bare = root.texts("""
                select n.nspname || '.' || c.relname || ' is open: ' || r || ' may ' || p
                from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(%s) r,
                     unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p
                where c.relkind in ('r', 'p', 'f') and %s
                  and case p when 'DELETE' then has_table_privilege(r, c.oid, p)
                             else has_any_column_privilege(r, c.oid, p) end
                  and not (c.relrowsecurity and c.relforcerowsecurity and exists (
                    select from pg_policies y where y.schemaname = n.nspname and y.tablename = c.relname
                      and y.cmd = p and y.roles = array[r]::name[]))
                """.formatted(ROLES, OURS));
        assertThat(bare).isEmpty();
    }

    @Test
    void every_table_of_the_house_has_forced_row_level_security() {
        assertThat(root.texts("""
                select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and %s and not (c.relrowsecurity and c.relforcerowsecurity)
                """.formatted(OURS))).isEmpty();
    }

    @Test
    void open_policies_and_rights_to_remove_rows_are_exactly_those_reviewed() {
        Set<String> found = new TreeSet<>(root.texts("""
                select schemaname || '.' || tablename || ' ' || cmd || ' ' || roles[1] from pg_policies
                where (qual = 'true' or with_check = 'true') and policyname not like 'disposal\\_%'
                """));
        assertThat(found).isEqualTo(new TreeSet<>(Reviewed.OPEN.keySet()));
        assertThat(root.texts("""
                select n.nspname || '.' || c.relname || ' ' || r
                from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(%s) r
                where c.relkind in ('r', 'p') and %s and has_table_privilege(r, c.oid, 'DELETE') order by 1
                """.formatted(ROLES, OURS)))
                .as("only what is nobody's content may be removed: drafts, keys of forms, sessions, tries to sign in")
                .isSubsetOf(
                        "access.session kasane_job",
                        "access.sign_in_try kasane_job",
                        "editing.done_form kasane_job",
                        "editing.draft kasane_app",
                        "editing.draft kasane_job");
    }

    @Test
    @Promise("P13")
    void what_removes_rows_about_households_is_one_role_through_the_reviewed_functions_alone_and_never_the_log() {
        assertThat(root.texts("""
                select distinct cmd || ' ' || roles[1] from pg_policies where policyname like 'disposal\\_%' order by 1
                """)).containsExactly("DELETE kasane_disposal", "SELECT kasane_disposal");
        assertThat(root.texts("""
                select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and has_table_privilege('kasane_disposal', c.oid, 'DELETE')
                  and n.nspname in ('audit', 'access', 'settings', 'migrations')
                """)).isEmpty();
        assertThat(root.texts("""
                select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                where p.proowner::regrole::text = 'kasane_disposal' order by 1
                """))
                .containsExactly(
                        "privacy.blocked_units",
                        "privacy.decide_disposal",
                        "privacy.disposable",
                        "privacy.dispose",
                        "privacy.propose_disposal");
    }

    @Test
    void policies_are_permissive_for_one_known_role_each_and_equal_the_java_texts() throws Exception {
        String read = """
                select schemaname || '.' || tablename, policyname, permissive, roles::text, cmd, coalesce(qual, ''),
                       coalesce(with_check, '')
                from pg_policies where policyname not like 'disposal\\_%' order by 1, 2
                """;
        List<List<String>> inForce = root.rows(read);
        assertThat(inForce).allSatisfy(policy -> {
            assertThat(policy.get(2)).isEqualTo("PERMISSIVE");
            assertThat(policy.get(3)).matches("\\{kasane_(app|job|public|sharing|search|figures|sealer|disposal)}");
        });
        root.connection().setAutoCommit(false);
        try {
            for (List<String> policy : inForce) {
                root.run("drop policy " + policy.get(1) + " on " + policy.get(0));
            }
            new R__Policies(TestMigration.sources()).policies().forEach(p -> root.run(TestMigration.create(p)));
            assertThat(root.rows(read)).isEqualTo(inForce);
        } finally {
            root.connection().rollback();
            root.connection().setAutoCommit(true);
        }
    }

    @Test
    void views_look_with_the_eyes_of_whoever_asks_and_nothing_is_materialised() {
        assertThat(root.texts("""
                select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where %s and (c.relkind = 'm' or c.relkind = 'f' or c.relkind = 'v'
                  and not coalesce(c.reloptions @> array['security_invoker=true'], false))
                """.formatted(OURS))).isEmpty();
    }

    @Test
    void views_are_made_of_the_own_schema_and_of_published_views_only() {
        assertThat(root.texts("""
                select distinct n.nspname || '.' || c.relname || ' reads ' || rn.nspname || '.' || r.relname
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                join pg_rewrite w on w.ev_class = c.oid
                join pg_depend d on d.objid = w.oid and d.classid = 'pg_rewrite'::regclass and d.refobjid <> c.oid
                join pg_class r on r.oid = d.refobjid and d.refclassid = 'pg_class'::regclass
                join pg_namespace rn on rn.oid = r.relnamespace
                where c.relkind = 'v' and %s and rn.nspname <> n.nspname and r.relname not like 'pub\\_%%'
                """.formatted(OURS))).isEmpty();
    }

    @Test
    void the_roles_are_harmless() {
        assertThat(root.texts("""
                select rolname from pg_roles where rolname like 'kasane\\_%' and rolname <> 'kasane_super'
                  and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
                """)).isEmpty();
        assertThat(root.texts("""
                select rolname from pg_roles
                where rolname in ('kasane_sharing', 'kasane_search', 'kasane_figures', 'kasane_sealer', 'kasane_disposal')
                  and rolcanlogin
                """)).isEmpty();
        assertThat(root.texts("""
                select m.member::regrole::text from pg_auth_members m
                where m.member::regrole::text like 'kasane\\_%' and m.member::regrole::text not in ('kasane_owner', 'kasane_super')
                """)).isEmpty();
        assertThat(root.texts("select relname from pg_class where relowner::regrole::text = any (" + ROLES + ")"))
                .isEmpty();
        assertThat(root.texts("select nspname || ' ' || r from pg_namespace, unnest(" + ROLES
                        + ") r where nspname not like 'pg\\_%' and has_schema_privilege(r, oid, 'CREATE')"))
                .isEmpty();
        assertThat(root.texts("select r from unnest(" + ROLES
                        + ") r where has_database_privilege(r, current_database(), 'CREATE')"
                        + " or has_database_privilege(r, current_database(), 'TEMPORARY')"))
                .isEmpty();
        assertThat(root.texts("""
                select n.nspname || '.' || c.relname || ' ' || r || ' ' || p
                from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(%s) r,
                     unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) p
                where c.relkind in ('r', 'p', 'v') and %s and has_table_privilege(r, c.oid, p)
                """.formatted(ROLES, OURS))).isEmpty();
    }

    @Test
    void everybody_in_general_may_do_nothing() {
        assertThat(root.texts("""
                select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace,
                     aclexplode(c.relacl) a where a.grantee = 0 and %s
                """.formatted(OURS))).isEmpty();
        assertThat(root.texts("""
                select n.nspname from pg_namespace n, aclexplode(n.nspacl) a
                where a.grantee = 0 and %s and (n.nspname <> 'public' or a.privilege_type = 'CREATE')
                """.formatted(OURS))).isEmpty();
    }

    @Test
    void definer_functions_are_exactly_those_reviewed_and_cannot_be_led_astray() {
        List<String> wrong = new ArrayList<>();
        Set<String> found = new TreeSet<>();
        for (List<String> f : root.rows("""
                select n.nspname || '.' || p.proname || ' ' || p.proowner::regrole,
                       coalesce((select c from unnest(p.proconfig) c where c like 'search_path=%%'), ''),
                       exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                               where a.grantee = 0),
                       (select rolcanlogin from pg_roles where oid = p.proowner)
                from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and %s
                """.formatted(OURS))) {
            found.add(f.get(0));
            if (!f.get(1).equals("search_path=pg_catalog, pg_temp")) {
                wrong.add(f.get(0) + " has the search path " + f.get(1));
            }
            if (f.get(2).equals("t")) {
                wrong.add(f.get(0) + " may be executed by everybody");
            }
            if (f.get(3).equals("t") && !f.get(0).equals("audit.make_partitions kasane_owner")) {
                wrong.add(f.get(0) + " acts as a role that signs in");
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(found).isEqualTo(new TreeSet<>(Reviewed.DEFINERS.keySet()));
    }

    @Test
    void no_function_is_declared_leakproof() {
        assertThat(root.texts("select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n"
                        + " on n.oid = p.pronamespace where p.proleakproof and " + OURS))
                .isEmpty();
    }

    @Test
    void the_columns_that_decide_sight_are_never_changed() {
        assertThat(root.texts("""
                select n.nspname || '.' || c.relname || '.' || a.attname || ' ' || r
                from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid,
                     unnest(%s) r
                where c.relkind in ('r', 'p') and %s and a.attnum > 0 and not a.attisdropped
                  and a.attname in ('household_id', 'person_id', 'persons', 'owner_agency', 'item_id', 'category')
                  and has_column_privilege(r, c.oid, a.attnum, 'UPDATE')
                """.formatted(ROLES, OURS))).isEmpty();
    }
}
