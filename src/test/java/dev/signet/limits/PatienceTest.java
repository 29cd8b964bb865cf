package dev.signet.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final long NOW = 1_000_000_000_000L;
    private final Random chance = new Random();

    @RepeatedTest(20)
    void asks_again_soon_then_less_often() {
        Patience patience = Patience.from(NOW);
        assertThat(patience.pause(NOW, chance).getAsLong()).isBetween(12L, 25L);
        assertThat(patience.next().pause(NOW, chance).getAsLong()).isBetween(25L, 50L);
        assertThat(later(patience, 100).pause(NOW, chance).getAsLong()).isBetween(100L, 200L);
    }

    @Test
    void asks_a_last_time_at_the_deadline() {
        assertThat(later(Patience.from(NOW), 9).pause(after(1_995), chance)).hasValue(5);
    }

    @Test
    void ends_after_two_seconds() {
        assertThat(Patience.from(NOW).pause(after(2_000), chance)).isEmpty();
        assertThat(Patience.from(NOW).pause(after(9_000), chance)).isEmpty();
    }

    private static long after(long millis) {
        return NOW + Duration.ofMillis(millis).toNanos();
    }

    private static Patience later(Patience patience, int times) {
        Patience later = patience;
        for (int i = 0; i < times; i++) {
            later = later.next();
        }
        return later;
    }
}
