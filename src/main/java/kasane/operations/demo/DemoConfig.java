package kasane.operations.demo;

import kasane.audit.Sealer;
import kasane.gate.TownClock;
import kasane.settings.Clocks;
import kasane.tasks.Escalations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** What only a demonstration has. */
@Configuration
@ConditionalOnProperty(name = "kasane.demo", havingValue = "true")
class DemoConfig {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    DemoDoor demoDoor() {
        return new DemoDoor();
    }

    @Bean
    DemoStories demoStories(
            DemoDoor door, TownClock clock, Clocks openingDays, Sealer sealer, Escalations escalations) {
        return new DemoStories(door, clock, openingDays, sealer, escalations);
    }
}
