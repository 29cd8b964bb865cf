package dev.signet.stores;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.pubsub.PgSubscriber;

/**
 * What other replicas say through Postgres ({@code NOTIFY}) at their commits. Nothing relies on it: a notice that is lost
 * while the connection is down makes its listener late by one poll.
 */
@ApplicationScoped
public class Notifications {
    private static final Logger LOG = Logger.getLogger(Notifications.class);
    private static final long RECONNECT_MILLIS = 500;
    private static final long PROBE_MILLIS = 3_000;

    private final Vertx vertx;
    private final PostgresPool postgres;
    private PgSubscriber subscriber;

    Notifications(Vertx vertx, PostgresPool postgres) {
        this.vertx = vertx;
        this.postgres = postgres;
    }

    /**
     * @param channel an identifier
     * @param listener runs on an event loop at every notice
     */
    public synchronized void listen(String channel, Runnable listener) {
        boolean first = subscriber == null;
        if (first) {
            subscriber = PgSubscriber.subscriber(vertx, postgres.connectOptions())
                    .reconnectPolicy(attempt -> RECONNECT_MILLIS);
        }
        subscriber.channel(channel).handler(payload -> listener.run());
        if (first) {
            subscriber.connect().onFailure(e -> LOG.debugf("Postgres does not notify yet: %s", e.getMessage()));
        }
    }

    /** A peer that vanished says nothing, and neither does an idle channel: asked, it answers or is given up. */
    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void probe() {
        PgConnection connection = subscriber == null ? null : subscriber.actualConnection();
        if (connection == null) {
            return;
        }
        long late = vertx.setTimer(PROBE_MILLIS, unused -> connection.close());
        connection.query("select 1").execute().onSuccess(answered -> vertx.cancelTimer(late));
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (subscriber != null) {
            subscriber.close();
        }
    }
}
