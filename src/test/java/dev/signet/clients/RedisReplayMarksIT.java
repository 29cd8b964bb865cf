package dev.signet.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import dev.signet.errors.UnavailableException;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.redis.client.RedisOptions;
import io.vertx.sqlclient.PoolOptions;

/** Marks in Redis, and what becomes of them when it is emptied, goes away and comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisReplayMarksIT extends ReplayMarksContract {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String SINCE = "signet:{replay}:since";
    private static final String UNDECIDED = "cannot be told";

    private final Vertx vertx = Vertx.vertx();
    private Stores stores;
    private Pool pool;
    private RedisAPI redis;
    private RedisReplayMarks marks;
    private LastingReplayMarks lasting;

    @BeforeAll
    void start(@TempDir Path home) {
        stores = Stores.start(home);
        StoreUrls urls = stores.fresh();
        PgConnectOptions there = PgConnectOptions.fromUri(urls.reactive()).setUser("postgres").setPassword("postgres");
        pool = Pool.pool(vertx, there, new PoolOptions().setMaxSize(5));
        assertThat(get(pool.query("create table replay_marks (id bytea primary key, expires_at timestamptz not null)")
                .execute())).isNotNull();
        redis = RedisAPI.api(Redis.createClient(vertx,
                new RedisOptions().setConnectionString(urls.redis()).setMaxPoolSize(6).setMaxPoolWaiting(100)));
        marks = new RedisReplayMarks(redis, command -> command.get().ifNoItem().after(LIMIT).fail(), Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        vertx.closeAndAwait();
        stores.close();
    }

    @BeforeEach
    void begin() {
        lasting = new LastingReplayMarks(marks, new PostgresReplayMarks(pool, Clock.systemUTC()), Clock.systemUTC());
        stores.flushRedis();
        rememberSinceEver();
    }

    @Override
    ReplayMarks marks() {
        return marks;
    }

    @Test
    void keeps_no_proof_and_lets_its_mark_expire() {
        byte[] proof = proof();
        assertThat(first(proof)).isTrue();

        List<String> keys = StreamSupport.stream(get(redis.keys("*")).spliterator(), false).map(Response::toString).toList();
        assertThat(keys).hasSize(2).contains(SINCE).allMatch(key -> key.startsWith("signet:{replay}:"))
                .noneMatch(key -> key.contains(new String(proof, US_ASCII)));
        assertThat(keys).filteredOn(key -> !key.equals(SINCE))
                .allSatisfy(key -> assertThat(get(redis.pttl(key)).toLong()).isBetween(1L, LIFE.toMillis()));
    }

    @Test
    void cannot_judge_a_proof_from_before_redis_was_emptied() {
        byte[] proof = proof();
        Instant issued = Instant.now().minusSeconds(2);
        assertThat(get(marks.first(proof, issued, LIFE))).isTrue();

        stores.flushRedis();

        assertThatThrownBy(() -> get(marks.first(proof, issued, LIFE))).isInstanceOf(UnavailableException.class)
                .hasMessageContaining(UNDECIDED);
    }

    @Test
    void is_followed_by_postgres_while_redis_is_away_and_follows_it() {
        byte[] before = proof();
        byte[] during = proof();
        Instant issuedBefore = Instant.now().minusSeconds(2);
        assertThat(get(lasting.first(before, issuedBefore, LIFE))).isTrue();

        stores.stopRedis();
        try {
            undecided(lasting.first(before, issuedBefore, LIFE));
            undecided(lasting.first(during, Instant.now(), LIFE));
            Instant issued = Instant.now().plusSeconds(1);
            assertThat(get(lasting.first(during, issued, LIFE))).isTrue();
            assertThat(get(lasting.first(during, issued, LIFE))).isFalse();
            assertThatThrownBy(() -> get(marks.first(during, Instant.now(), LIFE)))
                    .isNotInstanceOf(UnavailableException.class);
        } finally {
            stores.startRedis();
        }
        rememberSinceEver();

        undecided(lasting.first(during, Instant.now().minusSeconds(2), LIFE));
        assertThat(get(lasting.first(proof(), Instant.now().plusSeconds(2), LIFE))).isTrue();
        undecided(lasting.first(proof(), Instant.now().minusSeconds(60), LIFE));
    }

    /** As if Redis had been there all along. */
    private void rememberSinceEver() {
        assertThat(get(redis.set(List.of(SINCE, "1")).onFailure().retry().withBackOff(Duration.ofMillis(50)).atMost(20))
                .toString()).isEqualTo("OK");
    }

    private static void undecided(Uni<Boolean> first) {
        assertThatThrownBy(() -> get(first)).isInstanceOf(UnavailableException.class).hasMessageContaining(UNDECIDED);
    }
}
