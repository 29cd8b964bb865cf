package dev.signet.proof;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Times that were measured, by any thread. */
public final class Latencies {
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    public void add(long measured) {
        nanos.add(measured);
    }

    public void add(Duration measured) {
        add(measured.toNanos());
    }

    public void addAll(Latencies others) {
        nanos.addAll(others.nanos);
    }

    public int count() {
        return nanos.size();
    }

    /** @return in milliseconds, what that part of the measured times does not exceed, by nearest rank; NaN for none */
    public double millis(double part) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.max(0, Math.ceil(part * sorted.length) - 1)] / 1e6;
    }

    public double p50() {
        return millis(0.5);
    }

    public double p99() {
        return millis(0.99);
    }

    public double max() {
        return millis(1);
    }
}
