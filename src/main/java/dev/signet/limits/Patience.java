package dev.signet.limits;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * How an attempt waits for those before it: asks again soon, then less often, and not at one beat with the others that
 * wait.
 *
 * @param deadline nanoseconds of {@link System#nanoTime()}: a wait is not a matter of the wall clock
 * @param asked how many times it was told to wait
 */
record Patience(long deadline, int asked) {
    /** Long enough for twenty people behind one address to sign in at the same moment. */
    static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long FIRST_PAUSE = 25;
    private static final long LONGEST_PAUSE = 200;

    static Patience from(long nanoTime) {
        return new Patience(nanoTime + LIMIT.toNanos(), 0);
    }

    Patience next() {
        return new Patience(deadline, asked + 1);
    }

    /** @return milliseconds to pause, the last time exactly until the deadline; empty when it has passed */
    OptionalLong pause(long nanoTime, RandomGenerator chance) {
        long left = Duration.ofNanos(deadline - nanoTime).toMillis();
        if (left < 1) {
            return OptionalLong.empty();
        }
        long longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(asked, 10));
        return OptionalLong.of(Math.min(left, chance.nextLong(longest / 2, longest + 1)));
    }
}
