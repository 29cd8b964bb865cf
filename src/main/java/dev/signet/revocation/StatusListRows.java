package dev.signet.revocation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.signet.stores.Leader;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** The rows of {@code status_lists} and {@code status_blocks}: a row a list and a row a block, never one a token. */
@ApplicationScoped
class StatusListRows {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SEED_BYTES = 32;
    /** How long a replica mints on without Postgres: it may hand out what it has of a closed list meanwhile. */
    static final Duration LONGEST_ALONE = Duration.ofMinutes(10);
    private static final int ATTEMPTS = 3;

    /** The list that is open, for a while yet, and has room; its row is the one lock that takers of blocks meet at. */
    private static final String TAKE = """
            with taken as (
              update status_lists set units = units + $3
              where id = (select id from status_lists where kid = $1 and closes_at > now() + interval '10 seconds' and units + $3 <= $4
                order by id limit 1 for update)
              returning id, seed, units - $3 as first_unit, extract(epoch from closes_at - now())::float8 as closes_in),
            noted as (
              insert into status_blocks (list, first_unit, units, client_id) select id, first_unit, $3, $2 from taken)
            select id, seed, first_unit, closes_in from taken""";

    private static final String BEGIN = """
            insert into status_lists (kid, part, seed, closes_at, drops_at)
            select $1, (select count(*) from status_lists where kid = $1 and closes_at = stretch.ends), $2, stretch.ends,
              stretch.ends + $4::bigint * interval '1 second'
            from (select to_timestamp((floor((extract(epoch from now()) + 10) / $3::bigint) + 1) * $3::bigint) as ends) stretch
            on conflict do nothing""";

    private final Pool postgres;
    private final Leader leader;
    private final Clock clock;
    private final Duration period;
    private final Duration life;
    private final Map<Long, StatusOrder> orders = new ConcurrentHashMap<>();

    StatusListRows(Pool postgres, Leader leader, Clock clock, RevocationConfig config,
            @ConfigProperty(name = "signet.tokens.access-lifetime", defaultValue = "5m") Duration accessLifetime,
            @ConfigProperty(name = "signet.tokens.skew", defaultValue = "30s") Duration skew) {
        this.postgres = postgres;
        this.leader = leader;
        this.clock = clock;
        this.period = config.statusPeriod();
        this.life = accessLifetime.plus(skew).plus(LONGEST_ALONE).plusMinutes(1);
    }

    /** A list that is live. */
    record LiveList(long id, String kid) {
    }

    /**
     * Takes a block of the open list, which is begun if there is none.
     *
     * @param kid the key that signs the tokens
     * @param client whose own tokens; empty: sign-ins
     * @param units as many as the block has
     */
    Uni<StatusBlock> take(String kid, Optional<String> client, int units) {
        return take(kid, client, units, ATTEMPTS);
    }

    private Uni<StatusBlock> take(String kid, Optional<String> client, int units, int attempts) {
        return postgres.preparedQuery(TAKE).execute(Tuple.of(kid, client.orElse(null), units, StatusBlock.UNITS))
                .map(rows -> block(rows, units))
                .chain(block -> block.isPresent() ? Uni.createFrom().item(block.get()) : begin(kid, client, units, attempts));
    }

    private Uni<StatusBlock> begin(String kid, Optional<String> client, int units, int attempts) {
        if (attempts == 0) {
            return Uni.createFrom().failure(new IllegalStateException("no status list could be begun"));
        }
        byte[] seed = new byte[SEED_BYTES];
        RANDOM.nextBytes(seed);
        return postgres.preparedQuery(BEGIN)
                .execute(Tuple.of(kid, Buffer.buffer(seed), Math.max(1, period.toSeconds()), life.toSeconds()))
                .chain(() -> take(kid, client, units, attempts - 1));
    }

    private Optional<StatusBlock> block(RowSet<Row> rows, int units) {
        for (Row row : rows) {
            return Optional.of(block(row, units));
        }
        return Optional.empty();
    }

    private StatusBlock block(Row row, int units) {
        return new StatusBlock(row.getLong("id"), order(row), row.getInteger("first_unit"), units,
                clock.instant().plusMillis((long) (row.getDouble("closes_in") * 1000)));
    }

    private StatusOrder order(Row row) {
        return orders.computeIfAbsent(row.getLong("id"), id -> new StatusOrder(row.getBuffer("seed").getBytes()));
    }

    /** @return the lists that a live token can name, in the order of their ids */
    Uni<List<LiveList>> live() {
        return postgres.query("select id, kid from status_lists where drops_at > now() order by id").execute()
                .map(StatusListRows::lists)
                .invoke(lists -> orders.keySet().retainAll(lists.stream().map(LiveList::id).toList()));
    }

    private static List<LiveList> lists(RowSet<Row> rows) {
        List<LiveList> lists = new ArrayList<>(rows.size());
        for (Row row : rows) {
            lists.add(new LiveList(row.getLong("id"), row.getString("kid")));
        }
        return lists;
    }

    /** @return a client's blocks that were taken until the second, its end included */
    Uni<List<StatusBlock>> blocksOf(String clientId, long cut) {
        return postgres
                .preparedQuery(
                        """
                                select l.id, l.seed, extract(epoch from l.closes_at - now())::float8 as closes_in, b.first_unit, b.units from status_blocks b
                                join status_lists l on l.id = b.list
                                where b.client_id = $1 and b.taken_at < to_timestamp($2::bigint + 1) and l.drops_at > now()""")
                .execute(Tuple.of(clientId, cut)).map(this::blocks);
    }

    private List<StatusBlock> blocks(RowSet<Row> rows) {
        List<StatusBlock> blocks = new ArrayList<>(rows.size());
        for (Row row : rows) {
            blocks.add(block(row, row.getInteger("units")));
        }
        return blocks;
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> dropDead() {
        return leader.tryLead("status-lists-drop", c -> c.query("delete from status_lists where drops_at < now()").execute()
                .replaceWithVoid());
    }
}
