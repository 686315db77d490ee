package kasane.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;
import kasane.testing.TestClock;
import kasane.testing.TestDatabase;
import kasane.testing.TestPostgres;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A database of its own with the gate and the log in front of it, and a superuser who may do harm. */
final class LogTown implements AutoCloseable {
    static final Viewer.Staff STAFF = new Viewer.Staff(new StaffId(7), new AgencyId(3), Set.of());
    static final Viewer.Staff OFFICER = new Viewer.Staff(new StaffId(9), new AgencyId(1), Set.of(Duty.PRIVACY_OFFICER));

    final TestDatabase database;
    final TestClock clock = new TestClock();
    final AnnotationConfigApplicationContext context;
    final Db db;
    final AuditTrail audit;
    final Sealer sealer;

    LogTown() {
        TestPostgres.template(
                "log", connections -> context(connections, new TestClock()).close());
        database = TestPostgres.create("log");
        context = context(database.connections(), clock);
        db = context.getBean(Db.class);
        audit = context.getBean(AuditTrail.class);
        sealer = context.getBean(Sealer.class);
    }

    private static AnnotationConfigApplicationContext context(Connections connections, Clock clock) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "kasane.database.url", connections.url(),
                                "kasane.database.owner-password",
                                        connections.owner().password(),
                                "kasane.database.app-password",
                                        connections.app().password(),
                                "kasane.database.job-password",
                                        connections.job().password(),
                                "kasane.database.public-password",
                                        connections.publicPages().password(),
                                "kasane.audit.seal", "false")));
        context.registerBean("clock", Clock.class, () -> clock);
        context.registerBean("connections", Connections.class, () -> connections);
        context.scan("kasane.gate", "kasane.sharing", "kasane.audit");
        context.refresh();
        return context;
    }

    LogVerification.Result verify() {
        return new LogVerification(db).verify(null);
    }

    /** Harm: as a superuser with all triggers switched off. */
    int harm(String sql) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String first(String sql) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(sql)) {
            rs.next();
            return rs.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long count(String sql) {
        return Long.parseLong(first(sql));
    }

    Connection superuser() throws SQLException {
        return database.connections().open(database.connections().requireSuperuser());
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
