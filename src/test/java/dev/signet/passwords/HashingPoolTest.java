package dev.signet.passwords;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.signet.errors.UnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/** One thread, 1 s a hash, 3 s of patience: one runs, three wait. */
class HashingPoolTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger prepared = new AtomicInteger();
    private final HashingPool pool = new HashingPool(1, Duration.ofSeconds(3), meters, prepared::incrementAndGet);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger hashed = new AtomicInteger();

    HashingPoolTest() {
        pool.learn(SECONDS.toNanos(1));
    }

    @AfterEach
    void close() {
        release.countDown();
        pool.close();
    }

    private int hash() {
        try {
            assertThat(release.await(20, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return hashed.incrementAndGet();
    }

    private List<CompletableFuture<Integer>> submit(int times) {
        List<CompletableFuture<Integer>> outcomes = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            outcomes.add(pool.run(this::hash).subscribeAsCompletionStage());
        }
        return outcomes;
    }

    @Test
    void refuses_at_once_whom_the_queue_would_keep_waiting_too_long() {
        List<CompletableFuture<Integer>> accepted = submit(4);
        CompletableFuture<Integer> refused = submit(1).get(0);

        assertThat(refused).isCompletedExceptionally();
        assertThatThrownBy(refused::join).hasCauseInstanceOf(UnavailableException.class);
        assertThat(accepted).noneMatch(CompletableFuture::isDone);
        assertThat(meters.get("signet.passwords.shed").counter().count()).isEqualTo(1);
    }

    @Test
    void serves_everyone_whom_it_accepted() {
        List<CompletableFuture<Integer>> accepted = submit(4);
        release.countDown();

        assertThat(accepted).allSatisfy(a -> assertThat(a).succeedsWithin(Duration.ofSeconds(5)));
    }

    @Test
    void accepts_again_when_a_waiting_caller_hung_up() {
        Cancellable waiting = null;
        for (int i = 0; i < 4; i++) {
            waiting = pool.run(this::hash).subscribe().with(ignored -> {
            });
        }
        waiting.cancel();

        assertThat(submit(1).get(0)).isNotDone();
    }

    @Test
    void does_not_hash_for_a_caller_that_hung_up_while_it_waited() {
        CompletableFuture<Integer> running = submit(1).get(0);
        Cancellable waiting = pool.run(this::hash).subscribe().with(ignored -> {
        });
        CompletableFuture<Integer> last = submit(1).get(0);
        waiting.cancel();
        release.countDown();

        assertThat(running).succeedsWithin(Duration.ofSeconds(5));
        assertThat(last).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(2);
    }

    @Test
    void hashes_nothing_before_someone_subscribes() {
        release.countDown();
        Uni<Integer> nobodys = pool.run(this::hash);

        assertThat(submit(1).get(0)).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(1);
        assertThat(nobodys).isNotNull();
    }

    @Test
    void prepares_once_before_the_first_work() {
        CompletableFuture<Integer> first = pool.run(prepared::get).subscribeAsCompletionStage();
        CompletableFuture<Integer> second = pool.run(prepared::get).subscribeAsCompletionStage();

        assertThat(first).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(1);
        assertThat(second).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(1);
    }

    @Test
    void tells_how_many_wait() {
        List<CompletableFuture<Integer>> accepted = submit(3);

        assertThat(meters.get("signet.passwords.queue").gauge().value()).isEqualTo(2);
        release.countDown();
        assertThat(accepted).allSatisfy(a -> assertThat(a).succeedsWithin(Duration.ofSeconds(5)));
    }

    @Test
    void takes_the_time_of_the_last_hashes_for_the_next() {
        for (int i = 0; i < 100; i++) {
            pool.learn(1_000);
        }

        assertThat(submit(50)).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void brings_the_outcome_back_to_the_callers_own_duplicated_context() {
        Vertx vertx = Vertx.vertx();
        try {
            Context caller = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
            CompletableFuture<Context> seen = new CompletableFuture<>();
            CompletableFuture<Context> seenByFailure = new CompletableFuture<>();
            caller.runOnContext(ignored -> {
                pool.run(this::hash).subscribe().with(n -> seen.complete(Vertx.currentContext()), seen::completeExceptionally);
                pool.run(() -> {
                    throw new IllegalStateException();
                }).subscribe().with(n -> seenByFailure.complete(null), e -> seenByFailure.complete(Vertx.currentContext()));
                release.countDown();
            });

            assertThat(seen).succeedsWithin(Duration.ofSeconds(5)).isSameAs(caller);
            assertThat(seenByFailure).succeedsWithin(Duration.ofSeconds(5)).isSameAs(caller);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
