package kasane.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kasane.audit.AuditTrail;
import kasane.audit.Sealer;
import kasane.gate.DatabaseSettings;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Gate;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.AgencyId;
import kasane.shared.PersonId;
import kasane.shared.StaffId;
import kasane.tasks.Postbox;
import kasane.tasks.UrgentMail;
import kasane.testing.AsRole;
import kasane.testing.MigratedDatabase;
import kasane.testing.Promise;
import kasane.testing.TestDatabase;
import kasane.testing.TestPostbox;
import kasane.ui.Frame;
import kasane.ui.Tone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Law 9: whoever tampers with the log is found out the same day, by those who answer for it, and everything else goes on. */
@Tag("sql")
@Promise("P7")
@ExtendWith(OutputCaptureExtension.class)
class BrokenChainTest {

    private static final String ADDRESS = "tenken@shokuba.example";

    private TestDatabase database;
    private Gate gate;
    private Db db;
    private AuditTrail audit;
    private Verifications verifications;
    private final TestPostbox postbox = new TestPostbox();
    private Viewer.Staff officer;
    private Viewer.Staff system;
    private Viewer.Staff worker;

    @BeforeEach
    void open() {
        database = MigratedDatabase.create();
        Connections c = database.connections();
        gate = Gate.open(new DatabaseSettings(
                c.url(),
                c.owner().password(),
                c.app().password(),
                c.job().password(),
                c.publicPages().password(),
                2));
        db = gate.db();
        audit = new AuditTrail(db);
        verifications = new Verifications(
                new VerificationStore(db),
                new UrgentMail(db, provided(postbox)),
                db,
                audit,
                Clock.system(java.time.ZoneId.of("Asia/Tokyo")));
        officer = staff("点検台ひとみ", Duty.PRIVACY_OFFICER);
        system = staff("設定台ひとみ", Duty.SYSTEM_ADMINISTRATOR);
        worker = staff("架空山ひとみ");
        try (AsRole root = AsRole.superuser(c)) {
            root.run(
                    "insert into tasks.mail_wish (staff_id, address, wanted, chosen_at) values (?, ?, 'NONE', '2026-06-01')",
                    officer.staff().value(),
                    ADDRESS);
        }
    }

    @AfterEach
    void close() {
        gate.close();
        database.close();
    }

    private static ObjectProvider<Postbox> provided(Postbox one) {
        return new ObjectProvider<>() {
            @Override
            public Postbox getObject() {
                return one;
            }

            @Override
            public Stream<Postbox> stream() {
                return Stream.of(one);
            }
        };
    }

    private Viewer.Staff staff(String name, Duty... duties) {
        try (AsRole root = AsRole.superuser(database.connections())) {
            int agency = (int) root.number("insert into access.agency (name, kind, valid_from)"
                    + " values ('見本の機関', 'OTHER', '2020-01-01') returning id");
            int staff = (int) root.number(
                    "insert into access.staff (name, valid_from) values (?, '2020-01-01') returning id", name);
            long hat = root.number(
                    "insert into access.hat (staff_id, agency_id, valid_from) values (?, ?, '2020-01-01') returning id",
                    staff,
                    agency);
            for (Duty duty : duties) {
                root.run(
                        "insert into access.duty (hat_id, duty, valid_from) values (?, ?, '2020-01-01')",
                        hat,
                        duty.name());
            }
            return new Viewer.Staff(new StaffId(staff), new AgencyId(agency), Set.of(duties));
        }
    }

    private void reads(int entries) {
        for (int i = 0; i < entries; i++) {
            db.run(worker, () -> audit.read(worker, "household.page", List.of(new PersonId(UUID.randomUUID()))));
        }
        new Sealer(db, audit, false).seal();
    }

    /** As a superuser with all triggers switched off. */
    private void harm(String sql) {
        try (Connection connection =
                        database.connections().open(database.connections().requireSuperuser());
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            assertThat(statement.executeUpdate(sql)).isPositive();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_whole_log_is_verified_once_a_day_and_nobody_is_alarmed(CapturedOutput output) {
        reads(5);
        verifications.daily();
        verifications.daily();
        assertThat(verifications.latest(officer, 10))
                .singleElement()
                .satisfies(one -> assertThat(one.whole()).isTrue());
        assertThat(verifications.of(officer)).isEmpty();
        assertThat(verifications.of(system)).isEmpty();
        assertThat(postbox.to(ADDRESS)).isEmpty();
        assertThat(output).doesNotContain("ALARM");
    }

    @Test
    void a_row_that_was_changed_raises_the_alarm_on_the_page_by_mail_and_in_the_servers_log(CapturedOutput output) {
        reads(5);
        harm("update audit.entry set staff = 4711 where what = 'household.page' and writer_no = 3");
        verifications.daily();
        for (Viewer.Staff answers : List.of(officer, system)) {
            Frame.Banner banner = verifications.of(answers).orElseThrow();
            assertThat(banner.tone()).isEqualTo(Tone.ALERT);
            assertThat(banner.link()).isEqualTo(new Frame.Link("記録の検証を開く", "/log-check"));
        }
        assertThat(verifications.of(worker)).as("nobody else is troubled").isEmpty();
        assertThat(output).contains("ALARM: the log of what was disclosed is not whole");
        assertThat(output.toString()).doesNotContain("4711").doesNotContain("架空山");
        assertThat(postbox.to(ADDRESS)).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).contains("閲覧記録の検証");
            assertThat(mail.text()).contains("https://kasane.example").doesNotContain("架空山", "4711");
        });
        // Work goes on, and is logged as before.
        reads(1);
    }

    @Test
    void a_row_that_was_removed_raises_it_too_and_the_same_break_is_told_by_mail_once() {
        reads(5);
        harm("delete from audit.entry where what = 'household.page' and writer_no = 2");
        verifications.verify();
        verifications.tell();
        verifications.verify();
        verifications.tell();
        assertThat(verifications.of(officer)).isPresent();
        assertThat(postbox.to(ADDRESS)).hasSize(1);
    }

    @Test
    void what_could_not_be_told_is_tried_again() {
        reads(3);
        harm("delete from audit.entry where what = 'household.page' and writer_no = 2");
        postbox.shut(true);
        verifications.daily();
        assertThat(postbox.to(ADDRESS)).isEmpty();
        postbox.shut(false);
        verifications.daily();
        assertThat(postbox.to(ADDRESS)).hasSize(1);
    }

    @Test
    void the_result_is_there_for_nobody_else() {
        reads(1);
        verifications.verify();
        try (AsRole app = AsRole.staff(database.connections(), worker, db.transact(worker, () -> db.now(worker)))) {
            assertThat(app.number("select count(*) from privacy.verification")).isZero();
        }
    }
}
