package kasane.privacy;

import kasane.access.NavEntry;
import kasane.gate.Duty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The entries of those who answer for the log. */
@Configuration
class PrivacyNavigation {

    /** One entry: from there a line of links leads to the other two pages. */
    @Bean
    NavEntry accessReportEntry() {
        return new NavEntry(70, "閲覧の記録", "/access-reports", null, viewer -> viewer.has(Duty.PRIVACY_OFFICER));
    }

    /** Whoever runs the system has no work and cannot be asked to bring anything back: they tell somebody who can. */
    @Bean
    NavEntry incidentEntry() {
        return NavEntry.inMenu(76, "誤送付・漏えいを知らせる", "/incidents/new", viewer -> !viewer.has(Duty.SYSTEM_ADMINISTRATOR));
    }

    @Bean
    NavEntry disposalEntry() {
        return NavEntry.inMenu(77, "保存と廃棄", "/disposals", viewer -> viewer.has(Duty.MANAGER));
    }

    @Bean
    NavEntry logCheckEntry() {
        return new NavEntry(
                74,
                "記録の検証",
                "/log-check",
                null,
                viewer -> viewer.has(Duty.SYSTEM_ADMINISTRATOR) && !viewer.has(Duty.PRIVACY_OFFICER));
    }
}
