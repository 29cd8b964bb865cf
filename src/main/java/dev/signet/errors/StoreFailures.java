package dev.signet.errors;

import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;

/** Tells a store that is away, full or too slow from a query that is wrong. */
final class StoreFailures {
    /**
     * SQLSTATE: 08 connection lost, 25006 demoted to a standby, 28 and 3D no way in, 40 rolled back by the server, 53 out of
     * resources, 55P03 lock time-out, 57 shutting down, starting up or statement time-out.
     */
    private static final Pattern AWAY = Pattern.compile("(?:08|28|3D|40|53|57)...|25006|55P03");
    private static final Set<Class<? extends Throwable>> CLASSES = Set.of(SocketException.class, ClosedChannelException.class,
            ClosedConnectionException.class, TimeoutException.class, RejectedExecutionException.class,
            FaultToleranceException.class);
    /**
     * What the SQL client says without a class of its own: no connection came in time, be it from the pool or from Postgres, or
     * the one that came was gone before the statement.
     */
    private static final Pattern NO_CONNECTION = Pattern
            .compile("Timeout( waiting for connection)?|Connection is not active now.*|Pending requests failed to be sent.*");
    private static final int RETRY_AFTER_SECONDS = 1;

    private StoreFailures() {
    }

    static Optional<Refusal> read(Throwable failure) {
        return Causes.of(failure).anyMatch(StoreFailures::isAway)
                ? Optional.of(Problems.unavailable(RETRY_AFTER_SECONDS, "A part of the service is away."))
                : Optional.empty();
    }

    private static boolean isAway(Throwable cause) {
        return CLASSES.stream().anyMatch(type -> type.isInstance(cause))
                || sqlState(cause).filter(state -> AWAY.matcher(state).matches()).isPresent()
                || cause.getClass() == IOException.class // a connection cut in the middle: "Connection reset by peer"
                || isConnectionless(cause)
                || RedisFailures.isAway(cause);
    }

    private static boolean isConnectionless(Throwable cause) {
        return (cause instanceof VertxException || cause instanceof NoStackTraceThrowable) && cause.getMessage() != null
                && NO_CONNECTION.matcher(cause.getMessage()).matches();
    }

    /** Hibernate Reactive replaces the driver's exception by the JDBC one. */
    static Optional<String> sqlState(Throwable cause) {
        return Causes.as(cause, DatabaseException.class).map(DatabaseException::getSqlState)
                .or(() -> Causes.as(cause, SQLException.class).map(SQLException::getSQLState));
    }
}
