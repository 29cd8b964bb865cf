package dev.signet.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.signet.clients.Clients;
import dev.signet.stores.Leader;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The rows of {@code security_events}: written in the transaction of the revocation, deleted when the client took them. Those
 * that it would not take are kept for 30 days, for an operator to look at and to send again.
 */
@ApplicationScoped
public class SecurityEvents {
    private static final Logger LOG = Logger.getLogger(SecurityEvents.class);
    private static final int LONGEST_ERROR = 500;
    private static final String PURGE = """
            delete from security_events where id = any (array(
              select id from security_events where failed_at < now() - interval '30 days' order by failed_at limit %d))"""
            .formatted(Leader.BATCH);
    /** So many are counted: a gauge that stands there is far past any alert. */
    private static final int COUNTED = 1_000;
    private static final String COUNT = """
            select count(*) from (select 1 from security_events where failed_at is not null order by failed_at limit %d) dead"""
            .formatted(COUNTED);
    private static final String PAGE = """
            select %s from security_events where failed_at is %s and (created_at, id) < ($1, $2)
            order by created_at desc, id desc limit $3""";

    private final Pool postgres;
    private final Clients clients;
    private final Leader leader;
    private final AtomicLong dead = new AtomicLong();

    SecurityEvents(Pool postgres, Clients clients, Leader leader, MeterRegistry metrics) {
        this.postgres = postgres;
        this.clients = clients;
        this.leader = leader;
        metrics.gauge("signet.signals.dead", dead);
    }

    /** @return the rows as what is to be delivered; see {@link Outbox} */
    public Outbox<SecurityEvent> outbox(Duration firstRetry) {
        return new Outbox<>(postgres, clients, new Outbox.Source<>("security_events", SecurityEvent.COLUMNS, SecurityEvent::of),
                firstRetry);
    }

    /** The client did not take it this time. */
    public Uni<Void> failed(UUID id, String why) {
        return postgres.preparedQuery("update security_events set last_error = $2 where id = $1")
                .execute(Tuple.of(id, bounded(why))).replaceWithVoid();
    }

    /** It is not told again, unless an operator says so. */
    public Uni<Void> giveUp(UUID id, String why) {
        return postgres.preparedQuery("""
                update security_events set last_error = $2, failed_at = now(), next_at = 'infinity' where id = $1""")
                .execute(Tuple.of(id, bounded(why))).replaceWithVoid();
    }

    /** Without characters that Postgres refuses in a text. */
    private static String bounded(String why) {
        String text = why.replace('\0', ' ');
        return text.substring(0, Math.min(LONGEST_ERROR, text.length()));
    }

    /**
     * Tells it again now, as if it had never been tried.
     *
     * @param with runs within the same transaction, if there is such a one
     * @return whether there is
     */
    public Uni<Boolean> retry(UUID id, Supplier<Uni<Void>> with) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(
                        "update security_events set attempts = 0, failed_at = null, next_at = now() where id = :id")
                        .setParameter("id", id).executeUpdate())
                .map(updated -> updated > 0)
                .call(known -> known ? with.get() : Uni.createFrom().voidItem()));
    }

    /**
     * @param dead those that were given up, or those that are still to be told
     * @param beforeCreated and {@code beforeId}: of the last one of the page before
     * @return the newest first
     */
    public Uni<List<SecurityEvent>> page(boolean dead, Instant beforeCreated, UUID beforeId, int limit) {
        return postgres.preparedQuery(PAGE.formatted(String.join(", ", SecurityEvent.COLUMNS), dead ? "not null" : "null"))
                .execute(Tuple.of(beforeCreated.atOffset(ZoneOffset.UTC), beforeId, limit)).map(SecurityEvents::events);
    }

    private static List<SecurityEvent> events(RowSet<Row> rows) {
        List<SecurityEvent> events = new ArrayList<>(rows.size());
        rows.forEach(row -> events.add(SecurityEvent.of(row)));
        return events;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return postgres.query(COUNT).execute()
                .invoke(counted -> dead.set(counted.iterator().next().getLong(0))).replaceWithVoid()
                .onFailure().invoke(e -> LOG.debugf("dead letters not counted: %s", e.getMessage()))
                .onFailure().recoverWithNull();
    }

    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> purge() {
        return leader.tryLeadBatches("security-events-expiry", PURGE);
    }
}
