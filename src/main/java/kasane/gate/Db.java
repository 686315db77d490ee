package kasane.gate;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The gate to the database: opens transactions bound to a {@link Viewer} and runs constant SQL inside them.
 *
 * <p>Row-level security reads the binding, so a statement that forgets its condition still discloses nothing. A statement
 * outside a transaction, or on behalf of another viewer than the one bound, is refused here before it reaches the server.
 */
public final class Db {

    private static final ScopedValue<Bound> BOUND = ScopedValue.newInstance();

    private final Channel staff;
    private final Channel job;
    private final Channel visitor;
    private final Clock clock;

    /** One channel for each database role that the server connects as. */
    Db(Channel staff, Channel job, Channel visitor, Clock clock) {
        this.staff = staff;
        this.job = job;
        this.visitor = visitor;
        this.clock = clock;
    }

    /** A connection pool of one role with its transactions. */
    record Channel(TransactionTemplate transactions, JdbcClient jdbc) {}

    /** What a running transaction is bound to; {@code statements} counts everything sent since it began. */
    static final class Bound {
        final Viewer viewer;
        final Instant now;
        final Channel channel;
        int statements;

        Bound(Viewer viewer, Instant now, Channel channel) {
            this.viewer = viewer;
            this.now = now;
            this.channel = channel;
        }
    }

    static Bound bound() {
        if (!BOUND.isBound()) {
            throw new IllegalStateException("No viewer is bound: database work belongs inside Db.transact(viewer, …)");
        }
        return BOUND.get();
    }

    /**
     * Runs the work in one transaction bound to the viewer and to the instant of its beginning. An exception rolls
     * everything back. Inside a transaction of the same viewer the work simply joins it.
     *
     * @throws IllegalStateException inside a transaction of another viewer
     */
    public <T extends @org.jspecify.annotations.Nullable Object> T transact(Viewer viewer, Supplier<T> work) {
        if (BOUND.isBound()) {
            requireSame(viewer);
            return work.get();
        }
        Channel channel = channelOf(viewer);
        Bound bound = new Bound(viewer, clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS), channel);
        return ScopedValue.where(BOUND, bound).call(() -> inTransaction(channel, work));
    }

    @SuppressWarnings("NullAway") // the template passes the result of the work through, null or not
    private static <T extends @org.jspecify.annotations.Nullable Object> T inTransaction(
            Channel channel, Supplier<T> work) {
        return channel.transactions().execute(status -> work.get());
    }

    /**
     * 予行: what somebody else would see if this were done. The work is done on behalf of the actor, looked at with the other's
     * eyes in the same transaction, and rolled back whatever happens; only what is returned is left of it.
     *
     * @throws IllegalStateException inside a transaction
     */
    public <T> T rehearse(Viewer.Staff actor, Runnable work, Viewer.Staff other, Supplier<T> look) {
        if (BOUND.isBound()) {
            throw new IllegalStateException("A rehearsal is a transaction of its own");
        }
        Bound acting = new Bound(actor, clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS), staff);
        return ScopedValue.where(BOUND, acting)
                .call(() -> Objects.requireNonNull(staff.transactions().execute(status -> {
                    status.setRollbackOnly();
                    work.run();
                    Bound looking = new Bound(other, acting.now, staff);
                    return ScopedValue.where(BOUND, looking).call(() -> {
                        GateTransactions.rebind(staff.jdbc(), looking);
                        return look.get();
                    });
                })));
    }

    /** Like {@link #transact} for work without a result. */
    public void run(Viewer viewer, Runnable work) {
        this.<@org.jspecify.annotations.Nullable Object>transact(viewer, () -> {
            work.run();
            return null;
        });
    }

    /**
     * A statement on behalf of the viewer of the running transaction. The text is a compile-time constant: optional
     * filters and orders are chosen among constants, never assembled.
     */
    public Statement sql(Viewer viewer, @CompileTimeConstant final String sql) {
        requireSame(viewer);
        Bound bound = bound();
        bound.statements++;
        return new Statement(bound.channel.jdbc().sql(sql));
    }

    /** The instant the running transaction is bound to; rules and rows of one transaction share it. */
    public Instant now(Viewer viewer) {
        requireSame(viewer);
        return bound().now;
    }

    /** The date of {@link #now} in the town's time zone. */
    public LocalDate today(Viewer viewer) {
        return LocalDate.ofInstant(now(viewer), clock.getZone());
    }

    /** How many statements the running transaction has sent so far, its binding included. */
    public int statements(Viewer viewer) {
        requireSame(viewer);
        return bound().statements + 1;
    }

    private static void requireSame(Viewer viewer) {
        if (!bound().viewer.equals(viewer)) {
            throw new IllegalStateException("The running transaction is bound to another viewer");
        }
    }

    private Channel channelOf(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Staff s -> staff;
            case Viewer.Job j -> job;
            case Viewer.Guest g -> visitor;
            case Viewer.Visitor v -> visitor;
        };
    }
}
