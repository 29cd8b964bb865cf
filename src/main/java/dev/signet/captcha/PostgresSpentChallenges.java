package dev.signet.captcha;

import java.time.Instant;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** Table {@code spent_challenges}: its primary key decides who was first. */
@ApplicationScoped
class PostgresSpentChallenges implements SpentChallenges {
    private static final String SPEND = "insert into spent_challenges (id, expires_at) values ($1, $2) on conflict do nothing";
    /** Ten minutes late, so that a replica whose clock is behind the database's never meets a challenge already forgotten. */
    private static final String DELETE_EXPIRED = """
            delete from spent_challenges where id = any (array(
              select id from spent_challenges where expires_at < now() - interval '10 minutes'
              order by expires_at limit 10000 for update skip locked))""";

    private final Pool postgres;

    PostgresSpentChallenges(Pool postgres) {
        this.postgres = postgres;
    }

    @Override
    public Uni<Boolean> spend(byte[] digest, Instant expiresAt) {
        return postgres.preparedQuery(SPEND)
                .execute(Tuple.of(Buffer.buffer(digest), expiresAt.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** One batch, so that no statement runs long; what is left over is the next run's. */
    Uni<Integer> deleteExpired(SqlClient client) {
        return client.query(DELETE_EXPIRED).execute().map(rows -> rows.rowCount());
    }
}
