package dev.signet.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.signet.local.GuardedStores;
import dev.signet.stores.RedisTurns;
import dev.signet.testing.SharedGuardedStores;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;

/** On a cluster, over TLS, as the user of {@code deploy/stores.md}. */
@ExtendWith(SharedGuardedStores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterReplayMarksIT extends ReplayMarksContract {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Vertx vertx = Vertx.vertx();
    private RedisReplayMarks marks;

    @BeforeAll
    void connect(GuardedStores stores) {
        RedisAPI redis = RedisAPI.api(Redis.createClient(vertx, SharedGuardedStores.options(stores)));
        RedisTurns turns = new RedisTurns(SharedGuardedStores.CONNECTIONS - 1);
        marks = new RedisReplayMarks(redis, command -> turns.call(command).ifNoItem().after(LIMIT).fail(), Clock.systemUTC());
        assertThat(get(redis.set(List.of("signet:{replay}:since", "1"))).toString()).isEqualTo("OK");
    }

    @AfterAll
    void close() {
        vertx.closeAndAwait();
    }

    @Override
    ReplayMarks marks() {
        return marks;
    }
}
