package kasane.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.util.PasswordUtil;

/** The roles of every Kasane database: made at the start of an embedded one, printed as a script for others. */
public final class Roles {
    /** Owns the database and migrates it; never serves a request. */
    public static final String OWNER = "kasane_owner";
    /** Serves staff; row-level security decides what it sees. */
    public static final String APP = "kasane_app";
    /** Does scheduled work, under the same rules as {@link #APP}. */
    public static final String JOB = "kasane_job";
    /** Serves the pages that everybody may read. */
    public static final String PUBLIC_PAGES = "kasane_public";

    private static final String CREATE_ROLES = """
            DO $$
            DECLARE
                wanted text;
            BEGIN
                FOREACH wanted IN ARRAY ARRAY[
                    'kasane_owner', 'kasane_app', 'kasane_job', 'kasane_public',
                    'kasane_sharing', 'kasane_search', 'kasane_figures', 'kasane_sealer', 'kasane_disposal']
                LOOP
                    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
                        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
                    END IF;
                END LOOP;
                -- CREATE DATABASE … OWNER needs it, unless a superuser runs this.
                IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
                    EXECUTE format('GRANT kasane_owner TO %I WITH INHERIT FALSE, SET TRUE', current_user);
                END IF;
            END
            $$;
            ALTER ROLE kasane_owner LOGIN PASSWORD :'owner_password';
            ALTER ROLE kasane_app LOGIN PASSWORD :'app_password';
            ALTER ROLE kasane_job LOGIN PASSWORD :'job_password';
            ALTER ROLE kasane_public LOGIN PASSWORD :'public_password';
            -- A forgotten transaction must neither hold locks nor delay the sealing of the log.
            ALTER ROLE kasane_app SET idle_in_transaction_session_timeout = '10s';
            ALTER ROLE kasane_app SET transaction_timeout = '60s';
            ALTER ROLE kasane_job SET idle_in_transaction_session_timeout = '10s';
            ALTER ROLE kasane_job SET transaction_timeout = '60s';
            ALTER ROLE kasane_public SET idle_in_transaction_session_timeout = '10s';
            ALTER ROLE kasane_public SET transaction_timeout = '60s';
            -- A migration may take long, and its lock waits in a transaction of its own.
            ALTER ROLE kasane_owner SET idle_in_transaction_session_timeout = 0;
            ALTER ROLE kasane_owner SET transaction_timeout = 0;
            -- The owners of definer functions: the migrating role may hand functions to them, and has none of their rights.
            GRANT kasane_sharing, kasane_search, kasane_figures, kasane_sealer, kasane_disposal
                TO kasane_owner WITH INHERIT FALSE, SET TRUE;
            DO $$
            DECLARE
                offender text;
            BEGIN
                SELECT string_agg(rolname, ', ') INTO offender FROM pg_catalog.pg_roles
                WHERE rolname IN ('kasane_owner', 'kasane_app', 'kasane_job', 'kasane_public',
                        'kasane_sharing', 'kasane_search', 'kasane_figures', 'kasane_sealer', 'kasane_disposal')
                    AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
                        OR rolcanlogin AND rolname IN
                            ('kasane_sharing', 'kasane_search', 'kasane_figures', 'kasane_sealer', 'kasane_disposal'));
                IF offender IS NOT NULL THEN
                    RAISE EXCEPTION 'these roles have more rights than Kasane allows: %', offender;
                END IF;
                SELECT string_agg(member::regrole::text, ', ') INTO offender FROM pg_catalog.pg_auth_members
                WHERE member::regrole::text IN ('kasane_app', 'kasane_job', 'kasane_public',
                    'kasane_sharing', 'kasane_search', 'kasane_figures', 'kasane_sealer', 'kasane_disposal');
                IF offender IS NOT NULL THEN
                    RAISE EXCEPTION 'these roles must not be members of another role: %', offender;
                END IF;
            END
            $$;
            """;

    /** Creating a database cannot stand in a block: the query writes the command, if one is needed. */
    private static final String CREATE_DATABASE = """
            SELECT 'CREATE DATABASE :database OWNER kasane_owner ENCODING ''UTF8'' LOCALE_PROVIDER icu ICU_LOCALE ''ja'' TEMPLATE template0'
            WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = ':database')
            """;

    private static final String PREPARE_DATABASE = """
            SET ROLE kasane_owner;
            REVOKE ALL ON DATABASE :database FROM PUBLIC;
            GRANT CONNECT ON DATABASE :database TO kasane_owner, kasane_app, kasane_job, kasane_public;
            REVOKE CREATE ON SCHEMA public FROM PUBLIC;
            RESET ROLE;
            """;

    private Roles() {}

    /** The whole bootstrap for psql; it can be run again, and then sets the passwords anew. */
    public static String script() {
        return script(EmbeddedPostgres.DATABASE);
    }

    /** The whole bootstrap for psql and a database of this name. */
    public static String script(String database) {
        requireName(database);
        return """
                -- Kasane: roles and database on an external PostgreSQL 17 or newer.
                -- Run it as an administrator (superuser, or CREATEROLE and CREATEDB):
                --   psql -d postgres -v owner_password=… -v app_password=… -v job_password=… -v public_password=… -f roles.sql
                -- Then start Kasane with KASANE_DB_URL=jdbc:postgresql://<host>:<port>/%s and the same passwords in
                -- KASANE_DB_OWNER_PASSWORD, KASANE_DB_APP_PASSWORD, KASANE_DB_JOB_PASSWORD, KASANE_DB_PUBLIC_PASSWORD.
                \\set ON_ERROR_STOP on
                SET password_encryption = 'scram-sha-256';
                BEGIN;
                %sCOMMIT;
                %s\\gexec
                \\connect %s
                %s""".formatted(
                database, CREATE_ROLES, named(CREATE_DATABASE, database), database, named(PREPARE_DATABASE, database));
    }

    /** Makes or corrects the roles; passwords travel as SCRAM verifiers, so that no log can show them. */
    static void createRoles(Connection server, Connections connections) throws SQLException {
        String sql = CREATE_ROLES
                .replace(":'owner_password'", verifier(connections.owner()))
                .replace(":'app_password'", verifier(connections.app()))
                .replace(":'job_password'", verifier(connections.job()))
                .replace(":'public_password'", verifier(connections.publicPages()));
        execute(server, sql);
    }

    static void createDatabase(Connection server, String database) throws SQLException {
        requireName(database);
        List<String> commands = new ArrayList<>();
        try (Statement statement = server.createStatement();
                ResultSet rows = statement.executeQuery(named(CREATE_DATABASE, database))) {
            while (rows.next()) {
                commands.add(rows.getString(1));
            }
        }
        for (String command : commands) {
            execute(server, command);
        }
    }

    /** Rights on a database are not copied with its template: every clone needs them again. */
    public static void prepareDatabase(Connection database, String name) throws SQLException {
        requireName(name);
        execute(database, named(PREPARE_DATABASE, name));
    }

    static void closeToPublic(Connection server, String... databases) throws SQLException {
        for (String database : databases) {
            requireName(database);
            execute(server, "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
        }
    }

    static void requireHarmless(Connection connection, Connections.Login login, boolean owner) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < 17) {
            throw new PostgresRefused("Kasane needs PostgreSQL 17 or newer, and this server is "
                    + connection.getMetaData().getDatabaseProductVersion() + ".");
        }
        String sql = """
                SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb,
                    has_database_privilege(current_database(), 'CREATE'),
                    pg_catalog.pg_get_userbyid(datdba) = current_user
                FROM pg_catalog.pg_roles, pg_catalog.pg_database
                WHERE rolname = current_user AND datname = current_database()
                """;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            if (row.getBoolean(1)) {
                throw new PostgresRefused("The database role " + login.user()
                        + " has more rights than Kasane allows; run the script of ./kasane roles.");
            }
            if (!owner && (row.getBoolean(2) || row.getBoolean(3))) {
                throw new PostgresRefused("The database role " + login.user()
                        + " may create schemas or owns the database; run the script of ./kasane roles.");
            }
        }
    }

    private static String verifier(Connections.Login login) throws SQLException {
        return "'" + PasswordUtil.encodeScramSha256(login.password().toCharArray()) + "'";
    }

    private static String named(String sql, String database) {
        return sql.replace(":database", database);
    }

    /** Names stand in the text of commands, where parameters cannot. */
    private static void requireName(String database) {
        if (!database.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("Not a plain database name: " + database);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
