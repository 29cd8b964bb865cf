package dev.signet.stores;

import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;

/**
 * The one way to Redis: 250 ms a command, and a circuit breaker, so that an absent Redis costs its callers nothing.
 * Every failure of a guarded call means "Redis is away"; the caller knows what that means for it.
 */
@ApplicationScoped
public class RedisGuard {
    private final TypedGuard<Uni<Object>> guard = TypedGuard.create(new TypeLiteral<Uni<Object>>() {
    })
            .withDescription("redis")
            .withTimeout().duration(250, ChronoUnit.MILLIS).done()
            .withCircuitBreaker().requestVolumeThreshold(8).failureRatio(0.5).delay(1, ChronoUnit.SECONDS)
            .onStateChange(this::moved).done()
            .build();
    private volatile boolean away;

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
        return Uni.createFrom().deferred(() -> (Uni<T>) guard.get(() -> (Uni<Object>) command.get()));
    }

    /** @return whether the breaker is open or trying: what readiness reports as degraded */
    public boolean away() {
        return away;
    }
}
