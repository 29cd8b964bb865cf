package dev.signet.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import dev.signet.clients.Client;
import dev.signet.clients.Clients;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * A table of what is still to be told. Each client has a lane of its own, so that one that hangs delays no other.
 *
 * @param <T> a row: what one client is told
 */
public final class Outbox<T> {
    private static final Logger LOG = Logger.getLogger(Outbox.class);
    /** What a client is told in parallel: one that hangs then holds its lane for one time-out, and not for many. */
    static final int AT_ONCE = 10;
    /** It goes from client to client by the index: a hundred thousand rows that one would not take cost the others nothing. */
    private static final String TAKE = """
            with recursive lanes as (
              (select client_id from %1$s order by client_id limit 1)
              union all
              select (select client_id from %1$s where client_id > before.client_id order by client_id limit 1)
              from lanes before where before.client_id is not null)
            update %1$s o set attempts = o.attempts + 1,
              next_at = now() + least(3600, $1 * power(2, least(o.attempts, 20))) * interval '1 second'
            from (select due.id
              from lanes cross join lateral (select id from %1$s where client_id = lanes.client_id and next_at <= now()
                order by next_at limit %2$d for update skip locked) due
              where lanes.client_id <> all($2)) taken
            where o.id = taken.id
            returning %3$s""";

    private final Pool postgres;
    private final Clients clients;
    private final Source<T> source;
    private final double firstRetrySeconds;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean taking = new AtomicBoolean();

    /**
     * Where the rows are.
     *
     * @param table with the columns {@code id}, {@code client_id}, {@code attempts} and {@code next_at} among others
     * @param columns that the reader reads, {@code client_id} among them: named, so that a column more in the table changes no
     *        statement that is prepared
     */
    public record Source<T>(String table, List<String> columns, Function<Row, T> reader) {

        private String returning() {
            return columns.stream().map("o."::concat).collect(Collectors.joining(", "));
        }
    }

    /** @param firstRetry after the first attempt; doubled after each further one, an hour at most */
    public Outbox(Pool postgres, Clients clients, Source<T> source, Duration firstRetry) {
        this.postgres = postgres;
        this.clients = clients;
        this.source = source;
        this.firstRetrySeconds = firstRetry.toMillis() / 1000.0;
    }

    /**
     * Begins to deliver what is due, and does not wait for it. What is meant for a client that is gone or shut out is
     * forgotten.
     *
     * @param delivery tells the client; it does not fail, and deletes what was heard
     */
    public Uni<Void> deliverDue(BiFunction<T, Client, Uni<Void>> delivery) {
        if (!taking.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return postgres.preparedQuery(TAKE.formatted(source.table(), AT_ONCE, source.returning()))
                .execute(Tuple.of(firstRetrySeconds, busy.toArray(String[]::new)))
                .chain(rows -> deliver(rows, delivery))
                .onTermination().invoke(() -> taking.set(false));
    }

    /** One client is looked up after the other: they share the caller's session. */
    private Uni<Void> deliver(RowSet<Row> rows, BiFunction<T, Client, Uni<Void>> delivery) {
        Map<String, List<T>> due = rows.stream().collect(
                Collectors.groupingBy(row -> row.getString("client_id"),
                        Collectors.mapping(source.reader(), Collectors.toList())));
        return Multi.createFrom().iterable(due.entrySet())
                .onItem().transformToUniAndConcatenate(lane -> clients.find(lane.getKey())
                        .call(client -> client.isPresent() ? Uni.createFrom().voidItem() : forget(lane.getKey()))
                        .invoke(client -> client.ifPresent(c -> begin(lane.getValue(), c, delivery))))
                .collect().last().replaceWithVoid();
    }

    private void begin(List<T> due, Client client, BiFunction<T, Client, Uni<Void>> delivery) {
        busy.add(client.clientId());
        Cancellable unused = Uni.join().all(due.stream().map(one -> delivery.apply(one, client)).toList())
                .andCollectFailures()
                .onTermination().invoke(() -> busy.remove(client.clientId()))
                .chain(() -> due.size() < AT_ONCE ? Uni.createFrom().voidItem() : deliverDue(delivery))
                .subscribe().with(done -> {
                }, e -> LOG.warnf("a delivery to client %s broke off: %s", client.clientId(), e.getMessage()));
    }

    private Uni<Void> forget(String clientId) {
        return postgres.preparedQuery("delete from %s where client_id = $1".formatted(source.table()))
                .execute(Tuple.of(clientId))
                .replaceWithVoid();
    }

    /** The client has heard it. */
    public Uni<Void> done(UUID id) {
        return postgres.preparedQuery("delete from %s where id = $1".formatted(source.table())).execute(Tuple.of(id))
                .replaceWithVoid();
    }
}
