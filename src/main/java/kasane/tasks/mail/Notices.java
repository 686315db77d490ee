package kasane.tasks.mail;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kasane.gate.Db;
import kasane.gate.Purpose;
import kasane.gate.Viewer;
import kasane.tasks.Postbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The job that tells staff by mail that something waits; any number of servers may run it. Without a postbox it rests. */
@Component
class Notices implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final Viewer.Job JOB = new Viewer.Job(Purpose.NOTIFY);
    private static final Duration ROUND = Duration.ofMinutes(5);
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final int TRIES = 5;

    private final Db db;
    private final MailStore store;
    private final Clock clock;
    private final @Nullable Postbox postbox;
    private final boolean automatic;
    private volatile @Nullable CountDownLatch stop;
    private volatile @Nullable Thread thread;

    /** Starts with the server where there is a postbox, unless {@code kasane.tasks.notify} is false. */
    Notices(
            Db db,
            MailStore store,
            Clock clock,
            ObjectProvider<Postbox> postbox,
            @Value("${kasane.tasks.notify:true}") boolean automatic) {
        this.db = db;
        this.store = store;
        this.clock = clock;
        this.postbox = postbox.getIfAvailable();
        this.automatic = automatic;
    }

    /** Whether mail can leave at all. */
    boolean isPossible() {
        return postbox != null;
    }

    /** One round now: what is due is put into the queue, and what stands there leaves; how many left. */
    int round() {
        Postbox out = postbox;
        if (out == null) {
            return 0;
        }
        db.run(
                JOB,
                () -> store.waiting(JOB, db.today(JOB)).stream()
                        .filter(one ->
                                Notice.isDue(one.wanted(), one.counts(), db.now(JOB), one.noted(), clock.getZone()))
                        .forEach(one -> store.make(JOB, one)));
        // No transaction is open while another machine is waited for.
        List<MailStore.Letter> letters =
                db.transact(JOB, () -> store.take(JOB, TRIES, db.now(JOB).minus(AGAIN)));
        int sent = 0;
        for (MailStore.Letter letter : letters) {
            try {
                out.send(letter.address(), Notice.subject(), Notice.text(letter.counts(), out.home()));
                db.run(JOB, () -> store.sent(JOB, letter.id()));
                sent++;
            } catch (IOException e) {
                // The message of a mail server may repeat the address.
                LOG.warn(
                        "A notice could not be handed to the mail server; tried again ({})",
                        e.getClass().getSimpleName());
            }
        }
        return sent;
    }

    @Override
    public void start() {
        CountDownLatch signal = new CountDownLatch(1);
        stop = signal;
        thread = Thread.ofVirtual().name("notices").start(() -> run(signal));
    }

    private void run(CountDownLatch signal) {
        try {
            do {
                try {
                    round();
                } catch (RuntimeException e) {
                    LOG.error("Notices could not be made; tried again in the next round", e);
                }
            } while (!signal.await(ROUND.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        return automatic && postbox != null;
    }
}
