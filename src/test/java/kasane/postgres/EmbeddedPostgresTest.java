package kasane.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import kasane.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
class EmbeddedPostgresTest {
    private final Options options = Options.standard().withBinaries(TestPostgres.binaries());
    private Path place;

    @BeforeEach
    void makePlace() throws Exception {
        // Not @TempDir: its directories are closed to the account that PostgreSQL runs as under root.
        Path parent = TestPostgres.binaries().resolveSibling("launcher");
        Directories.create(parent, "rwxr-xr-x");
        place = Files.createTempDirectory(parent, "test-");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void deletePlace() {
        Directories.delete(place);
    }

    @Test
    void dataSurviveARestartAndThePortIsKept() throws Exception {
        Path data = place.resolve("data");
        int port;
        try (EmbeddedPostgres first = EmbeddedPostgres.start(data, options)) {
            asOwner(first, "CREATE TABLE public.memo (line text)");
            asOwner(first, "INSERT INTO public.memo VALUES ('草むしり')");
            port = first.port();
        }
        try (EmbeddedPostgres second = EmbeddedPostgres.start(data, options)) {
            assertThat(ask(second, "SELECT line FROM public.memo")).isEqualTo("草むしり");
            assertThat(second.port()).isEqualTo(port);
            assertThat(Files.readString(data.resolve("port"))).isEqualTo(port + "\n");
        }
    }

    @Test
    void everyCommitIsOnDiskAndSettingsAreTheAgreedOnes() throws Exception {
        Path data = place.resolve("data");
        try (EmbeddedPostgres running = EmbeddedPostgres.start(data, options)) {
            assertThat(show(running, "fsync")).isEqualTo("on");
            assertThat(show(running, "synchronous_commit")).isEqualTo("on");
            assertThat(show(running, "full_page_writes")).isEqualTo("on");
            assertThat(show(running, "data_checksums")).isEqualTo("on");
            assertThat(show(running, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(show(running, "unix_socket_directories")).isEmpty();
            assertThat(show(running, "password_encryption")).isEqualTo("scram-sha-256");
            assertThat(show(running, "server_version")).isEqualTo("18.6");
            assertThat(Binaries.VERSION).startsWith(show(running, "server_version"));
            Connections connections = running.connections();
            try (Connection app = connections.open(connections.app())) {
                assertThat(ask(app, "SHOW idle_in_transaction_session_timeout")).isEqualTo("10s");
                assertThat(ask(app, "SHOW transaction_timeout")).isEqualTo("1min");
                assertThat(ask(app, "SHOW jit")).isEqualTo("off");
            }
            assertThat(ask(running, "SELECT datlocale FROM pg_database WHERE datname = 'kasane'"))
                    .isEqualTo("ja");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(Secrets.FILE))))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> connections.open(new Connections.Login(Roles.APP, "wrong")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void theLogHoldsNeitherParametersNorValuesOfRows() throws Exception {
        Path data = place.resolve("data");
        try (EmbeddedPostgres running = EmbeddedPostgres.start(data, options)) {
            asOwner(running, "CREATE TABLE public.person (name text PRIMARY KEY)");
            Connections connections = running.connections();
            try (Connection owner = connections.open(connections.owner());
                    var insert = owner.prepareStatement("INSERT INTO public.person VALUES (?)")) {
                insert.setString(1, "架空花子");
                insert.execute();
                assertThatThrownBy(insert::execute)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("person_pkey")
                        .hasMessageNotContaining("架空花子");
            }
        }
        StringBuilder log = new StringBuilder();
        try (Stream<Path> files = Files.list(data.resolve("cluster/log"))) {
            for (Path file : files.toList()) {
                log.append(Files.readString(file));
            }
        }
        assertThat(log.toString()).contains("person_pkey").doesNotContain("架空花子");
        for (String password : Files.readAllLines(data.resolve(Secrets.FILE))) {
            assertThat(log.toString()).doesNotContain(password.replaceFirst("^\\w+=", ""));
        }
    }

    @Test
    void aSecondStartOnTheSameDataRefusesInThisAndInAnotherProcess() throws Exception {
        Path data = place.resolve("data");
        try (EmbeddedPostgres first = EmbeddedPostgres.start(data, options)) {
            String me = String.valueOf(ProcessHandle.current().pid());
            assertOneLine(data, "Another Kasane (process " + me + ") is using the data directory");
            for (int time = 0; time < 2; time++) {
                try (Child child = Child.start(data, TestPostgres.binaries())) {
                    assertThat(child.said()).startsWith("refused Another Kasane (process " + me + ")");
                    assertThat(child.process().waitFor()).isEqualTo(1);
                }
            }
            assertThat(ask(first, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void theDatabaseEndsByItselfWhenItsProgramIsKilled() throws Exception {
        Path data = place.resolve("data");
        try (Child child = Child.start(data, TestPostgres.binaries())) {
            assertThat(child.said()).startsWith("started ");
            child.kill();
            assertThat(child.databaseEndsWithin(10)).isTrue();
        }
    }

    @Test
    void theDatabaseEndsWithItsProgramOnSigterm() throws Exception {
        Path data = place.resolve("data");
        try (Child child = Child.start(data, TestPostgres.binaries())) {
            child.terminate();
            // The hook waits for the shutdown, so nothing is left the moment the program is gone.
            assertThat(Child.isGone(child.postgresPid())).isTrue();
        }
    }

    @Test
    void anOrphanWhoseSupervisorWasKilledTooIsStoppedAtTheNextStart() throws Exception {
        Path data = place.resolve("data");
        try (Child child = Child.start(data, TestPostgres.binaries())) {
            ProcessHandle postmaster = ProcessHandle.of(child.postgresPid()).orElseThrow();
            List<ProcessHandle> supervision = child.process()
                    .descendants()
                    .filter(process -> process.info().command().orElse("").matches(".*/(da|ba)?sh"))
                    .toList();
            assertThat(supervision).isNotEmpty();
            child.process().destroyForcibly();
            supervision.forEach(ProcessHandle::destroyForcibly);
            child.process().waitFor();
            Thread.sleep(300);
            assertThat(Child.isGone(postmaster.pid())).isFalse();
            try (EmbeddedPostgres next = EmbeddedPostgres.start(data, options)) {
                assertThat(Child.isGone(postmaster.pid())).isTrue();
                assertThat(next.pid()).isNotEqualTo(postmaster.pid());
                assertThat(ask(next, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void aStrangerWithTheNumberOfAnEarlierPostmasterDoesNotPreventTheStart() throws Exception {
        Path data = place.resolve("data");
        EmbeddedPostgres.start(data, options).close();
        Path file = data.resolve("cluster/postmaster.pid");
        Files.writeString(file, ProcessHandle.current().pid() + "\n" + data + "\n1\n1\n\n127.0.0.1\n1 1\nready\n");
        try (EmbeddedPostgres next = EmbeddedPostgres.start(data, options)) {
            assertThat(ask(next, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void nothingRunsAfterClosingAndClosingTwiceIsHarmless() {
        EmbeddedPostgres running = EmbeddedPostgres.start(place.resolve("data"), options);
        ProcessHandle postmaster = ProcessHandle.of(running.pid()).orElseThrow();
        running.close();
        running.close();
        assertThat(postmaster.isAlive()).isFalse();
        assertThat(running.isRunning()).isFalse();
        assertThat(running.ended()).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void aPlaceThatCannotBeWrittenRefusesInOneLine() throws Exception {
        Path file = Files.createFile(place.resolve("file"));
        assertOneLine(file, "is not a directory");
        assertOneLine(file.resolve("data"), "Kasane cannot write to");
        assertOneLine(Path.of("/proc/kasane-data"), "Kasane cannot write to");
    }

    @Test
    void aParentClosedToTheServerAccountRefusesByNameWhenRoot() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Path closed = Files.createDirectory(place.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        assertOneLine(closed.resolve("deep/data"), "The directory " + closed + " is closed to user nobody");
        assertThat(closed.resolve("deep")).doesNotExist();
    }

    @Test
    void aDamagedOrForeignClusterRefusesInOneLine() throws Exception {
        Path data = place.resolve("data");
        EmbeddedPostgres.start(data, options).close();
        Path cluster = data.resolve("cluster");

        Files.writeString(cluster.resolve("PG_VERSION"), "17\n");
        assertOneLine(data, "was made by PostgreSQL 17 and this Kasane carries PostgreSQL 18");
        Files.writeString(cluster.resolve("PG_VERSION"), "18\n");

        Path secrets = data.resolve(Secrets.FILE);
        Files.move(secrets, place.resolve("elsewhere"));
        assertOneLine(data, "The passwords of the database are missing");
        Files.move(place.resolve("elsewhere"), secrets);

        Path control = cluster.resolve("global/pg_control");
        byte[] bytes = Files.readAllBytes(control);
        bytes[20] ^= 0x55;
        Files.write(control, bytes);
        assertOneLine(data, "PostgreSQL did not start on " + cluster);

        Files.delete(control);
        assertOneLine(data, "is not a complete PostgreSQL cluster");
    }

    @Test
    void anUnknownArchitectureRefusesInOneLine() {
        assertThatThrownBy(() -> Binaries.unpack(place, "Linux", "riscv64"))
                .isInstanceOf(PostgresRefused.class)
                .hasMessage("This build of Kasane carries no PostgreSQL for Linux on riscv64;"
                        + " use an external PostgreSQL through KASANE_DB_URL.");
    }

    @Test
    void anUnfinishedInitialisationOfAKilledProgramIsForgotten() throws Exception {
        Path data = Files.createDirectory(place.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(data.resolve("cluster.new-1"));
        Files.writeString(data.resolve("cluster.new-1/half"), "half");
        try (EmbeddedPostgres running = EmbeddedPostgres.start(data, options)) {
            assertThat(data.resolve("cluster.new-1")).doesNotExist();
            assertThat(running.isRunning()).isTrue();
        }
    }

    @Test
    void anOrdinaryUserStartsUnpacksAndIsRefusedClearlySkippedWhenNotRootBecauseOnlyRootCanChangeUser()
            throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        String classPath = Child.readableClassPath(place);
        ServerAccount nobody = ServerAccount.of(place.resolve("none"));
        Path home = Files.createDirectory(place.resolve("home"));
        nobody.own(home);
        try (Child child = Child.start(nobody.prefix(), classPath, home.resolve("data"), home.resolve("programs"))) {
            assertThat(child.said()).startsWith("started ").endsWith(" nobody");
            child.kill();
            assertThat(child.databaseEndsWithin(10)).isTrue();
        }
        Path closed = Files.createDirectory(place.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Child child = Child.start(nobody.prefix(), classPath, closed.resolve("data"), home.resolve("programs"))) {
            assertThat(child.said())
                    .startsWith("refused Kasane may not write to " + closed.resolve("data") + " as user nobody;");
        }
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        try (Child child = Child.start(nobody.prefix(), classPath, closed.resolve("data"), home.resolve("programs"))) {
            assertThat(child.said()).startsWith("refused The directory " + closed + " is closed to user nobody");
        }
        // Root continues what the ordinary user began, and leaves it to that user.
        try (EmbeddedPostgres asRoot = EmbeddedPostgres.start(home.resolve("data"), options)) {
            assertThat(ask(asRoot, "SELECT 1")).isEqualTo("1");
        }
    }

    private void assertOneLine(Path data, String expected) {
        assertThatThrownBy(() -> EmbeddedPostgres.start(data, options).close())
                .isInstanceOf(PostgresRefused.class)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("\n");
    }

    private static void asOwner(EmbeddedPostgres running, String sql) throws SQLException {
        Connections connections = running.connections();
        try (Connection owner = connections.open(connections.owner());
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String show(EmbeddedPostgres running, String setting) throws SQLException {
        return ask(running, "SHOW " + setting);
    }

    private static String ask(EmbeddedPostgres running, String sql) throws SQLException {
        Connections connections = running.connections();
        try (Connection superuser = connections.open(connections.requireSuperuser())) {
            return ask(superuser, sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
