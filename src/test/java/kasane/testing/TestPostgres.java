package kasane.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kasane.postgres.Connections;
import kasane.postgres.EmbeddedPostgres;
import kasane.postgres.Options;
import kasane.postgres.PostgresRefused;
import kasane.postgres.Roles;
import org.jspecify.annotations.Nullable;

/**
 * The one PostgreSQL cluster of a test run: databases are cloned from templates, one per test class, and nothing is
 * flushed to disk.
 */
public final class TestPostgres {
    private static final String EMPTY = "template0";
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Map<String, String> TEMPLATES = new HashMap<>();
    private static @Nullable EmbeddedPostgres cluster;

    private TestPostgres() {}

    /** Makes a template once per run; the migration must close every connection it opens. */
    public static synchronized void template(String name, Consumer<Connections> migrate) {
        if (TEMPLATES.containsKey(name)) {
            return;
        }
        String database = "template_" + name;
        migrate.accept(clone(database, EMPTY));
        // A forgotten pool would make every later clone fail; this makes it fail at its cause.
        administer("ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");
        TEMPLATES.put(name, database);
    }

    /** An empty database with its roles. */
    public static TestDatabase create() {
        return database(EMPTY);
    }

    /** A copy of a template made by {@link #template}. */
    public static synchronized TestDatabase create(String template) {
        String source = TEMPLATES.get(template);
        if (source == null) {
            throw new IllegalStateException("There is no template " + template + ": call TestPostgres.template first.");
        }
        return database(source);
    }

    /** PostgreSQL programs unpacked once for all test runs of this checkout. */
    public static Path binaries() {
        return directory().resolve("programs");
    }

    private static TestDatabase database(String source) {
        String name = "test_" + NUMBERS.incrementAndGet();
        return new TestDatabase(name, clone(name, source));
    }

    static void drop(String database) {
        administer("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    private static Connections clone(String name, String source) {
        String fresh = source.equals(EMPTY) ? " ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'ja'" : "";
        administer("CREATE DATABASE " + name + " OWNER " + Roles.OWNER + " TEMPLATE " + source + fresh);
        Connections connections = cluster().connections().to(name);
        try (Connection database = connections.open(connections.requireSuperuser())) {
            Roles.prepareDatabase(database, name);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return connections;
    }

    private static void administer(String sql) {
        Connections server = cluster().connections().to("postgres");
        try (Connection connection = server.open(server.requireSuperuser());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    private static synchronized EmbeddedPostgres cluster() {
        if (cluster == null) {
            Path clusters = directory().resolve("clusters");
            deleteLeftovers(clusters);
            Path data = clusters.resolve(String.valueOf(ProcessHandle.current().pid()));
            EmbeddedPostgres started = EmbeddedPostgres.start(
                    data, Options.fast().withBinaries(binaries()).withoutShutdownHook());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                started.close();
                delete(data);
            }));
            cluster = started;
        }
        return cluster;
    }

    /** Below target/, unless the checkout lies where an unprivileged PostgreSQL cannot reach it, such as /root. */
    private static Path directory() {
        Path here = Path.of("target", "postgres").toAbsolutePath();
        if (System.getProperty("user.name").equals("root")) {
            for (Path step = here; step != null; step = step.getParent()) {
                try {
                    if (Files.exists(step)
                            && !java.nio.file.attribute.PosixFilePermissions.toString(
                                            Files.getPosixFilePermissions(step))
                                    .endsWith("x")) {
                        return Path.of(System.getProperty("java.io.tmpdir"), "kasane-test-postgres");
                    }
                } catch (IOException failure) {
                    throw new IllegalStateException(failure);
                }
            }
        }
        return here;
    }

    /** Clusters of test runs that were killed. */
    private static void deleteLeftovers(Path clusters) {
        if (!Files.isDirectory(clusters)) {
            return;
        }
        try (Stream<Path> left = Files.list(clusters)) {
            List<Path> dead = left.filter(path -> ProcessHandle.of(
                                    Long.parseLong(path.getFileName().toString()))
                            .isEmpty())
                    .toList();
            dead.forEach(TestPostgres::delete);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> content = Files.walk(directory)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new PostgresRefused("The test cluster in " + directory + " could not be deleted.", failure);
        }
    }
}
