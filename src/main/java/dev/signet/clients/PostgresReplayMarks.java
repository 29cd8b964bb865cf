package dev.signet.clients;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.stores.Sha256;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** Table {@code replay_marks}: its primary key decides who was first. */
@ApplicationScoped
class PostgresReplayMarks implements ReplayMarks {
    private static final String MARK = "insert into replay_marks (id, expires_at) values ($1, $2) on conflict do nothing";
    /** Ten minutes late, so that a replica whose clock is behind the database's never meets a mark already forgotten. */
    private static final String DELETE_EXPIRED = """
            delete from replay_marks where id = any (array(
              select id from replay_marks where expires_at < now() - interval '10 minutes'
              order by expires_at limit 10000 for update skip locked))""";

    private final Pool postgres;
    private final Clock clock;

    PostgresReplayMarks(Pool postgres, Clock clock) {
        this.postgres = postgres;
        this.clock = clock;
    }

    @Override
    public Uni<Boolean> first(byte[] what, Instant issuedAt, Duration life) {
        return postgres.preparedQuery(MARK)
                .execute(Tuple.of(Buffer.buffer(Sha256.of(what)), clock.instant().plus(life).atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** One batch, so that no statement runs long; what is left over is the next run's. */
    Uni<Integer> deleteExpired(SqlClient client) {
        return client.query(DELETE_EXPIRED).execute().map(rows -> rows.rowCount());
    }
}
