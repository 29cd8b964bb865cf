package dev.signet.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
class PostgresSpentChallengesIT extends SpentChallengesContract {
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final PostgresSpentChallenges spent;

    PostgresSpentChallengesIT(StoreUrls urls) {
        PgConnectOptions there = PgConnectOptions.fromUri(urls.reactive()).setUser("postgres").setPassword("postgres");
        pool = Pool.pool(vertx, there, new PoolOptions().setMaxSize(5));
        spent = new PostgresSpentChallenges(pool);
    }

    @AfterEach
    void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }

    @Override
    SpentChallenges spent() {
        return spent;
    }

    @Test
    void forgets_what_expired_ten_minutes_ago_and_nothing_else() {
        byte[] longAgo = digest();
        byte[] justNow = digest();
        byte[] alive = digest();
        assertThat(get(spent.spend(longAgo, Instant.now().minusSeconds(660)))).isTrue();
        assertThat(get(spent.spend(justNow, Instant.now().minusSeconds(540)))).isTrue();
        assertThat(get(spent.spend(alive, LATER))).isTrue();

        assertThat(get(pool.withTransaction(spent::deleteExpired))).isPositive();

        assertThat(get(spent.spend(alive, LATER))).isFalse();
        assertThat(get(spent.spend(justNow, LATER))).isFalse();
        assertThat(get(spent.spend(longAgo, LATER))).isTrue();
    }

    @Test
    void fails_when_postgres_is_away() {
        pool.closeAndAwait();

        assertThatThrownBy(() -> get(spent.spend(digest(), LATER))).isNotNull();
    }
}
