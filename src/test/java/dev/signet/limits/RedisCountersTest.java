package dev.signet.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisCountersTest extends CountersContract {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private final Counters counters = REDIS.counters();

    @Override
    Counters counters() {
        return counters;
    }

    @Test
    void keeps_a_subjects_keys_together_and_lets_them_expire() {
        tally("a", NOW);
        hold("b", NOW);
        assertThat(REDIS.keys()).containsExactly("signet:{login-failure:192.0.2.7}:counter",
                "signet:{login-failure:192.0.2.7}:leases");
        assertThat(millisLeft("counter")).isBetween(295_000L, 300_000L);
        assertThat(millisLeft("leases")).isBetween(3_000L, 8_000L);
    }

    @Test
    void lets_a_key_live_as_long_as_its_window() {
        tally("a", NOW);
        tally("b", NOW + 100_000);
        assertThat(millisLeft("counter")).isBetween(195_000L, 200_000L);
        assertThat(lease(limit(3_600, 3), "c", NOW + 100_000).granted()).isTrue();
        assertThat(millisLeft("counter")).isBetween(3_495_000L, 3_500_000L);
    }

    @Test
    void sends_its_scripts_again_to_a_redis_that_lost_them() {
        hold("a", NOW);
        REDIS.command("SCRIPT", "FLUSH");
        assertThat(count("a", NOW)).isEqualTo(new Window(NOW, 1));
        REDIS.command("SCRIPT", "FLUSH");
        assertThat(lease("b", NOW).granted()).isTrue();
        REDIS.command("SCRIPT", "FLUSH");
        clear("b");
        assertThat(read()).isEqualTo(Window.NONE);
    }

    @Test
    void starts_over_when_redis_was_emptied() {
        IntStream.range(0, 3).forEach(i -> tally("l" + i, NOW));
        REDIS.command("FLUSHALL");
        assertThat(lease("a", NOW)).isEqualTo(new Leased(true, Window.NONE));
    }

    @Test
    void fails_soon_while_redis_is_away_and_comes_back_with_it() {
        hold("a", NOW);
        REDIS.stop();
        long stopped = System.nanoTime();
        assertThatThrownBy(() -> hold("b", NOW)).isInstanceOf(Exception.class);
        assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(1));
        REDIS.start();
        assertThat(lease("c", NOW).granted()).isTrue();
    }

    @Test
    void fails_when_redis_is_full() {
        tally("a", NOW);
        REDIS.command("CONFIG", "SET", "maxmemory", "1");
        assertThatThrownBy(() -> hold("b", NOW)).hasMessageContaining("OOM");
        assertThatThrownBy(() -> tally("b", NOW)).hasMessageContaining("OOM");
        assertThat(read()).isEqualTo(new Window(NOW, 1));
    }

    private static long millisLeft(String part) {
        return REDIS.ask("PTTL", "signet:{login-failure:192.0.2.7}:" + part).toLong();
    }
}
