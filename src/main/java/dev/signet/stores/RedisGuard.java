package dev.signet.stores;

import java.io.IOException;
import java.net.ConnectException;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.core.impl.NoStackTraceThrowable;

/**
 * The one way to Redis: 250 ms a command, and a circuit breaker, so that an absent Redis costs its callers nothing.
 * Every failure of a guarded call means "Redis is away"; the caller knows what that means for it.
 *
 * <p>
 * The time runs on the caller's event loop, which reads an answer before it looks at its timers: a replica short of CPU is
 * slow, but does not take Redis for absent.
 */
@ApplicationScoped
public class RedisGuard {
    private static final long LIMIT_MILLIS = 250;
    /** Connections that are no command's: the client asks a cluster for its slots, Sentinel for the master. */
    static final int RESERVED = 1;
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=rediss?://)[^@\\s]*@");

    private final TypedGuard<Uni<Object>> breaker = TypedGuard.create(new TypeLiteral<Uni<Object>>() {
    })
            .withDescription("redis")
            .withCircuitBreaker().requestVolumeThreshold(20).failureRatio(0.8).delay(1, ChronoUnit.SECONDS)
            .onStateChange(this::moved).done()
            .build();
    private final Vertx vertx;
    private final RedisTurns turns;
    private volatile boolean away;

    RedisGuard(Vertx vertx, MeterRegistry metrics, @ConfigProperty(name = "quarkus.redis.max-pool-size") int connections) {
        this.vertx = vertx;
        this.turns = new RedisTurns(Math.max(1, connections - RESERVED));
        metrics.gauge("signet.redis.away", this, guard -> guard.away ? 1 : 0);
    }

    private void moved(CircuitBreakerState state) {
        away = state != CircuitBreakerState.CLOSED;
    }

    /**
     * @param command one command or script; started when the breaker lets it
     * @return its answer, or a failure within 250 ms
     */
    @CheckReturnValue
    @SuppressWarnings("unchecked")
    public <T> Uni<T> call(Supplier<Uni<T>> command) {
        return Uni.createFrom().deferred(() -> (Uni<T>) breaker.get(() -> (Uni<Object>) bounded(command)));
    }

    private <T> Uni<T> bounded(Supplier<Uni<T>> command) {
        return Uni.createFrom().emitter(answer -> {
            long timer = vertx.setTimer(LIMIT_MILLIS, late -> answer.fail(new TimeoutException()));
            Cancellable call = turns.call(command).onTermination().invoke(() -> vertx.cancelTimer(timer))
                    .subscribe().with(answer::complete, failure -> answer.fail(named(failure)));
            answer.onTermination(() -> {
                vertx.cancelTimer(timer);
                call.cancel();
            });
        });
    }

    /**
     * The clients of Cluster and Sentinel have no class for a node that can't be reached, and name it with its password.
     *
     * @return a connection's failure that may be logged; any other as it is
     */
    static Throwable named(Throwable failure) {
        boolean unreachable = failure instanceof ConnectException || failure.getClass() == NoStackTraceThrowable.class;
        return unreachable ? new IOException(CREDENTIALS.matcher(String.valueOf(failure.getMessage())).replaceAll(""))
                : failure;
    }
}
