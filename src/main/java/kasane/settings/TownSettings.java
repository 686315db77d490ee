package kasane.settings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class TownSettings {
    @Bean
    Town town() {
        return () -> "かさね市";
    }
}
