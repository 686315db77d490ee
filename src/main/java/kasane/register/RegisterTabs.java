package kasane.register;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tabs that the register itself contributes. */
@Configuration
class RegisterTabs {

    @Bean
    HouseholdTab membersTab() {
        return new HouseholdTab(60, "members", "世帯・連絡先", id -> "/households/" + id.value() + "/members");
    }

    @Bean
    HouseholdTab consentsTab() {
        return new HouseholdTab(70, "consents", "同意", id -> "/households/" + id.value() + "/consents");
    }
}
