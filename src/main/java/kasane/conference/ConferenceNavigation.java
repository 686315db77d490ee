package kasane.conference;

import kasane.access.NavEntry;
import kasane.gate.Duty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The entry 会議 of the main navigation. */
@Configuration
class ConferenceNavigation {

    @Bean
    NavEntry conferenceEntry() {
        return new NavEntry(50, "会議", "/conferences", "g m", viewer -> !viewer.has(Duty.SYSTEM_ADMINISTRATOR));
    }
}
