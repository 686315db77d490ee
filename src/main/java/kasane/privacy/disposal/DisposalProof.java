package kasane.privacy.disposal;

import kasane.access.DelicatePath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 大事な操作: what cannot be taken back needs a fresh proof of who does it. */
@Configuration
class DisposalProof {

    @Bean
    DelicatePath approvingDisposal() {
        return new DelicatePath("POST", "/disposals/*/approval");
    }

    @Bean
    DelicatePath disposing() {
        return new DelicatePath("POST", "/disposals/*/execution");
    }
}
