package dev.signet.proof;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** From when a fault struck until a little after it was mended, and what was answered meanwhile; or all the time between. */
final class FaultWindow {
    /** So long after a fault was mended its marks may be seen. */
    static final Duration RECOVERY = Duration.ofSeconds(5);

    private final String name;
    private final boolean silences;
    private final long begun;
    private volatile long mended = Long.MAX_VALUE;
    private final Map<String, Long> counts = new TreeMap<>();
    private long lastMark;
    private double worstSeen;

    private FaultWindow(String name, boolean silences, long begun) {
        this.name = name;
        this.silences = silences;
        this.begun = begun;
    }

    static FaultWindow of(Fault fault) {
        return new FaultWindow(fault.name(), fault.silences(), System.nanoTime());
    }

    /** @return what is not of a fault */
    static FaultWindow between() {
        return new FaultWindow("between them", false, Long.MAX_VALUE);
    }

    void mended() {
        mended = System.nanoTime();
    }

    String name() {
        return name;
    }

    boolean isFault() {
        return begun != Long.MAX_VALUE;
    }

    boolean silences() {
        return silences;
    }

    /** @return whether a call from then to then falls into it, on {@link System#nanoTime} */
    boolean meets(long from, long to) {
        return to - begun >= 0 && (mended == Long.MAX_VALUE || from - mended <= RECOVERY.toNanos());
    }

    /** @return when it was over; the present where it is not */
    long over() {
        return mended == Long.MAX_VALUE ? System.nanoTime() : mended + RECOVERY.toNanos();
    }

    long begun() {
        return begun;
    }

    /** @return how long the fault itself was, in seconds */
    double seconds() {
        return (mended - begun) / 1e9;
    }

    synchronized void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    synchronized long counted(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** @param at when an answer came that would not have come without the fault */
    synchronized void marked(long at) {
        lastMark = Math.max(lastMark, at - begun);
    }

    /** @return how many seconds after the fault was mended its last mark was seen */
    synchronized double recovered() {
        return mended == Long.MAX_VALUE ? Double.NaN : Math.max(0, (lastMark - (mended - begun)) / 1e9);
    }

    /** @param millis after its revocation that a token was still accepted by a replica */
    synchronized void seen(double millis) {
        worstSeen = Math.max(worstSeen, millis);
    }

    synchronized double worstSeen() {
        return worstSeen;
    }
}
