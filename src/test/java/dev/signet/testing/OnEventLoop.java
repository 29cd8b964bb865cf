package dev.signet.testing;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Runs asynchronous work as a request would, each on a Vert.x context of its own, and waits for it. */
public final class OnEventLoop {
    private static final long BOUND_SECONDS = 20;

    private OnEventLoop() {
    }

    /** @return the item; a failure is thrown as it is */
    public static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts all of the work at once. */
    public static <T> List<T> awaitAll(Stream<Supplier<Uni<T>>> work) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<T>> started = work.map(w -> threads.submit(() -> await(w))).toList();
            return started.stream().map(OnEventLoop::join).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    /** @return an item on the caller's own context once the gate opens: what keeps a transaction open meanwhile */
    public static <T> Uni<T> after(CompletionStage<T> gate) {
        Context context = Vertx.currentContext();
        return Uni.createFrom().completionStage(gate).emitOn(work -> context.runOnContext(ignored -> work.run()));
    }

    /** @return the work under way, for {@link #join} */
    public static <T> Future<T> begin(ExecutorService threads, Supplier<Uni<T>> work) {
        return threads.submit(() -> await(work));
    }

    /** @return what the work came to, within a bound */
    public static <T> T join(Future<T> work) {
        try {
            return work.get(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
