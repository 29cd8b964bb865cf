package dev.signet.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class PostgresClockTest {
    private static final Instant NOW = Instant.parse("2030-01-02T03:04:05.678Z");
    private static final Duration WRONG = Duration.ofSeconds(90);

    private final AtomicLong nanos = new AtomicLong(1_000);
    private Instant machine = NOW.plus(WRONG);
    private final PostgresClock clock = new PostgresClock(() -> machine, nanos::get);

    private long pass(Duration time) {
        return nanos.getAndAdd(time.toNanos());
    }

    @Test
    void is_the_machines_until_postgres_was_heard() {
        assertThat(clock.instant()).isEqualTo(NOW.plus(WRONG));
    }

    @Test
    void follows_postgres_where_the_machine_is_ahead() {
        clock.heard(pass(Duration.ofMillis(4)), NOW);

        assertThat(clock.instant()).isBetween(NOW, NOW.plusMillis(4));
    }

    @Test
    void follows_postgres_where_the_machine_is_behind() {
        Instant later = NOW.plus(WRONG).plus(WRONG);

        clock.heard(pass(Duration.ofMillis(4)), later);

        assertThat(clock.instant()).isBetween(later, later.plusMillis(4));
    }

    @Test
    void goes_on_when_the_machines_clock_is_set_and_postgres_is_away() {
        clock.heard(nanos.get(), NOW);

        machine = NOW.minus(WRONG);
        Object unused = pass(Duration.ofSeconds(10));

        assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void is_not_moved_by_an_answer_that_was_long_under_way() {
        clock.heard(nanos.get(), NOW);
        long asked = pass(Duration.ofSeconds(3));

        clock.heard(asked, NOW.plusSeconds(1));

        assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(3));
    }
}
