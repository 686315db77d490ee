package kasane.audit;

import static kasane.audit.LogTown.OFFICER;
import static kasane.audit.LogTown.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kasane.gate.Purpose;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.PersonId;
import kasane.shared.StaffId;
import kasane.testing.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law 9: reads and writes are logged in the transaction that discloses, and nobody takes an entry out unnoticed. */
@Tag("sql")
@Promise("G7")
@Timeout(60)
class Law09LogTest {
    private static final HouseholdId HOUSEHOLD =
            new HouseholdId(UUID.fromString("00000000-0000-7000-8000-000000000001"));
    private static final PersonId PERSON = new PersonId(UUID.fromString("00000000-0000-7000-8000-000000000002"));
    private static final List<Id> SUBJECTS = List.of(HOUSEHOLD, PERSON);

    private LogTown town;

    @BeforeEach
    void open() {
        town = new LogTown();
    }

    @AfterEach
    void close() {
        town.close();
    }

    private void reads(int entries) {
        for (int i = 0; i < entries; i++) {
            town.db.run(STAFF, () -> town.audit.read(STAFF, "household.page", SUBJECTS));
        }
    }

    private void breaks(Viewer viewer, AuditTrail audit) {
        assertThatThrownBy(() -> town.db.run(viewer, () -> {
                    audit.written(viewer, "household.name", SUBJECTS);
                    throw new IllegalStateException("the page broke");
                }))
                .hasMessage("the page broke");
    }

    private long entries() {
        return town.count("select count(*) from audit.entry where act <> 'HEARTBEAT'");
    }

    private void assertFound(String part) {
        LogVerification.Result result = town.verify();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.report()).contains("NOT WHOLE").contains(part);
    }

    private LogVerification.Result assertWhole() {
        LogVerification.Result result = town.verify();
        assertThat(result.findings()).isEmpty();
        assertThat(result.exitCode()).isZero();
        return result;
    }

    @Test
    void theEntryIsWrittenInTheDisclosingTransactionAndDisappearsWithItsRollback() {
        town.db.run(STAFF, () -> {
            town.audit.read(STAFF, "household.page", SUBJECTS);
            assertThat(entries()).as("nobody else sees it before the commit").isZero();
        });
        assertThat(entries()).isEqualTo(1);
        breaks(STAFF, town.audit);
        assertThat(entries()).isEqualTo(1);
        assertThatThrownBy(() -> town.audit.read(STAFF, "household.page", SUBJECTS))
                .as("outside a transaction")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void ifTheLogCannotBeWrittenTheWorkFails() {
        town.harm("revoke insert on audit.entry from kasane_app");
        assertThatThrownBy(() -> town.db.run(STAFF, () -> {
                    recordHousehold();
                    town.audit.written(STAFF, "household.new", SUBJECTS);
                }))
                .hasStackTraceContaining("permission denied");
        assertThat(town.count("select count(*) from sharing.subject")).isZero();
    }

    @Test
    void catchingTheFailureDoesNotSaveTheWork() {
        town.harm("revoke insert on audit.entry from kasane_app");
        assertThatThrownBy(() -> town.db.run(STAFF, () -> {
                    recordHousehold();
                    assertThatThrownBy(() -> town.audit.written(STAFF, "household.new", SUBJECTS))
                            .isInstanceOf(RuntimeException.class);
                }))
                .hasMessage("The log could not be written");
        assertThat(town.count("select count(*) from sharing.subject")).isZero();
    }

    private void recordHousehold() {
        town.db
                .sql(STAFF, """
                        insert into sharing.subject (household_id, owner_agency, created_at, created_by)
                        values (:id, 3, :at, 7)
                        """)
                .param("id", HOUSEHOLD)
                .param("at", town.db.now(STAFF))
                .update();
    }

    @Test
    void theApplicationCannotReadChangeOrDeleteEntries() throws SQLException {
        reads(1);
        town.sealer.seal();
        try (Connection app =
                town.database.connections().open(town.database.connections().app())) {
            for (String table : List.of("audit.entry", "audit.entry_other", "audit.block", "audit.era")) {
                for (String sql : List.of("select * from ", "delete from ", "truncate ")) {
                    assertDenied(app, sql + table);
                }
            }
            assertDenied(app, "update audit.entry set staff = 8");
            assertDenied(app, "select * from " + town.first("select tableoid::regclass::text from audit.entry"));
            assertDenied(app, "select audit.seal()");
            assertDenied(app, "select audit.begin_era('2026-11-05 09:00+09')");
            assertDenied(app, "insert into audit.block select * from audit.block");
        }
    }

    private static void assertDenied(Connection connection, String sql) {
        assertThatThrownBy(() -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .as(sql)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void nobodyWritesInAnothersNameOrAtAnotherTimeOrIntoAnotherTransaction() {
        assertThatThrownBy(() -> town.db.run(
                        STAFF,
                        () -> town.db
                                .sql(STAFF, """
                                insert into audit.entry (at, staff, agency, act, what, writer, writer_no)
                                values (:at, 8, 3, 'READ', 'household.page', uuidv7(), 1)
                                """)
                                .param("at", town.db.now(STAFF))
                                .update()))
                .hasStackTraceContaining("row-level security");
        assertThatThrownBy(() -> town.db.run(
                        STAFF,
                        () -> town.db
                                .sql(STAFF, """
                                insert into audit.entry (at, staff, agency, act, what, writer, writer_no)
                                values (:at, 7, 3, 'READ', 'household.page', uuidv7(), 1)
                                """)
                                .param("at", town.db.now(STAFF).minusSeconds(1))
                                .update()))
                .hasStackTraceContaining("row-level security");
        assertThatThrownBy(() -> town.db.run(
                        STAFF,
                        () -> town.db
                                .sql(STAFF, """
                                insert into audit.entry (at, staff, agency, act, what, writer, writer_no, xid)
                                values (:at, 7, 3, 'READ', 'household.page', uuidv7(), 1, '5')
                                """)
                                .param("at", town.db.now(STAFF))
                                .update()))
                .hasStackTraceContaining("permission denied");
        assertThat(entries()).isZero();
    }

    @Test
    void evenTheSuperuserIsRefusedWhileTheTriggersStand() throws SQLException {
        reads(1);
        town.sealer.seal();
        try (Connection connection = town.superuser();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "update audit.entry set staff = 8",
                    "delete from audit.entry",
                    "delete from audit.block",
                    "truncate audit.entry",
                    "truncate audit.entry_other",
                    "truncate " + town.first("select tableoid::regclass::text from audit.entry"),
                    "truncate audit.block")) {
                assertThatThrownBy(() -> statement.execute(sql)).as(sql).hasMessageContaining("only ever added to");
            }
        }
    }

    @Test
    void contentCannotSlipIntoTheLog() {
        assertThatThrownBy(() -> town.db.run(
                        STAFF, () -> town.audit.read(STAFF, "household.page", SUBJECTS, Detail.fields("氏名 山田"))))
                .hasStackTraceContaining("fields_are_names");
        assertThatThrownBy(() -> town.db.run(STAFF, () -> town.audit.read(STAFF, "世帯", SUBJECTS)))
                .hasStackTraceContaining("what_is_a_key");
    }

    @Test
    void anIntactLogOfEveryKindOfEntryIsWhole() {
        assertThat(assertWhole().report()).contains("last seal  none");
        Viewer.Job signIn = new Viewer.Job(Purpose.SIGN_IN);
        town.db.run(signIn, () -> town.audit.signInRefused(signIn, "sign-in", null));
        town.db.run(signIn, () -> town.audit.signedIn(signIn, "sign-in", new StaffId(7)));
        Viewer visitor = new Viewer.Visitor();
        town.db.run(visitor, () -> town.audit.read(visitor, "public.directory", List.of()));
        town.db.run(STAFF, () -> {
            Detail all = Detail.fields("name", "birth").bases(Set.of(7, 1)).item(UUID.randomUUID());
            town.audit.read(STAFF, "household.page", SUBJECTS, all);
            town.audit.written(STAFF, "household.name", List.of(PERSON), Detail.fields("name"));
            town.audit.printed(STAFF, "plan.sheet", List.of(HOUSEHOLD));
            town.audit.exported(STAFF, "case.list", List.of());
            town.audit.administered(STAFF, "agency.name", Detail.fields("name"));
            town.audit.signedOut(STAFF, "sign-out", new StaffId(7));
        });
        assertThat(assertWhole().unsealed()).isEqualTo(9);
        assertThat(town.sealer.seal().sealed()).as("with the heartbeat").isEqualTo(10);
        assertThat(town.sealer.seal().sealed()).as("nothing more to seal").isZero();
        LogVerification.Result result = assertWhole();
        assertThat(result.sealed()).isEqualTo(10);
        assertThat(result.blocks()).isEqualTo(1);
        assertThat(result.unsealed()).isZero();
        assertThat(result.report()).contains("The log is whole.").contains("block 1 ");
    }

    @Test
    void transactionsAreOrderedAsNumbersAndNotAsWords() {
        reads(6);
        town.harm("update audit.entry set xid = (95 + writer_no)::text::xid8");
        town.audit.heartbeat();
        assertThat(town.sealer.seal().sealed()).isEqualTo(7);
        reads(1);
        town.sealer.seal();
        assertThat(assertWhole().blocks()).isEqualTo(2);
    }

    @Test
    void aRolledBackNumberIsToldInAHeartbeatAndIsNoGap() {
        reads(2);
        breaks(STAFF, town.audit);
        reads(1);
        assertThat(assertWhole().unsettled()).as("before the heartbeat").isEqualTo(1);
        town.sealer.seal();
        LogVerification.Result result = assertWhole();
        assertThat(result.rolledBack()).isEqualTo(1);
        assertThat(result.unsettled()).isZero();
    }

    @Test
    void aForgedSealedEntryIsFound() {
        reads(5);
        town.sealer.seal();
        reads(5);
        town.sealer.seal();
        assertThat(town.harm("update audit.entry set staff = 8 where writer_no = 3"))
                .isEqualTo(1);
        assertFound("block 1 does not match its entries");
    }

    @Test
    void sealedEntriesInEachOthersPlaceAreFound() {
        reads(5);
        town.sealer.seal();
        assertThat(town.harm("""
                update audit.entry a set writer_no = b.writer_no
                from audit.entry b where a.writer_no in (2, 3) and b.writer_no = 5 - a.writer_no
                """)).isEqualTo(2);
        assertFound("block 1 does not match its entries");
    }

    @Test
    void aDeletedSealedEntryIsFound() {
        reads(5);
        town.sealer.seal();
        assertThat(town.harm("delete from audit.entry where writer_no = 3")).isEqualTo(1);
        assertFound("block 1 sealed 6 entries, and 5 are there");
    }

    @Test
    void anEntryInsertedIntoASealedBlockIsFound() {
        reads(5);
        town.sealer.seal();
        town.harm("""
                insert into audit.entry (xid, at, staff, agency, act, what, writer, writer_no)
                select xid, at, 8, 3, 'READ', 'household.page', uuidv7(), 1 from audit.entry where writer_no = 3
                """);
        assertFound("block 1 sealed 6 entries, and 7 are there");
    }

    @Test
    void aRemovedOrAlteredBlockIsFound() {
        for (int i = 0; i < 4; i++) {
            reads(1);
            town.sealer.seal();
        }
        assertWhole();
        town.harm("update audit.block set sealed_at = sealed_at - interval '1 day' where no = 4");
        assertFound("block 4 was changed");
        town.harm("delete from audit.block where no = 2");
        assertFound("before block 3, 2 is missing");
    }

    @Test
    void anEntryDeletedBeforeItsSealIsFound() {
        reads(5);
        town.harm("delete from audit.entry where writer_no = 3");
        town.sealer.seal();
        assertFound("3 is missing: entries were removed");
    }

    @Test
    void theEndCutOffBeforeItsSealIsFoundAtTheNextHeartbeat() {
        reads(3);
        town.audit.heartbeat();
        town.harm("delete from audit.entry where writer_no >= 3");
        assertWhole();
        reads(1);
        town.sealer.seal();
        assertFound("3–4 is missing: entries were removed");
    }

    @Test
    void anAnchorFindsThatTheChainWasRewrittenOrCutOff() {
        assertThat(new DailyRoot(town.db).today()).isEmpty();
        reads(3);
        town.sealer.seal();
        reads(3);
        town.sealer.seal();
        Anchor anchor = new DailyRoot(town.db).today().orElseThrow();
        assertThat(Anchor.parse("  " + anchor.line().toUpperCase(Locale.ROOT) + "\n"))
                .isEqualTo(anchor);
        reads(3);
        town.sealer.seal();
        LogVerification verification = new LogVerification(town.db);
        assertThat(verification.verify(anchor).findings()).isEmpty();
        // Somebody with all rights rewrites an entry and every hash after it.
        town.harm("update audit.entry set staff = 8 where writer_no = 3");
        town.harm("delete from audit.block");
        town.sealer.seal();
        assertWhole();
        assertThat(verification.verify(anchor).report()).contains("names block 2, which is not there");
        reads(1);
        town.sealer.seal();
        assertThat(verification.verify(anchor).report()).contains("does not match block 2");
    }

    @Test
    void aTransactionOpenAcrossASealLeavesNoGap() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> slow = threads.submit(() -> town.db.run(STAFF, () -> {
                town.audit.read(STAFF, "household.page", SUBJECTS);
                written.countDown();
                await(mayEnd);
            }));
            try {
                await(written);
                reads(3);
                Sealer.Round waiting = town.sealer.seal();
                assertThat(waiting.sealed()).isZero();
                assertThat(waiting.waitingSince()).isNotNull();
                assertThat(waiting.alarm()).isFalse();
                town.clock.pass(Duration.ofSeconds(31));
                assertThat(town.sealer.seal().alarm()).as("after 30 seconds").isTrue();
                assertWhole();
            } finally {
                mayEnd.countDown();
            }
            slow.get(10, TimeUnit.SECONDS);
        }
        Sealer.Round after = town.sealer.seal();
        assertThat(after.sealed()).isGreaterThanOrEqualTo(4);
        assertThat(after.alarm()).isFalse();
        assertThat(assertWhole().unsealed()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void eightThreadsOfTwoServersWriteWhileTheSealerRunsAndEveryEntryIsCounted() throws Exception {
        AuditTrail other = new AuditTrail(town.db);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> sealing = threads.submit(() -> {
                while (!done.get()) {
                    town.sealer.seal();
                    other.heartbeat();
                }
            });
            List<Future<?>> writing = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                AuditTrail audit = thread % 2 == 0 ? town.audit : other;
                writing.add(threads.submit(() -> write(audit, 200)));
            }
            try {
                for (Future<?> each : writing) {
                    each.get(40, TimeUnit.SECONDS);
                }
            } finally {
                done.set(true);
            }
            sealing.get(10, TimeUnit.SECONDS);
        }
        other.heartbeat();
        town.sealer.seal();
        assertThat(entries()).isEqualTo(1600);
        LogVerification.Result result = assertWhole();
        assertThat(result.unsealed()).isZero();
        assertThat(result.unsettled()).isZero();
        assertThat(result.rolledBack()).isEqualTo(160);
        assertThat(result.writers()).isEqualTo(2);
        assertThat(result.blocks()).isGreaterThan(1);
        assertThat(result.sealed()).isEqualTo(town.count("select count(*) from audit.entry"));
    }

    /** Every tenth page breaks and is tried again. */
    private void write(AuditTrail audit, int entries) {
        for (int i = 0; i < entries; i++) {
            Viewer.Staff viewer = new Viewer.Staff(new StaffId(i + 1), new AgencyId(3), Set.of());
            if (i % 10 == 0) {
                breaks(viewer, audit);
            }
            town.db.run(viewer, () -> audit.read(viewer, "household.page", SUBJECTS));
        }
    }

    @Test
    void whoSawSomebodyIsAnsweredToThePrivacyOfficerAlone() {
        reads(2);
        town.db.run(STAFF, () -> town.audit.read(STAFF, "household.page", List.of(new PersonId(UUID.randomUUID()))));
        assertThat(seenBy(OFFICER)).containsExactly(7, 7);
        assertThatThrownBy(() -> seenBy(STAFF)).hasStackTraceContaining("not possible");
    }

    private List<Integer> seenBy(Viewer viewer) {
        return town.db.transact(
                viewer,
                () -> town.db
                        .sql(viewer, "select staff from audit.seen_of(:subject, :from, :until)")
                        .param("subject", PERSON)
                        .param("from", Instant.EPOCH)
                        .param("until", town.db.now(viewer).plusSeconds(1))
                        .list(row -> row.integer("staff")));
    }

    @Test
    void entriesAreKeptByMonthOfTokyoAndAMonthWithoutAPartitionHasAPlace() {
        town.clock.set(Instant.parse("2026-06-30T15:00:00Z"));
        reads(1);
        assertThat(town.count("select count(*) from audit.entry_2026_07"))
                .as("midnight in Tokyo")
                .isEqualTo(1);
        town.clock.set(Instant.parse("2027-01-10T00:00:00Z"));
        reads(1);
        assertThat(town.count("select count(*) from audit.entry_other")).isEqualTo(1);
        // The month is occupied; the two after it are made, and sealing goes on.
        assertThat(town.sealer.seal().sealed()).isEqualTo(3);
        town.clock.set(Instant.parse("2027-02-10T00:00:00Z"));
        reads(1);
        town.sealer.seal();
        assertThat(town.count("select count(*) from audit.entry_2027_02 where act = 'READ'"))
                .isEqualTo(1);
        assertWhole();
    }

    @Test
    void aNewEraAfterARestoreContinuesTheChain() throws SQLException {
        reads(2);
        town.sealer.seal();
        reads(1);
        try (Connection owner = town.database
                        .connections()
                        .open(town.database.connections().owner());
                Statement statement = owner.createStatement()) {
            statement.execute("select audit.begin_era('2026-11-05 09:00+09')");
        }
        reads(2);
        town.sealer.seal();
        assertThat(town.count("select count(distinct era) from audit.entry")).isEqualTo(2);
        LogVerification.Result result = assertWhole();
        assertThat(result.blocks()).isEqualTo(3);
        assertThat(result.unsealed()).isZero();
    }

    @Test
    void aDatabaseFromAnotherClusterIsNotSealedBeforeItsNewEra() {
        reads(1);
        town.sealer.seal();
        town.harm("update audit.block set to_xid = '9000000000'");
        assertThatThrownBy(() -> town.sealer.seal()).hasStackTraceContaining("begin a new era");
    }

    @Test
    void theClosedListOfActsIsTheSameInTheTable() {
        String listed = town.first("""
                select string_agg(m[1], ',' order by m[1] collate "C")
                from pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''([A-Z_]+)''', 'g') m
                where conname = 'act_is_known' and conrelid = 'audit.entry'::regclass
                """);
        assertThat(listed)
                .isEqualTo(Stream.of(Act.values()).map(Act::name).sorted().collect(Collectors.joining(",")));
    }
}
