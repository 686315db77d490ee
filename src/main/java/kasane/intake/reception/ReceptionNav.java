package kasane.intake.reception;

import kasane.access.NavEntry;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 「相談」 in the main navigation; not for those who see no case content. */
@Configuration
class ReceptionNav {

    @Bean
    NavEntry consultationsEntry() {
        return new NavEntry(20, "相談", "/consultations", "g c", ReceptionNav::seesCases);
    }

    private static boolean seesCases(Viewer.Staff viewer) {
        return !viewer.has(Duty.SYSTEM_ADMINISTRATOR);
    }
}
