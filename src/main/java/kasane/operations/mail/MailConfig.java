package kasane.operations.mail;

import kasane.tasks.Postbox;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the way out for mail where a server is named, and only there. */
@Configuration
@EnableConfigurationProperties(MailSettings.class)
class MailConfig {

    @Bean
    @ConditionalOnProperty("kasane.mail.host")
    Postbox postbox(MailSettings settings) {
        return new Smtp(settings);
    }
}
