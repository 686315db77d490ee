package kasane.privacy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The job that verifies the log once a day and inspects the days that have passed; any number of servers may run it. */
@Component
class Rounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Verifications verifications;
    private final Inspections inspections;
    private final boolean automatic;
    private volatile @Nullable CountDownLatch stop;
    private volatile @Nullable Thread thread;

    /** Starts with the server unless {@code kasane.privacy.rounds} is false, as for a short command. */
    Rounds(
            Verifications verifications,
            Inspections inspections,
            @Value("${kasane.privacy.rounds:true}") boolean automatic) {
        this.verifications = verifications;
        this.inspections = inspections;
        this.automatic = automatic;
    }

    @Override
    public void start() {
        CountDownLatch signal = new CountDownLatch(1);
        stop = signal;
        thread = Thread.ofVirtual().name("log-rounds").start(() -> run(signal));
    }

    private void run(CountDownLatch signal) {
        try {
            do {
                carefully("The log could not be verified; tried again in the next round", verifications::daily);
                carefully("The log could not be inspected; tried again in the next round", inspections::upToYesterday);
            } while (!signal.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void carefully(String otherwise, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error(otherwise, e);
        }
    }

    @Override
    public void stop() {
        CountDownLatch signal = stop;
        Thread running = thread;
        if (signal == null || running == null) {
            return;
        }
        signal.countDown();
        try {
            running.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop = null;
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public boolean isAutoStartup() {
        return automatic;
    }
}
