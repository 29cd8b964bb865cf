package dev.signet.passwords;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import dev.signet.errors.UnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Threads of their own for hashing, and a queue bounded by the wait that its last may expect: the hashes ahead of it
 * times what one takes. A caller that would wait longer is refused while refusing is cheap, instead of after its
 * patience.
 *
 * <p>
 * Example: one thread, 1 s a hash, 3 s of patience. One runs, three wait; the fifth would wait 4 s and is refused.
 */
final class HashingPool implements AutoCloseable {
    private final ThreadPoolExecutor threads;
    private final Duration maxWait;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicLong averageNanos = new AtomicLong();
    private final Timer timer;
    private final Counter shed;

    /** @param preparation what each thread does before its first work; it counts as no hash */
    HashingPool(int size, Duration maxWait, MeterRegistry meters, Supplier<?> preparation) {
        this.threads = new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                work -> thread(preparation, work));
        this.maxWait = maxWait;
        this.timer = Timer.builder("signet.passwords.hash").description("time of one hash, without its wait").register(meters);
        this.shed = Counter.builder("signet.passwords.shed").description("hashes refused because the queue was full")
                .register(meters);
        Gauge.builder("signet.passwords.queue", threads, t -> t.getQueue().size()).description("hashes waiting for a thread")
                .register(meters);
    }

    private static Thread thread(Supplier<?> preparation, Runnable work) {
        Thread thread = new Thread(() -> {
            Object unused = preparation.get();
            work.run();
        }, "signet-passwords");
        // whoever needs no hash, like a service that wants a token, does not wait for the processor behind those who do
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs the work on a thread of the pool and brings its outcome back to the Vert.x context of whoever subscribed,
     * the very same duplicated context, so that a request's scope and its database session go on. Cancelled while it
     * waits, it never runs.
     *
     * @return what the work returned, or {@link UnavailableException} at once when the expected wait is too long
     */
    @CheckReturnValue
    <T> Uni<T> run(Supplier<T> work) {
        return Uni.createFrom().emitter(emitter -> submit(work, emitter));
    }

    private <T> void submit(Supplier<T> work, UniEmitter<? super T> emitter) {
        Duration wait = expectedWait(accepted.getAndIncrement());
        if (wait.compareTo(maxWait) > 0) {
            accepted.decrementAndGet();
            shed.increment();
            emitter.fail(new UnavailableException(ceilSeconds(wait), "Too many passwords are being checked. Try again later."));
            return;
        }
        Hop hop = Hop.here();
        Runnable task = () -> perform(work, emitter, hop);
        emitter.onTermination(() -> withdraw(task));
        threads.execute(task);
    }

    private <T> void perform(Supplier<T> work, UniEmitter<? super T> emitter, Hop hop) {
        try {
            T result = timed(work);
            hop.run(() -> emitter.complete(result));
        } catch (RuntimeException | Error e) {
            hop.run(() -> emitter.fail(e));
        } finally {
            accepted.decrementAndGet();
        }
    }

    /** Runs the work before any other, so that the first caller finds the pool ready and knows how long one takes. */
    void rehearse(Supplier<?> work) {
        threads.execute(() -> {
            Object unused = timed(work);
        });
    }

    private <T> T timed(Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        learn(System.nanoTime() - start);
        return result;
    }

    void learn(long nanos) {
        timer.record(nanos, TimeUnit.NANOSECONDS);
        averageNanos.accumulateAndGet(nanos, (average, one) -> average == 0 ? one : average + (one - average) / 8);
    }

    private void withdraw(Runnable task) {
        if (threads.remove(task)) {
            accepted.decrementAndGet();
        }
    }

    private Duration expectedWait(int before) {
        long waiting = Math.max(0, before - threads.getCorePoolSize() + 1);
        return Duration.ofNanos(averageNanos.get() * waiting / threads.getCorePoolSize());
    }

    private static int ceilSeconds(Duration wait) {
        return (int) Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }

    /** Takes no more work; what waits is still done. */
    @Override
    public void close() {
        threads.shutdown();
    }

    /** The way back to where a call came from: its Vert.x context, or none. */
    private record Hop(Context context) {

        static Hop here() {
            return new Hop(Vertx.currentContext());
        }

        void run(Runnable step) {
            if (context == null) {
                step.run();
            } else {
                context.runOnContext(ignored -> step.run());
            }
        }
    }
}
