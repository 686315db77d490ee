package kasane.privacy;

import kasane.access.NavEntry;
import kasane.gate.Duty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The entries of those who answer for the log. */
@Configuration
class PrivacyNavigation {

    @Bean
    NavEntry accessReportEntry() {
        return new NavEntry(70, "閲覧の説明", "/access-reports", null, viewer -> viewer.has(Duty.PRIVACY_OFFICER));
    }

    @Bean
    NavEntry inspectionEntry() {
        return new NavEntry(72, "閲覧点検", "/inspections", null, viewer -> viewer.has(Duty.PRIVACY_OFFICER));
    }

    @Bean
    NavEntry logCheckEntry() {
        return new NavEntry(
                74,
                "記録の検証",
                "/log-check",
                null,
                viewer -> viewer.has(Duty.PRIVACY_OFFICER) || viewer.has(Duty.SYSTEM_ADMINISTRATOR));
    }
}
