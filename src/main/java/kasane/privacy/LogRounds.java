package kasane.privacy;

import java.time.Duration;
import kasane.gate.Rounds;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The job that verifies the log once a day and inspects the days that have passed. */
@Component
class LogRounds extends Rounds {

    private final Verifications verifications;
    private final Inspections inspections;

    /** Starts with the server unless {@code kasane.privacy.rounds} is false, as for a short command. */
    LogRounds(
            Verifications verifications,
            Inspections inspections,
            @Value("${kasane.privacy.rounds:true}") boolean automatic) {
        super("log-rounds", Duration.ofMinutes(10), automatic);
        this.verifications = verifications;
        this.inspections = inspections;
    }

    @Override
    protected void goRound() {
        carefully("The log could not be verified", verifications::daily);
        carefully("The log could not be inspected", inspections::upToYesterday);
    }
}
