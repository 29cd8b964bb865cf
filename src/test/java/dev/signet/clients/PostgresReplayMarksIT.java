package dev.signet.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.signet.local.StoreUrls;
import dev.signet.testing.SignetTest;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;

@SignetTest
class PostgresReplayMarksIT extends ReplayMarksContract {
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final PostgresReplayMarks marks;

    PostgresReplayMarksIT(StoreUrls urls) {
        PgConnectOptions there = PgConnectOptions.fromUri(urls.reactive()).setUser("postgres").setPassword("postgres");
        pool = Pool.pool(vertx, there, new PoolOptions().setMaxSize(5));
        marks = new PostgresReplayMarks(pool, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }

    @Override
    ReplayMarks marks() {
        return marks;
    }

    @Test
    void forgets_what_expired_ten_minutes_ago_and_nothing_else() {
        byte[] longAgo = proof();
        byte[] justNow = proof();
        assertThat(get(marks.first(longAgo, Instant.now(), Duration.ofSeconds(-660)))).isTrue();
        assertThat(get(marks.first(justNow, Instant.now(), Duration.ofSeconds(-540)))).isTrue();

        assertThat(get(pool.withTransaction(marks::deleteExpired))).isPositive();

        assertThat(first(justNow)).isFalse();
        assertThat(first(longAgo)).isTrue();
    }

    @Test
    void fails_when_postgres_is_away() {
        pool.closeAndAwait();

        assertThatThrownBy(() -> first(proof())).isNotNull();
    }
}
