package dev.signet.clients;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.jose4j.jwk.JsonWebKeySet;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;

/** Somebody else's keys: fetched once for all who ask at the same time, remembered, and fetched again for an unknown kid. */
final class RememberedKeys {
    /** A call that nobody waits for any more is not waited for. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    private final Supplier<Uni<JsonWebKeySet>> fetch;
    private final KeyTimes times;
    private final Clock clock;
    private Attempt last;
    private volatile Good good;

    RememberedKeys(Supplier<Uni<JsonWebKeySet>> fetch, KeyTimes times, Clock clock) {
        this.fetch = fetch;
        this.times = times;
        this.clock = clock;
    }

    private record Good(Instant at, JsonWebKeySet keys) {
    }

    private final class Attempt {
        final Instant at;
        final Uni<JsonWebKeySet> keys;
        volatile boolean underWay = true;
        volatile Instant failedAt;

        Attempt(Instant at) {
            this.at = at;
            this.keys = fetch.get()
                    .invoke(set -> good = new Good(at, set))
                    .onFailure().invoke(e -> failedAt = clock.instant())
                    .onTermination().invoke(() -> underWay = false)
                    .memoize().indefinitely();
        }

        boolean isYounger(Duration age, Instant now) {
            if (underWay && at.plus(LONGEST_CALL).isAfter(now)) {
                return true;
            }
            boolean soon = times.againAfterFailure().compareTo(age) < 0;
            return failedAt == null ? at.plus(age).isAfter(now)
                    : failedAt.plus(soon ? times.againAfterFailure() : age).isAfter(now);
        }
    }

    /**
     * @param kid the key that is looked for: keys that lack it are fetched once more
     * @return the keys, on the caller's context; fails when they can't be had
     */
    @CheckReturnValue
    Uni<JsonWebKeySet> of(Optional<String> kid) {
        return younger(times.fresh()).onFailure().recoverWithUni(this::lastGood)
                .chain(keys -> kid.isEmpty() || has(keys, kid.get()) ? Uni.createFrom().item(keys)
                        : younger(times.againForKid()));
    }

    private Uni<JsonWebKeySet> lastGood(Throwable failure) {
        Good held = good;
        return held != null && held.at().plus(times.lastGood()).isAfter(clock.instant()) ? Uni.createFrom().item(held.keys())
                : Uni.createFrom().failure(failure);
    }

    private static boolean has(JsonWebKeySet keys, String kid) {
        return keys.getJsonWebKeys().stream().anyMatch(key -> kid.equals(key.getKeyId()));
    }

    /** Whoever comes while a call is under way waits for that one. */
    private synchronized Uni<JsonWebKeySet> younger(Duration age) {
        Instant now = clock.instant();
        if (last == null || !last.isYounger(age, now)) {
            last = new Attempt(now);
        }
        return here(last.keys);
    }

    /** A shared call ends where the first caller is; what follows needs each caller's own context. */
    private static <T> Uni<T> here(Uni<T> shared) {
        Context caller = io.vertx.core.Vertx.currentContext();
        return caller == null ? shared : shared.emitOn(step -> caller.runOnContext(ignored -> step.run()));
    }
}
