package kasane.gate;

/**
 * The gate without a server, for a short command over a database as it is: nothing is migrated, nothing runs in the
 * background, and closing it leaves the database as it was.
 */
public final class Gate implements AutoCloseable {

    private static final int CONNECTIONS = 2;

    private final GateConfig.Pools pools;
    private final Db db;

    private Gate(GateConfig.Pools pools) {
        this.pools = pools;
        this.db = GateConfig.db(pools, GateConfig.systemClock());
    }

    /** Opens a few connections as the roles that the server uses. */
    public static Gate open(DatabaseSettings settings) {
        return new Gate(GateConfig.pools(settings, CONNECTIONS, CONNECTIONS, CONNECTIONS));
    }

    /** The way to the database. */
    public Db db() {
        return db;
    }

    @Override
    public void close() {
        pools.close();
    }
}
