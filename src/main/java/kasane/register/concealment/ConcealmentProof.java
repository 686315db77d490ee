package kasane.register.concealment;

import kasane.access.DelicatePath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 大事な操作: letting somebody in to what is shut, and opening it, needs a fresh proof of who does it. */
@Configuration
class ConcealmentProof {

    @Bean
    DelicatePath admittingToWhatIsShut() {
        return new DelicatePath("POST", "/households/*/concealment/*/readers");
    }

    @Bean
    DelicatePath openingWhatIsShut() {
        return new DelicatePath("POST", "/households/*/concealment/*/end/**");
    }
}
