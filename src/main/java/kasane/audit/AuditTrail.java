package kasane.audit;

import com.google.errorprone.annotations.CompileTimeConstant;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Purpose;
import kasane.gate.Viewer;
import kasane.shared.Id;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * 閲覧記録: writes one entry into the running transaction for every page disclosed and every change made.
 *
 * <p>The entry lives and dies with that transaction, and if it cannot be written, an exception ends the work: what is not
 * logged is not shown. {@code what} is a stable key such as {@code household.page}, never content. Subjects are the
 * households and persons somebody may later ask about: who saw this?
 */
@Component
public class AuditTrail {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final Viewer.Job SEALING = new Viewer.Job(Purpose.SEAL_LOG);

    private final Db db;
    private final AuditStore store;
    private final WriterNumbers numbers = new WriterNumbers();

    /** A log of its own writer: one for each server process. */
    public AuditTrail(Db db) {
        this.db = db;
        this.store = new AuditStore(db);
    }

    /** Something was shown. */
    public void read(Viewer viewer, @CompileTimeConstant final String what, Collection<? extends Id> subjects) {
        write(viewer, Act.READ, what, subjects, Detail.NONE);
    }

    /** Something was shown, with the fields, bases or item that say more. */
    public void read(
            Viewer viewer, @CompileTimeConstant final String what, Collection<? extends Id> subjects, Detail detail) {
        write(viewer, Act.READ, what, subjects, detail);
    }

    /** Something was recorded or changed. */
    public void written(Viewer viewer, @CompileTimeConstant final String what, Collection<? extends Id> subjects) {
        write(viewer, Act.WRITE, what, subjects, Detail.NONE);
    }

    /** Something was recorded or changed, with the fields, bases or item that say more. */
    public void written(
            Viewer viewer, @CompileTimeConstant final String what, Collection<? extends Id> subjects, Detail detail) {
        write(viewer, Act.WRITE, what, subjects, detail);
    }

    /** A sheet was made for printing. */
    public void printed(Viewer viewer, @CompileTimeConstant final String what, Collection<? extends Id> subjects) {
        write(viewer, Act.PRINT, what, subjects, Detail.NONE);
    }

    /** A sheet was made for printing, with the fields, bases or item that say more. */
    public void printed(
            Viewer viewer, @CompileTimeConstant final String what, Collection<? extends Id> subjects, Detail detail) {
        write(viewer, Act.PRINT, what, subjects, detail);
    }

    /** A file was made, or another system was answered. */
    public void exported(Viewer viewer, @CompileTimeConstant final String what, Collection<? extends Id> subjects) {
        write(viewer, Act.EXPORT, what, subjects, Detail.NONE);
    }

    /** A file was made, or another system was answered, with the fields, bases or item that say more. */
    public void exported(
            Viewer viewer, @CompileTimeConstant final String what, Collection<? extends Id> subjects, Detail detail) {
        write(viewer, Act.EXPORT, what, subjects, detail);
    }

    /** An account, an agency or a setting was changed; {@code detail} may name the fields and the item. */
    public void administered(Viewer viewer, @CompileTimeConstant final String what, Detail detail) {
        write(viewer, Act.ADMINISTER, what, List.of(), detail);
    }

    /** Somebody signed in or chose a hat; as {@link Purpose#SIGN_IN} the entry names the account's staff. */
    public void signedIn(Viewer viewer, @CompileTimeConstant final String what, StaffId staff) {
        write(viewer, Act.SIGN_IN, what, named(viewer, staff), List.of(), Detail.NONE);
    }

    /** Somebody was not let in; {@code staff} is known only if the account exists. */
    public void signInRefused(Viewer viewer, @CompileTimeConstant final String what, @Nullable StaffId staff) {
        write(viewer, Act.SIGN_IN_REFUSED, what, named(viewer, staff), List.of(), Detail.NONE);
    }

    /** Somebody signed out, or a session was ended. */
    public void signedOut(Viewer viewer, @CompileTimeConstant final String what, StaffId staff) {
        write(viewer, Act.SIGN_OUT, what, named(viewer, staff), List.of(), Detail.NONE);
    }

    private static @Nullable StaffId named(Viewer viewer, @Nullable StaffId staff) {
        if (viewer instanceof Viewer.Staff hat && !hat.staff().equals(staff)) {
            throw new IllegalArgumentException("Nobody signs in or out in the name of somebody else");
        }
        return staff;
    }

    private void write(Viewer viewer, Act act, String what, Collection<? extends Id> subjects, Detail detail) {
        write(viewer, act, what, null, subjects, detail);
    }

    private void write(
            Viewer viewer,
            Act act,
            String what,
            @Nullable StaffId named,
            Collection<? extends Id> subjects,
            Detail detail) {
        Set<UUID> ids = new LinkedHashSet<>();
        for (Id subject : subjects) {
            if (!(subject.value() instanceof UUID id)) {
                throw new IllegalArgumentException("Subjects of the log are households and persons");
            }
            ids.add(id);
        }
        Number number = number(false);
        store.add(viewer, act, what, named, ids, detail, numbers.writer(), number.no);
        number.written = true;
    }

    /** Takes a number and follows its transaction to the end. */
    private Number number(boolean heartbeat) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("The log is written in the transaction that discloses");
        }
        Number number = new Number(numbers.take(heartbeat));
        TransactionSynchronizationManager.registerSynchronization(number);
        return number;
    }

    private final class Number implements TransactionSynchronization {
        final long no;
        boolean written;

        Number(long no) {
            this.no = no;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            // PostgreSQL answers the commit of a failed transaction with a silent rollback: whoever swallowed the
            // exception of the failed entry would go on and show what is not logged.
            if (!written) {
                throw new IllegalStateException("The log could not be written");
            }
        }

        @Override
        public void afterCompletion(int status) {
            numbers.end(no, status == STATUS_COMMITTED);
        }
    }

    /** Prepares the months to come before the first entry, and seals what an earlier process left. */
    @PostConstruct
    void prepare() {
        db.run(SEALING, () -> {
            store.makePartitions(SEALING);
            store.seal(SEALING);
        });
    }

    /** Accounts for the numbers ended since the last heartbeat; true when there was something to tell. */
    boolean heartbeat() {
        WriterNumbers.News news = numbers.news();
        if (news == null) {
            return false;
        }
        db.run(SEALING, () -> {
            Number number = number(true);
            store.addHeartbeat(SEALING, news.settled(), news.lost(), numbers.writer(), number.no);
            number.written = true;
        });
        numbers.told(news);
        return true;
    }

    /** The last account of this process; without it the verification calls its last numbers unsettled. */
    @PreDestroy
    void close() {
        try {
            heartbeat();
        } catch (RuntimeException e) {
            LOG.warn("The last heartbeat of the log could not be written: {}", e.getMessage());
        }
    }
}
