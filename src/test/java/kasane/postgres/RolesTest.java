package kasane.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import kasane.testing.TestDatabase;
import kasane.testing.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
class RolesTest {
    private static TestDatabase database;
    private static Connections connections;

    @BeforeAll
    static void create() {
        database = TestPostgres.create();
        connections = database.connections();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void noLoginRoleIsSuperuserOrCanPassByRowLevelSecurity() throws Exception {
        for (Connections.Login login :
                List.of(connections.owner(), connections.app(), connections.job(), connections.publicPages())) {
            assertThat(ask(login, """
                    SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
                    FROM pg_roles WHERE rolname = current_user
                    """)).isEqualTo("f");
            assertThat(ask(login, "SELECT session_user")).isEqualTo(login.user());
        }
    }

    @Test
    void theApplicationOwnsNothingAndCanCreateNothing() throws Exception {
        for (Connections.Login login : List.of(connections.app(), connections.job(), connections.publicPages())) {
            assertDenied(login, "CREATE TABLE public.mine (x int)");
            assertDenied(login, "CREATE SCHEMA mine");
            assertDenied(login, "CREATE TEMPORARY TABLE mine (x int)");
            assertDenied(login, "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'");
            assertDenied(login, "SET ROLE kasane_owner");
            assertDenied(login, "SET ROLE kasane_sharing");
            assertDenied(login, "ALTER ROLE " + login.user() + " BYPASSRLS");
            assertThat(ask(login, "SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole"))
                    .isEqualTo("0");
        }
    }

    @Test
    void theApplicationCannotConnectToTheDatabasesOfTheServer() {
        assertThatThrownBy(() -> connections.to("postgres").open(connections.app()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for database");
        assertThatThrownBy(() -> connections.to("template1").open(connections.app()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for database");
    }

    @Test
    void theOwnerHandsFunctionsToRolesWhoseRightsItDoesNotHave() throws Exception {
        asOwner("CREATE SCHEMA kernel");
        asOwner("CREATE TABLE kernel.secret (x int)");
        asOwner("REVOKE ALL ON kernel.secret FROM kasane_owner");
        asOwner("GRANT SELECT ON kernel.secret TO kasane_search");
        asOwner("CREATE FUNCTION kernel.matches() RETURNS bigint LANGUAGE sql SECURITY DEFINER"
                + " SET search_path = pg_catalog, pg_temp AS 'SELECT count(*) FROM kernel.secret'");
        // The new owner needs CREATE on the schema while it takes over, and USAGE afterwards.
        asOwner("GRANT USAGE, CREATE ON SCHEMA kernel TO kasane_search");
        asOwner("ALTER FUNCTION kernel.matches() OWNER TO kasane_search");
        asOwner("REVOKE CREATE ON SCHEMA kernel FROM kasane_search");
        asOwner("GRANT USAGE ON SCHEMA kernel TO kasane_app");
        assertThat(ask(connections.app(), "SELECT kernel.matches()")).isEqualTo("0");
        assertThat(ask(connections.owner(), "SELECT pg_has_role('kasane_search', 'USAGE')"))
                .isEqualTo("f");
        assertThat(ask(connections.owner(), "SELECT pg_has_role('kasane_search', 'SET')"))
                .isEqualTo("t");
        assertDenied(connections.app(), "SELECT * FROM kernel.secret");
    }

    @Test
    void theOwnerCreatesTrustedExtensions() throws Exception {
        asOwner("CREATE EXTENSION IF NOT EXISTS btree_gist");
        assertThat(ask(connections.owner(), "SELECT extname FROM pg_extension WHERE extname = 'btree_gist'"))
                .isEqualTo("btree_gist");
    }

    @Test
    void theOwnerMayMigrateForLongAndTheOthersMayNot() throws Exception {
        assertThat(ask(connections.owner(), "SHOW transaction_timeout")).isEqualTo("0");
        for (Connections.Login login : List.of(connections.app(), connections.job(), connections.publicPages())) {
            assertThat(ask(login, "SHOW transaction_timeout")).isEqualTo("1min");
            assertThat(ask(login, "SHOW idle_in_transaction_session_timeout")).isEqualTo("10s");
        }
    }

    @Test
    void theBootstrapCanBeRunAgainAndThenSetsThePasswords() throws Exception {
        try (Connection server = connections.to("postgres").open(connections.requireSuperuser())) {
            Roles.createRoles(server, connections);
            Roles.createRoles(server, connections);
            Roles.createDatabase(server, EmbeddedPostgres.DATABASE);
        }
        connections.requireUsable();
    }

    @Test
    void theBootstrapRefusesARoleWithMoreRightsThanAgreed() throws Exception {
        try (Connection server = connections.to("postgres").open(connections.requireSuperuser());
                Statement statement = server.createStatement()) {
            statement.execute("ALTER ROLE kasane_job BYPASSRLS");
            try {
                assertThatThrownBy(() -> Roles.createRoles(server, connections))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("more rights than Kasane allows: kasane_job");
                assertThatThrownBy(connections::requireUsable)
                        .isInstanceOf(PostgresRefused.class)
                        .hasMessageContaining("kasane_job has more rights than Kasane allows");
            } finally {
                statement.execute("ALTER ROLE kasane_job NOBYPASSRLS");
            }
        }
    }

    @Test
    void anAdministratorWhoIsNoSuperuserCanRunTheBootstrapOnAnotherServer() throws Exception {
        // The roles of this cluster exist already; a managed server's administrator has ADMIN on those it made.
        Connections.Login superuser = connections.requireSuperuser();
        try (Connection server = connections.to("postgres").open(superuser);
                Statement statement = server.createStatement()) {
            statement.execute("CREATE ROLE administrator LOGIN CREATEROLE CREATEDB PASSWORD 'administrator'");
            try {
                statement.execute("GRANT kasane_owner, kasane_app, kasane_job, kasane_public, kasane_sharing,"
                        + " kasane_search, kasane_figures, kasane_sealer, kasane_disposal TO administrator"
                        + " WITH ADMIN TRUE, INHERIT FALSE, SET FALSE");
                statement.execute("GRANT CONNECT ON DATABASE postgres TO administrator");
                Connections.Login login = new Connections.Login("administrator", "administrator");
                try (Connection administrator = connections.to("postgres").open(login)) {
                    Roles.createRoles(administrator, connections);
                    Roles.createDatabase(administrator, "managed");
                }
                // The owner lets in the four roles alone; its member, the administrator, acts as the owner.
                try (Connection managed = connections.to("managed").open(superuser)) {
                    Roles.prepareDatabase(managed, "managed");
                }
                connections.to("managed").requireUsable();
            } finally {
                statement.execute("DROP DATABASE IF EXISTS managed WITH (FORCE)");
                statement.execute("DROP OWNED BY administrator CASCADE");
                statement.execute("DROP ROLE administrator");
            }
        }
    }

    @Test
    void thePrintedScriptNamesItsParametersAndHoldsNoPassword() {
        assertThat(Roles.script())
                .contains(":'owner_password'", ":'app_password'", ":'job_password'", ":'public_password'")
                .contains("CREATE DATABASE kasane OWNER kasane_owner", "\\gexec", "\\connect kasane")
                .doesNotContain(":database", "SCRAM-SHA-256$");
        assertThatThrownBy(() -> Roles.script("kasane; DROP")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void databasesOfTestsAreCopiesOfTheirTemplate() throws Exception {
        TestPostgres.template("roles", made -> {
            try (Connection owner = made.open(made.owner());
                    Statement statement = owner.createStatement()) {
                statement.execute("CREATE TABLE public.memo (line text)");
                statement.execute("GRANT SELECT, INSERT ON public.memo TO kasane_app");
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        });
        TestPostgres.template("roles", made -> {
            throw new IllegalStateException("a template is made once");
        });
        try (TestDatabase one = TestPostgres.create("roles");
                TestDatabase other = TestPostgres.create("roles")) {
            try (Connection app = one.connections().open(one.connections().app());
                    Statement statement = app.createStatement()) {
                statement.execute("INSERT INTO public.memo VALUES ('one')");
            }
            assertThat(ask(one.connections(), one.connections().app(), "SELECT count(*) FROM public.memo"))
                    .isEqualTo("1");
            assertThat(ask(other.connections(), other.connections().app(), "SELECT count(*) FROM public.memo"))
                    .isEqualTo("0");
            other.connections().requireUsable();
        }
    }

    private static void asOwner(String sql) throws SQLException {
        try (Connection owner = connections.open(connections.owner());
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void assertDenied(Connections.Login login, String sql) throws SQLException {
        try (Connection connection = connections.open(login);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    private static String ask(Connections.Login login, String sql) throws SQLException {
        return ask(connections, login, sql);
    }

    private static String ask(Connections where, Connections.Login login, String sql) throws SQLException {
        try (Connection connection = where.open(login);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
