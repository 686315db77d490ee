package kasane.casework.record;

import kasane.register.HouseholdTab;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tab 「経過」 of a household. */
@Configuration
class RecordTab {

    @Bean
    HouseholdTab recordsOfHousehold() {
        return new HouseholdTab(
                20, RecordController.TAB, "経過", household -> "/households/" + household.value() + "/records");
    }
}
