package kasane.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the database is and how each role signs in; the superuser is known for embedded databases only. */
public record Connections(
        String url,
        Login owner,
        Login app,
        Login job,
        Login publicPages,
        @Nullable Login superuser) {

    /** Name and password of one database role. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /** A variable of the environment or a property of the JVM, or null. */
    @FunctionalInterface
    public interface Setting {
        @Nullable
        String read(String name);
    }

    /** Whether an external database is configured; otherwise the embedded one is used. */
    public static boolean isExternalConfigured() {
        return system("KASANE_DB_URL") != null;
    }

    /**
     * The external database named by {@code KASANE_DB_URL} and {@code KASANE_DB_OWNER_PASSWORD}, {@code _APP_},
     * {@code _JOB_} and {@code _PUBLIC_PASSWORD}, or by JVM properties such as {@code kasane.db.app.password}.
     */
    public static Connections external() {
        return external(Connections::system);
    }

    static Connections external(Setting setting) {
        String url = require(setting, "KASANE_DB_URL");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new PostgresRefused("KASANE_DB_URL must begin with jdbc:postgresql: (for example"
                    + " jdbc:postgresql://db.example:5432/kasane).");
        }
        if (url.matches("(?s).*[?&](user|password)=.*") || url.matches("jdbc:postgresql://[^/?]*@.*")) {
            // Kasane signs in as four roles; a login in the address would silently win over them.
            throw new PostgresRefused("KASANE_DB_URL must not contain a user or password; give the passwords of the"
                    + " four roles in KASANE_DB_OWNER_PASSWORD, KASANE_DB_APP_PASSWORD, KASANE_DB_JOB_PASSWORD and"
                    + " KASANE_DB_PUBLIC_PASSWORD.");
        }
        return new Connections(
                withDefaults(url),
                new Login(Roles.OWNER, require(setting, "KASANE_DB_OWNER_PASSWORD")),
                new Login(Roles.APP, require(setting, "KASANE_DB_APP_PASSWORD")),
                new Login(Roles.JOB, require(setting, "KASANE_DB_JOB_PASSWORD")),
                new Login(Roles.PUBLIC_PAGES, require(setting, "KASANE_DB_PUBLIC_PASSWORD")),
                null);
    }

    static Connections embedded(int port, Secrets secrets) {
        return new Connections(
                withDefaults("jdbc:postgresql://127.0.0.1:" + port + "/" + EmbeddedPostgres.DATABASE),
                new Login(Roles.OWNER, secrets.owner()),
                new Login(Roles.APP, secrets.app()),
                new Login(Roles.JOB, secrets.job()),
                new Login(Roles.PUBLIC_PAGES, secrets.publicPages()),
                new Login("kasane_super", secrets.superuser()));
    }

    private static @Nullable String system(String name) {
        String property = System.getProperty(name.toLowerCase(Locale.ROOT).replace('_', '.'));
        String value = property == null ? System.getenv(name) : property;
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static String require(Setting setting, String name) {
        String value = setting.read(name);
        if (value == null || value.isBlank()) {
            throw new PostgresRefused(
                    "The external database needs " + name + "; ./kasane roles prints how to prepare the roles.");
        }
        return value;
    }

    /**
     * Errors carry no values of rows (DETAIL) into logs or pages, and statements are planned once after three uses.
     * What an operator set in the address himself stays, except for the first.
     */
    private static String withDefaults(String url) {
        String complete =
                url.replaceAll("([?&])logServerErrorDetail=[^&]*&?", "$1").replaceAll("[?&]$", "");
        complete = with(complete, "logServerErrorDetail", "false");
        complete = with(complete, "prepareThreshold", "3");
        return with(complete, "ApplicationName", "kasane");
    }

    private static String with(String url, String name, String value) {
        if (url.matches("(?s).*[?&]" + name + "=.*")) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + name + "=" + value;
    }

    /** The same server and logins, another database. */
    public Connections to(String database) {
        String address = url.replaceFirst("(jdbc:postgresql:(//[^/?]*/)?)[^/?]*", "$1" + database);
        return new Connections(address, owner, app, job, publicPages, superuser);
    }

    /** Opens one connection, outside any pool. */
    public Connection open(Login login) throws SQLException {
        return DriverManager.getConnection(url, login.user(), login.password());
    }

    /** The superuser of an embedded database; an external one keeps its own to itself. */
    public Login requireSuperuser() {
        if (superuser == null) {
            throw new IllegalStateException("The superuser of an external database is not known to Kasane.");
        }
        return superuser;
    }

    /**
     * Whoever reads and writes past every policy, for backup and restore alone: the superuser of an embedded database,
     * and for an external one the role named by {@code KASANE_DB_ADMIN_USER} and {@code KASANE_DB_ADMIN_PASSWORD}.
     */
    public Login administrator() {
        if (superuser != null) {
            return superuser;
        }
        String user = system("KASANE_DB_ADMIN_USER");
        String password = system("KASANE_DB_ADMIN_PASSWORD");
        if (user == null || password == null) {
            throw new PostgresRefused("Backup and restore of an external database need KASANE_DB_ADMIN_USER and"
                    + " KASANE_DB_ADMIN_PASSWORD: a role that row-level security does not bind.");
        }
        return new Login(user, password);
    }

    /** Refuses a database that cannot be reached, is too old, or whose roles could see more than they may. */
    public void requireUsable() {
        for (Login login : new Login[] {owner, app, job, publicPages}) {
            try (Connection connection = open(login)) {
                Roles.requireHarmless(connection, login, login.equals(owner));
            } catch (SQLException failure) {
                throw new PostgresRefused(
                        "The database did not let in " + login.user() + ": " + failure.getMessage(), failure);
            }
        }
    }

    @Override
    public String toString() {
        return "Connections[" + url + "]";
    }
}
