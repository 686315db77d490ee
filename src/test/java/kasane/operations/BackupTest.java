package kasane.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import kasane.audit.AuditTrail;
import kasane.audit.Sealer;
import kasane.gate.Gate;
import kasane.gate.TestMigration;
import kasane.gate.Viewer;
import kasane.operations.backup.Backup;
import kasane.operations.backup.Contents;
import kasane.operations.backup.Passphrase;
import kasane.operations.backup.Restore;
import kasane.operations.demo.DemoDesk;
import kasane.operations.generate.GeneratedTown;
import kasane.operations.generate.TownSize;
import kasane.postgres.Connections;
import kasane.postgres.EmbeddedPostgres;
import kasane.postgres.Options;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;
import kasane.testing.MigratedDatabase;
import kasane.testing.Promise;
import kasane.testing.TestDatabase;
import kasane.testing.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A town is backed up while people write, and is the same town afterwards in another directory; anything less is refused. */
@Tag("smoke")
@Promise("P14")
class BackupTest {

    private static final String SECRET = "five words for 試験 only";
    private static final Viewer.Staff STAFF = new Viewer.Staff(new StaffId(7), new AgencyId(3), Set.of());

    private static Path place;
    private static Path key;
    private static Path source;
    private static Path backup;
    private static Running.Ended taken;
    private static Set<String> sourceRows;
    private static Set<String> sourceLog;

    @BeforeAll
    static void aFullTownIsBackedUpWhilePeopleWrite() throws Exception {
        Path parent = TestPostgres.binaries().resolveSibling("backups");
        Files.createDirectories(parent);
        place = Files.createTempDirectory(parent, "test-");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        key = key("key", SECRET);
        source = place.resolve("source");
        backup = place.resolve("town.kasane-backup");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(
                source, Options.fast().withBinaries(TestPostgres.binaries()).withoutShutdownHook())) {
            Connections connections = postgres.connections();
            TestMigration.migrate(connections);
            try (Connection superuser = connections.open(connections.requireSuperuser())) {
                GeneratedTown.fill(superuser, TownSize.TOWN, LocalDate.of(2026, 11, 5));
                awkward(superuser);
            }
            try (Gate gate = Gate.open(VerifyLog.settings(connections))) {
                AuditTrail trail = new AuditTrail(gate.db());
                Sealer sealer = new Sealer(gate.db(), trail, false);
                for (int i = 0; i < 20; i++) {
                    pair(gate, trail);
                }
                sealer.seal();
                AtomicBoolean enough = new AtomicBoolean();
                Thread people = Thread.ofPlatform().start(() -> {
                    while (!enough.get()) {
                        pair(gate, trail);
                        sealer.seal();
                    }
                });
                try {
                    taken = CommandLineTest.run(
                            "backup",
                            "--to",
                            backup.toString(),
                            "--data",
                            source.toString(),
                            "--key-file",
                            key.toString());
                } finally {
                    enough.set(true);
                    people.join();
                }
            }
            try (Connection superuser = connections.open(connections.requireSuperuser())) {
                sourceRows = rows(superuser, false);
                sourceLog = rows(superuser, true);
            }
        }
    }

    @AfterAll
    static void deletePlace() throws IOException {
        try (Stream<Path> content = Files.walk(place)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Test
    void whatIsRestoredIsTheSameRowByRowAndAServerStartsOnIt() throws Exception {
        assertThat(taken.err()).isEmpty();
        assertThat(taken.status()).isZero();
        assertThat(taken.out()).contains("Backup written and read back", "rows in", "anchor     kasane-log ");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        Path restored = place.resolve("restored");
        Running.Ended proof = restore(backup, restored, key);
        assertThat(proof.err()).isEmpty();
        assertThat(proof.status()).isZero();
        assertThat(proof.out()).contains("Restored and proved", "policies", "The log is whole.", anchor());

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(
                        restored,
                        Options.fast().withBinaries(TestPostgres.binaries()).withoutShutdownHook());
                Connection superuser =
                        postgres.connections().open(postgres.connections().requireSuperuser())) {
            assertThat(rows(superuser, false)).isEqualTo(sourceRows);
            // People went on writing: the log of the backup is a beginning of theirs, cut between two transactions.
            Set<String> log = rows(superuser, true);
            assertThat(log).hasSizeGreaterThan(40).isSubsetOf(sourceLog);
            assertThat(log.stream().filter(row -> row.contains("backup.test")).count() % 2)
                    .isZero();
            assertThat(one(superuser, "select max(no) from audit.era")).isEqualTo("2");
            // A new row takes the next number and not one that exists.
            assertThat(one(
                            superuser,
                            "select nextval(pg_get_serial_sequence('audit.entry', 'id')) > max(id)"
                                    + " from audit.entry"))
                    .isEqualTo("t");
        }

        Running.Ended again = restore(backup, restored, key);
        CommandLineTest.refusedInOneLine(again, restored + " is not empty");

        try (Running server = Running.start(place, "serve", "--port", "0", "--data", restored.toString())) {
            String url = server.line("Kasane is ready: http://").substring("Kasane is ready: ".length());
            try (DemoDesk desk = DemoDesk.of(URI.create(url), "", "u003")) {
                assertThat(desk.open("/").html()).contains("きょう");
            }
            Running.Ended verified =
                    CommandLineTest.run("verify-log", "--data", restored.toString(), "--anchor", anchor());
            assertThat(verified.out()).contains("The log is whole.");
            assertThat(verified.status()).isZero();
        }
    }

    @Test
    void aBackupIsVerifiedWithoutADatabase() {
        Running.Ended verified =
                CommandLineTest.run("verify-backup", "--from", backup.toString(), "--key-file", key.toString());
        assertThat(verified.status()).isZero();
        assertThat(verified.out()).contains("The backup is whole", anchor());
    }

    @Test
    void nothingOfATownCanBeReadInTheFile() throws IOException {
        String bytes = new String(Files.readAllBytes(backup), java.nio.charset.StandardCharsets.ISO_8859_1);
        String name = new String(
                "架空山".getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(bytes).startsWith("KASANE BACKUP 1\n").doesNotContain(name, "register.person", "audit.entry");
    }

    @Test
    void aWrongPassphraseIsOneLineAndLeavesNothing() throws IOException {
        Path target = place.resolve("wrong");
        CommandLineTest.refusedInOneLine(
                restore(backup, target, key("other", SECRET + "!")), "the passphrase does not open this backup");
        assertThat(target).doesNotExist();
    }

    @Test
    void aFileThatWasCutAtAnyPlaceIsOneLineAndLeavesNothing() throws IOException {
        byte[] whole = Files.readAllBytes(backup);
        int firstPiece = 60 + 4 + 256 * 1024 + 16;
        Path target = place.resolve("cut");
        for (int length :
                new int[] {20, 60, 62, 1000, firstPiece, firstPiece + 2, whole.length - 1, whole.length - 20}) {
            Path cut = Files.write(place.resolve("cut.kasane-backup"), Arrays.copyOf(whole, length));
            Running.Ended refused = restore(cut, target, key);
            CommandLineTest.refusedInOneLine(refused, "the backup");
            assertThat(refused.err()).as("cut at " + length).contains("the backup is cut off");
            assertThat(target).doesNotExist();
        }
        assertThat(whole.length).as("it has more than one piece").isGreaterThan(firstPiece);
    }

    @Test
    void aSingleByteThatWasChangedOrAddedIsOneLineAndLeavesNothing() throws IOException {
        byte[] whole = Files.readAllBytes(backup);
        Path target = place.resolve("changed");
        int piece = 4 + 256 * 1024 + 16;
        for (int at : new int[] {0, 17, 30, 50, 61, 63, 70, 60 + piece + 10, whole.length / 2, whole.length - 1}) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Path file = Files.write(place.resolve("changed.kasane-backup"), changed);
            CommandLineTest.refusedInOneLine(restore(file, target, key), "changed");
            assertThat(target).as("changed at " + at).doesNotExist();
        }
        Path longer = Files.write(place.resolve("longer.kasane-backup"), Arrays.copyOf(whole, whole.length + 1));
        CommandLineTest.refusedInOneLine(restore(longer, target, key), "changed");
        // Two whole pieces in the other order.
        byte[] mixed = whole.clone();
        if (whole.length > 60 + 2 * piece) {
            System.arraycopy(whole, 60, mixed, 60 + piece, piece);
            System.arraycopy(whole, 60 + piece, mixed, 60, piece);
            Path file = Files.write(place.resolve("mixed.kasane-backup"), mixed);
            CommandLineTest.refusedInOneLine(restore(file, target, key), "was changed or is damaged at piece 0");
        }
        assertThat(target).doesNotExist();
    }

    @Test
    void whatIsMissingOrMistypedIsOneLine() throws IOException {
        CommandLineTest.refusedInOneLine(CommandLineTest.run("backup"), "--to");
        CommandLineTest.refusedInOneLine(CommandLineTest.run("restore", "--from", backup.toString()), "--data");
        CommandLineTest.refusedInOneLine(
                CommandLineTest.run("verify-backup", "--from", backup.toString()), "KASANE_BACKUP_PASSPHRASE");
        CommandLineTest.refusedInOneLine(
                CommandLineTest.run(
                        "verify-backup",
                        "--from",
                        backup.toString(),
                        "--key-file",
                        key("short", "short").toString()),
                "too short");
        CommandLineTest.refusedInOneLine(
                CommandLineTest.run(
                        "verify-backup", "--from", place.resolve("none").toString(), "--key-file", key.toString()),
                "there is no such file");
        CommandLineTest.refusedInOneLine(
                CommandLineTest.run("verify-backup", "--from", key.toString(), "--key-file", key.toString()),
                "no backup of Kasane");
        CommandLineTest.refusedInOneLine(
                CommandLineTest.run(
                        "backup", "--to", backup.toString(), "--data", source.toString(), "--key-file", key.toString()),
                "exists already");
        Path open = key("open", SECRET);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        CommandLineTest.refusedInOneLine(
                CommandLineTest.run("verify-backup", "--from", backup.toString(), "--key-file", open.toString()),
                "chmod 600");
    }

    /** The file is whole and ours, and still not what it says: the manifest and the restored rows are compared. */
    @Test
    void aBackupOfAnotherSchemaIsOneLineAndLeavesNothing() throws Exception {
        Path file = place.resolve("other-schema.kasane-backup");
        try (TestDatabase from = MigratedDatabase.create()) {
            try (Connection superuser =
                            from.connections().open(from.connections().requireSuperuser());
                    Statement statement = superuser.createStatement()) {
                statement.execute("update migrations.flyway_schema_history set checksum = checksum + 1"
                        + " where version = (select max(version) from migrations.flyway_schema_history)");
            }
            write(from.connections(), file, Passphrase.find(key));
        }
        Path target = place.resolve("other-schema");
        CommandLineTest.refusedInOneLine(restore(file, target, key), "with the version of Kasane that took it");
        assertThat(target).doesNotExist();
    }

    @Test
    void aDirectoryInWhichARestoreWasCutShortIsNotTakenForATown() throws IOException {
        Path data = Files.createDirectory(place.resolve("half"));
        Files.writeString(data.resolve("restore.unfinished"), "");
        CommandLineTest.refusedInOneLine(
                CommandLineTest.run("serve", "--port", "0", "--data", data.toString()), "interrupted");
    }

    @Test
    void anExternalDatabaseIsReadByARoleThatSeesEverythingAndByNoOther() throws Exception {
        Path file = place.resolve("external.kasane-backup");
        Passphrase passphrase = Passphrase.find(key);
        try (TestDatabase from = MigratedDatabase.create();
                TestDatabase to = TestPostgres.create()) {
            Connections.Login superuser = from.connections().requireSuperuser();
            Connections known = external(from.connections());
            try (Connection connection = from.connections().open(superuser)) {
                GeneratedTown.fill(connection, TownSize.TOWN, LocalDate.of(2026, 11, 5));
            }
            assertThatThrownBy(() -> known.administrator()).hasMessageContaining("KASANE_DB_ADMIN_USER");
            as(
                    known.owner(),
                    () -> assertThatThrownBy(() -> write(known, file, passphrase))
                            .hasMessageContaining("does not see every row"));
            assertThat(file).doesNotExist();
            as(superuser, () -> {
                Contents contents = write(known, file, passphrase);
                Connections target = external(to.connections());
                Restore.Proof proof =
                        Restore.into(target, file, passphrase, () -> Gate.open(VerifyLog.settings(target)));
                assertThat(proof.contents()).isEqualTo(contents);
                assertThatThrownBy(() ->
                                Restore.into(target, file, passphrase, () -> Gate.open(VerifyLog.settings(target))))
                        .hasMessageContaining("not empty");
            });
            try (Connection one = from.connections().open(superuser);
                    Connection other = to.connections().open(superuser)) {
                assertThat(rows(other, false)).isEqualTo(rows(one, false));
            }
        }
    }

    private static Contents write(Connections connections, Path file, Passphrase passphrase) {
        try (Gate gate = Gate.open(VerifyLog.settings(connections))) {
            return Backup.write(connections, gate, file, passphrase);
        }
    }

    private static Connections external(Connections c) {
        return new Connections(c.url(), c.owner(), c.app(), c.job(), c.publicPages(), null);
    }

    private static void as(Connections.Login administrator, Runnable work) {
        System.setProperty("kasane.db.admin.user", administrator.user());
        System.setProperty("kasane.db.admin.password", administrator.password());
        try {
            work.run();
        } finally {
            System.clearProperty("kasane.db.admin.user");
            System.clearProperty("kasane.db.admin.password");
        }
    }

    private static Running.Ended restore(Path from, Path data, Path with) {
        return CommandLineTest.run(
                "restore", "--from", from.toString(), "--data", data.toString(), "--key-file", with.toString());
    }

    private static String anchor() {
        return taken.out()
                .lines()
                .filter(line -> line.startsWith("  anchor "))
                .map(line -> line.replace("  anchor     ", ""))
                .findFirst()
                .orElseThrow();
    }

    private static Path key(String name, String secret) throws IOException {
        Path file = Files.writeString(place.resolve(name), secret + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    /** Two entries of one transaction: a snapshot holds both or none. */
    private static void pair(Gate gate, AuditTrail trail) {
        gate.db().run(STAFF, () -> {
            trail.read(STAFF, "backup.test", List.of());
            trail.read(STAFF, "backup.test", List.of());
        });
    }

    /** What a careless copy loses: line ends, tabs, backslashes, the text that means null, a nameless variant. */
    private static void awkward(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("""
                    update casework.contact_record set facts = E'a\\tb\\\\n\\r\\n\\\\N\\n\\\\.\\n葛󠄀城 𠮷'
                    where id in (select id from casework.contact_record order by id limit 50)
                    """);
        }
    }

    /** Every row as text, with its table before it; the log by itself, because it goes on. */
    private static Set<String> rows(Connection superuser, boolean log) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = superuser.createStatement()) {
            try (ResultSet names = statement.executeQuery("""
                    select format('%I.%I', schemaname, tablename) from pg_tables
                    where schemaname not in ('pg_catalog', 'information_schema', 'public', 'migrations') order by 1
                    """)) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            assertThat(tables).hasSizeGreaterThan(80);
            Set<String> rows = new HashSet<>();
            for (String table : tables) {
                boolean ofLog = table.startsWith("audit.entry");
                if (ofLog != log || table.equals("audit.entry") || !ofLog && table.startsWith("audit.")) {
                    continue;
                }
                try (ResultSet row = statement.executeQuery("select t::text from " + table + " t")) {
                    while (row.next()) {
                        rows.add(table + " " + row.getString(1));
                    }
                }
            }
            return rows;
        }
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
