package kasane.operations.backup;

import java.lang.reflect.Constructor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import kasane.gate.MigrationHistory;
import kasane.gate.PolicySource;
import kasane.gate.R__Policies;
import kasane.postgres.Connections;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** The schema of a backup, and how it is made again: as the gate does at a start, up to the version of the backup first. */
final class Schema {

    private Schema() {}

    /** What the history of a database says, oldest first; empty for a database without one. */
    static List<Contents.Migration> history(Connection connection) throws SQLException {
        List<Contents.Migration> history = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet there = statement.executeQuery("select to_regclass('migrations.flyway_schema_history')")) {
                there.next();
                if (there.getString(1) == null) {
                    return history;
                }
            }
            try (ResultSet rows =
                    statement.executeQuery("select version, checksum from migrations.flyway_schema_history"
                            + " where success and version is not null and checksum is not null")) {
                while (rows.next()) {
                    history.add(new Contents.Migration(rows.getString(1), rows.getInt(2)));
                }
            }
        }
        history.sort(Comparator.comparing(migration -> MigrationVersion.fromVersion(migration.version())));
        return history;
    }

    /** Refuses a schema that this Kasane cannot make again exactly. */
    static void requireKnown(List<Contents.Migration> history, Connections connections) {
        MigrationVersion newest = MigrationVersion.fromVersion(history.getLast().version());
        List<Contents.Migration> ours = Arrays.stream(
                        configuration(connections).load().info().all())
                .filter(info -> info.getVersion() != null && info.getChecksum() != null)
                .filter(info -> info.getVersion().compareTo(newest) <= 0)
                .sorted(Comparator.comparing(MigrationInfo::getVersion))
                .map(info -> new Contents.Migration(info.getVersion().getVersion(), info.getChecksum()))
                .toList();
        if (!ours.equals(history)) {
            throw new BackupRefused("the backup has the schema " + newest + " in a form that this Kasane cannot make;"
                    + " restore it with the version of Kasane that took it, then update.");
        }
    }

    /** Makes the tables as of that version, without policies: nobody but the restore is there. */
    static void makeUpTo(Connections connections, String version) {
        configuration(connections).target(version).load().migrate();
    }

    /** Makes the rest, and all policies; the number of policies. */
    static int complete(Connections connections) {
        R__Policies policies = new R__Policies(sources());
        configuration(connections).javaMigrations(policies).load().migrate();
        return policies.policies().size();
    }

    private static FluentConfiguration configuration(Connections connections) {
        return MigrationHistory.of(
                connections.url(),
                connections.owner().user(),
                connections.owner().password());
    }

    private static List<PolicySource> sources() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(PolicySource.class));
        return scanner.findCandidateComponents("kasane").stream()
                .map(BeanDefinition::getBeanClassName)
                .sorted()
                .map(Schema::source)
                .toList();
    }

    private static PolicySource source(String name) {
        try {
            Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (PolicySource) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " must have a constructor without parameters", e);
        }
    }
}
