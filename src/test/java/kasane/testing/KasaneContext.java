package kasane.testing;

import java.util.HashMap;
import java.util.Map;
import kasane.casework.Cases;
import kasane.operations.demo.DemoTown;
import kasane.postgres.Connections;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.MapPropertySource;

/** Gives the test server its own database, the test clock and the demonstration town. */
class KasaneContext implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestDatabase database = TestPostgres.create();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test database", properties(database.connections())));
        context.getBeanFactory().registerSingleton("connections", database.connections());
    }

    static Map<String, Object> properties(Connections connections) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("kasane.database.url", connections.url());
        properties.put("kasane.database.owner-password", connections.owner().password());
        properties.put("kasane.database.app-password", connections.app().password());
        properties.put("kasane.database.job-password", connections.job().password());
        properties.put(
                "kasane.database.public-password", connections.publicPages().password());
        properties.put("kasane.sign-in.tries-from-one-source", "100000");
        // A test asks more than a person can; what is asked to wait is tried by WebDefencesTest.
        for (String limit : new String[] {"session", "searches", "papers", "sign-ins", "source"}) {
            properties.put("kasane.limits." + limit, "1000000");
        }
        // Tests make their own rounds.
        properties.put("kasane.tasks.notify", "false");
        properties.put("kasane.privacy.rounds", "false");
        properties.put("kasane.home.rounds", "false");
        return properties;
    }

    @TestConfiguration
    static class TestBeans {
        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }

        @Bean
        TestPostbox testPostbox() {
            return new TestPostbox();
        }

        @Bean
        SampleAgenda sampleAgenda(Cases cases) {
            return new SampleAgenda(cases);
        }

        @Bean
        Founder founder(DemoTown town) {
            return new Founder(town);
        }
    }

    /** Founds the town as soon as the server is ready, before the first test. */
    record Founder(DemoTown town) {
        @EventListener(ApplicationReadyEvent.class)
        void found() {
            town.found();
        }
    }
}
