package kasane.settings.dated;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.settings.Labels;
import kasane.settings.Numbers;
import kasane.settings.Town;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** 有効な設定: answers from memory, so that a page pays no statement for its words; read anew when they change. */
@Component
public class InForce implements Codes, Clocks, Labels, Numbers, Town {

    private static final Logger LOG = LoggerFactory.getLogger(InForce.class);

    private final SnapshotQuery query;
    private final Clock clock;
    private volatile Snapshot snapshot = Snapshot.EMPTY;

    InForce(SnapshotQuery query, Clock clock) {
        this.query = query;
        this.clock = clock;
        refresh();
    }

    /** All settings as they were read last. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** Another server of the town may have changed something. */
    @Scheduled(fixedDelay = 15_000, initialDelay = 15_000)
    public void follow() {
        try {
            if (query.revision() != snapshot.revision()) {
                refresh();
            }
        } catch (RuntimeException e) {
            // Without a database the settings read last stay in force; the pages say themselves what is wrong.
            LOG.warn("the settings could not be followed: {}", e.getClass().getSimpleName());
        }
    }

    private synchronized void refresh() {
        snapshot = query.read();
    }

    /** Reads anew as soon as the running transaction has ended, before its caller goes on. */
    public void refreshAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                // On a thread of its own: this one is still bound to the viewer who has made the change.
                try {
                    Thread.ofVirtual().start(InForce.this::refresh).join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }

    @Override
    public List<Code> list(String list, LocalDate on) {
        Snapshot now = snapshot;
        int edition = now.edition(list, on);
        return now.list(list, on).stream()
                .map(row -> new Code(row.code(), edition, row.label(), row.nationalCode(), row.shortLabel()))
                .toList();
    }

    @Override
    public String label(String list, String code, int edition) {
        return snapshot.code(list, code, edition).map(Snapshot.CodeRow::label).orElse(code);
    }

    @Override
    public String counted(String list, String code, int edition) {
        return snapshot.code(list, code, edition)
                .map(Snapshot.CodeRow::nationalCode)
                .orElse("");
    }

    @Override
    public int edition(String list, LocalDate on) {
        return snapshot.edition(list, on);
    }

    @Override
    public String labelOn(String list, String code, LocalDate on) {
        return label(list, code, edition(list, on));
    }

    @Override
    public LocalDate due(String clockKey, LocalDate from) {
        return snapshot.due(clockKey, from);
    }

    @Override
    public int days(String clockKey, LocalDate from) {
        return snapshot.clock(clockKey, from).amount();
    }

    @Override
    public boolean isOpen(LocalDate day) {
        return snapshot.opening().isOpen(day);
    }

    @Override
    public int number(String key, LocalDate on) {
        return snapshot.number(key, on).amount();
    }

    @Override
    public String text(String key) {
        return textOn(key, today());
    }

    @Override
    public String textOn(String key, LocalDate day) {
        return snapshot.label(key, day).text();
    }

    @Override
    public String name() {
        return nameOn(today());
    }

    @Override
    public String nameOn(LocalDate day) {
        return snapshot.town(day).map(Snapshot.TownRow::name).orElse("（自治体名が未設定）");
    }

    @Override
    public String code() {
        return snapshot.town(today()).map(Snapshot.TownRow::code).orElse("");
    }

    @Override
    public boolean isPreparing() {
        return snapshot.town(today()).map(Snapshot.TownRow::preparing).orElse(false);
    }
}
