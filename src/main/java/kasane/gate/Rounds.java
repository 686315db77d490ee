package kasane.gate;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Work that comes round by itself, from the server's start to its stop, one round after the other. Any number of servers may
 * do it: a round finds in the database what is left to do.
 */
public abstract class Rounds implements SmartLifecycle {

    private static final Duration LAST_ROUND = Duration.ofSeconds(10);

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final String name;
    private final Duration pause;
    private final boolean automatic;
    private volatile @Nullable CountDownLatch stop;
    private volatile @Nullable Thread thread;

    /**
     * @param name of its thread, in English
     * @param automatic whether it starts with the server; a short command and a test make their own rounds
     */
    protected Rounds(String name, Duration pause, boolean automatic) {
        this.name = name;
        this.pause = pause;
        this.automatic = automatic;
    }

    /** One round. What it throws is logged, and the next round tries again. */
    protected abstract void goRound();

    /** One part of a round: when it fails, the parts after it are done all the same. */
    protected final void carefully(String otherwise, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            log.error("{}; tried again in the next round", otherwise, e);
        }
    }

    @Override
    public final void start() {
        CountDownLatch signal = new CountDownLatch(1);
        stop = signal;
        thread = Thread.ofVirtual().name(name).start(() -> run(signal));
    }

    private void run(CountDownLatch signal) {
        try {
            do {
                carefully("A round of " + name + " failed", this::goRound);
            } while (!signal.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final void stop() {
        CountDownLatch signal = stop;
        Thread running = thread;
        if (signal == null || running == null) {
            return;
        }
        signal.countDown();
        try {
            running.join(LAST_ROUND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop = null;
        thread = null;
    }

    @Override
    public final boolean isRunning() {
        return thread != null;
    }

    @Override
    public final boolean isAutoStartup() {
        return automatic;
    }
}
