package dev.signet.limits;

/**
 * What one limit has counted of one subject: a fixed window that began with the first counted attempt. Attempts that were
 * refused are not in it, so trying on does not make it longer. Its end follows the limit as it is now: a window that began
 * under a shorter limit grows with it.
 *
 * @param startedAt milliseconds of the epoch
 * @param counted attempts since then
 */
record Window(long startedAt, int counted) {
    static final Window NONE = new Window(0, 0);
    private static final int SECOND = 1_000;

    /** @return whether another attempt would be past the threshold, now that those in flight are left aside */
    boolean spent(Limit limit, long now) {
        return left(limit, now) > 0 && counted >= limit.threshold();
    }

    /** @return whether what is counted is of the past */
    boolean over(Limit limit, long now) {
        return left(limit, now) <= 0;
    }

    /** @return seconds until the window ends, at least 1: rounded up, so that who waits them is not refused again */
    int retryAfterSeconds(Limit limit, long now) {
        return (int) Math.max(1, (left(limit, now) + SECOND - 1) / SECOND);
    }

    private long left(Limit limit, long now) {
        return startedAt + limit.window().toMillis() - now;
    }
}
