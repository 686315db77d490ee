package kasane.gate;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transaction manager of the gate: every transaction begins by telling the database who is looking, in which hat and
 * when. This is the only class that names the {@code kasane.} settings; they end with the transaction.
 */
final class GateTransactions extends JdbcTransactionManager {

    private static final String BIND = """
            select set_config('kasane.agency', ?, true), set_config('kasane.staff', ?, true),
                   set_config('kasane.duties', ?, true), set_config('kasane.purpose', ?, true),
                   set_config('kasane.now', ?, true), set_config('kasane.link', ?, true),
                   set_config('kasane.item', ?, true)
            """;

    GateTransactions(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        Db.Bound bound = Db.bound();
        super.doBegin(transaction, definition);
        DataSource source = obtainDataSource();
        ConnectionHolder holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(source);
        if (holder == null) {
            throw new IllegalStateException("The transaction began without a connection");
        }
        try (PreparedStatement bind = holder.getConnection().prepareStatement(BIND)) {
            List<String> binding = binding(bound);
            for (int no = 0; no < binding.size(); no++) {
                bind.setString(no + 1, binding.get(no));
            }
            bind.execute();
        } catch (SQLException e) {
            doRollbackQuietly(transaction);
            throw new CannotGetJdbcConnectionException("The viewer could not be bound", e);
        }
    }

    /** Binds the running transaction to another viewer, for a rehearsal that is rolled back in any case. */
    static void rebind(JdbcClient jdbc, Db.Bound bound) {
        jdbc.sql(BIND).params(binding(bound)).query().listOfRows();
    }

    private static List<String> binding(Db.Bound bound) {
        String agency = "";
        String staff = "";
        String duties = "";
        String purpose = "";
        String link = "";
        String item = "";
        switch (bound.viewer) {
            case Viewer.Staff s -> {
                agency = Integer.toString(s.agency().value());
                staff = Integer.toString(s.staff().value());
                duties = s.duties().stream().map(Duty::name).sorted().collect(Collectors.joining(","));
            }
            case Viewer.Job j -> purpose = j.purpose().code();
            case Viewer.Guest g -> {
                agency = Integer.toString(g.agency().value());
                purpose = "guest";
                link = g.link().toString();
                item = g.item().toString();
            }
            case Viewer.Visitor v -> purpose = "visit";
        }
        return List.of(agency, staff, duties, purpose, bound.now.toString(), link, item);
    }

    /**
     * A statement that failed and was swallowed leaves the transaction broken; PostgreSQL answers its commit with a silent
     * rollback. The page would look saved, so the commit is refused here instead.
     */
    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        ConnectionHolder holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(obtainDataSource());
        try {
            if (holder != null
                    && holder.getConnection().unwrap(BaseConnection.class).getTransactionState()
                            == TransactionState.FAILED) {
                doRollback(status);
                throw new UnexpectedRollbackException("a failed statement was ignored; nothing was saved");
            }
        } catch (SQLException e) {
            throw new TransactionSystemException("the state of the transaction cannot be read", e);
        }
        super.doCommit(status);
    }

    private void doRollbackQuietly(Object transaction) {
        try {
            doCleanupAfterCompletion(transaction);
        } catch (RuntimeException ignored) {
            // The connection is broken already; the pool discards it and the caller learns the first reason.
            logger.debug("clean-up after a failed binding failed too");
        }
    }
}
