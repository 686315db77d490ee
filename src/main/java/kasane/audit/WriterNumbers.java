package kasane.audit;

import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts the entries of one server process, so that each number is accounted for: written, or rolled back and told in a
 * heartbeat. A number without either is an entry that somebody removed.
 */
final class WriterNumbers {

    private final UUID writer = UUID.randomUUID();
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeSet<Long> open = new TreeSet<>();
    private final TreeSet<Long> lost = new TreeSet<>();
    private long taken;
    private long lastOrdinary;
    private long told;

    /** What a heartbeat has to tell. */
    record News(long settled, List<Long> lost) {}

    UUID writer() {
        return writer;
    }

    /** The next number; it stays open until {@link #end}. */
    long take(boolean heartbeat) {
        lock.lock();
        try {
            long no = ++taken;
            open.add(no);
            if (!heartbeat) {
                lastOrdinary = no;
            }
            return no;
        } finally {
            lock.unlock();
        }
    }

    /** The number's transaction has ended; one of unknown end counts as lost, because its entry may be missing. */
    void end(long no, boolean committed) {
        lock.lock();
        try {
            open.remove(no);
            if (!committed) {
                lost.add(no);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What has not been told yet; null when nothing but heartbeats happened. */
    @Nullable
    News news() {
        lock.lock();
        try {
            long settled = open.isEmpty() ? taken : open.first() - 1;
            boolean entries = told < Math.min(lastOrdinary, settled);
            List<Long> rolledBack = List.copyOf(lost.headSet(settled, true));
            return entries || !rolledBack.isEmpty() ? new News(settled, rolledBack) : null;
        } finally {
            lock.unlock();
        }
    }

    /** The heartbeat with this news is committed. */
    void told(News news) {
        lock.lock();
        try {
            told = Math.max(told, news.settled());
            news.lost().forEach(lost::remove);
        } finally {
            lock.unlock();
        }
    }
}
