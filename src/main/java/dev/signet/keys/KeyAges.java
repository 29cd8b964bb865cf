package dev.signet.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * Tells whoever watches the metrics how long the oldest ACTIVE key has been signing: one that no rotation took is seen there.
 */
@ApplicationScoped
class KeyAges {
    private volatile double oldestSeconds = Double.NaN;

    KeyAges(MeterRegistry metrics) {
        metrics.gauge("signet.keys.signing.age.seconds", this, ages -> ages.oldestSeconds);
    }

    /** @param seen what a look at the keys found; while Postgres is away the last one stays */
    void show(KeySnapshot seen) {
        oldestSeconds = seen.keys().stream().filter(key -> key.state() == KeyState.ACTIVE).map(KeyLife::activeFrom)
                .flatMap(Optional::stream).min(Comparator.<Instant> naturalOrder())
                .map(from -> Duration.between(from, seen.now()).toMillis() / 1000.0).orElse(Double.NaN);
    }
}
