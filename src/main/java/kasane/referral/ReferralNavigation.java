package kasane.referral;

import kasane.access.NavEntry;
import kasane.gate.Duty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The entry つなぐ of the main navigation. */
@Configuration
class ReferralNavigation {

    @Bean
    NavEntry referralEntry() {
        return new NavEntry(30, "つなぐ", "/referrals", "g r", viewer -> !viewer.has(Duty.SYSTEM_ADMINISTRATOR));
    }
}
