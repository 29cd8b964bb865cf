package dev.signet.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class KeyAgesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final KeyAges ages = new KeyAges(metrics);

    @Test
    void tell_how_long_the_oldest_active_key_has_signed() {
        ages.show(new KeySnapshot(List.of(
                key("young", KeyState.ACTIVE, Duration.ofDays(1)),
                key("old", KeyState.ACTIVE, Duration.ofDays(80)),
                key("retired", KeyState.RETIRED, Duration.ofDays(99)),
                key("next", KeyState.NEXT, Duration.ofHours(-2))), Set.of(), NOW));

        assertThat(age()).isEqualTo(Duration.ofDays(80).toSeconds());
    }

    @Test
    void are_not_zero_before_the_first_look() {
        assertThat(age()).isNaN();
    }

    private double age() {
        return metrics.get("signet.keys.signing.age.seconds").gauge().value();
    }

    private static KeyLife key(String kid, KeyState state, Duration age) {
        return new KeyLife(kid, "RS256", state, NOW.minus(Duration.ofDays(100)), Optional.of(NOW.minus(age)), Optional.empty(),
                Optional.empty());
    }
}
