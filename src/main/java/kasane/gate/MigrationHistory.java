package kasane.gate;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The one history of a town's database: how the schema is made, by whoever makes it. */
public final class MigrationHistory {

    private MigrationHistory() {}

    /** What makes the tables, run as the owner; policies come with {@link R__Policies}. */
    public static FluentConfiguration of(String url, String owner, String password) {
        return Flyway.configure()
                .dataSource(url, owner, password)
                .locations("classpath:db/migration")
                .defaultSchema("migrations")
                .createSchemas(true)
                .outOfOrder(true);
    }
}
