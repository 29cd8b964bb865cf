package dev.signet.stores;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * The clock that every room injects: Postgres's. What one replica mints the other judges, and a client's revocation tells its
 * earlier tokens from its later ones by {@code iat}, so the replicas must have one clock.
 *
 * <p>
 * Between two answers of Postgres, and while it is away, the machine's monotonic clock goes on, which nobody sets. Until the
 * first answer, which comes before anything is served, the machine's own time is taken.
 */
@Singleton
public class PostgresClock extends Clock {
    private final InstantSource machine;
    private final LongSupplier monotonic;
    /** Nanoseconds of the epoch at the monotonic clock's zero. */
    private final AtomicLong zero;

    @Inject
    PostgresClock(MeterRegistry metrics) {
        this(InstantSource.system(), System::nanoTime);
        metrics.gauge("signet.clock.ahead.seconds", this, PostgresClock::machineAhead);
    }

    PostgresClock(InstantSource machine, LongSupplier monotonic) {
        this.machine = machine;
        this.monotonic = monotonic;
        this.zero = new AtomicLong(nanos(machine.instant()) - monotonic.getAsLong());
    }

    /**
     * Takes Postgres's word. It spoke between the question and the answer: this clock is moved as little as agrees with that,
     * so a slow answer moves nothing.
     *
     * @param asked {@link System#nanoTime} before the question
     * @param told Postgres's {@code clock_timestamp()}
     */
    public void heard(long asked, Instant told) {
        long earliest = nanos(told) - monotonic.getAsLong();
        long latest = nanos(told) - asked;
        zero.updateAndGet(now -> Math.max(earliest, Math.min(latest, now)));
    }

    private double machineAhead() {
        return (nanos(machine.instant()) - nanos(instant())) / 1e9;
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(0, zero.get() + monotonic.getAsLong());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("instants only");
    }
}
