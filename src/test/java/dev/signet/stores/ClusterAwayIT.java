package dev.signet.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.signet.local.Await;
import dev.signet.local.GuardedStores;
import dev.signet.testing.SharedGuardedStores;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;

/** What callers hear while a master of a cluster is gone, and that they get through to its successor. */
@ExtendWith(SharedGuardedStores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterAwayIT {
    private static final String KEY = "signet:{rev}:mark";
    private static final Duration FAIL_OVER = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final RedisTurns turns = new RedisTurns(SharedGuardedStores.CONNECTIONS - RedisGuard.RESERVED);
    private GuardedStores stores;
    private Redis overTls;
    private Redis plain;
    private Redis redis;

    @BeforeAll
    void connect(GuardedStores shared) {
        stores = shared;
        overTls = Redis.createClient(vertx, SharedGuardedStores.options(stores));
        plain = Redis.createClient(vertx, SharedGuardedStores.plainOptions(stores));
    }

    @AfterAll
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void a_master_that_stopped_is_followed_by_its_copy_and_no_password_is_told() {
        redis = overTls;
        assertThat(Await.within(FAIL_OVER, this::works)).isTrue();
        Runnable again = stores.stopMasterOf(KEY);
        try {
            Throwable failure = catchThrowable(this::write);
            assertThat(failure).isNotNull();
            assertThat(String.valueOf(failure)).doesNotContain("s3cret");
            assertThat(Await.within(FAIL_OVER, this::works)).isTrue();
        } finally {
            again.run();
        }
        assertThat(Await.within(FAIL_OVER, this::works)).isTrue();
    }

    /** Its connections stay and say nothing, so whoever waits for it holds one to every node. Without TLS. */
    @Test
    void a_master_that_hangs_is_given_up() {
        redis = plain;
        assertThat(Await.within(FAIL_OVER, this::works)).isTrue();
        Runnable again = stores.freezeMasterOf(KEY);
        try {
            assertThat(catchThrowable(this::write)).isNotNull();
            assertThat(Await.within(FAIL_OVER, this::works)).isTrue();
        } finally {
            again.run();
        }
        assertThat(Await.within(FAIL_OVER, this::works)).isTrue();
    }

    private boolean works() {
        return catchThrowable(this::write) == null;
    }

    private void write() {
        Response answer = turns.call(() -> redis.send(Request.cmd(Command.SET).arg(KEY).arg("1")))
                .ifNoItem().after(LIMIT).fail().onFailure().transform(RedisGuard::named).await().atMost(PATIENCE);
        assertThat(answer.toString()).isEqualTo("OK");
    }
}
