package dev.signet.local;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process does: asks again and again, but not for ever. */
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {
    }

    /**
     * @param bound how long to go on asking
     * @param condition asked at least once, then every 50 ms
     * @return whether it became true in time
     */
    public static boolean within(Duration bound, BooleanSupplier condition) {
        long deadline = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    /**
     * @param bound how long to go on asking
     * @param what completes the sentence "waited 5 s for …"
     * @param condition asked at least once, then every 50 ms
     * @throws IllegalStateException when it did not become true in time
     */
    public static void until(Duration bound, String what, BooleanSupplier condition) {
        if (!within(bound, condition)) {
            throw new IllegalStateException("waited " + bound.toSeconds() + " s for " + what);
        }
    }
}
