package dev.signet.stores;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * The {@link Leader} of what runs while nothing is served yet, or without the service: the same locks, over JDBC. It blocks its
 * thread.
 */
public class StartLeader {
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('signet'), hashtext(?))";

    private final DataSource postgres;

    public StartLeader(DataSource postgres) {
        this.postgres = postgres;
    }

    /** What is done on one connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Runs the work in a transaction after waiting for whichever replica is at it.
     *
     * @param task the lock's name
     * @param work runs inside the locked transaction; what it throws rolls it back
     * @throws IllegalStateException when Postgres does not do it
     */
    public <T> T lead(String task, Work<T> work) {
        return transaction(c -> {
            lock(c, task);
            return work.on(c);
        });
    }

    /**
     * Runs the work in a transaction, whoever else is at it.
     *
     * @throws IllegalStateException when Postgres does not do it
     */
    public <T> T transaction(Work<T> work) {
        try (Connection c = postgres.getConnection()) {
            c.setAutoCommit(false);
            try {
                T done = work.on(c);
                c.commit();
                return done;
            } catch (SQLException | RuntimeException e) {
                c.rollback();
                throw e;
            } finally {
                c.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Postgres (quarkus.datasource.jdbc.url): " + e.getMessage(), e);
        }
    }

    private static void lock(Connection c, String task) throws SQLException {
        try (PreparedStatement lock = c.prepareStatement(LOCK)) {
            lock.setString(1, task);
            lock.execute();
        }
    }
}
