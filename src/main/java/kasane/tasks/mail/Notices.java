package kasane.tasks.mail;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import kasane.gate.Db;
import kasane.gate.Purpose;
import kasane.gate.Rounds;
import kasane.gate.Viewer;
import kasane.tasks.Postbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The job that tells staff by mail that something waits. Without a postbox it rests. */
@Component
class Notices extends Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final Viewer.Job JOB = new Viewer.Job(Purpose.NOTIFY);
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final int TRIES = 5;

    private final Db db;
    private final MailStore store;
    private final Clock clock;
    private final @Nullable Postbox postbox;

    /** Starts with the server where there is a postbox, unless {@code kasane.tasks.notify} is false. */
    Notices(
            Db db,
            MailStore store,
            Clock clock,
            ObjectProvider<Postbox> postbox,
            @Value("${kasane.tasks.notify:true}") boolean automatic) {
        super("notices", Duration.ofMinutes(5), automatic && postbox.getIfAvailable() != null);
        this.db = db;
        this.store = store;
        this.clock = clock;
        this.postbox = postbox.getIfAvailable();
    }

    /** Whether mail can leave at all. */
    boolean isPossible() {
        return postbox != null;
    }

    @Override
    protected void goRound() {
        round();
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
}
