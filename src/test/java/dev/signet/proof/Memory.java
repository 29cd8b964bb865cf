package dev.signet.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What one replica holds, looked at again and again: its live heap, and the memory that is its own. */
final class Memory {
    private static final int PARTS = 4;

    private final Jvm jvm;
    private final long begun = System.nanoTime();
    private final List<Sample> samples = new ArrayList<>();

    /**
     * @param at nanoseconds since the first look
     * @param heap in KiB, after a collection
     * @param anonymous in KiB
     */
    private record Sample(long at, long heap, long anonymous) {
    }

    Memory(long pid) {
        jvm = new Jvm(pid);
    }

    void look() {
        long heap = jvm.liveHeap();
        samples.add(new Sample(System.nanoTime() - begun, heap, jvm.anonymous()));
    }

    /** @return the last quarter's median heap, as a part of the second quarter's */
    double heapGrowth() {
        return growth(samples.stream().map(Sample::heap).toList());
    }

    double anonymousGrowth() {
        return growth(samples.stream().map(Sample::anonymous).toList());
    }

    private static double growth(List<Long> values) {
        int quarter = values.size() / PARTS;
        return quarter == 0 ? Double.NaN
                : (double) median(values.subList(values.size() - quarter, values.size()))
                        / median(values.subList(quarter, 2 * quarter));
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** @return minute: MiB heap / MiB of its own */
    @Override
    public String toString() {
        return samples.stream()
                .map(sample -> String.format(Locale.ROOT, "%d: %.0f/%.0f", Duration.ofNanos(sample.at()).toMinutes(),
                        sample.heap() / 1024.0, sample.anonymous() / 1024.0))
                .collect(Collectors.joining("  "));
    }
}
