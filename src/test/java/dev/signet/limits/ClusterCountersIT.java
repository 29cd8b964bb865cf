package dev.signet.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
class ClusterCountersIT extends CountersContract {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private GuardedStores stores;
    private Counters counters;

    @BeforeAll
    void connect(GuardedStores shared) {
        stores = shared;
        Redis redis = Redis.createClient(vertx, SharedGuardedStores.options(stores));
        RedisTurns turns = new RedisTurns(SharedGuardedStores.CONNECTIONS - 1);
        counters = new RedisCounters(RedisAPI.api(redis), command -> turns.call(command).ifNoItem().after(PATIENCE).fail());
    }

    @AfterAll
    void close() {
        vertx.closeAndAwait();
    }

    @BeforeEach
    void empty() {
        stores.flushRedis();
    }

    @Override
    Counters counters() {
        return counters;
    }

    @Test
    void sends_its_scripts_again_to_the_node_that_lost_them() {
        hold("a", NOW);
        assertThat(stores.everyRedis("SCRIPT FLUSH")).containsOnly("+OK");
        assertThat(count("a", NOW)).isEqualTo(new Window(NOW, 1));
        assertThat(stores.everyRedis("SCRIPT FLUSH")).containsOnly("+OK");
        assertThat(lease("b", NOW).granted()).isTrue();
    }

    @Test
    void spreads_its_subjects_over_the_masters() {
        for (int i = 0; i < 30; i++) {
            Claim claim = new Claim(claim("a").limit(), "198.51.100." + i, "a");
            assertThat(counters.count(claim, NOW).await().atMost(PATIENCE)).isEqualTo(new Window(NOW, 1));
        }
        List<String> sizes = stores.everyRedis("DBSIZE").subList(0, 3);
        assertThat(sizes).doesNotContain(":0");
        assertThat(sizes.stream().mapToInt(size -> Integer.parseInt(size.substring(1))).sum()).isEqualTo(30);
    }
}
