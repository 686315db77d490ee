package kasane.gate;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds the gate: migrates as the owner first, then opens one pool for each role the server connects as. */
@Configuration
@EnableConfigurationProperties(DatabaseSettings.class)
class GateConfig {

    @Bean
    TownClock clock() {
        return systemClock();
    }

    static TownClock systemClock() {
        return new TownClock(Clock.system(ZoneId.of("Asia/Tokyo")));
    }

    /** The migrations have run when this bean exists; everything that opens a pool depends on it. */
    @Bean
    Migrated migrated(DatabaseSettings settings, List<PolicySource> sources) {
        return migrate(settings.url(), settings.ownerPassword(), sources);
    }

    static Migrated migrate(String url, String ownerPassword, List<PolicySource> sources) {
        R__Policies policies = new R__Policies(sources);
        MigrationHistory.of(url, "kasane_owner", ownerPassword)
                .javaMigrations(policies)
                .load()
                .migrate();
        return new Migrated(policies.policies());
    }

    @Bean(destroyMethod = "close")
    Pools pools(DatabaseSettings settings, Migrated migrated) {
        return pools(settings, settings.poolSize(), Math.max(4, settings.poolSize() / 2), 4);
    }

    @Bean
    Db gate(Pools pools, Clock clock) {
        return db(pools, clock);
    }

    static Pools pools(DatabaseSettings settings, int app, int job, int visitor) {
        return new Pools(
                pool(settings, "kasane_app", settings.appPassword(), app),
                pool(settings, "kasane_job", settings.jobPassword(), job),
                pool(settings, "kasane_public", settings.publicPassword(), visitor));
    }

    static Db db(Pools pools, Clock clock) {
        return new Db(channel(pools.app()), channel(pools.job()), channel(pools.visitor()), clock);
    }

    private static HikariDataSource pool(DatabaseSettings settings, String user, String password, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(user);
        config.setJdbcUrl(settings.url());
        config.setUsername(user);
        config.setPassword(password);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(5_000);
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("prepareThreshold", "3");
        config.addDataSourceProperty("ApplicationName", user);
        config.addDataSourceProperty("stringtype", "unspecified");
        return new HikariDataSource(config);
    }

    private static Db.Channel channel(HikariDataSource source) {
        return new Db.Channel(new TransactionTemplate(new GateTransactions(source)), JdbcClient.create(source));
    }

    /** Evidence that the schema is up to date, with the policies in force. */
    record Migrated(List<Policy> policies) {}

    /** The open pools, closed together. */
    record Pools(HikariDataSource app, HikariDataSource job, HikariDataSource visitor) implements AutoCloseable {
        @Override
        public void close() {
            app.close();
            job.close();
            visitor.close();
        }
    }
}
